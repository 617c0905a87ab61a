"""What the browser is told of a race that it runs by itself: a module, its tables, and fields for its numbers."""

from dataclasses import replace

import numpy as np
import pytest

from figures import sign
from optimizers import OPTIMIZERS, SCHEDULES, Scheduled, unwrap
from params import params_of
from player.packing import live
from player.packing.live import _small, apart, program
from player.packing.methods import methods
from scenes import VERSION, default_scene, from_query, play, report, to_query
from surfaces import ALL_SURFACES, LAYERS
from surfaces.layers.penalty import Regularized
from tests.player.packets import opened, packed
from views.pages.race import after_report

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


def fields_of(told, made):
    """All that have a slider or stand over the plots, by their keys."""
    own = [field for method in methods(told, made) for field in method["fields"]]
    return {field["key"]: field for field in [*(live.sliders(told, made) if made else ()), *own]}


@pytest.mark.seldom(16)
@pytest.mark.parametrize("query", EVERYBODY.values(), ids=EVERYBODY)
def test_a_field_has_its_value_and_a_key_that_an_address_knows(query):
    told = told_of(query)
    made = program(told)
    for field in fields_of(told, made).values():
        value = made.numbers[field["numbers"][0]] if field["numbers"] else field["value"]
        text = str(int(value)) if isinstance(value, bool) else str(value).removesuffix(".0")
        again, problems = from_query(to_query(told.race.scene) | {field["key"]: text})
        assert problems == []
        assert again == told.race.scene, field
        assert isinstance(value, str | bool) or field["low"] <= value <= field["high"]
        assert field["title"]
        assert "\\" not in field["symbol"]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_field_of_a_method_stands_over_its_plot_and_a_number_first(name):
    """Its learning rate, if it has one; decay and schedule are there, too."""
    (method,) = methods(told := told_of({"optimizers": name}), program(told))
    keys = [field["key"].removeprefix(f"{name}.") for field in method["fields"]]
    schedule = ["schedule"] * ("lr" in params_of(OPTIMIZERS[name]))
    assert keys == [*params_of(OPTIMIZERS[name]), "decay", *schedule]
    assert not method["fields"][0]["options"]
    assert not isinstance(method["fields"][0]["usual"], bool)
    assert keys[0] == "lr" or "lr" not in keys


def test_what_leads_back_to_the_defaults():
    scene, _problems = from_query(
        {"optimizers": "Adam", "Adam.lr": "0.5", "Adam.schedule": "Cosine", "Adam.amsgrad": "1"} | VERSION
    )
    (method,) = methods(report(play(scene)), None)
    usual = {field["key"]: field["usual"] for field in method["fields"] if field["usual"] is not None}
    assert after_report(scene, usual) == from_query({"optimizers": "Adam"} | VERSION)[0]
    assert method["curve"].startswith("<svg")


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
    sliders = fields_of(told, made)
    assert not {"Regularized.l1", "Regularized.l2"} & {*sliders}
    assert not sliders["Adam.decay"]["numbers"]
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


def test_the_numbers_of_a_schedule_follow_the_hand():
    scene = default_scene()
    optimizer = Scheduled(unwrap(scene.setup.optimizers[3]).plain, SCHEDULES["Cosine"](length=100))
    told = report(play(scene.but(optimizers=(optimizer,))))
    assert fields_of(told, program(told))["Adam.Cosine.length"]["numbers"]
