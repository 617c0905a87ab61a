"""What the Hessian promises, against descent as it is measured."""

from math import inf, isnan

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import descend
from optimizers.rules.first_order import GradientDescent, Momentum
from surfaces import Surface, local_theory
from surfaces.analytic.bowls import Booth, Matyas
from surfaces.analytic.ravines import Ravine
from surfaces.analytic.saddles import MonkeySaddle, Saddle
from tests.surfaces.known import CONDITION
from tests.surfaces.shapes import DEFAULT, loop

QUADRATICS = {
    "Booth": Booth(), "Matyas": Matyas(), "Ravine": Ravine(), "Ravine-10": Ravine(10.0, -50.0), "round": Ravine(1.0),
}  # fmt: skip


def distances(surface: Surface, optimizer, steps: int):
    """How far each step is from the minimum, on the way from a start that has a share of both directions."""
    (home,) = surface.minima
    points = descend(surface, optimizer, np.add(home, (0.3, -1.0)), steps).points
    return np.hypot(*(points - home).T)


@pytest.mark.parametrize("surface", **loop(QUADRATICS))
def test_gradient_descent_keeps_its_promise(surface):
    best = local_theory(surface, surface.minima[0]).descent
    d = distances(surface, Momentum(lr=best.lr, momentum=best.momentum), 30)
    assert_allclose(d[1:], best.rate * d[:-1], atol=1e-13)


@pytest.mark.parametrize("surface", **loop(QUADRATICS))
def test_no_other_learning_rate_is_faster(surface):
    best = local_theory(surface, surface.minima[0]).descent
    for factor in (0.9, 1.1):
        d = distances(surface, GradientDescent(lr=factor * best.lr), 60)
        assert d[-1] / d[-2] > best.rate


@pytest.mark.parametrize("surface", **loop(QUADRATICS))
def test_heavy_ball_keeps_its_promise(surface):
    """Both roots are double, so the distance goes like t ρᵗ: from t to 2t it shrinks by 2ρᵗ at most."""
    best = local_theory(surface, surface.minima[0]).heavy_ball
    t = 2 * round(-6 / np.log(max(best.rate, 0.05)))
    d = distances(surface, Momentum(lr=best.lr, momentum=best.momentum), 2 * t)
    measured = (d[2 * t] / max(d[t], 1e-300)) ** (1 / t)
    assert best.rate * 0.99 <= measured <= best.rate * 2 ** (1 / t) * 1.01 + 1e-3


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("surface", **loop(QUADRATICS))
def test_the_largest_learning_rate_is_the_border_of_divergence(surface, momentum):
    largest = local_theory(surface, surface.minima[0]).largest_lr(momentum)
    below, above = (distances(surface, Momentum(lr=f * largest, momentum=momentum), 400) for f in (0.98, 1.02))
    assert below[-1] < 0.9 * below[0]
    assert np.isnan(above[-1]) or above[-1] > 2 * above[0]


@pytest.mark.parametrize("name", CONDITION)
def test_condition_number(name):
    surface = DEFAULT[name]
    best = min(surface.minima, key=lambda point: float(surface(point)))
    assert round(local_theory(surface, best).condition) == CONDITION[name]


def test_curvatures_belong_to_their_axes():
    theory = local_theory(Ravine(kappa=40.0, angle=30.0), (1.0, 2.0))
    assert_allclose(theory.eigenvalues, (0.25, 10.0))
    assert_allclose(np.abs(theory.axes), [[np.sqrt(0.75), 0.5], [0.5, np.sqrt(0.75)]])
    for value, axis in zip(theory.eigenvalues, theory.axes, strict=True):
        assert_allclose(np.array(theory.hessian) @ axis, value * np.array(axis), atol=1e-14)
    assert theory.slope == pytest.approx(np.hypot(*theory.gradient))


@pytest.mark.parametrize(("surface", "condition"), [(Saddle(), 1.0), (MonkeySaddle(), inf)])
def test_nothing_is_promised_away_from_minima(surface, condition):
    theory = local_theory(surface, (0.0, 0.0))
    assert theory.condition == condition
    assert theory.descent is theory.heavy_ball is theory.largest_lr() is None


def test_a_place_without_a_hessian_has_no_curvature():
    theory = local_theory(Saddle(), (np.nan, 0.0))
    assert isnan(theory.slope)
    theory = local_theory(MonkeySaddle(), (np.inf, 0.0))
    assert isnan(theory.eigenvalues[0])
    assert theory.descent is None


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_theory_is_plain_numbers(surface):
    theory = local_theory(surface, surface.start)
    assert hash(theory) == hash(local_theory(surface, surface.start))
    assert theory.loss == float(surface(surface.start))
