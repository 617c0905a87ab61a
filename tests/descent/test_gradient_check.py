"""The gradient check itself: it passes what is right, finds what is broken, and shows where h is best."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import Kind, descend
from descent.gradient_check import STEPS, check_grid, costs, error_against_step, numerical_gradient
from optimizers.first_order import GradientDescent
from params import params_of
from surfaces.bowls import Bowl
from surfaces.data import LogisticRegression
from surfaces.hills import Peaks
from surfaces.numerical import FORMULAS, evaluations
from surfaces.ravines import Rosenbrock
from surfaces.regularized import Regularized
from surfaces.stochastic import Minibatch
from surfaces.wrappers import BrokenGradient, NumericalGradient
from tests.surfaces.shapes import DEFAULT, loop

MISTAKES = params_of(BrokenGradient)["how"].options
DIFFERENCES = [name for name in FORMULAS if name != "complex step"]


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_every_surface_passes(surface):
    assert check_grid(surface).passed


@pytest.mark.parametrize("how", MISTAKES)
@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_every_mistake_is_found_on_every_surface(surface, how):
    broken = BrokenGradient(surface, how)
    assert not check_grid(broken).passed
    assert_array_equal(broken(surface.start), surface(surface.start))


@pytest.mark.parametrize("how", MISTAKES)
def test_what_is_broken(how):
    w = np.array([1.5, -0.5])
    (gx, gy), (_, gy0) = Rosenbrock().gradient(w), Rosenbrock().gradient(Rosenbrock.start)
    expected = {"sign": (gx, -gy), "factor": (2 * gx, gy), "missing term": (gx, gy - gy0), "swapped": (gy, gx)}[how]
    assert_array_equal(BrokenGradient(Rosenbrock(), how).gradient(w), expected)


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_a_complex_step_gives_every_digit(surface):
    done = check_grid(surface, h=1e-200, formula="complex step")
    assert done.worst < 1e-11


@pytest.mark.parametrize("formula", DIFFERENCES)
def test_the_error_has_a_best_step_between_rounding_and_truncation(formula):
    result = error_against_step(Peaks(), (0.3, -0.6), formula)
    order, best = FORMULAS[formula].order, result.errors.min()
    assert result.best == STEPS[result.errors.argmin()]
    assert 0.03 < result.best / np.finfo(float).eps ** (1 / (order + 1)) < 100
    assert best < np.finfo(float).eps ** (order / (order + 1)) * 100
    right = (result.hs > 10 * result.best) & (result.hs < 0.2)
    growth = np.polyfit(np.log(result.hs[right]), np.log(result.errors[right]), 1)[0]
    assert growth == pytest.approx(order, abs=0.35)
    left = result.hs < result.best / 1000
    assert np.median(result.errors[left]) > 100 * best
    fall = np.polyfit(np.log(result.hs[left]), np.log(result.errors[left] + 1e-300), 1)[0]
    assert fall == pytest.approx(-1, abs=0.4)


def test_a_complex_step_has_no_rounding_side():
    result = error_against_step(Peaks(), (0.3, -0.6), "complex step", np.logspace(-300, -1, 50))
    assert (result.errors[result.hs < 1e-9] < 1e-14).all()


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3), (2, 1, 4)], ids=str)
def test_numerical_gradient_takes_any_shape_and_leaves_it_alone(shape, formula):
    w = np.random.default_rng(1).standard_normal(shape)
    w.flags.writeable = False
    kept = w.copy()
    ours = numerical_gradient(lambda v: (np.sin(v) * v).sum(), w, 1e-5, formula)
    assert ours.shape == shape
    assert_allclose(ours, np.cos(w) * w + np.sin(w), atol=2e-5 if formula == "forward" else 1e-9)
    assert_array_equal(w, kept)


def test_numerical_gradient_takes_lists_and_whole_numbers():
    assert_allclose(numerical_gradient(lambda v: (v * v).sum(), [1, 2]), (2.0, 4.0), atol=1e-9)


def test_it_refuses_a_step_that_is_none():
    for h in (0.0, -1e-5, np.nan):
        with pytest.raises(ValueError, match="must be positive"):
            numerical_gradient(np.sum, [1.0], h)
    with pytest.raises(ValueError, match=r"NumericalGradient\.h"):
        NumericalGradient(Bowl(), h=0.0)


@pytest.mark.parametrize("formula", FORMULAS)
def test_evaluations_are_counted_truly(formula):
    asked = []

    def f(v):
        asked.append(v)
        return (v * v).sum()

    numerical_gradient(f, np.ones(5), 1e-5, formula)
    assert len(asked) == evaluations(formula, 5)


def test_costs():
    found = costs(Rosenbrock(), Rosenbrock.start)
    assert {name: cost.evaluations for name, cost in found.items()} == {
        "forward": 3, "centered": 4, "five points": 8, "complex step": 2, "analytic": 0,
    }  # fmt: skip
    assert all(0 < cost.seconds < 0.1 for cost in found.values())


@pytest.mark.parametrize("formula", FORMULAS)
def test_gradient_descent_runs_on_the_numeric_gradient(formula):
    surface = NumericalGradient(LogisticRegression(), h=1e-6, formula=formula)
    ours = descend(surface, GradientDescent(0.5), surface.start, 200)
    plain = descend(surface.surface, GradientDescent(0.5), surface.start, 200)
    assert_allclose(ours.points, plain.points, atol=1e-4)
    assert ours.outcome.kind == Kind.CONVERGED or ours.losses[-1] < ours.losses[0]


def test_numeric_gradients_of_batches_and_of_wrapped_losses():
    loss = NumericalGradient(Regularized(Minibatch(LogisticRegression(), 8), l1=0.1, l2=0.2))
    w = np.random.default_rng(2).uniform(-2, 2, (2, 3, 4))
    assert_allclose(loss.gradient(w), loss.surface.gradient(w), atol=1e-8)
    assert_allclose(loss.at(3).gradient(w), loss.surface.at(3).gradient(w), atol=1e-8)
    assert loss.sparsity == (0.1, 0.1)
