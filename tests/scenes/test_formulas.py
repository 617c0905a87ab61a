"""A formula of one's own in a scene: edited, in another window, with other ranges; and in an address that anybody wrote."""

from urllib.parse import urlencode

import numpy as np
import pytest

from scenes import (
    as_typed,
    default_for,
    default_scene,
    draft,
    edited,
    from_query,
    opened,
    play,
    ranged,
    renumbered,
    report,
    to_query,
    windowed,
)
from surfaces import EXAMPLES, SURFACES, Box, Formula, FormulaError, Point, ranges_of

TEXT = "(1 - x)^2 + b (y - x^2)^2"
SCENE = edited(default_scene(), TEXT)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.title)
def test_a_formula_to_try_is_a_permalink(example):
    scene = opened(default_scene(), example)
    assert from_query(to_query(scene)) == (scene, [])


@pytest.mark.parametrize("cls", SURFACES.values(), ids=SURFACES)
def test_a_surface_becomes_a_formula_with_the_same_race_and_its_own_address(cls):
    before = default_scene().on(cls)
    after = as_typed(before)
    assert isinstance(after.setup.plain, Formula) == (after.setup.start == cls.start)
    assert from_query(to_query(after)) == (after, [])


def test_the_same_paths_are_run_on_a_surface_and_on_its_formula():
    before = default_scene().on(SURFACES["Himmelblau"])
    runs = play(before).trajectories, play(as_typed(before)).trajectories
    for one, other in zip(*runs, strict=True):
        np.testing.assert_allclose(one.points, other.points, rtol=1e-9, atol=1e-9)


def test_the_address_is_hardly_longer_than_the_formula():
    assert to_query(SCENE) == {"f": TEXT, "v": "2"}


def test_another_formula_keeps_the_parameters_that_it_has_and_what_was_chosen():
    scene = windowed(ranged(SCENE.but(surface=Formula(TEXT, b=3.0)), "b", 0.0, 200.0), Box(-3.0, 3.0, -1.0, 3.0))
    after = edited(scene, "b x^2 + c y^2").setup.plain
    assert after.parameters == {"b": 3.0, "c": 1.0}
    assert ranges_of(type(after)) == {"b": (0.0, 200.0), "c": (-5.0, 5.0)}
    assert after.domain == Box(-3.0, 3.0, -1.0, 3.0)


def test_a_window_that_nobody_chose_follows_the_formula():
    assert edited(SCENE, "(x - 9)^2 + (y + 7)^2").setup.plain.domain.contains((9.0, -7.0))


def test_a_start_that_somebody_chose_stays_if_a_race_can_begin_there():
    assert edited(SCENE.but(start=Point(-0.5, 1.0)), "x^2 + y^2 + 1").setup.start == (-0.5, 1.0)
    assert edited(SCENE.but(start=Point(-0.5, 1.0)), "log x + y^2").setup.start.x > 0


def test_a_parameter_stays_within_its_range():
    assert ranged(SCENE, "b", 2.0, 3.0).setup.plain.parameters == {"b": 2.0}


@pytest.mark.parametrize("box", [Box(1, 1, 0, 1), Box(2, 1, 0, 1), Box(0, 1, 0, 1e-9), Box(0, 1e7, 0, 1)])
def test_no_window_in_which_points_cannot_be_told_apart(box):
    assert windowed(SCENE, box) == SCENE


def test_a_draft_looks_for_no_critical_points_and_has_the_same_paths():
    found = [report(play(scene)) for scene in (SCENE, draft(SCENE))]
    assert [len(told.marks["best"]) for told in found] == [1, 0]
    for one, other in zip(*(told.race.trajectories for told in found), strict=True):
        np.testing.assert_array_equal(one.points, other.points)


@pytest.mark.parametrize(
    "text",
    [
        "x^2 + 100 y^2",
        "sin 3x cos y",
        "1/x",
        "x^x",
        "|x|",
        "x",
        "tan(x y)",
        "1e9 x^2",
        "1e-9 x^2",
    ],
)
def test_every_formula_has_rates(text):
    surface = edited(default_scene(), text).setup.plain
    for optimizer in default_scene().setup.optimizers:
        assert 0 < default_for(type(optimizer), surface).lr <= 10


@pytest.mark.parametrize("b", ["1000", "1", "0.01"])
def test_gradient_descent_arrives_by_default_where_the_formula_is_steep_or_shallow(b):
    scene, problems = from_query({"f": "b (x^2 + 2 y^2)", "Formula.b": b, "v": "2"})
    assert problems == []
    assert report(play(scene)).outcomes[0].startswith("converged to the minimum (0, 0)")


NONSENSE = {
    "f": ["", "sine(x)", "__import__('os')", "x.__class__", "x" * 10**5, "(" * 200, "\0", "\u202ex", "<img src=x>", "١+x", "9^9^9^9", "log(-1 - x^2)"],
    "window": ["", "1", "1,2", "a,b,c,d", "nan,1,0,1", "1e400,1,0,1", "2,1,0,1", "0,1,0,1,2", "0,1e9,0,1", "0,1,0,0"],
    "Formula.b": ["", "nan", "inf", "1e400", "٣", "0x1", "1_0", "9" * 500],
    "Formula.b.range": ["", "1", "5,1", "nan,nan", "0,1e9", "1,1", "a,b", "7,8"],
    "x": ["nan", "1e9"],
    "surface": ["Bowl", "<b>"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "text"),
    [(key, text) for key, texts in NONSENSE.items() for text in texts],
    ids=lambda text: urlencode({"": text[:24]}),
)
def test_whatever_stands_in_an_address_opens_a_page_and_is_told_in_words_without_being_quoted(key, text):
    scene, problems = from_query({"f": TEXT, "v": "2", key: text})
    assert report(play(scene)).standings
    assert len(problems) == 1
    assert not [bad for bad in ("<", "__", "\0", "\u202e", "sine") if bad in problems[0]]


def test_what_cannot_be_read_is_refused():
    with pytest.raises(FormulaError):
        edited(SCENE, "x +")


def test_a_formula_that_a_parameter_leaves_without_a_number_keeps_its_window_and_its_address():
    before = edited(default_scene(), "log(b) + x^2 + y^2")
    after = before.but(surface=renumbered(before.setup.plain, b=-1.0))
    assert from_query(to_query(after)) == (after, [])
    assert edited(after, "log(b) + x^2 + 2 y^2 + log(2 + b)").setup.plain.domain == before.setup.plain.domain
