"""The gradient check itself: it passes what is right, finds what is broken, and shows where h is best."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from checking.gradient_check import STEPS, check, check_grid, costs, error_against_step, numerical_gradient, sides
from descent import Kind, descend
from optimizers.rules.first_order import GradientDescent
from params import params_of
from surfaces.analytic.bowls import Bowl
from surfaces.analytic.hills import Peaks
from surfaces.analytic.plateaus import Easom
from surfaces.analytic.ravines import Rosenbrock
from surfaces.calculus.differences import FORMULAS, evaluations
from surfaces.data.linear_models import LogisticRegression
from surfaces.layers.broken import BrokenGradient
from surfaces.layers.minibatch import Minibatch
from surfaces.layers.numeric import NumericalGradient
from surfaces.layers.penalty import Regularized
from tests.surfaces.shapes import DEFAULT, FORMULAIC, loop, seeded
from tests.surfaces.users import Users, bowl, modulus

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


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_no_point_of_a_right_gradient_is_a_mistake_for_certain(surface):
    for nx in (41, 40, 17):
        assert check_grid(surface, nx, nx).mistaken.mean() <= (0.0 if surface.smooth else 0.01)


@pytest.mark.parametrize("scale", [1e-200, 1e-12, 1e-7, 1e12, 1e200])
def test_a_wrong_sign_is_found_at_every_size_of_the_loss(scale):
    right = bowl(scale, scale)
    assert check_grid(right).passed
    for how in MISTAKES:
        assert check_grid(BrokenGradient(right, how)).wrong
        assert not check_grid(BrokenGradient(right, how)).passed


def test_errors_are_those_of_the_gradients_and_not_of_their_size():
    error = check(BrokenGradient(Easom(), "sign"), (0.3, 0.3)).error
    assert error == pytest.approx(2.0, rel=1e-8)
    assert_allclose(check_grid(bowl(1e-9, 1e-9)).error, check_grid(bowl(1.0, 1.0)).error, atol=1e-9)


@pytest.mark.parametrize(("small", "large"), [(1e-6, 1e3), (1e-9, 1e3), (1e-12, 1e6)])
def test_a_small_wrong_part_beside_a_large_right_one_is_found_where_rounding_lets_see_it(small, large):
    done = check_grid(BrokenGradient(bowl(small, large), "factor"))
    assert done.wrong == (0,)
    assert done.worst == pytest.approx(0.5, rel=0.1)
    assert check_grid(bowl(small, large)).passed


@pytest.mark.parametrize("formula", DIFFERENCES)
@pytest.mark.parametrize("surface", **loop(FORMULAIC))
def test_rounding_stays_below_the_floor_and_truncation_within_the_doubt(surface, formula):
    w = seeded(surface.domain, 500)
    truth = check(surface, w, 1e-200, "complex step").numeric
    fine, coarse = (check(surface, w, h, formula) for h in (1e-11, 1e-4))
    assert (np.abs(fine.numeric - truth) <= fine.rounding).mean() > 0.98
    assert (np.abs(coarse.numeric - truth) <= coarse.doubt).mean() > 0.98


def test_the_floor_grows_as_h_falls_and_with_what_the_loss_is_beside_its_slope():
    floors = [
        float(np.median(check_grid(bowl(1.0, 1.0, c), h=h).floor)) for c, h in ((0, 1e-5), (0, 1e-7), (1e6, 1e-5))
    ]
    assert floors[1] == pytest.approx(100 * floors[0], rel=0.1)
    assert floors[2] == pytest.approx(1e6 * 4 * np.finfo(float).eps / 1e-5 / 4.5, rel=0.3)


def test_a_gradient_that_is_no_number_where_the_loss_is_one_is_a_mistake():
    lost = Users(lambda x, y: x * x + y * y, lambda x, y: (np.nan * x, 2 * y))
    done = check_grid(lost)
    assert done.wrong == (0,)
    assert np.isinf(done.error).all()


def test_what_is_no_check_is_refused():
    with pytest.raises(ValueError, match="must be positive"):
        check_grid(Bowl(), h=np.nan)
    with pytest.raises(ValueError, match="choose one of"):
        check_grid(Bowl(), formula="backward")
    with pytest.raises(ValueError, match='take formula="centered"'):
        check_grid(modulus(1.0), formula="complex step")


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_a_kink_is_one_at_every_size_of_the_loss_and_a_bend_is_none(scale):
    found = sides(modulus(scale), (0.0, 0.5), 1e-5)
    assert found.kinked.tolist() == [True, False]
    assert_allclose((found.before[0], found.after[0]), (-scale, scale))
    assert not sides(bowl(scale, scale), (0.0, 0.5), 1e-5).kinked.any()


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
