"""Schedules against torch.optim.lr_scheduler where they name one, and against their formulas."""

import re
from math import cos, pi, sqrt

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers.schedules import (
    SCHEDULES,
    Constant,
    Cosine,
    Exponential,
    InverseSquareRoot,
    OneCycle,
    Step,
    WarmupCosine,
)

STEPS = 300
TWINS = {
    "StepLR": [Step(), Step(1, 0.9), Step(7, 1.0), Step(299, 0.01), Step(300), Step(301)],
    "ExponentialLR": [Exponential(), Exponential(1.0), Exponential(0.5)],
    "CosineAnnealingLR": [Cosine(300), Cosine(1), Cosine(2), Cosine(7), Cosine(2000)],
    "OneCycleLR": [OneCycle(300), OneCycle(300, 0.05), OneCycle(301, 0.95), OneCycle(2000), OneCycle(300, 0.5)],
}
ARGUMENTS = {
    "StepLR": lambda s: {"step_size": s.every, "gamma": s.gamma},
    "ExponentialLR": lambda s: {"gamma": s.gamma},
    "CosineAnnealingLR": lambda s: {"T_max": s.length},
    "OneCycleLR": lambda s: {"max_lr": 1.0, "total_steps": s.length, "pct_start": s.peak, "cycle_momentum": False},
}


def torchs(name, arguments, steps):
    """The learning rates of the first `steps` steps in torch, from 1."""
    torch = pytest.importorskip("torch")
    sgd = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler, rates = getattr(torch.optim.lr_scheduler, name)(sgd, **arguments), []
    for t in range(steps):
        rates.append(sgd.param_groups[0]["lr"])
        sgd.step()
        if t < steps - 1:
            scheduler.step()
    return rates


@pytest.mark.parametrize(("name", "schedule"), [(n, s) for n, group in TWINS.items() for s in group])
def test_factors_are_torchs(name, schedule):
    assert_allclose(schedule(np.arange(STEPS)), torchs(name, ARGUMENTS[name](schedule), STEPS), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize(("length", "peak"), [(1, 0.3), (2, 0.3), (3, 0.5), (10, 0.3)])
def test_short_cycles_are_torchs(length, peak):
    schedule = OneCycle(length, peak)
    assert_allclose(schedule(np.arange(length)), torchs("OneCycleLR", ARGUMENTS["OneCycleLR"](schedule), length))


def test_every_schedule_that_names_a_twin_is_compared():
    twins = {cls: re.findall(r"lr_scheduler\.(\w+)", cls.__doc__) for cls in SCHEDULES.values()}
    assert {cls: names for cls, names in twins.items() if names} == {
        type(group[0]): [name] for name, group in TWINS.items()
    }


@pytest.mark.parametrize(("warmup", "length"), [(20, 200), (1, 200), (1, 1), (50, 10), (7, 8)])
def test_warmup_cosine(warmup, length):
    def factor(t):
        if t < warmup:
            return (t + 1) / warmup
        return (1 + cos(pi * min(1.0, (t - warmup) / max(1, length - warmup)))) / 2

    assert_allclose(WarmupCosine(warmup, length)(np.arange(STEPS)), [factor(t) for t in range(STEPS)], atol=1e-15)


@pytest.mark.parametrize("warmup", [1, 20, 500])
def test_inverse_square_root(warmup):
    expected = [t / warmup if t < warmup else sqrt(warmup / t) for t in range(1, STEPS + 1)]
    assert_allclose(InverseSquareRoot(warmup)(np.arange(STEPS)), expected, rtol=1e-14)


def test_constant():
    assert (Constant()(np.arange(STEPS)) == 1).all()


@pytest.mark.parametrize("cls", SCHEDULES.values())
def test_an_array_of_steps_equals_its_steps(cls):
    t = np.arange(2000)
    assert_allclose(cls()(t), [float(cls()(int(i))) for i in t], rtol=1e-14, atol=1e-16)
    assert cls()(t.reshape(40, 50)).shape == (40, 50)


@pytest.mark.parametrize("cls", SCHEDULES.values())
def test_factors_lie_between_nothing_and_all(cls):
    factors = cls()(np.arange(2000))
    assert (factors >= 0).all()
    assert 0.9 < factors.max() <= 1


def test_one_cycle_rises_from_a_twenty_fifth_and_ends_at_almost_nothing():
    factors = OneCycle(200, 0.3)(np.arange(250))
    assert_allclose(factors[[0, 59, 199]], [1 / 25, 1.0, 1e-4 / 25], rtol=1e-9)
    assert (factors[199:] == factors[199]).all()
