"""What became of a path: every kind, with a path built to end that way."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from descent import Kind, descend, nearest_minimum, path_length
from descent.outcome import SETTLED, judge, near
from optimizers import OPTIMIZERS
from surfaces import SURFACES, Box, Point
from surfaces.bowls import Bowl

GradientDescent = OPTIMIZERS["GradientDescent"]
WELLS = SURFACES["DoubleWell"]()
HIMMELBLAU = SURFACES["Himmelblau"]()
NOWHERE = (None, None)
NEVER = -1


def verdict(surface, path):
    """(kind, step, target) of one path of shape (T+1, 2) that may end in NaN."""
    points = np.array(path, float)
    last = np.isfinite(points).all(axis=1).sum() - 1
    outcome = judge(points, surface(points.T), np.asarray(last), surface)
    return Kind(int(outcome.kind)), int(outcome.step), named(outcome.target)


def named(target):
    return NOWHERE if np.isnan(target).all() else tuple(target)


def legs(*corners, steps=50):
    """A path straight from corner to corner, `steps` steps each; a corner named twice is a rest."""
    pairs = pairwise(corners)
    return np.concatenate([*(np.linspace(a, b, steps, endpoint=False) for a, b in pairs), np.array(corners[-1:])])


def test_a_path_has_converged_since_it_came_near_for_good():
    """Near is 1 % of a window 4 wide: 0.04, which y = 0.9 (1 − t / 50) has gone below at t = 48."""
    path = legs((-1, 0.9), (-1, 0), (-1, 0))
    assert near(WELLS) == 0.04
    assert verdict(WELLS, path) == (Kind.CONVERGED, 48, (-1.0, 0.0))


def test_a_visit_before_does_not_count():
    path = legs((1, 0), (1, 0), (1, 0.9), (1, 0), (1, 0))
    assert verdict(WELLS, path) == (Kind.CONVERGED, 148, (1.0, 0.0))


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        (Kind.CONVERGED, HIMMELBLAU.minima),
        (Kind.SADDLE, HIMMELBLAU.saddles),
        (Kind.MAXIMUM, HIMMELBLAU.maxima),
    ],
    ids=["minima", "saddles", "maxima"],
)
def test_every_place_is_told_from_the_others(kind, places):
    for place in places:
        reached, step, target = verdict(HIMMELBLAU, legs((5.9, 5.9), place, place))
        assert (reached, target) == (kind, tuple(place))
        assert 40 < step <= 50


def test_every_known_place_is_its_own(surface_class):
    """A path that rests where the surface has a minimum, a saddle or a maximum is told just that."""
    surface = surface_class()
    kinds = {Kind.CONVERGED: surface.minima, Kind.SADDLE: surface.saddles, Kind.MAXIMUM: surface.maxima}
    pairs = [(kind, place) for kind, places in kinds.items() for place in places][:200]
    w = np.array([place for _, place in pairs], float).reshape(-1, 2).T
    points = np.stack([w, w])
    outcome = judge(points, surface(np.moveaxis(points, 1, 0)), np.full(len(pairs), 1), surface)
    assert_array_equal(outcome.kind, [kind for kind, _ in pairs])
    assert_array_equal(outcome.target, w)
    assert not outcome.step.any()


def test_passing_through_is_not_arriving():
    through = legs((-1, 0.5), (1, 0), (1.5, 0))
    assert verdict(WELLS, through) == (Kind.MOVING, NEVER, NOWHERE)
    assert tuple(through[50]) == (1, 0)
    assert verdict(WELLS, through[:51]) == (Kind.MOVING, NEVER, NOWHERE)


@pytest.mark.parametrize(("rest", "kind"), [(4, Kind.MOVING), (5, Kind.CONVERGED)])
def test_arriving_takes_a_twentieth_of_the_path(rest, kind):
    path = [(0.5, 1.0)] * (100 - rest) + [(1.0, 0.0)] * (rest + 1)
    assert SETTLED == 0.05
    assert verdict(WELLS, path)[0] == kind


def test_a_path_that_swings_about_a_minimum_still_moves():
    swing = [(1 + 0.1 * (-1) ** t, 0.0) for t in range(100)]
    assert verdict(WELLS, swing) == (Kind.MOVING, NEVER, NOWHERE)


def test_a_path_that_is_outside_has_left_since_its_last_step_inside():
    path = legs((0, 0), (0, 5), (0, 0), (0, 5))
    assert verdict(WELLS, path) == (Kind.LEFT, 121, NOWHERE)  # y = 5 · 20 / 50 is the edge, and inside


def test_a_path_that_came_back_has_not_left():
    assert verdict(WELLS, legs((0.5, 0), (0.5, 5), (0.5, 1))) == (Kind.MOVING, NEVER, NOWHERE)


def test_a_path_that_ended_uphill_has_diverged_at_the_step_that_broke_it():
    path = [*legs((0.5, 0), (100, 0)), *[(np.nan, np.nan)] * 20]
    assert verdict(WELLS, path) == (Kind.DIVERGED, 51, NOWHERE)


def test_a_start_that_nothing_follows_has_diverged():
    assert verdict(WELLS, [(0.5, 0.5), *[(np.nan, np.nan)] * 9]) == (Kind.DIVERGED, 1, NOWHERE)


def test_a_path_without_steps_moves_or_rests():
    assert verdict(WELLS, [(0.5, 0.5)]) == (Kind.MOVING, NEVER, NOWHERE)
    assert verdict(WELLS, [(1.0, 0.0)]) == (Kind.CONVERGED, 0, (1.0, 0.0))


def run(surface, start, lr, steps=200):
    outcome = descend(surface, GradientDescent(lr=lr), start, steps).outcome
    return Kind(int(outcome.kind)), int(outcome.step), named(outcome.target)


def test_gradient_descent_converges():
    assert run(WELLS, (0.05, 1.6), 0.05)[::2] == (Kind.CONVERGED, (1.0, 0.0))


def test_gradient_descent_on_the_ridge_is_stuck_at_the_saddle():
    assert run(WELLS, (0.0, 1.6), 0.05)[::2] == (Kind.SADDLE, (0.0, 0.0))


def test_gradient_descent_on_the_top_is_stuck_at_the_maximum():
    top = HIMMELBLAU.maxima[0]
    assert run(HIMMELBLAU, top, 1e-4) == (Kind.MAXIMUM, 0, tuple(top))


def test_gradient_descent_in_slow_motion_still_moves():
    assert run(WELLS, (0.05, 1.6), 1e-4) == (Kind.MOVING, NEVER, NOWHERE)


def test_gradient_descent_with_a_long_step_diverges():
    assert run(Bowl(), (1.0, 1.0), 1.5) == (Kind.DIVERGED, 20, NOWHERE)


@pytest.mark.parametrize("steps", [20, 2000], ids=["on the way", "past all bounds"])
def test_where_there_is_no_bottom_a_path_leaves_and_does_not_diverge(steps):
    """The saddle: y = 1.2ᵗ, so that it leaves a window of ±3 at t = 7 and the world at t = 76."""
    assert run(SURFACES["Saddle"](), (1.0, 1.0), 0.1, steps) == (Kind.LEFT, 7, NOWHERE)


def test_a_batch_is_judged_lane_by_lane():
    starts = np.array([[[0.05, 0.0], [-0.05, 0.05]], [[1.6, 1.6], [1.6, 1.6]]])
    rates = np.array([[0.05, 0.05], [0.05, 1e6]])
    outcome = descend(WELLS, GradientDescent(lr=rates), starts, 200).outcome
    assert outcome.kind.tolist() == [[Kind.CONVERGED, Kind.SADDLE], [Kind.CONVERGED, Kind.DIVERGED]]
    assert_array_equal(outcome.target, [[[1, 0], [-1, np.nan]], [[0, 0], [0, np.nan]]])
    assert outcome.step[1, 1] == 1


@dataclass(frozen=True)
class Featureless(Bowl):
    """Nothing is known of it."""

    domain, minima = Box(-1.0, 1.0, -1.0, 1.0), ()


def test_where_nothing_is_known_a_path_moves_or_is_at_rest():
    kind, step, target = run(Featureless(), (0.5, 0.5), 0.25)
    assert kind == Kind.RESTING
    assert np.hypot(*target) < 1e-12
    assert 5 < step < 60
    assert run(Featureless(), (0.5, 0.5), 0.001) == (Kind.MOVING, NEVER, NOWHERE)


def test_a_path_rests_where_it_stops():
    path = np.full((100, 2), (0.3, -0.2))
    path[:5, 0] = 0.8, 0.7, 0.6, 0.5, 0.4
    assert verdict(Featureless(), path) == (Kind.RESTING, 5, (0.3, -0.2))
    path[::2, 1] += 1e-4
    assert verdict(Featureless(), path) == (Kind.MOVING, NEVER, NOWHERE)


def test_the_nearest_minimum():
    assert nearest_minimum((0.1, 0.0), WELLS) == (0.9, Point(1.0, 0.0))
    assert nearest_minimum(np.array([-4.0, 4.0]), WELLS) == (5.0, Point(-1.0, 0.0))


def test_the_nearest_minimum_to_itself(surface_class):
    surface = surface_class()
    for minimum in surface.minima[:50]:
        assert nearest_minimum(minimum, surface) == (0.0, minimum)


@pytest.mark.parametrize(
    ("w", "surface"),
    [((0.0, 0.0), Featureless()), ((np.nan, np.nan), WELLS), ((np.inf, 0.0), WELLS)],
    ids=["none known", "no point", "infinity"],
)
def test_no_minimum_is_nearest(w, surface):
    distance, minimum = nearest_minimum(w, surface)
    assert np.isnan(distance)
    assert minimum is None


def test_path_length():
    path = np.array([(0, 0), (3, 4), (3, 4), (3, 5), NOWHERE, NOWHERE], float)
    assert path_length(path) == 6
    assert path_length(path[:1]) == 0


def test_path_lengths_of_a_batch(rng):
    points = rng.normal(size=(9, 2, 3, 4))
    lengths = path_length(points)
    assert lengths.shape == (3, 4)
    for lane in np.ndindex(3, 4):
        assert lengths[lane] == pytest.approx(path_length(points[(..., *lane)]), rel=1e-15)
