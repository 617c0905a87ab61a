"""Rules with a step size for each coordinate, against steps computed by hand and against their invariances."""

from math import sqrt

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers.rules.adaptive import AdaDelta, AdaGrad, RMSProp
from surfaces import SURFACES
from tests.optimizers.losses import Transformed, given, walk

NO_EPS = 1e-300
HIMMELBLAU = SURFACES["Himmelblau"]()


def test_adagrad_by_hand():
    # √s = 3, 5, 13
    assert_allclose(given(AdaGrad(0.5, NO_EPS), [3.0, 4.0, -12.0]), [-0.5, -0.9, -0.9 + 6 / 13])


def test_adagrad_decays_its_learning_rate_from_the_second_step_on():
    assert_allclose(given(AdaGrad(0.5, NO_EPS, lr_decay=0.25), [3.0, 4.0]), [-0.5, -0.5 - 0.4 * 4 / 5])


def test_adagrad_steps_shrink_with_the_root_of_t():
    steps = -np.diff(given(AdaGrad(0.5), [2.0] * 100), prepend=0.0)
    assert_allclose(steps, 0.5 / np.sqrt(np.arange(1, 101)), rtol=1e-9)


def test_epsilon_stands_outside_the_root():
    assert_allclose(given(AdaGrad(1.0, eps=1.0), [3.0]), [-3 / (3 + 1)])
    assert_allclose(given(RMSProp(1.0, rho=0.75, eps=1.0), [4.0]), [-4 / (2 + 1)])


def test_rmsprop_by_hand():
    # s = 4, 0.75·4 + 0.25·4 = 4, 3 + 0.25·36 = 12
    path = given(RMSProp(0.1, rho=0.75, eps=NO_EPS), [4.0, 2.0, -6.0])
    assert_allclose(path, [-0.2, -0.3, -0.3 + 0.6 / sqrt(12)])


def test_rmsprop_forgets_what_adagrad_remembers():
    gradients = [1000.0] + [1.0] * 2000
    forgets, remembers = (np.diff(given(rule, gradients)) for rule in (RMSProp(0.01), AdaGrad(0.01)))
    assert_allclose(forgets[-1], -0.01, rtol=1e-2)
    assert abs(remembers[-1]) < 1.1e-5


def test_rmsprop_with_momentum_by_hand():
    # g/√s = 2, 1: v = 2, 0.5·2 + 1 = 2
    assert_allclose(given(RMSProp(0.1, 0.75, NO_EPS, momentum=0.5), [4.0, 2.0]), [-0.2, -0.4])


def test_centered_rmsprop_by_hand():
    # s = 2, mean = 1, variance 1; s = 1 + 8 = 9, mean = 0.5 + 2 = 2.5, variance 2.75
    path = given(RMSProp(0.1, rho=0.5, eps=NO_EPS, centered=True), [2.0, 4.0])
    assert_allclose(path, [-0.2, -0.2 - 0.4 / sqrt(2.75)])


def test_a_centered_variance_is_never_below_zero():
    # of a slope that stays as it is the variance is 0, and what rounding makes of that
    for slope in np.linspace(0.1, 1.0, 20):
        steps = np.diff(given(RMSProp(0.1, rho=0.9, eps=1e-2, centered=True), [slope] * 500))
        assert_allclose(steps[-50:], -0.1 * slope / 1e-2, rtol=1e-5)


def test_adadelta_by_hand():
    # ε = 1: s = 8, x = √1/√9·4 = 4/3, d = 8/9; s = 4 + 0.5·22 = 15, x = √(17/9)/√16·√22
    second = sqrt(17 / 9) / 4 * sqrt(22)
    assert_allclose(given(AdaDelta(1.0, rho=0.5, eps=1.0), [4.0, sqrt(22)]), [-4 / 3, -4 / 3 - second])


def test_adadelta_starts_with_the_root_of_epsilon():
    assert_allclose(given(AdaDelta(1.0, rho=0.9, eps=1e-6), [1e5]), [-sqrt(1e-6 / 0.1)], rtol=1e-9)


@pytest.mark.parametrize("factor", [2.0**-40, 2.0**40])
@pytest.mark.parametrize("rule", [AdaGrad(0.5, NO_EPS), RMSProp(0.02, eps=NO_EPS), RMSProp(0.02, 0.9, NO_EPS, 0.9)])
def test_a_loss_in_other_units_gives_the_same_path(rule, factor):
    plain, scaled = (walk(rule, Transformed(HIMMELBLAU, factor=c), HIMMELBLAU.start, 200) for c in (1.0, factor))
    assert (plain == scaled).all()


@pytest.mark.parametrize("rule", [AdaGrad(), RMSProp(), RMSProp(centered=True), AdaDelta()])
def test_each_axis_may_be_mirrored_or_swapped(rule):
    plain = walk(rule, HIMMELBLAU, HIMMELBLAU.start, 100)
    for matrix in (np.diag([-1.0, 1.0]), np.diag([-1.0, -1.0]), np.eye(2)[::-1]):
        mirrored = walk(rule, Transformed(HIMMELBLAU, matrix), matrix @ HIMMELBLAU.start, 100)
        assert_allclose(mirrored @ matrix, plain, rtol=0, atol=1e-9)
