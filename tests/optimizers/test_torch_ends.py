"""The rules where torch branches: at the ends of all their sliders, with gradients at the ends of arithmetic."""

import inspect
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import descend
from export.torch_script import as_pytorch
from optimizers import OPTIMIZERS, SCHEDULES, Decayed, Scheduled
from optimizers.parts import Parts, wrap
from optimizers.rules.adaptive import RMSProp
from optimizers.rules.first_order import Momentum, Nesterov, Rprop
from optimizers.schedules import Constant, Exponential, OneCycle, Step
from surfaces import SURFACES
from tests.optimizers.ends import COMBINATIONS, at_the_ends
from tests.optimizers.losses import Given, given, walk

torch = pytest.importorskip("torch", reason="torch is not installed: references/ holds what it does")

TWINS = {name: cls for name, cls in OPTIMIZERS.items() if cls.torch}
SIZES = (0.0, 5e-324, 1e-300, 1e-200, 1e-9, 1e-6, 1.0, 2.5, 1e154, 1e200, 1e300)
EXTREME = (*SIZES, *(-size for size in SIZES), np.nan, np.inf, -np.inf)
PAIRS = np.array(list(product(EXTREME, repeat=2))).T
UNDERFLOWS = 1e-150
"""Below this torch's Rprop, which multiplies gradients, sees no signs."""
HIMMELBLAU = SURFACES["Himmelblau"]()


pytestmark = pytest.mark.usefixtures("float64")


def twins_at_the_ends(name, rng, many=COMBINATIONS):
    """As `at_the_ends`, with what torch has alone."""
    return [replace(rule, **TWINS[name].torch.where) for rule in at_the_ends(TWINS[name], rng, many)]


def paths(rule, start, gradients):
    """Our points and torch's after each step, from `start` (2, n), given `gradients` (steps, 2, n); and which are certain."""
    w = torch.tensor(start, requires_grad=True)
    name, arguments = rule.torch.call(rule)
    optimizer, points, sure = getattr(torch.optim, name)([w], **arguments), [], []
    for g in gradients:
        w.grad = torch.tensor(g)
        optimizer.step(lambda: torch.tensor(0.0))
        points.append(w.detach().numpy().copy())
        sure.append(certain(rule, optimizer.state[w], start.shape))
    ours = walk(rule, Given(*gradients), start, len(gradients))[1:]
    return ours, np.array(points), np.logical_and.accumulate(sure)


def lanes(rule, start, gradients):
    """As `paths`, one path after the other where all weights together decide on a step."""
    if type(rule).__name__ != "LBFGS":
        return paths(rule, start, gradients)
    return np.moveaxis([paths(rule, start[:, i], gradients[..., i]) for i in range(start.shape[1])], 0, -1)


