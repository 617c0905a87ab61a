"""Adam's family against the papers' formulas, written a second time: averages as explicit weighted sums."""

from math import prod, sqrt

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers.rules.adam import Adam, Adamax, AdamW, NAdam, RAdam
from optimizers.rules.successors import AdaBelief, Lion, Yogi
from surfaces import SURFACES
from tests.optimizers.losses import Transformed, given, walk

NO_EPS = 1e-300
GRADIENTS = [3.0, -1.0, 0.5, 2.0, -4.0, 0.0, 1.0, 0.25, 7.0, -0.125]
HIMMELBLAU = SURFACES["Himmelblau"]()


def mean(values, beta):
    """The weighted mean of `values`, the newest with weight 1: what bias correction makes of a moving average."""
    weights = [beta**age for age in range(len(values))][::-1]
    return sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)


def average(values, beta):
    """The moving average of `values` that starts at zero."""
    return mean(values, beta) * (1 - beta ** len(values))


def squares(values):
    return [v * v for v in values]


def path(step, start=0.0):
    """Where one gets by `step(w, gradients so far, t)`, a number to subtract, from `start`."""
    w, points = start, []
    for t in range(1, len(GRADIENTS) + 1):
        w = w - step(w, GRADIENTS[:t], t)
        points.append(w)
    return points


def test_adam():
    expected = path(lambda w, g, t: 0.1 * mean(g, 0.8) / (sqrt(mean(squares(g), 0.9)) + 0.01))
    assert_allclose(given(Adam(0.1, 0.8, 0.9, 0.01), GRADIENTS), expected, rtol=1e-13)


def test_adam_without_bias_correction():
    expected = path(lambda w, g, t: 0.1 * average(g, 0.8) / (sqrt(average(squares(g), 0.9)) + 0.01))
    assert_allclose(given(Adam(0.1, 0.8, 0.9, 0.01, bias_correction=False), GRADIENTS), expected, rtol=1e-13)


def test_without_bias_correction_the_first_step_is_three_times_too_long():
    assert_allclose(given(Adam(0.1, eps=NO_EPS), [5.0]), [-0.1])
    assert_allclose(given(Adam(0.1, eps=NO_EPS, bias_correction=False), [5.0]), [-0.1 * 0.1 / sqrt(0.001)])


def test_amsgrad_divides_by_the_largest_raw_average():
    def step(w, g, t):
        most = max(average(squares(g[:k]), 0.5) for k in range(1, t + 1))
        return 0.1 * mean(g, 0.8) / (sqrt(most / (1 - 0.5**t)) + 0.01)

    assert_allclose(given(Adam(0.1, 0.8, 0.5, 0.01, amsgrad=True), GRADIENTS), path(step), rtol=1e-13)


def test_adamw():
    def step(w, g, t):
        return 0.1 * (mean(g, 0.8) / (sqrt(mean(squares(g), 0.9)) + 0.01) + 0.5 * w)

    assert_allclose(given(AdamW(0.1, 0.8, 0.9, 0.01, 0.5), GRADIENTS, 2.0), path(step, 2.0), rtol=1e-13)


def test_adamw_without_decay_is_adam():
    adam, adamw = (walk(r, HIMMELBLAU, HIMMELBLAU.start, 100) for r in (Adam(), AdamW(weight_decay=0.0)))
    assert (adam == adamw).all()


def test_adamax():
    def step(w, g, t):
        u = max(0.9**age * (abs(x) + 0.01) for age, x in enumerate(g[::-1]))
        return 0.1 * mean(g, 0.8) / u

    assert_allclose(given(Adamax(0.1, 0.8, 0.9, 0.01), GRADIENTS), path(step), rtol=1e-13)


def test_nadam():
    def mu(t):
        return 0.8 * (1 - 0.5 * 0.96 ** (t * 0.05))

    def step(w, g, t):
        up_to_now = prod(mu(i) for i in range(1, t + 1))
        look = (1 - mu(t)) * g[-1] / (1 - up_to_now) + mu(t + 1) * average(g, 0.8) / (1 - up_to_now * mu(t + 1))
        return 0.1 * look / (sqrt(mean(squares(g), 0.9)) + 0.01)

    assert_allclose(given(NAdam(0.1, 0.8, 0.9, 0.01, psi=0.05), GRADIENTS), path(step), rtol=1e-13)


