"""What every optimizer promises: it is pure, it keeps nothing to itself, and a batch is many runs at once."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from optimizers import OPTIMIZERS, Optimizer
from params import params_of
from surfaces import SURFACES

STEPS = 12
HIMMELBLAU, ROSENBROCK = SURFACES["Himmelblau"](), SURFACES["Rosenbrock"](b=10.0)
LOSSES = {"Himmelblau": HIMMELBLAU, "Rosenbrock": ROSENBROCK}
"""Hills and a bend that the default learning rates, meant for a curvature of 100, can cope with."""


def numbers(cls, kind=(int, float)):
    """Name → Param of the fields of `cls` that are numbers of `kind`."""
    declared = params_of(cls).items()
    return {n: p for n, p in declared if isinstance(p.default, kind) and not isinstance(p.default, bool)}


SWEPT = [(cls, name) for cls in OPTIMIZERS.values() for name in numbers(cls, float)]
NUMBERS = [(cls, name) for cls in OPTIMIZERS.values() for name in numbers(cls)]


def ids(pairs):
    return [f"{cls.__name__}.{name}" for cls, name in pairs]


@pytest.fixture(params=LOSSES.values(), ids=LOSSES)
def loss(request):
    return request.param


@pytest.fixture
def optimizer(optimizer_class):
    return optimizer_class()


@pytest.fixture
def starts(rng):
    return rng.uniform(-1, 1, (2, 2, 3))


def walk(optimizer, loss, w, steps=STEPS):
    """The points after each step: shape (steps, 2, ...). To diverge is allowed, here as in `descend`."""
    state, points = optimizer.init(w), []
    with np.errstate(all="ignore"):
        for t in range(1, steps + 1):
            w, state = optimizer.step(w, loss.at(t), state)
            points.append(w)
    return np.stack(points)


def frozen(tree):
    """`tree` with a copy of every array in it that cannot be written to."""
    if isinstance(tree, np.ndarray):
        copy = tree.copy()
        copy.flags.writeable = False
        return copy
    if isinstance(tree, tuple):
        parts = [frozen(part) for part in tree]
        return type(tree)(*parts) if hasattr(tree, "_fields") else tuple(parts)
    return tree


def test_a_step_changes_none_of_its_arguments(optimizer, loss, starts):
    w, state = frozen(starts), frozen(optimizer.init(frozen(starts)))
    for t in range(1, STEPS + 1):
        w, state = frozen(optimizer.step(w, loss.at(t), state))
    assert_array_equal(w, walk(optimizer, loss, starts)[-1])


def test_an_optimizer_keeps_nothing_from_its_last_run(optimizer, starts):
    first = walk(optimizer, HIMMELBLAU, starts)
    walk(optimizer, ROSENBROCK, starts)
    assert_array_equal(walk(optimizer, HIMMELBLAU, starts), first)


def test_an_optimizer_moves(optimizer, loss, starts):
    assert (walk(optimizer, loss, starts)[-1] != starts).any(axis=0).all()


def test_state_is_a_named_tuple_that_says_what_it_holds(optimizer, loss, starts):
    before = optimizer.init(starts)
    _, after = optimizer.step(starts, loss, before)
    assert isinstance(before, tuple)
    assert before._fields == after._fields
    assert len(type(before).__doc__) > len("State(w, v)")
    assert not type(before).__doc__.startswith(f"{type(before).__name__}(")


@pytest.mark.sampled
@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (2, 1, 2)], ids=str)
def test_a_step_keeps_the_shape(optimizer, loss, rng, shape):
    w = rng.uniform(-1, 1, (2, *shape))
    assert walk(optimizer, loss, w, 3).shape == (3, 2, *shape)


def test_many_starts_together_are_each_alone(optimizer, loss, starts):
    together = walk(optimizer, loss, starts)
    for lane in np.ndindex(starts.shape[1:]):
        alone = walk(optimizer, loss, starts[(slice(None), *lane)])
        assert_allclose(together[(..., *lane)], alone, rtol=1e-10, atol=1e-12)


def along(declared, share):
    """The value at `share` of a slider."""
    low, high = declared.low, declared.high
    return low * (high / low) ** share if declared.log else low + share * (high - low)


@pytest.mark.parametrize(("cls", "name"), SWEPT, ids=ids(SWEPT))
def test_a_sweep_is_each_value_alone(cls, name, loss, starts):
    values = [along(params_of(cls)[name], share) for share in (0.0, 0.2, 0.5)]
    together = walk(cls(**{name: np.array(values)}), loss, starts)
    for i, value in enumerate(values):
        assert_allclose(together[..., i], walk(cls(**{name: value}), loss, starts[..., i]), rtol=1e-10, atol=1e-12)


def test_a_sweep_says_its_shape(optimizer):
    assert optimizer.batch == ()
    for name in numbers(type(optimizer), float):
        value = getattr(optimizer, name)
        assert replace(optimizer, **{name: np.full((4, 1), value)}).batch == (4, 1)


def test_two_sweeps_make_a_grid():
    adam = OPTIMIZERS["Adam"](lr=np.array([0.1, 0.2, 0.3]), beta1=np.array([[0.5], [0.9]]))
    assert adam.batch == (2, 3)


def test_an_optimizer_survives_the_bottom(optimizer):
    """Where the gradient is exactly zero there is nothing to divide by."""
    assert np.isfinite(walk(optimizer, SURFACES["Bowl"](), np.zeros((2, 3)))).all()


def beyond(interval):
    """Numbers outside `interval`, and what is no number at all."""
    ends = [interval.low - 1, interval.high + 1]
    ends += [interval.low] * interval.open_low + [interval.high] * interval.open_high
    return [np.nan, *ends, np.array([0.5, np.nan]), "0.5", None]


@pytest.mark.parametrize(("cls", "name"), NUMBERS, ids=ids(NUMBERS))
def test_a_meaningless_value_is_refused_by_its_name(cls, name):
    for value in beyond(params_of(cls)[name].within):
        with pytest.raises(ValueError, match=rf"^{cls.__name__}\.{name} = "):
            cls(**{name: value})


def test_a_rule_that_is_not_written_cannot_be_made():
    with pytest.raises(TypeError, match="abstract"):
        Optimizer()
