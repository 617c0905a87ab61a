"""What the browser is told of a race that it runs by itself: a module, its tables, and sliders for its numbers."""

from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, Scheduled, unwrap
from params import params_of
from player import live
from player.live import _small, apart, program, sign
from scenes import default_scene, from_query, play, report, to_query
from surfaces import ALL_SURFACES, LAYERS
from surfaces.layers.penalty import Regularized
from tests.player.packets import opened, packed

TWELVE = [",".join([*OPTIMIZERS][i : i + 12]) for i in (0, 12)]
EVERYBODY = {
    **{f"optimizers {i}": {"optimizers": names} for i, names in enumerate(TWELVE)},
    **{name: {"surface": name, "optimizers": "Adam"} for name in ALL_SURFACES},
    **{
        f"schedule {name}": {"optimizers": "Adam", "Adam.schedule": name, "Adam.decay": "0.1"}
        for name in SCHEDULES
        if name != "Constant"
    },
    "twice": {"optimizers": "Adam~3,Adam,Adam~2", "Adam~2.lr": "0.5", "Adam~3.schedule": "Cosine"},
    "layers": {"loss": "NoisyGradient,Regularized", "Regularized.l2": "0.1", "optimizers": "Momentum"},
}


def told_of(query):
    scene, problems = from_query({"steps": "20", **query})
    assert not problems
    return report(play(scene))


@pytest.mark.parametrize("query", EVERYBODY.values(), ids=EVERYBODY)
def test_a_slider_has_the_value_of_its_field_and_a_key_that_an_address_knows(query):
    told = told_of(query)
    made = program(told)
    if made is None:
        return
    sliders = live.live(told, made)[0]["sliders"]
    assert sliders or not query.get("optimizers")
    for slider in sliders:
        value = made.numbers[slider["numbers"][0]]
        again, problems = from_query(to_query(told.race.scene) | {slider["key"]: str(value).removesuffix(".0")})
        assert problems == []
        assert again == told.race.scene, slider
        assert slider["low"] <= value <= slider["high"]
        assert slider["title"]
        assert "\\" not in slider["symbol"]
        assert (slider["owner"] < 0) == (slider["name"] == "")


def test_most_races_run_in_the_browser():
    left = [name for name, query in EVERYBODY.items() if program(told_of(query)) is None]
    assert len(left) <= 2, left


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\alpha", "α"),
        (r"\beta_1", "β₁"),
        (r"\lambda_2", "λ₂"),
        (r"\eta^-", "η⁻"),
        ("d_1", "d₁"),
        ("B", "B"),
        ("", ""),
    ],
)
def test_a_symbol_is_plain_text(latex, text):
    assert sign(latex) == text


@pytest.mark.parametrize("cls", [*ALL_SURFACES.values(), *OPTIMIZERS.values(), *SCHEDULES.values(), *LAYERS.values()])
def test_every_symbol_is_plain_text(cls):
    assert not any(set(sign(p.symbol)) & set("\\_^{}") for p in params_of(cls).values())


def test_a_pair_shares_its_sliders_and_has_none_for_its_penalty():
    told = report(play(default_scene().but(surface=Regularized(default_scene().setup.plain, l2=0.1), versus=True)))
    made = program(told)
    sliders = {slider["key"]: slider for slider in live.live(told, made)[0]["sliders"]}
    assert not {"Regularized.l1", "Regularized.l2", "Adam.decay"} & {*sliders}
    assert len(sliders["Adam.lr"]["numbers"]) == 2
    assert len({made.numbers[i] for i in sliders["Adam.lr"]["numbers"]}) == 1
    # The surface is one number for all, and no copy of it is left behind.
    assert [made.numbers[i] for i in sliders["Ravine.kappa"]["numbers"]] == [100.0]
    assert made.numbers.count(100.0) == 1


def test_what_travels_apart_stays_the_same_while_numbers_change():
    scene = default_scene()
    surface = replace(scene.setup.plain, kappa=7.0)
    optimizers = tuple(replace(o, lr=0.01) for o in scene.setup.optimizers)
    before, after = (
        apart(program(report(play(one)))) for one in (scene, scene.but(surface=surface, optimizers=optimizers))
    )
    assert after["code"] == before["code"]
    other = apart(program(report(play(scene.but(optimizers=optimizers[:2])))))
    assert other["code"] != before["code"]


def test_a_race_names_its_module_and_tables():
    told = report(play(default_scene()))
    made = program(told)
    header, sent = opened(packed(default_scene()))
    code, blocks = opened(apart(made)["code"])
    tables, numbers = opened(apart(made)["tables"])
    assert (header["live"]["code"], header["live"]["tables"]) == (code["code"], tables["tables"])
    assert sent["numbers"].tolist() == [*made.numbers]
    assert not blocks
    for table, ours in zip(made.tables, numbers.values(), strict=True):
        np.testing.assert_array_equal(ours, table)


@pytest.mark.parametrize(
    ("table", "kind"),
    [([0, 255], "uint8"), ([0, 256], "float32"), ([0.5, np.nan], "float32"), ([-1], "float32"), ([0.1], "float64"), ([1e300], "float64")],
)  # fmt: skip
def test_tables_are_as_small_as_they_can_be(table, kind):
    small = _small(np.array(table, float))
    assert small.dtype == kind
    np.testing.assert_array_equal(small, table)


def test_a_schedule_has_sliders():
    scene = default_scene()
    optimizer = Scheduled(unwrap(scene.setup.optimizers[3]).plain, SCHEDULES["Cosine"](length=100))
    told = report(play(scene.but(optimizers=(optimizer,))))
    keys = [slider["key"] for slider in live.live(told, program(told))[0]["sliders"]]
    assert "Adam.Cosine.length" in keys