@pytest.mark.parametrize("beta2", [0.9, 0.5])
def test_radam(beta2):
    limit = 2 / (1 - beta2) - 1

    def step(w, g, t):
        rho = limit - 2 * t * beta2**t / (1 - beta2**t)
        if rho <= 5:
            return 0.1 * mean(g, 0.8)
        r = sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho))
        return 0.1 * mean(g, 0.8) * r * sqrt(1 - beta2**t) / (sqrt(average(squares(g), beta2)) + 0.01)

    assert_allclose(given(RAdam(0.1, 0.8, beta2, 0.01), GRADIENTS), path(step), rtol=1e-12)


def test_radam_begins_as_momentum_and_divides_from_the_sixth_step_on():
    small, large = (np.diff(given(RAdam(0.01), [g] * 8), prepend=0.0) for g in (1.0, 1000.0))
    assert_allclose(large[:5], 1000 * small[:5])
    assert_allclose(large[5:], small[5:], rtol=1e-6)


def test_adabelief():
    def step(w, g, t):
        surprises = [(g[k] - average(g[: k + 1], 0.8)) ** 2 for k in range(t)]
        s = average(surprises, 0.9) + 0.01 * (1 - 0.9**t) / (1 - 0.9)
        return 0.1 * mean(g, 0.8) / (sqrt(s / (1 - 0.9**t)) + 0.01)

    assert_allclose(given(AdaBelief(0.1, 0.8, 0.9, 0.01), GRADIENTS), path(step), rtol=1e-13)


def test_adabelief_takes_long_steps_where_the_gradient_is_as_expected():
    assert np.diff(given(AdaBelief(0.1), [1.0] * 100))[-1] < 4 * np.diff(given(Adam(0.1), [1.0] * 100))[-1] < 0


def test_yogi():
    def step(w, g, t):
        v = 1e-6
        for x in g[:t]:
            v = v + 0.1 * x * x if v < x * x else v - 0.1 * x * x
        return 0.1 * mean(g, 0.8) / (sqrt(v / (1 - 0.9**t)) + 0.01)

    assert_allclose(given(Yogi(0.1, 0.8, 0.9, 0.01), GRADIENTS), path(step), rtol=1e-13)


def test_yogi_forgets_a_large_gradient_slower_than_adam():
    rules = Yogi(1.0, 0.0, 0.9, NO_EPS), Adam(1.0, 0.0, 0.9, NO_EPS)
    slow, fast = (abs(np.diff(given(rule, [100.0] + [1.0] * 60)))[-1] for rule in rules)
    assert slow < 0.05
    assert fast > 0.4


def test_lion():
    def step(w, g, t):
        m = average(g[:-1], 0.9) if t > 1 else 0.0
        return 0.1 * (np.sign(0.8 * m + 0.2 * g[-1]) + 0.5 * w)

    assert_allclose(given(Lion(0.1, 0.8, 0.9, 0.5), GRADIENTS, 2.0), path(step, 2.0), rtol=1e-13)


def test_lion_moves_every_coordinate_by_the_learning_rate():
    steps = np.abs(np.diff(walk(Lion(0.03), HIMMELBLAU, HIMMELBLAU.start, 100), axis=0))
    assert_allclose(steps, 0.03, rtol=1e-9)


@pytest.mark.parametrize("rule", [Adam(0.1), AdamW(0.1, weight_decay=0.0), Adamax(0.1)])
def test_on_a_slope_every_step_is_the_learning_rate(rule):
    assert_allclose(np.diff(given(rule, [7.0] * 50), prepend=0.0), -0.1, rtol=1e-6)


@pytest.mark.parametrize("factor", [2.0**-40, 2.0**40])
@pytest.mark.parametrize(
    "rule",
    [
        Adam(eps=NO_EPS), Adam(eps=NO_EPS, amsgrad=True), AdamW(eps=NO_EPS), Adamax(eps=NO_EPS),
        NAdam(eps=NO_EPS), AdaBelief(eps=NO_EPS), Lion(),
    ],
)  # fmt: skip
def test_a_loss_in_other_units_gives_the_same_path(rule, factor):
    plain, scaled = (walk(rule, Transformed(HIMMELBLAU, factor=c), HIMMELBLAU.start, 200) for c in (1.0, factor))
    assert (plain == scaled).all()


@pytest.mark.parametrize("rule", [Adam, AdamW, Adamax, NAdam, RAdam, AdaBelief, Yogi, Lion])
def test_each_axis_may_be_mirrored_or_swapped(rule):
    plain = walk(rule(), HIMMELBLAU, HIMMELBLAU.start, 60)
    for matrix in (np.diag([-1.0, 1.0]), np.diag([-1.0, -1.0]), np.eye(2)[::-1]):
        mirrored = walk(rule(), Transformed(HIMMELBLAU, matrix), matrix @ HIMMELBLAU.start, 60)
        assert_allclose(mirrored @ matrix, plain, rtol=0, atol=1e-9)
