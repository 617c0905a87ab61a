"""Where descent ends on a convex surface: on shallow ones, flat ones, ones with kinks, and from far away."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.testing import assert_allclose

from surfaces import Box, Point, Regularized, Surface
from surfaces.calculus.convex import downhill, lowest
from surfaces.data.linear_models import HingeLoss, LogisticRegression, SquaredHingeLoss


@dataclass(frozen=True)
class Trough(Surface):
    """A flat square with walls: every point of it is as low as any other."""

    half: float = 0.05

    convex, smooth = True, False
    domain, start = Box(-4.0, 4.0, -4.0, 4.0), Point(3.0, 2.0)

    def f(self, x, y):
        return np.maximum(np.abs(x) - self.half, 0) + np.maximum(np.abs(y) - self.half, 0)

    def df(self, x, y):
        return np.sign(x) * (np.abs(x) > self.half), np.sign(y) * (np.abs(y) > self.half)

    def d2f(self, x, y):
        return 0.0, 0.0, 0.0


@dataclass(frozen=True)
class Shallow(Surface):
    """A bowl of this curvature on a high floor."""

    bend: float = 1e-6

    convex = True
    domain, start = Box(-4.0, 4.0, -4.0, 4.0), Point(3.0, 2.0)

    def f(self, x, y):
        return 1 + self.bend * ((x - 1) * (x - 1) + y * y) / 2

    def df(self, x, y):
        return self.bend * (x - 1), self.bend * y

    def d2f(self, x, y):
        return self.bend, 0.0, self.bend


@pytest.mark.parametrize("half", [0.05, 0.3, 2.0])
def test_a_flat_region_has_no_lowest_point(half):
    assert lowest(Trough(half)) == ()


@pytest.mark.parametrize("bend", [1e-6, 1.0, 1e6])
def test_a_bowl_has_one_however_shallow(bend):
    (point,) = lowest(Shallow(bend))
    assert_allclose(point, (1.0, 0.0), atol=1e-12)


def test_where_nothing_slopes_and_nothing_bends_descent_has_no_end():
    assert downhill(SquaredHingeLoss(n=4, noise=0.3), (5.0, 5.0)) is None
    assert downhill(SquaredHingeLoss(n=4, noise=0.3), (5.0, 5.0), (0.0, 0.0)) is None


def test_a_slope_that_runs_out_has_no_lowest_point():
    for surface in (LogisticRegression(n=10, noise=0.3), LogisticRegression(n=4, noise=0.3, scale=10.0, seed=2)):
        assert lowest(surface) == ()


@pytest.mark.parametrize("l1", [0.05, 0.2, 0.6])
@pytest.mark.parametrize("fields", [{}, {"balance": 0.2}, {"noise": 2.0, "seed": 4}, {"form": "one feature"}], ids=str)
def test_a_hinge_under_l1_is_the_linear_program_with_its_exact_zeros(fields, l1):
    """A vertex of the program: what is 0 there is 0 here, without dust, whichever weight it is."""
    optimize = pytest.importorskip("scipy.optimize")
    surface = HingeLoss(**fields)
    a, b, t = surface.data.train
    n, free = len(t), surface.has_intercept
    costs = [l1, l1, l1 * (not free), l1 * (not free), *np.full(n, 1 / n)]
    rows = np.column_stack([-t * a, t * a, -t * b, t * b, -np.eye(n)])
    best = optimize.linprog(costs, rows, -np.ones(n), bounds=(0, None))
    theirs = best.x[0] - best.x[1], best.x[2] - best.x[3]
    loss = Regularized(surface, l1=l1)
    assert_allclose(loss(loss.minima[0]), best.fun, rtol=1e-11)
    for mine, other in zip(loss.minima[0], theirs, strict=True):
        assert mine == 0.0 or abs(other) > 1e-9


def test_l1_of_its_own_makes_each_weight_exactly_zero():
    found = [
        Regularized(HingeLoss(seed=seed, scale=scale), l1=l1).minima[0]
        for seed in range(4)
        for scale in (1.0, 5.0)
        for l1 in (0.3, 0.6, 7.0)
    ]
    dust = [c for point in found for c in point if 0 < abs(c) < 1e-7]
    assert not dust
    assert any(x == 0 != y for x, y in found)
    assert any(y == 0 != x for x, y in found)
    assert (0.0, 0.0) in found


@pytest.mark.sampled(8)
@pytest.mark.parametrize("penalty", [{"l2": 1e-4}, {"l1": 1e-4}, {"l1": 0.1}, {"l1": 1e-3, "l2": 1e-3}], ids=str)
@pytest.mark.parametrize("form", ["two features", "one feature"])
@pytest.mark.parametrize("cls", [LogisticRegression, SquaredHingeLoss, HingeLoss])
def test_a_penalty_gives_classes_that_are_parted_a_minimum(cls, form, penalty):
    """Far from it the loss has hardly any curvature, or one that jumps: nobody finds a lower place than what is listed."""
    optimize = pytest.importorskip("scipy.optimize")
    for seed, scale in ((0, 10.0), (3, 1.0), (7, 1.0)):
        loss = Regularized(cls(n=6, noise=0.3, seed=seed, scale=scale, form=form), **penalty)
        options = {"xatol": 1e-9, "fatol": 1e-14, "maxfev": 1500}
        tries = [optimize.minimize(loss, w, method="Nelder-Mead", options=options) for w in ((0.1, 0.1), (2, 0.2))]
        best = min(tries, key=lambda found: found.fun)
        assert loss.minima or not loss.domain.contains(best.x)
        assert all(loss(point) <= best.fun + 1e-10 for point in loss.minima)


@dataclass(frozen=True)
class Quartic(Surface):
    """Newton's method takes a third of the way in each step: the slowest bottom there is."""

    convex = True
    domain, start = Box(-4.0, 4.0, -4.0, 4.0), Point(3.0, 2.0)

    def f(self, x, y):
        return (x**4 + y**4) / 4

    def df(self, x, y):
        return x**3, y**3

    def d2f(self, x, y):
        return 3 * x * x, 0.0, 3 * y * y


def test_the_slowest_bottom_is_reached():
    (point,) = lowest(Quartic()) or (Point(1.0, 1.0),)
    assert np.abs(point).max() < 1e-11
