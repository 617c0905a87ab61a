"""The formulas to try: each race shows what its sentence says."""

from dataclasses import replace

import numpy as np
import pytest

from descent import descend
from optimizers import OPTIMIZERS
from surfaces import EXAMPLES, Formula

BY_TITLE = {example.title: example for example in EXAMPLES}


def runs(title, **parameters):
    """Name → trajectory of everybody who races."""
    example = BY_TITLE[title]
    surface = replace(example.surface, **parameters)
    racers = {name: OPTIMIZERS[name](**fields) for name, fields in example.racers.items()}
    return {name: descend(surface, racer, example.start, example.steps) for name, racer in racers.items()}


def ends(title, **parameters):
    """Name → the last point."""
    return {name: run.points[int(run.last)] for name, run in runs(title, **parameters).items()}


def final(title, **parameters):
    """Name → the last loss."""
    return {name: run.losses[int(run.last)] for name, run in runs(title, **parameters).items()}


def longest(run):
    return np.hypot(*np.diff(run.points[: int(run.last) + 1], axis=0).T).max()


def test_there_are_fifteen_and_each_is_another():
    assert len(EXAMPLES) == len(BY_TITLE) == len({example.text for example in EXAMPLES}) == 15


@pytest.mark.parametrize("example", EXAMPLES, ids=BY_TITLE)
def test_an_example_is_a_surface_and_a_race(example):
    surface = example.surface
    assert surface.domain.contains(example.start)
    assert np.isfinite(surface(surface.domain.mesh(21, 20))).mean() > 0.9
    assert surface == Formula(
        example.text, domain=example.domain, start=example.start, ranges=example.ranges, **example.parameters
    )
    assert set(example.racers) <= set(OPTIMIZERS)
    assert all(low <= example.parameters[name] <= high for name, (low, high) in example.ranges.items())


def test_a_ravine():
    assert final("A ravine")["GradientDescent"] < 1e-3
    assert final("A ravine", k=35.0)["GradientDescent"] > 18


def test_a_winding_ravine():
    last = ends("A winding ravine")
    # The floor's first crest is at −3π/4, and Adam is past the one after it.
    assert last["GradientDescent"][0] < -2.2
    assert last["Adam"][0] > -np.pi / 4


def test_a_spiral_valley():
    last = ends("A spiral valley")
    assert np.hypot(*last["GradientDescent"]) > 1.5
    assert np.hypot(*last["Adam"]) < 0.6
    turns = np.unwrap(np.arctan2(*runs("A spiral valley")["Adam"].points.T[::-1]))
    assert np.ptp(turns) > np.pi


def test_a_cliff():
    raced = runs("A cliff")
    leap = raced["GradientDescent"].points[:, 0]
    assert longest(raced["GradientDescent"]) > 1
    assert leap.min() < raced["Adam"].points[0, 0]
    assert leap[np.abs(np.diff(leap)).argmax() + 1] < 0
    assert longest(raced["Adam"]) < 0.3


def test_a_plateau_with_a_hole():
    last = ends("A plateau with a hole")
    assert all(np.hypot(*last[name] - (-1.2, 1.1)) < 0.01 for name in ("GradientDescent", "Momentum"))
    assert all(np.hypot(*last[name] - (1, 0)) < 0.05 for name in ("RMSProp", "Adam"))


def test_a_pole():
    raced = runs("A pole")
    assert raced["GradientDescent"].points[1, 0] > BY_TITLE["A pole"].domain.x1
    assert np.hypot(*raced["Adam"].points[1] - raced["Adam"].points[0]) == pytest.approx(0.1 * np.sqrt(2), rel=1e-3)


def test_the_edge_of_the_numbers():
    raced = runs("The edge of the numbers")
    assert raced["Momentum"].last < 10
    assert ends("The edge of the numbers")["GradientDescent"] == pytest.approx((1 / np.e, 0.0), abs=1e-2)


def test_a_saddle_of_three_valleys():
    last = ends("A saddle of three valleys")
    assert np.hypot(*last["GradientDescent"]) < 0.2
    assert last["Momentum"][0] < -2


def test_a_tilted_hat():
    last = ends("A tilted hat")
    (saddle,) = BY_TITLE["A tilted hat"].surface.saddles
    assert np.hypot(*last["GradientDescent"] - saddle) < 0.1
    assert last["Adam"][0] < -0.5


def test_two_weights_in_a_row():
    kept = {name: x * x - y * y for name, (x, y) in ends("Two weights in a row").items()}
    x, y = BY_TITLE["Two weights in a row"].start
    assert kept["GradientDescent"] == pytest.approx(x * x - y * y, rel=0.05)
    assert kept["Adam"] != pytest.approx(x * x - y * y, rel=0.5)
    assert max(final("Two weights in a row").values()) < 1e-3


def test_a_flat_bottom():
    raced = runs("A flat bottom")
    points = raced["Newton"].points
    assert points[1:10] == pytest.approx(points[:9] * 2 / 3)
    slow = raced["GradientDescent"].losses
    assert slow[-1] / slow[-2] > 0.9
    assert final("A flat bottom")["Newton"] < 1e-20 < final("A flat bottom")["GradientDescent"]


def test_an_egg_box_in_a_bowl():
    title = "An egg box in a bowl"
    assert final(title)["Adam"] < 0.01
    assert final(title)["GradientDescent"] > 10
    assert final(title, a=0.2)["GradientDescent"] < 0.01


def test_a_kink():
    late = runs("A kink")["GradientDescent"].points[-10:]
    assert late[::2] == pytest.approx(np.broadcast_to(late[0], (5, 2)))
    assert np.abs(np.diff(late, axis=0)).min() > 0.05


def test_stairs():
    last = ends("Stairs")
    assert all(last[name][0] == -2.2 for name in ("GradientDescent", "Adam"))
    assert final("Stairs")["RandomSearch"] < 1 < final("Stairs")["Adam"]


def test_a_wide_hole_and_a_narrow_one():
    last = ends("A wide hole and a narrow one")
    surface = BY_TITLE["A wide hole and a narrow one"].surface
    assert all(np.hypot(x + 0.95, y) < 0.1 for x, y in last.values())
    wide, narrow = (float(surface(point)) for point in sorted(surface.minima))
    assert narrow < 1.8 * wide
