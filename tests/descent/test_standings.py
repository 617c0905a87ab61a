"""The standings of a race: a path whose numbers can be read off by eye."""

import numpy as np
import pytest

from descent import descend
from descent.outcome import judge
from descent.run import Trajectory
from descent.standings import standing, tolerance
from optimizers.rules.second_order import BFGS
from surfaces import SURFACES, Regularized

WELLS = SURFACES["DoubleWell"]()
"""Minima at (±1, 0), where the loss is 0."""


def walked(surface, path, asked):
    """The run that took `path` (T+1, 2), which may end in NaN."""
    points = np.array(path, float)
    last = np.asarray(np.isfinite(points).all(axis=1).sum() - 1)
    losses = surface(points.T)
    return Trajectory(points, losses, last, judge(points, losses, surface), asked)


def test_a_walk_past_one_minimum_to_another():
    path = [(-1.5, 0), (-1.0, 0.5), (-1.0, 0.0), (0.0, 0.5), (1.0, 0.5), (1.0, 0.25)]
    row = standing(WELLS, walked(WELLS, path, {"gradient": 5, "loss": 7}))
    assert row.reached == 2
    assert row.distance == 0.25
    assert row.length == pytest.approx(2**0.5 / 2 + 0.5 + 5**0.5 / 2 + 1 + 0.25)
    assert row.evaluations == 12
    assert row.loss == WELLS((1.0, 0.25))
    assert np.isnan([row.test, row.gap, row.epochs]).all()
    assert row.gradients == 0


@pytest.mark.parametrize("k", [0, 1])
@pytest.mark.parametrize(("share", "reached"), [(0.99, 1), (1.01, -1)])
def test_a_minimum_is_reached_within_the_tolerance(k, share, reached):
    beside = np.array([1.0, 0.0])
    beside[k] += share * tolerance(WELLS)
    path = [(0.5, 0.5), beside, (0.5, -0.5)]
    assert standing(WELLS, walked(WELLS, path, {})).reached == reached


def test_who_starts_there_has_reached_it_at_once():
    assert standing(WELLS, walked(WELLS, [(-1.0, 0.0), (0.5, 0.5)], {})).reached == 0


def test_a_path_that_ends_early_is_measured_to_its_end():
    path = [(0.5, 0.0), (0.5, 2.0), (np.nan, np.nan), (np.nan, np.nan)]
    row = standing(WELLS, walked(WELLS, path, {}))
    assert (row.loss, row.length, row.reached) == (WELLS((0.5, 2.0)), 2.0, -1)
    assert row.distance == pytest.approx(np.hypot(0.5, 2.0))


def test_where_no_minimum_is_known_none_is_reached():
    saddle = SURFACES["Saddle"]()
    row = standing(saddle, walked(saddle, [(0.1, 0.1), (0.0, 0.0)], {}))
    assert row.reached == -1
    assert np.isnan(row.distance)


def test_every_kind_of_evaluation_counts():
    surface = Regularized(WELLS, l2=0.1)
    run = descend(surface, BFGS(), (0.5, 0.5), 10)
    assert standing(surface, run).evaluations == sum(run.evaluations.values()) > 20
