"""The page of the gradient check without a browser."""

import base64
import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from scenes import VERSION
from scenes.check import RIGHT, CheckScene
from surfaces import ALL_SURFACES, Point
from surfaces.calculus.differences import FORMULAS
from tests.views.running import APP, visit
from views.pages.gradient_check import OPENED
from views.widgets.check_tables import at_point, kink, price_list
from views.widgets.gradient import MISTAKES, STEPS

WRONG = [mistake for mistake in MISTAKES if mistake != RIGHT]
SMOOTH = [name for name, cls in ALL_SURFACES.items() if cls().smooth]


def opened(**query):
    return visit(AppTest.from_file(APP, default_timeout=30), "check", **query)


@pytest.fixture(scope="module")
def app():
    """One page for all, because a new one costs a second."""
    return opened()


def verdict(app):
    (box,) = [*app.success, *app.error, *app.warning]
    return box


def curves(app):
    return json.loads(app.get("plotly_chart")[1].proto.spec)["data"]


@pytest.mark.seldom(12)
@pytest.mark.sampled
@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("surface", ALL_SURFACES)
def test_every_surface_by_every_formula(app, surface, formula):
    visit(app, "check", surface=surface, formula=formula)
    assert verdict(app).type in ("success", "warning")
    assert len(app.get("plotly_chart")) == 2


@pytest.mark.seldom(12)
@pytest.mark.sampled
@pytest.mark.parametrize("mistake", WRONG)
@pytest.mark.parametrize("surface", SMOOTH)
def test_every_mistake_is_caught(app, surface, mistake):
    visit(app, "check", surface=surface, mistake=mistake)
    assert verdict(app).type == "error"


@pytest.mark.parametrize("h", ["1e-15", "1.0", "2.5e-7"])
def test_every_step_of_an_address_has_a_place_on_the_slider(app, h):
    visit(app, "check", h=h)
    assert app.select_slider(key="check.h").value == float(h)
    assert verdict(app).value


def test_the_steps_are_in_order_within_their_range():
    assert sorted(STEPS) == STEPS
    assert (STEPS[0], STEPS[-1]) == (1e-15, 1.0)


HOSTILE = [
    {"x": "nan"}, {"x": "inf"}, {"y": "-1e308"}, {"x": "1e400"}, {"x": ""}, {"surface": "nope"}, {"zzz": "1"}, {"h": "0"},
    {"h": "-1"}, {"h": "1e400"}, {"h": "1e-99"}, {"mistake": "<img src=x onerror=alert(1)>"}, {"x": "9" * 5000},
    {"x": "١٢"}, {"formula": "null"}, {"mistake": "[1,2"}, {"surface": "\0"}, {"y": "\u202e1"}, {"h": "0_1"},
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: str(query)[:24])
def test_nonsense_is_named_and_the_page_opens_with_its_defaults(app, query):
    visit(app, "check", **query)
    assert app.warning[0].value.startswith("Not understood in the address, and left at its default:")
    assert app.query_params == {"surface": OPENED} | VERSION
    assert "<img" not in app.warning[0].value
    assert app.success[0].value.startswith("**The gradients agree")


def test_the_complaint_goes_with_the_next_change():
    app = opened(x="nan")
    app.selectbox(key="check.formula").set_value("five points").run()
    assert not app.warning


def test_widgets_change_the_check_and_its_address():
    app = opened()
    app.selectbox(key="check.surface").set_value("Himmelblau").run()
    app.selectbox(key="check.formula").set_value("five points").run()
    app.select_slider(key="check.h").set_value(1e-3).run()
    app.number_input(key="check.x").set_value(2.0).run()
    app.get("button_group")[0].set_value("sign").run()
    assert not app.exception
    assert app.query_params == {
        "surface": "Himmelblau", "formula": "five points", "h": "0.001", "x": "2.0", "mistake": "sign", "v": "2",
    }  # fmt: skip
    assert "wrong sign" in app.error[0].value
    assert any("| at (2, −2.6) |" in text.value for text in app.markdown)


