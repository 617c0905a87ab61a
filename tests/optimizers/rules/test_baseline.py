"""Random search: what it is offered, and what it keeps."""

import numpy as np

from optimizers.rules.baseline import RandomSearch
from surfaces import SURFACES
from tests.optimizers.losses import Everywhere, walk

SURFACE = SURFACES["Himmelblau"]()
STEPS = 60


def draws(seed, box):
    """The points that follow from (seed, t)."""
    return [np.random.default_rng((seed, t)).uniform([box.x0, box.y0], [box.x1, box.y1]) for t in range(STEPS)]


def test_it_stands_on_the_best_point_so_far():
    offered = [np.array(SURFACE.start), *draws(7, SURFACE.domain)]
    losses = [float(SURFACE(w)) for w in offered]
    best = [offered[int(np.argmin(losses[: t + 1]))] for t in range(STEPS + 1)]
    assert (walk(RandomSearch(seed=7), SURFACE, SURFACE.start, STEPS) == best).all()


def test_draws_lie_in_the_window_and_fill_it():
    offered = np.array(draws(0, SURFACE.domain)).T
    assert SURFACE.domain.contains(offered).all()
    assert (np.ptp(offered, axis=1) > 0.8 * SURFACE.domain.size).all()


def test_a_seed_is_a_path():
    one, same, other = (walk(RandomSearch(seed), SURFACE, SURFACE.start, STEPS) for seed in (1, 1, 2))
    assert (one == same).all()
    assert (one != other).any()


def test_all_paths_of_a_batch_are_offered_the_same_points():
    worst = np.full((2, 3), 5.9)
    points = walk(RandomSearch(), SURFACE, worst, STEPS)
    assert (points == points[:, :, :1]).all()


def test_it_stays_on_a_plateau():
    assert (walk(RandomSearch(), Everywhere(), [0.3, 0.4], 5) == [0.3, 0.4]).all()


def test_what_is_never_lower_is_never_taken():
    best = SURFACES["Himmelblau"]().minima[0]
    assert (walk(RandomSearch(), SURFACE, best, STEPS) == best).all()
