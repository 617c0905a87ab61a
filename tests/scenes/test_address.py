"""The table of the user's own in an address. All else about addresses is in test_scene."""

from dataclasses import replace

import pytest

from scenes import Scene, default_scene, from_query, to_query
from scenes import table_store as kept
from scenes.table_store import OwnTable, learning, table_of
from surfaces import Minibatch, Regularized
from surfaces.data.linear_models import LinearRegression, LogisticRegression

OWN = OwnTable(tuple((float(i), 0.0, float(i * i)) for i in range(10)), ("<b>a</b>", "몸무게"))
SCENE = default_scene().on(LinearRegression).over(learning(LinearRegression(scale=2.0), OWN))
SAID = "table is not kept on this server, or does not fit: paste it again"


def on_made_up(scene: Scene) -> Scene:
    return scene.over(replace(scene.setup.surface, rows=(), columns=()))


def test_the_address_names_the_table_and_does_not_hold_it():
    query = to_query(SCENE)
    assert query == {
        "surface": "LinearRegression",
        "LinearRegression.n": "7",
        "LinearRegression.scale": "2",
        "table": query["table"],
        "v": "2",
    }
    assert from_query(query) == (SCENE, [])


def test_a_table_lies_under_what_changes_the_loss():
    surface = Regularized(Minibatch(learning(LinearRegression(), OWN), 4), l2=0.1)
    scene = SCENE.but(surface=surface)
    assert from_query(to_query(scene)) == (scene, [])


def test_a_table_that_is_no_longer_kept_opens_the_made_up_data(monkeypatch):
    query = to_query(SCENE)
    monkeypatch.setattr(kept, "_kept", type(kept._kept)())
    assert from_query(query) == (on_made_up(SCENE), [SAID])


def test_nonsense_in_place_of_a_key_is_not_quoted(hostile):
    scene, problems = from_query(to_query(SCENE) | {"table": hostile})
    assert (scene, problems) == (on_made_up(SCENE), [SAID])


def test_a_table_that_does_not_fit_the_surface_is_left_out():
    query = {"surface": "LogisticRegression", "table": to_query(SCENE)["table"]}
    scene, problems = from_query(query)
    assert (scene.setup.plain, problems) == (LogisticRegression(), [SAID])


@pytest.mark.parametrize("surface", ["Ravine", "Bowl"])
def test_a_formula_has_no_table(surface):
    scene, problems = from_query({"surface": surface, "table": to_query(SCENE)["table"]})
    assert table_of(scene.setup.plain) is None
    assert problems == ["1 of the settings in the address is not known on this page"]


def test_made_up_data_have_no_table_in_the_address():
    assert "table" not in to_query(default_scene().on(LinearRegression))