def test_it_begins_on_the_surface_of_the_race_and_follows_it():
    app = visit(AppTest.from_file(APP, default_timeout=60), "", surface="Himmelblau")
    assert visit(app, "check").query_params == {"surface": "Himmelblau"} | VERSION
    app.selectbox(key="check.formula").set_value("forward").run()
    visit(app, "").selectbox(key="surface").set_value("Beale").run()
    assert visit(app, "check").query_params == {"surface": "Beale", "formula": "forward"} | VERSION


def test_a_bare_address_opens_on_a_surface_that_shows_truncation_and_rounding_by_every_formula(app):
    visit(app, "check")
    assert app.query_params == {"surface": OPENED} | VERSION
    notes = [note["text"] for note in json.loads(app.get("plotly_chart")[1].proto.spec)["layout"]["annotations"]]
    assert [note.split(":")[0] for note in notes] == ["◂ rounding", "truncation"]
    for line in (trace for trace in curves(app) if trace["mode"] == "lines"):
        assert errors(line)[-1] > 1e6 * min(errors(line))


def errors(line):
    return np.frombuffer(base64.b64decode(line["customdata"]["bdata"]), line["customdata"]["dtype"])


def test_an_address_that_names_the_surface_of_the_default_race_opens_it(app):
    visit(app, "check", surface="Ravine")
    assert app.query_params == {"surface": "Ravine"} | VERSION
    assert app.selectbox(key="check.surface").value == "Ravine"


def test_a_wrong_sign_of_small_slopes_is_a_mistake_and_said_so(app):
    visit(app, "check", surface="Easom", x="0.3", y="0.3", mistake="sign")
    assert verdict(app).type == "error"
    assert any("Relative error **2**, floor " in text.value for text in app.markdown)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"formula": "complex step"},
        {"mistake": "sign"},
        {"h": "1e-15"},
        {"surface": "AbsoluteValue", "formula": "forward"},
    ],
    ids=str,
)
def test_every_verdict_says_what_rounding_alone_can_make(app, query):
    visit(app, "check", **query)
    assert "Floor: rounding alone can make " in verdict(app).value


def test_a_surface_of_its_own_is_kept_while_the_race_stays_on_its():
    app = opened(surface="Beale", mistake="swapped")
    assert visit(app, "").query_params == {}
    assert visit(app, "check").query_params == {"surface": "Beale", "mistake": "swapped"} | VERSION
    assert verdict(app).type == "error"


def test_the_chosen_formula_is_drawn_on_top(app):
    visit(app, "check", formula="forward")
    assert [trace["name"] for trace in curves(app) if trace["mode"] == "lines"][-1] == "forward ~ h"


def test_a_kink_is_told_at_any_step_and_only_where_it_is():
    for h in (1e-15, 1e-5, 1.0):
        assert "∂x is −2.83 before and 2.83 after it" in kink(CheckScene("Ackley", Point(0.0, 0.0), h=h))
        assert kink(CheckScene("Ackley", Point(1.0, 2.0), h=h)) == ""
        assert kink(CheckScene("Himmelblau", Point(3.0, 2.0), h=h)) == ""


def test_both_gradients_stand_side_by_side():
    text = at_point(CheckScene("Himmelblau", Point(0.0, 0.0), mistake="sign"))
    assert "| analytic | −14 | 22 |" in text
    assert "| numeric | −14 | −22 |" in text
    assert "| 44 |" in text


def test_the_price_is_counted_and_timed():
    rows = {
        row.split(" | ")[0].strip("| "): row.split(" | ")[1:]
        for row in price_list(CheckScene("Ravine", Point(1, 1))).split("\n")
    }
    assert {name: rows[name][0] for name in FORMULAS} == {
        "forward": "3", "centered": "4", "five points": "8", "complex step": "2",
    }  # fmt: skip
    assert [rows[name][2] for name in ("forward", "centered")] == ["1,000,001", "2,000,000"]
    assert all(rows[name][1].endswith("s") for name in [*FORMULAS, "analytic"])