def assert_same(rule, start, gradients, tolerance):
    ours, theirs, sure = lanes(rule, start, gradients)
    size = np.maximum.accumulate(np.abs(np.concatenate([start[None], theirs])))[1:]
    compared = alive(theirs) & (sure > 0)
    with np.errstate(invalid="ignore"):
        near = np.abs(ours - theirs) <= tolerance * size
    same = near | (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    assert same[compared].all(), (rule, gradients[..., ~(same | ~compared).all(axis=(0, 1))][..., 0])


def alive(points):
    """Which points belong to a path that was finite before: where it has ended nobody looks any further."""
    finite = np.logical_and.accumulate(np.isfinite(points).all(axis=1))
    return np.broadcast_to(np.concatenate([finite[:1] | True, finite[:-1]])[:, None], points.shape)


def certain(rule, state, shape):
    """But where the variance of centered RMSProp is lost in its rounding."""
    if not getattr(rule, "centered", False):
        return np.ones(shape, bool)
    s, mean = state["square_avg"].numpy(), state["grad_avg"].numpy()
    with np.errstate(all="ignore"):
        return (s - mean * mean > 1e-3 * s) | (s == 0) | ~np.isfinite(s)


@pytest.mark.parametrize("name", TWINS)
def test_one_step_with_every_pair_of_extreme_gradients(name):
    rng = np.random.default_rng(list(OPTIMIZERS).index(name))
    for rule in twins_at_the_ends(name, rng):
        exact = 1e-12 if getattr(rule, "centered", False) else 1e-15
        assert_same(rule, rng.normal(size=PAIRS.shape), PAIRS[None], exact * grown(rule))


def grown(rule):
    """How much larger than w what decay makes of it is, from which the step may take most away again: (1 − αλ) w."""
    return max(1.0, abs(1 - rule.lr * getattr(rule, "weight_decay", 0.0)))


@pytest.mark.parametrize("name", TWINS)
@pytest.mark.parametrize("kind", ["growing and shrinking", "turning"])
def test_several_steps_with_extreme_gradients(name, kind):
    """Sizes that change keep their sign, so that sums are right to their last digits."""
    rng = np.random.default_rng(list(OPTIMIZERS).index(name))
    for rule in twins_at_the_ends(name, rng, 12):
        shape = (5, 2, 20) if name == "LBFGS" else (5, 2, 300)
        sizes = [size for size in SIZES if name != "Rprop" or not 0 < size < UNDERFLOWS]
        steps = rng.choice(sizes, shape)
        if kind == "turning":
            steps = rng.choice(sizes, shape[1:]) * rng.choice([-1.0, -0.5, 0.25, 1.0], shape)
        assert_same(rule, rng.normal(size=shape[1:]), steps, 1e-12)


@pytest.mark.parametrize("slopes", [
    (1.01e-7, 3.0, 1.0), (0.99e-7, 3.0, 1.0), (1e-7, 3.0, 1.0),  # rests, and whether the step counts
    (3.1e-5, 1.0), (3.2e-5, 1.0),  # a step that promises too little, or enough
    (3.1e-5, -1.0, 0.5),  # is remembered all the same
    (0.5, 0.5 - 1.9e-10, 0.3), (0.5, 0.5 - 2.1e-10, 0.3),  # a pair that is too small, or large enough
])  # fmt: skip
def test_lbfgs_has_torchs_tolerances(slopes):
    gradients = np.array([[slope, 0.0] for slope in slopes])
    for lr in (0.01, 1.0):
        assert_same(OPTIMIZERS["LBFGS"](lr=lr), np.ones((2, 1)), gradients[..., None], 1e-12)


def test_without_momentum_nothing_is_dampened():
    for form in ("velocity", "step"):
        rule = Momentum(lr=0.1, momentum=0.0, dampening=0.5, form=form)
        assert_allclose(walk(rule, SURFACES["Bowl"](), (1.0, 1.0), 3)[:, 0], [1.0, 0.8, 0.64, 0.512], rtol=1e-15)
    swept = Momentum(lr=0.1, momentum=np.array([0.0, 0.5]), dampening=0.5)
    assert_allclose(descend(SURFACES["Bowl"](), swept, (1.0, 1.0), 2).points[:, 0].T, [[1, 0.8, 0.64], [1, 0.8, 0.62]])


def test_a_variance_below_zero_counts_as_zero_where_torch_takes_its_root():
    rule = RMSProp(lr=1e-9, rho=0.9, eps=1e-2, centered=True)
    _, theirs, _ = paths(rule, np.zeros((2, 64)), np.tile(np.linspace(0.1, 1.0, 64), (500, 2, 1)))
    lost = np.isnan(theirs[-1, 0])
    assert 0 < lost.sum() < 64
    for g in np.linspace(0.1, 1.0, 64)[lost]:
        steps = np.diff(given(rule, [g] * 500))
        assert np.isfinite(steps).all()
        assert_allclose(steps[-100:].min(), -1e-9 * g / 1e-2, rtol=1e-6)


def test_where_a_product_of_gradients_underflows_torchs_rprop_sees_no_sign():
    tiny = np.full((2, 2, 1), 1e-200)
    ours, theirs, _ = paths(Rprop(0.1), np.zeros((2, 1)), tiny)
    assert_allclose(ours[:, 0, 0], [-0.1, -0.22])
    assert_allclose(theirs[:, 0, 0], [-0.1, -0.2])


def pasted(script):
    space = {}
    exec(script, space)
    return np.array([w.numpy() for w in space["path"]])


def script_or_words(optimizer):
    try:
        return as_pytorch(optimizer, HIMMELBLAU, HIMMELBLAU.start, 6), ""
    except ValueError as refusal:
        return "", str(refusal)


def refusal_is_true(words, parts):
    """Whether torch really lacks what `words` say it lacks."""
    twin = parts.plain.torch.call(parts.plain)[0]
    if "decoupled" in words:
        signature = inspect.signature(getattr(torch.optim, twin)).parameters
        return parts.decay and twin != "AdamW" and "decoupled_weight_decay" not in signature
    if "divides by zero" in words:
        sgd = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
        with pytest.raises(ZeroDivisionError):
            torch.optim.lr_scheduler.OneCycleLR(
                sgd, 1.0, parts.schedule.length, pct_start=parts.schedule.peak, cycle_momentum=False
            )
        return True
    return not hasattr(torch.optim.lr_scheduler, type(parts.schedule).__name__ + "LR")


@pytest.mark.seldom(6)
@pytest.mark.parametrize("name", TWINS)
def test_a_script_at_the_ends_walks_our_path_or_is_refused_with_a_reason(name):
    rng = np.random.default_rng(list(OPTIMIZERS).index(name))
    schedules = [Constant(), *(s for cls in SCHEDULES.values() for s in at_the_ends(cls, rng, 4))]
    ran = 0
    for rule in rng.choice(twins_at_the_ends(name, rng), 60):
        if getattr(rule, "centered", False) and rule.rho == 0:
            continue  # its variance is rounding and no more
        parts = Parts(rule, rng.choice([0.0, 0.0, 1e-3, 1.0]), schedules[rng.integers(len(schedules))])
        optimizer = wrap(parts)
        script, words = script_or_words(optimizer)
        if words:
            assert refusal_is_true(words, parts), words
        else:
            assert_same_path(pasted(script), optimizer, 6)
            ran += 1
    assert ran > 10


def assert_same_path(theirs, optimizer, steps):
    run = descend(HIMMELBLAU, optimizer, HIMMELBLAU.start, steps)
    until = int(run.last) + 1
    size = np.maximum.accumulate(np.abs(run.points[:until]).max(axis=1, keepdims=True))
    assert_allclose(theirs[:until] / size, run.points[:until] / size, rtol=0, atol=1e-9, err_msg=str(optimizer))


def test_rearranged_nesterov_without_momentum_has_a_script():
    rule = Nesterov(lr=0.01, momentum=0.0, form="rearranged")
    assert_same_path(pasted(as_pytorch(rule, HIMMELBLAU, HIMMELBLAU.start, 30)), rule, 30)


@pytest.mark.parametrize("name", ["Adam", "AdamW", "NAdam", "RAdam"])
@pytest.mark.parametrize("schedule", [Constant(), Exponential(0.9), Step(5, 0.1), OneCycle(20)], ids=lambda s: s.label)
def test_what_torch_decouples_has_a_script(name, schedule):
    decayed = Decayed(Decayed(replace(OPTIMIZERS[name](), lr=0.03), 0.4), 0.3)
    optimizer = Scheduled(decayed, schedule)
    assert_same_path(pasted(as_pytorch(optimizer, HIMMELBLAU, HIMMELBLAU.start, 40)), optimizer, 40)
