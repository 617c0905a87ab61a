"""Wrappers: what they change, that they compose, and that a sweep inside one is still a sweep."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import descend
from optimizers import OPTIMIZERS
from optimizers.rules.adam import Adam, AdamW
from optimizers.rules.first_order import ASGD, GradientDescent, Momentum, Rprop
from optimizers.rules.second_order import BFGS, LBFGS, Newton
from optimizers.schedules import Constant, Cosine, Exponential, OneCycle, Step
from optimizers.wrappers import Decayed, Scheduled
from params import params_of
from surfaces import SURFACES
from tests.optimizers.losses import Everywhere, Transformed, given, walk

HIMMELBLAU = SURFACES["Himmelblau"]()
START = np.array(HIMMELBLAU.start)
RULES = {name: cls() for name, cls in OPTIMIZERS.items()}
WITHOUT_RATE = [rule for rule in RULES.values() if not hasattr(rule, "lr")]


class L2(Transformed):
    """A loss with ½ λ |w|² added."""

    def __init__(self, loss, decay):
        super().__init__(loss)
        self.decay = decay

    def gradient(self, w):
        return self.loss.gradient(w) + self.decay * w


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_constant_schedule_and_no_decay_change_nothing(rule):
    plainly = walk(rule, HIMMELBLAU, START, 40)
    assert (walk(Scheduled(rule, Constant()), HIMMELBLAU, START, 40) == plainly).all()
    assert (walk(Decayed(rule, 0.0), HIMMELBLAU, START, 40) == plainly).all()


@pytest.mark.parametrize("rule", WITHOUT_RATE, ids=lambda rule: type(rule).__name__)
def test_a_rule_without_a_learning_rate_runs_as_it_is(rule):
    assert (walk(Scheduled(rule, Cosine(10)), HIMMELBLAU, START, 20) == walk(rule, HIMMELBLAU, START, 20)).all()


def test_a_schedule_by_hand():
    assert_allclose(given(Scheduled(GradientDescent(0.5), Step(1, 0.5)), [1.0, 1.0, 1.0]), [-0.5, -0.75, -0.875])


def test_a_first_step_size_is_scheduled_too():
    assert_allclose(given(Scheduled(Rprop(0.1), OneCycle(100)), [1.0]), [-0.1 / 25])
    assert_allclose(given(Scheduled(ASGD(0.1), OneCycle(100)), [1.0]), [-0.1 / 25])


def test_decayed_adam_is_adamw():
    adamw = walk(AdamW(0.1, weight_decay=0.3), HIMMELBLAU, START, 200)
    assert_allclose(walk(Decayed(Adam(0.1), 0.3), HIMMELBLAU, START, 200), adamw, rtol=0, atol=1e-11)


def test_for_gradient_descent_decay_is_l2_regularization():
    decayed = walk(Decayed(GradientDescent(0.01), 0.3), HIMMELBLAU, START, 200)
    assert_allclose(decayed, walk(GradientDescent(0.01), L2(HIMMELBLAU, 0.3), START, 200), rtol=0, atol=1e-12)


def test_for_adam_decay_is_not_l2_regularization():
    decayed = walk(Decayed(Adam(0.1), 0.3), HIMMELBLAU, START, 200)
    assert np.abs(decayed - walk(Adam(0.1), L2(HIMMELBLAU, 0.3), START, 200)).max() > 0.1


@pytest.mark.parametrize("rule", [Adam(0.1), Momentum(0.003), AdamW(0.1), Newton(0.3), LBFGS(0.5), BFGS()])
def test_decay_and_schedule_compose_in_either_order(rule):
    one = walk(Decayed(Scheduled(rule, Exponential(0.97)), 0.2), HIMMELBLAU, START, 60)
    other = walk(Scheduled(Decayed(rule, 0.2), Exponential(0.97)), HIMMELBLAU, START, 60)
    assert_allclose(one, other, rtol=0, atol=1e-9)


def test_two_schedules_multiply():
    twice = Scheduled(Scheduled(GradientDescent(0.5), Exponential(0.9)), Exponential(0.8))
    once = Scheduled(GradientDescent(0.5), Exponential(0.72))
    assert_allclose(given(twice, [1.0] * 20), given(once, [1.0] * 20))


def test_decay_follows_the_schedule_to_its_end():
    path = walk(Decayed(Scheduled(Adam(0.1), Cosine(50)), 0.5), Everywhere(), [1.0, 1.0], 50)
    factors = 1 - 0.1 * 0.5 * Cosine(50)(np.arange(50))
    assert_allclose(path[1:, 0], np.cumprod(factors))


def swept():
    """Each array-capable field of each rule, as one batch of three values and as three rules."""
    for name, rule in RULES.items():
        for field, declared in params_of(type(rule)).items():
            if isinstance(declared.default, float):
                values = np.geomspace(declared.low or 0.01, declared.high, 5)[1:4]
                batch = replace(rule, **{field: values})
                yield pytest.param(batch, [replace(rule, **{field: v}) for v in values], id=f"{name}-{field}")


@pytest.mark.sampled
@pytest.mark.parametrize(
    "wrap", [lambda r: r, lambda r: Decayed(Scheduled(r, Cosine(30)), 0.1)], ids=["bare", "wrapped"]
)
@pytest.mark.parametrize(("batch", "alone"), list(swept()))
def test_a_sweep_is_one_call(batch, alone, wrap):
    points = descend(HIMMELBLAU, wrap(batch), START, 15).points
    assert points.shape == (16, 2, 3)
    for lane, rule in enumerate(alone):
        theirs = descend(HIMMELBLAU, wrap(rule), START, 15).points
        assert_allclose(points[..., lane], theirs, rtol=1e-9, atol=1e-9)


def test_a_sweep_of_what_a_wrapper_declares():
    assert Decayed(Adam(), np.zeros((4, 1))).batch == (4, 1)
    assert Decayed(Scheduled(Adam(lr=np.ones(5)), Exponential(np.ones((4, 1)))), 0.1).batch == (4, 5)
    rule = Scheduled(GradientDescent(np.array([0.01, 0.02, 0.03])), Exponential(np.array([[0.9], [0.99]])))
    points = descend(HIMMELBLAU, rule, START, 30).points
    alone = descend(HIMMELBLAU, Scheduled(GradientDescent(0.02), Exponential(0.99)), START, 30).points
    assert_allclose(points[:, :, 1, 1], alone, rtol=1e-12)


@pytest.mark.parametrize("make", [
    lambda: Decayed("Adam"), lambda: Decayed(Adam), lambda: Decayed(None), lambda: Decayed(Cosine()),
    lambda: Scheduled(Adam(), Cosine), lambda: Scheduled(Adam(), Adam()), lambda: Scheduled(Cosine(), Adam()),
    lambda: Scheduled(Adam(), 0.5),
])  # fmt: skip
def test_a_part_of_the_wrong_kind_is_refused(make):
    with pytest.raises(ValueError, match=r"(Decayed|Scheduled)\.(optimizer|schedule) = .* must be an instance of"):
        make()


@pytest.mark.parametrize("decay", [-0.1, np.nan, np.inf, True, "0.1", None, [0.1], np.array([0.1, -0.1])])
def test_a_decay_without_meaning_is_refused(decay):
    with pytest.raises(ValueError, match=r"Decayed\.weight_decay = .* must be a number or an array in \[0, ∞\)"):
        Decayed(Adam(), decay)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_wrappers_change_no_argument(rule):
    w, wrapped = START.copy(), Decayed(Scheduled(rule, Cosine()), 0.1)
    w.flags.writeable = False
    before, state = repr(rule), wrapped.init(w)
    for _ in range(3):
        w, state = wrapped.step(w, HIMMELBLAU, state)
        w.flags.writeable = False
    assert repr(rule) == before
