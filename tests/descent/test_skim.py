"""Skimming paths leads to the verdict of reading them."""

from dataclasses import fields, replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import FAR, Fold, Kind, Outcome, descend, in_doubt, put, skim
from descent.outcome import judge
from descent.skim import square
from optimizers import OPTIMIZERS
from surfaces import SURFACES

WALKED = (
    "Himmelblau",
    "Rastrigin",
    "Rosenbrock",
    "DoubleWell",
    "Easom",
    "Eggholder",
    "Saddle",
    "AbsoluteValue",
    "Schaffer2",
)
STEPS = 120


def skimmed(surface, points, piece):
    fold = Fold(surface, len(points) - 1)
    return fold.verdict(folded(fold, points, piece))


def folded(fold, points, piece, thorough=True):
    state = fold.begin(points[0], fold.surface(points[0]))
    for t in range(1, len(points), piece):
        state = skim(fold, state, t, points[t - 1 : t + piece], thorough=thorough)
    return state


def skimmed_twice(surface, points, piece):
    """(verdict, which were in doubt): not thoroughly, and those in doubt once more."""
    fold = Fold(surface, len(points) - 1)
    state = folded(fold, points, piece, thorough=False)
    doubt = np.flatnonzero(in_doubt(fold, state))
    return fold.verdict(put(state, doubt, folded(fold, points[..., doubt], piece))), doubt


def read(surface, points):
    return judge(points, surface(np.moveaxis(points, 1, 0)), surface)


def assert_same_outcome(one, other):
    for field in fields(Outcome):
        assert_array_equal(getattr(one, field.name), getattr(other, field.name), err_msg=field.name)


def wanderers(surface, rng, count=400):
    """Paths (T+1, 2, count) that do what paths do, one after another, at random: drift, hop, rest, jump to a place, or end."""
    box, size = surface.domain, surface.domain.size
    places = np.array([*surface.minima, *surface.saddles, *surface.maxima, surface.start]).T
    w = rng.uniform((box.x0, box.y0), (box.x1, box.y1), (count, 2)).T
    points, mode, length = [w], rng.integers(9, size=count), 10.0 ** rng.uniform(-17, -0.5, count) * size
    for t in range(STEPS):
        anew = rng.random(count) < 0.04
        mode = np.where(anew, rng.integers(9, size=count), mode)
        length = np.where(anew, 10.0 ** rng.uniform(-17, -0.5, count) * size, length)
        target = places[:, rng.integers(places.shape[1], size=count)]
        w = np.select(
            [mode == 0, mode == 1, mode == 2, mode == 3, mode == 4, anew & (mode == 8)],
            [
                w + length * rng.standard_normal((2, count)),
                w + length * (-1) ** t,
                np.where(anew, target, w),
                np.where(anew, target, w) + 1e-3 * size * (-1) ** t * (rng.random((2, count)) < 0.5),
                w + (places[:, :1] - w) * 0.3,
                rng.choice([np.nan, np.inf, 2 * FAR, 0.9 * FAR], count) * np.ones((2, 1)),
            ],
            w,
        )
        points.append(w)
    return np.array(points)


@pytest.mark.seldom(12)
@pytest.mark.parametrize("piece", [1, 7, 25, STEPS])
@pytest.mark.parametrize("name", WALKED)
def test_skimming_wanderers_is_reading_them(name, piece, rng):
    surface = SURFACES[name]()
    with np.errstate(all="ignore"):
        points = wanderers(surface, rng)
        assert_same_outcome(skimmed(surface, points, piece), read(surface, points))


@pytest.mark.seldom(12)
@pytest.mark.parametrize("piece", [1, 7, 25, STEPS])
@pytest.mark.parametrize("name", WALKED)
def test_only_those_in_doubt_need_to_be_followed_thoroughly(name, piece, rng):
    """But for the radius of who is at a minimum."""
    surface = SURFACES[name]()
    with np.errstate(all="ignore"):
        points = wanderers(surface, rng)
        found, doubt = skimmed_twice(surface, points, piece)
        seen = read(surface, points)
    assert_same_outcome(replace(found, radius=seen.radius), seen)
    assert doubt.size < points.shape[-1] / 2


@pytest.mark.parametrize("length", [0.0, 1.0, 1e-300, 3e-6, 0.1, 1e5 / 3])
def test_a_square_is_compared_as_its_root_is(length):
    limit = square(length)
    assert np.sqrt(limit) <= length < np.sqrt(np.nextafter(limit, np.inf))


def test_the_wanderers_meet_with_every_outcome(rng):
    kinds = set()
    with np.errstate(all="ignore"):
        for name in WALKED:
            surface = SURFACES[name]()
            kinds |= set(read(surface, wanderers(surface, rng)).kind.tolist())
    assert kinds == set(Kind)


@pytest.mark.seldom(12)
@pytest.mark.sampled
def test_skimming_a_run_is_reading_it(surface_class, optimizer_class, rng):
    surface = surface_class()
    box = surface.domain
    starts = rng.uniform((box.x0, box.y0), (box.x1, box.y1), (30, 2)).T
    run = descend(surface, optimizer_class(), starts, STEPS)
    with np.errstate(all="ignore"):
        assert_same_outcome(skimmed(surface, run.points, int(rng.integers(2, 40))), read(surface, run.points))


def test_at_rest_is_what_a_path_without_steps_comes_to(rng):
    """After 40 steps of wandering nothing moves any more, which is told at once, and read step by step."""
    surface = SURFACES["Himmelblau"]()
    with np.errstate(all="ignore"):
        points = wanderers(surface, rng)
        points[41:] = points[40]
        fold = Fold(surface, STEPS)
        state = skim(fold, fold.begin(points[0], surface(points[0])), 1, points[:41])
        told, seen = fold.verdict(fold.at_rest(state)), read(surface, points)
    assert_same_outcome(told, seen)
    assert {Kind.CONVERGED, Kind.SADDLE, Kind.RESTING, Kind.LEFT} <= set(told.kind.tolist())


def test_the_ways_are_summed_up_the_same(rng):
    surface = SURFACES["Himmelblau"]()
    run = descend(surface, OPTIMIZERS["Adam"](), surface.domain.mesh(5, 5).reshape(2, -1), 100)
    fold = Fold(surface, 100)
    start = fold.begin(run.points[0], run.losses[0])
    exact = fold.advance(start, 1, run.points[1:], run.losses[1:])[0]
    course = skim(fold, start, 1, run.points)[0]
    assert_allclose([course.earlier, course.late], [exact.earlier, exact.late], rtol=1e-14)
