"""Every rule and schedule at the ends of its sliders, torch's twin or not: what the formula gives is what comes out."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.rules.second_order import Newton
from optimizers.rules.successors import Yogi
from optimizers.schedules import OneCycle
from tests.optimizers.ends import at_the_ends
from tests.optimizers.losses import Everywhere, Given, given, walk

SIZES = (5e-324, 1e-300, 1e-160, 1e-9, 1.0, 1e9, 1e150, 1e160, 1e300)
TURNS = (1.0, -0.5, 0.25, 1.0, 1.0, -1.0)
SQUARES_OVERFLOW = 1e154


class Sloping(Given):
    """Given gradients, over a loss that tells nothing."""

    def __call__(self, w):
        return np.zeros(w.shape[1:])

    def hessian(self, w):
        return np.ones((2, *w.shape))


def forgets_all(rule):
    """Whether nothing of a square is kept: nothing of an overflow is 0 · ∞, in torch, too."""
    return getattr(rule, "beta2", 1.0) == 0 or getattr(rule, "rho", 1.0) == 0


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("turns", [TURNS, (1.0,) * 6], ids=["turning", "constant"])
def test_a_finite_slope_leads_to_a_number(name, turns):
    rng = np.random.default_rng(list(OPTIMIZERS).index(name))
    for rule in at_the_ends(OPTIMIZERS[name], rng):
        for size in SIZES:
            if forgets_all(rule) and size > SQUARES_OVERFLOW:
                continue
            path = walk(rule, Sloping(*([size * turn, size] for turn in turns)), [1.0, -2.0], len(turns))
            assert not np.isnan(path).any(), (rule, size)


def test_yogi_stays_finite_where_both_squares_have_overflowed():
    assert_allclose(np.diff(given(Yogi(0.1), [1e300] * 4), prepend=0.0), 0.0)
    assert (np.diff(given(Yogi(0.1), [1e300, 1.0, 1.0])) == 0).all()


def test_newton_goes_as_far_as_an_enormous_curvature_says():
    for size in (1e-300, 1e-150, 1.0, 1e150, 1e300):
        steep = Given([1.0 * size, 0.5 * size])
        steep.hessian = lambda w, size=size: size * np.array([[2.0, 1.0], [1.0, 3.0]])
        after = walk(Newton(form="Newton"), steep, [1.0, 1.0], 1)[1]
        assert_allclose(after, [1.0, 1.0] - np.linalg.solve([[2.0, 1.0], [1.0, 3.0]], [1.0, 0.5]), rtol=1e-14)


@pytest.mark.parametrize("form", ["Newton", "saddle-free"])
def test_newton_takes_no_curvature_that_is_not_a_number_for_none(form):
    path = walk(Newton(form=form), Everywhere(slope=1.0, bend=np.nan), [1.0, 2.0], 1)
    assert np.isnan(path[1]).all()


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_factor_is_a_share_from_the_first_step_on(name):
    rng = np.random.default_rng(0)
    for schedule in at_the_ends(SCHEDULES[name], rng):
        factors = schedule(np.arange(3000))
        assert ((factors >= 0) & (factors <= 1)).all(), schedule
        assert factors[0] == schedule(0)
        assert factors[0] > 0, schedule


def test_a_cycle_whose_rise_is_one_step_long_falls_from_the_second_on():
    factors = OneCycle(20, 0.05)(np.arange(20))
    assert_allclose(factors[0], 1 / 25)
    assert (np.diff(factors[1:]) < 0).all()
    assert 0.98 < factors[1] < 1
