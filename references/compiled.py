"""The proof of what is compiled: programs against the steps that they were made of, from the same points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compiler import flatten
from descent import inputs_of, python
from optimizers import Optimizer
from params import Array
from surfaces import DataSurface, NumericalGradient, Surface, nested, plain

EXACT = 1e-13
"""Steps may differ by this share of max(1, |w|), or …"""
RESPONSE = 10.0
"""… by so many times what a last digit in loss, gradient and Hessian does to them."""
SHAKES = 60
"""How often the last digits are shaken to see that."""
DIGIT = np.finfo(float).eps


@dataclass(frozen=True)
class Moment:
    """One step of a path. t: its number, from 0; w: where it began; carried: all numbers of the state, then its memories, each a
    list of rows; after: where it led; allowed: by how much another one may differ, relative to max(1, |after|).
    """

    t: int
    w: Array
    carried: tuple[list[float], list[list[list[float]]]]
    after: Array
    allowed: float

    def resumed(self, carried: Sequence[int]) -> list[Any]:
        """What a program needs that carries these numbers, to begin here."""
        numbers, memories = self.carried
        return [self.t, *(numbers[k] for k in carried), *memories]

    def difference(self, after: Any) -> float:
        """By how much another step from here differs, relative to max(1, |after|)."""
        if not np.isfinite(self.after).all():
            return 0.0 if not np.isfinite(after).all() else np.inf
        return float(np.abs(np.asarray(after) - self.after).max() / max(1.0, np.abs(self.after).max()))


class Shaken:
    """A loss whose answers are off by their last digit, and by that of the point, by chance: one for each path of a batch, the
    first one true.

    A gradient that is measured is off by what the last digit of the losses makes of it, and a mean by the digits that are
    lost where its terms are added up in another order.
    """

    def __init__(self, loss: Surface, chance: np.random.Generator) -> None:
        self.loss, self.domain, self.sparsity, self.chance = loss, loss.domain, loss.sparsity, chance
        data = plain(loss)
        self.added = data.examples.size / 4 if isinstance(data, DataSurface) else 0.0
        self.h = next((layer.h for layer in nested(loss) if isinstance(layer, NumericalGradient)), np.inf)

    def _off(self, value: Array, size: Any = 0.0) -> Array:
        off = DIGIT * self.chance.choice([-1.0, 1.0], value.shape) * (np.arange(value.shape[-1]) > 0)
        return value + off * (np.abs(value) + size)

    def __call__(self, w: Any) -> Array:
        losses = self.loss(w)
        return self._off(losses, np.abs(losses) * self.added + (np.abs(self.loss.gradient(w)) * np.abs(w)).sum(axis=0))

    def gradient(self, w: Any) -> Array:
        measured, moved = np.abs(self.loss(w)) / self.h, (np.abs(self.loss.hessian(w)) * np.abs(w)).sum(axis=1)
        return self._off(self.loss.gradient(w), measured + moved + self.added * self._terms(w))

    def _terms(self, w: Array) -> Any:
        """The mean size of what each example adds to each part of the gradient."""
        data = plain(self.loss)
        if not isinstance(data, DataSurface):
            return 0.0
        x, y = w
        return np.stack([np.abs(part).mean(axis=-1) for part in data.each_gradient(x, y, data.examples)])

    def hessian(self, w: Any) -> Array:
        return self._off(self.loss.hessian(w))


def moments(optimizer: Optimizer, loss: Surface, start: Any, steps: int) -> Iterator[Moment]:
    """The steps of a path as `step` makes them, until it leaves the numbers."""
    chance, w = np.random.default_rng(0), np.array(start, float)
    state = optimizer.init(w)
    for t in range(steps):
        at = loss.at(t + 1)
        after, then = optimizer.step(w, at, state)
        many = optimizer.step(_many(w), Shaken(at, chance), _each(state, _many))[0]
        spread = np.abs(many - many[:, :1]).max() / max(1.0, np.abs(after).max())
        allowed = max(EXACT, RESPONSE * float(spread)) if np.isfinite(spread) else np.inf
        yield Moment(t, w, _carried(w, state), after, allowed)
        if not np.isfinite(after).all() or np.abs(after).max() > 1e6:
            return
        w, state = after, then


def compare_compiled(optimizer: Optimizer, loss: Surface, steps: int, start: Any = None) -> tuple[float, bool] | None:
    """(the largest difference of one step in the compiled program, whether all are within what is allowed) along the path of
    `optimizer` from `start`, or the loss's own; None if there is no such program.
    """
    program = python(optimizer, loss)
    if program is None:
        return None
    numbers, worst, holds = inputs_of(optimizer) | inputs_of(loss), 0.0, True
    for moment in moments(optimizer, loss, start or loss.start, steps):
        written = program(0.0, 0.0, steps, numbers, moment.resumed(program.carried))[0]
        worst = max(worst, found := moment.difference(written[2:4]))
        holds &= found <= moment.allowed
    return worst, holds


def _many(value: Any) -> Any:
    """The same for each path of a batch."""
    return np.stack([value] * (SHAKES + 1), axis=-1) if isinstance(value, np.ndarray | np.generic) else value


def _each(state: Any, change: Any) -> Any:
    """A state with `change` of each of its arrays."""
    if isinstance(state, tuple):
        return type(state)(*(_each(part, change) for part in state))
    return change(state)


def _carried(w: Array, state: Any) -> tuple[list[float], list[list[list[float]]]]:
    parts = [np.asarray(part) for part in flatten((w, state))[0] if type(part) is not int]
    numbers = [float(v) for part in parts if part.ndim < 2 for v in part.flat]
    return numbers, [part.tolist() for part in parts if part.ndim == 2]
