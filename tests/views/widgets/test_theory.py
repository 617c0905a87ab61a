"""The theory section: nothing until it is asked for, then words and numbers."""

import re

import pytest

from player.packing.packet import pack
from scenes import default_scene, play, report
from surfaces import SURFACES, local_theory
from surfaces.analytic.ravines import Ravine
from surfaces.analytic.saddles import Saddle
from tests.player.packets import opened
from tests.views.running import header, run
from views.widgets.theory import facts, promises


def words(app):
    return "\n".join(element.value for element in app.main.markdown)


def test_the_first_page_has_none_of_it():
    app = run()
    assert "theory predicts" not in words(app)
    assert header(app)["overlays"]["arrows"] is header(app)["overlays"]["hessian"] is None
    assert header(app)["overlays"]["forecasts"] == []


@pytest.mark.sampled
@pytest.mark.parametrize("where", ["start", "minimum"])
@pytest.mark.parametrize("surface", SURFACES)
def test_every_surface_has_theory(surface, where):
    found = report(play(default_scene().on(SURFACES[surface]).but(theory=where, field=True)))
    assert r"\lambda_1" in facts(found.theory)
    assert promises(found.theory).startswith("**")
    overlays = opened(pack(found, ""))[0]["overlays"]
    assert overlays["arrows"]["places"]
    assert len(overlays["forecasts"]) == 4


def test_at_the_minimum_of_the_ravine():
    text = words(run(theory="minimum"))
    for part in (
        "At (0, 0)",
        r"\kappa = 40",
        "= 0.2$",
        "= 0.195$",
        "= 0.951$",
        "= 0.727$",
        "| Gradient descent | 0.955 |",
    ):
        assert part in text


def test_of_a_pair_each_has_its_own_forecast_if_there_is_one():
    text = words(run(loss="Regularized", versus="1", theory="minimum", **{"Regularized.l2": "0.1"}))
    assert "At (0, 0)" in text
    assert "| Gradient descent + L2 | 0.919 |" in text
    assert "| Gradient descent + decay |" not in text


def test_the_point_can_be_chosen():
    app = run(theory="minimum")
    app.segmented_control(key="theory").set_value("start").run()
    assert "At (−2.6, −0.2)" in words(app)
    assert app.query_params["theory"] == "start"
    assert header(app)["overlays"]["hessian"]["point"] == [-2.6, -0.2]


def test_nothing_is_promised_at_a_saddle():
    assert "No stability limit here" in promises(local_theory(Saddle(), (0.0, 0.0)))


@pytest.mark.parametrize("kappa", [1.0, 40.0, 1e4, 1e7])
def test_the_best_rate_is_told_from_the_limit_and_a_slow_factor_from_1(kappa):
    """The limit is 2 / λ₂, the best 2 / (λ₁ + λ₂): for κ = 10⁴ they agree in four digits."""
    text = promises(local_theory(Ravine(kappa=kappa), (0.0, 0.0)))
    limit, best, rate, fast, momentum, faster = (told[1] for told in re.finditer(r"= ([\d.]+)[^$=]*\$", text))
    assert float(best) < float(limit)
    assert max(map(float, (rate, momentum, faster))) < 1
    assert float(fast) == pytest.approx(2 * float(limit) / (1 + kappa**-0.5) ** 2, rel=1e-2)


def test_powers_of_ten_are_written_as_such():
    assert r" \cdot 10^{10}" in facts(local_theory(Ravine(), (1e5, 1e5)))
