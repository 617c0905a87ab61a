"""The address of a gradient check: what is written is read again, and nonsense is named and left out."""

from itertools import product

import pytest

from scenes import VERSION
from scenes.check import CHECK_SETTINGS, CheckScene, from_query, to_query
from surfaces import ALL_SURFACES, DATA_SURFACES, SURFACES, BrokenGradient, Point
from surfaces.calculus.differences import FORMULAS

SCENE = CheckScene("Beale", Point(1.5, -0.25), "five points", 2e-7, "missing term")


@pytest.mark.parametrize("name", ALL_SURFACES)
def test_the_default_of_a_surface_is_its_name_alone(name):
    scene, problems = from_query({"surface": name} | VERSION, "Bowl")
    assert scene == CheckScene(name, ALL_SURFACES[name].start)
    assert to_query(scene) == {"surface": name} | VERSION
    assert not problems


def test_an_address_without_a_version_means_the_start_of_its_time():
    assert from_query({"surface": "Saddle"}, "Bowl") == (CheckScene("Saddle", Point(-2.5, 0.02)), [])
    assert from_query({"surface": "Saddle", "x": "1"}, "Bowl")[0].point == Point(1.0, 0.02)


@pytest.mark.parametrize(("formula", "mistake"), [*product(FORMULAS, CHECK_SETTINGS["mistake"].options)])
def test_what_is_written_is_read_again(formula, mistake):
    scene = CheckScene("Beale", Point(1.5, -0.25), formula, 2e-7, mistake)
    assert from_query(to_query(scene), "Bowl") == (scene, [])


def test_a_bare_address_begins_on_the_surface_of_the_race():
    assert from_query({}, "Himmelblau") == (CheckScene("Himmelblau", SURFACES["Himmelblau"].start), [])


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("surface", "<b>"), ("surface", ""), ("x", "nan"), ("y", "1e400"), ("x", "100"), ("h", "0"), ("h", "2"),
        ("h", "1_0"), ("formula", "backward"), ("mistake", "\0"), ("steps", "3"),
    ],
)  # fmt: skip
def test_nonsense_is_named_and_the_rest_is_kept(key, text):
    query = to_query(SCENE)
    scene, problems = from_query(query | {key: text}, "Beale")
    assert len(problems) == 1
    assert key in problems[0] or "not known" in problems[0]
    assert scene == from_query({k: v for k, v in query.items() if k != key}, "Beale")[0]


def test_the_loss_is_broken_as_asked():
    assert SCENE.loss == BrokenGradient(SURFACES["Beale"](), "missing term")
    assert CheckScene("Beale", Point(0, 0)).loss == SURFACES["Beale"]()


def test_another_surface_begins_at_its_own_start():
    moved = SCENE.on("Softmax")
    assert (moved.surface, moved.point) == ("Softmax", DATA_SURFACES["Softmax"].start)
    assert (moved.formula, moved.h, moved.mistake) == (SCENE.formula, SCENE.h, SCENE.mistake)
