"""The line search: enough of a fall, the bottom of a parabola, and 0 where there is no hope."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers.algebra import dot
from optimizers.line_search import ENOUGH, line_search
from surfaces import SURFACES
from tests.optimizers.losses import Everywhere, Quadratic
from tests.surfaces.shapes import DEFAULT, loop, seeded

SMOOTH = {name: surface for name, surface in DEFAULT.items() if surface.smooth}


@pytest.mark.parametrize("surface", **loop(SMOOTH))
def test_the_loss_falls_enough_and_lanes_are_independent(surface):
    w = seeded(surface.domain, 40)
    g = surface.gradient(w)
    d, trial = -g, 10.0 ** np.linspace(-8, 2, 40)
    a = line_search(surface, w, d, g, trial)
    assert (surface(w + a * d) <= surface(w) + ENOUGH * a * dot(d, g) + 1e-12 * np.abs(surface(w))).all()
    alone = [line_search(surface, w[:, i], d[:, i], g[:, i], trial[i]) for i in range(40)]
    assert_allclose(a, alone, rtol=1e-9)


@pytest.mark.parametrize("trial", [1e-6, 0.3, 1.0, 7.0, 1e6])
@pytest.mark.parametrize("condition", [1.0, 50.0, 1000.0])
def test_it_is_exact_on_a_quadratic(trial, condition):
    loss, w = Quadratic([[2.0, 0.5], [0.5, condition]]), np.array([3.0, -1.0])
    g = loss.gradient(w)
    exact = g @ g / (g @ loss.matrix @ g)
    assert_allclose(line_search(loss, w, -g, g, trial * exact), exact, rtol=1e-8)


def test_it_goes_on_from_a_short_trial():
    # on a slope without a bottom it goes four times farther as often as it may
    class Slope(Everywhere):
        def __call__(self, w):
            return w.sum(axis=0)

    down = Slope(slope=1.0), np.zeros(2), -np.ones(2), np.ones(2), 1.0
    assert line_search(*down) == 4.0**12
    assert line_search(*down, farther=3) == 4.0**3


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf])
def test_it_stays_where_no_step_helps(value):
    class Tip(Everywhere):
        """Higher all around: the gradient lies."""

        def __call__(self, w):
            return np.where((w == 0).all(axis=0), 0.0, value or 1.0)

    assert line_search(Tip(), np.zeros(2), -np.ones(2), np.ones(2), 1.0) == 0


def test_a_trial_shrinks_to_a_tenth_at_least():
    trials = []

    class Wall(Everywhere):
        """So high that the parabola's bottom is next to nowhere."""

        def __call__(self, w):
            trials.append(w[0])
            return np.where(w[0] > 0, 1e6, 0.0)

    line_search(Wall(), np.zeros(2), np.array([1.0, 0.0]), np.array([-1.0, 0.0]), 1.0)
    assert_allclose(trials[:13], [0.0, *10.0 ** -np.arange(12)])


@pytest.mark.parametrize("fall", [2.0, 0.5, 0.05, 1.1e-4, 0.9e-4, 0.0])
def test_a_trial_is_enough_if_it_falls_by_a_ten_thousandth_of_what_the_slope_promises(fall):
    class Ledge(Everywhere):
        """Falls at 1, and nowhere before; the slope promises 1 there."""

        def __call__(self, w):
            return np.where(w[0] < 0.9, 0.0, -fall)

    a = line_search(Ledge(), np.zeros(2), np.array([1.0, 0.0]), np.array([-1.0, 0.0]), 1.0)
    assert a == (1.0 if fall > 1e-4 else 0.0)


def test_a_trial_where_there_is_no_loss_is_halved():
    trials = []

    class Edge(Everywhere):
        """Not a number from 0.3 on."""

        def __call__(self, w):
            trials.append(w[0])
            return np.where(w[0] < 0.3, -w[0], np.nan)

    assert line_search(Edge(), np.zeros(2), np.array([1.0, 0.0]), np.array([-1.0, 0.0]), 1.0, farther=1) == 0.25
    assert trials == [0.0, 1.0, 0.5, 0.25, 1.0]


def test_without_a_slope_it_stays():
    surface = SURFACES["Himmelblau"]()
    for place in [*surface.minima, *surface.saddles, *surface.maxima]:
        assert line_search(surface, np.array(place), np.zeros(2), np.zeros(2), 0.0) == 0


def test_it_comes_back_from_overflow():
    loss, w = Quadratic(np.eye(2)), np.array([1.0, 0.0])
    with np.errstate(over="ignore"):
        assert_allclose(line_search(loss, w, -w, w, 1e10), 1.0)
        rosenbrock, w = SURFACES["Rosenbrock"](), np.array([-1.2, 1.0])
        g = rosenbrock.gradient(w)
        assert 0 < line_search(rosenbrock, w, -g, g, 1e4) < 0.01
