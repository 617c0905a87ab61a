"""First-order rules against steps computed by hand, against theory, and against each other."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers.rules.first_order import ASGD, GradientDescent, Momentum, Nesterov, Rprop, SignSGD
from optimizers.schedules import Step
from optimizers.wrappers import Scheduled
from surfaces import SURFACES
from tests.optimizers.losses import Given, Quadratic, Transformed, given, walk

RAVINE = Quadratic([[1.0, 0.0], [0.0, 100.0]])
ROSENBROCK = SURFACES["Rosenbrock"]()


def test_gradient_descent_by_hand():
    assert_allclose(given(GradientDescent(0.1), [3.0, -1.0]), [-0.3, -0.2])


def test_gradient_descent_shrinks_each_eigendirection_by_its_own_factor():
    path = walk(GradientDescent(0.015), RAVINE, [2.0, 1.0], 50)
    t = np.arange(51)
    assert_allclose(path[:, 0], 2.0 * (1 - 0.015 * 1.0) ** t, rtol=1e-12)
    assert_allclose(path[:, 1], (1 - 0.015 * 100.0) ** t, rtol=1e-12)


@pytest.mark.parametrize(("lr", "grows"), [(0.0199, False), (0.0201, True)])
def test_gradient_descent_is_stable_below_two_over_the_curvature(lr, grows):
    path = walk(GradientDescent(lr), RAVINE, [0.0, 1.0], 300)
    assert (abs(path[-1, 1]) > 1) == grows


@pytest.mark.parametrize("form", ["velocity", "step"])
def test_momentum_by_hand(form):
    # v = 4, 0.5·4 + 2 = 4, 0.5·4 − 6 = −4
    assert_allclose(given(Momentum(0.1, 0.5, form=form), [4.0, 2.0, -6.0]), [-0.4, -0.8, -0.4])


@pytest.mark.parametrize("form", ["velocity", "step"])
def test_dampening_spares_the_first_gradient(form):
    # v = 4, 0.5·4 + 0.25·8 = 4
    assert_allclose(given(Momentum(0.1, 0.5, 0.75, form), [4.0, 8.0]), [-0.4, -0.8])


def test_momentum_reaches_its_terminal_velocity():
    steps = np.diff(given(Momentum(0.1, 0.9), [2.0] * 400))
    assert_allclose(steps[-1], -0.1 * 2.0 / (1 - 0.9), rtol=1e-12)


def test_an_averaged_gradient_is_slower_by_one_minus_rho():
    averaged = np.diff(given(Momentum(0.1, 0.9, dampening=0.9), [2.0] * 400))
    assert_allclose(averaged[-1], -0.1 * 2.0, rtol=1e-12)


def test_the_two_forms_of_momentum_are_one_path_while_the_learning_rate_is_constant():
    velocity, step = (walk(Momentum(0.002, form=f), ROSENBROCK, (-1.2, 1.0), 200) for f in ("velocity", "step"))
    assert_allclose(velocity, step, rtol=0, atol=1e-12)


def test_the_two_forms_of_momentum_part_when_the_learning_rate_drops():
    drop = Step(every=30, gamma=0.1)
    velocity, step = (
        walk(Scheduled(Momentum(0.002, form=f), drop), ROSENBROCK, (-1.2, 1.0), 60) for f in ("velocity", "step")
    )
    assert_allclose(velocity[:31], step[:31], rtol=0, atol=1e-12)
    assert np.hypot(*(velocity[-1] - step[-1])) > 0.01


def test_after_a_drop_the_step_form_keeps_its_speed_and_the_velocity_form_does_not():
    drop, slope = Step(every=200, gamma=0.1), [1.0] * 201
    velocity, step = (np.diff(given(Scheduled(Momentum(0.1, 0.9, form=f), drop), slope)) for f in ("velocity", "step"))
    assert_allclose(velocity[-1] / velocity[-2], 0.1, rtol=1e-6)
    assert_allclose(step[-1] / step[-2], 0.91, rtol=1e-6)


def test_nesterov_by_hand():
    # f = ½w² from 1, α = 0.5, ρ = 0.5: v = −0.5, w = 0.5; look-ahead 0.25, v = −0.25 − 0.125 = −0.375, w = 0.125
    path = walk(Nesterov(0.5, 0.5), Quadratic(np.eye(2)), [1.0, 1.0], 2)
    assert_allclose(path[:, 0], [1.0, 0.5, 0.125])


def test_rearranged_nesterov_draws_the_lookahead_points():
    rule, w = Nesterov(0.0005, 0.9), np.array([-1.2, 1.0])
    state, ahead = rule.init(w), [w]
    for _ in range(200):
        w, state = rule.step(w, ROSENBROCK, state)
        ahead.append(w + 0.9 * state.v)
    rearranged = walk(Nesterov(0.0005, 0.9, "rearranged"), ROSENBROCK, [-1.2, 1.0], 200)
    assert_allclose(rearranged, ahead, rtol=0, atol=1e-12)


def test_nesterov_is_no_heavy_ball():
    ball, ahead = (walk(rule(0.002, 0.9), ROSENBROCK, (-1.2, 1.0), 50) for rule in (Momentum, Nesterov))
    assert np.abs(ball - ahead).max() > 0.1


def test_nesterov_damps_the_oscillation_of_momentum():
    ball, ahead = (walk(rule(0.005, 0.9), RAVINE, [0.0, 1.0], 60)[:, 1] for rule in (Momentum, Nesterov))
    assert np.abs(ahead[-20:]).max() < 0.1 * np.abs(ball[-20:]).max()


@pytest.mark.parametrize("rule", [Momentum(0.001, 0.0), Nesterov(0.001, 0.0), Nesterov(0.001, 0.0, "rearranged")])
def test_without_momentum_it_is_gradient_descent(rule):
    plain = walk(GradientDescent(0.001), ROSENBROCK, (-1.2, 1.0), 50)
    assert_allclose(walk(rule, ROSENBROCK, (-1.2, 1.0), 50), plain, rtol=0, atol=1e-14)


def test_sign_sgd_by_hand():
    path = walk(SignSGD(0.25), Given([3.0, -1e-9], [0.0, 5.0]), [1.0, 1.0], 2)
    assert (path == [[1.0, 1.0], [0.75, 1.25], [0.75, 1.0]]).all()


def test_rprop_by_hand():
    # Δ = 0.1, 0.12, turn: 0.06 and no move, forgotten: 0.06, turn: 0.03 and no move, forgotten: 0.03, 0.036
    gradients = [5.0, 0.1, -2.0, -2.0, 1.0, 3.0, 3.0]
    moves = np.diff(given(Rprop(0.1), gradients), prepend=0.0)
    assert_allclose(moves, [-0.1, -0.12, 0.0, 0.06, 0.0, -0.03, -0.036], atol=1e-15)


def test_rprop_steps_stay_between_a_millionth_and_fifty():
    growing = np.diff(given(Rprop(10.0, etaplus=2.0), [1.0] * 8), prepend=0.0)
    assert_allclose(growing, [-10.0, -20.0, -40.0, *[-50.0] * 5])
    rule, w = Rprop(1e-5), np.zeros(2)
    state = rule.init(w)
    for turn in range(20):
        w, state = rule.step(w, Given([(-1.0) ** (turn // 2)] * 2), state)
    assert (state.size == 1e-6).all()


def test_rprop_sees_the_sign_of_the_smallest_slopes():
    moves = np.diff(given(Rprop(0.1), [1e-200, 1e-200]), prepend=0.0)
    assert_allclose(moves, [-0.1, -0.12])


def test_asgd_by_hand():
    # η = 0.5, then 0.5 / (1 + 0.1·0.5·1): w = 2·0.95 − 0.5·1 = 1.4, then (1 − 0.1η)·1.4 − 2η
    eta = 0.5 / 1.05
    expected = [1.4, (1 - 0.1 * eta) * 1.4 - 2 * eta]
    assert_allclose(given(ASGD(0.5, lambd=0.1, power=1.0), [1.0, 2.0], start=2.0), expected)


def test_asgd_keeps_the_mean_of_its_tail():
    rule, w = ASGD(0.1, t0=10.0), np.array([2.0, 1.0])
    state, seen = rule.init(w), []
    for _ in range(40):
        w, state = rule.step(w, Quadratic(np.eye(2)), state)
        seen.append(w)
    assert_allclose(state.mean, np.mean(seen[11:], axis=0), rtol=1e-12)


@pytest.mark.parametrize("rule", [SignSGD(), Rprop()])
@pytest.mark.parametrize("factor", [2.0**-600, 0.3, 1e6])
def test_only_signs_count(rule, factor):
    plain, scaled = (walk(rule, Transformed(ROSENBROCK, factor=c), (-1.2, 1.0), 100) for c in (1.0, factor))
    assert (plain == scaled).all()


@pytest.mark.parametrize("rule", [GradientDescent(0.001), Momentum(0.0005), Nesterov(0.0005), ASGD(0.001, lambd=0.0)])
def test_gradient_rules_do_not_know_where_the_axes_point(rule):
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    straight = walk(rule, ROSENBROCK, [-1.2, 1.0], 60)
    turned = walk(rule, Transformed(ROSENBROCK, turn), turn.T @ [-1.2, 1.0], 60)
    assert_allclose(turned @ turn.T, straight, rtol=0, atol=1e-9)
