"""Which runs may stop early: those of which it is certain what all further steps would come to."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from compiler import flatten
from descent import SETTLED, Fold, State
from maps.lanes import flat, take
from maps.resting import Resting, resting
from maps.walk import Walk
from optimizers import Optimizer
from params import Array, Bools
from surfaces import Surface


@dataclass(frozen=True)
class Leaving:
    """Who leaves the runs of `optimizer` on `loss`: a path that has ended; one whose step changes not one bit of its place and its
    state, where nothing else makes a difference to the next; and one that is trapped near a minimum (`maps.resting`).
    """

    loss: Surface
    optimizer: Optimizer
    known: bool | None = None
    """Whether the steps are known to be all the same, but for the first two."""
    is_judge: bool = True
    """Whether the outcome is told on the loss itself: only then are its traps near places that count."""

    def settled(self, fold: Fold, walk: Walk, state: State, points: Array) -> Bools:
        """For each lane of `walk`, which has just gone along `points` (n + 1, 2, m), whether no further step matters."""
        settled = state[0].over.copy()
        if self.is_steady and 1 < walk.t < fold.steps:
            settled |= _is_fixed(walk, points)
            settled |= self._is_trapped(fold, walk, state)
        return settled

    @cached_property
    def is_steady(self) -> bool:
        """Whether each step does the same, whatever its number is."""
        if self.known is not None:
            return self.known
        counts = any(isinstance(part, int) for part in flatten(self.optimizer.init(np.zeros((2, 1))))[0])
        return not counts and self.loss.at(1) == self.loss and self.loss.at(2) == self.loss

    @cached_property
    def resting(self) -> Resting | None:
        return resting(self.loss, self.optimizer) if self.is_judge and not self.optimizer.batch else None

    def _is_trapped(self, fold: Fold, walk: Walk, state: State) -> Bools:
        """Near a minimum, early enough to have been there for long at the end, and deep in a trap."""
        trapped = np.zeros(walk.w.shape[1], bool)
        if self.resting is None:
            return trapped
        _, stay = state
        near = np.flatnonzero((stay.gap <= self.resting.radius) & (stay.place < len(self.resting.traps)))
        near = near[stay.since[near] <= (1 - SETTLED) * fold.steps]
        if near.size:
            z = flat(take(walk.w, near), take(walk.state, near))
            trapped[near] = self.resting.holds(stay.place[near], z)
        return trapped


def _is_fixed(walk: Walk, points: Array) -> Bools:
    """Whether one more step would leave every bit of place and state as it is."""
    fixed = (walk.w == points[-2]).all(axis=0)
    some = np.flatnonzero(fixed)
    if some.size:
        w, state, optimizer = (take(part, some) for part in (walk.w, walk.state, walk.optimizer))
        fixed[some] = _same_bits(flat(w, state), flat(*optimizer.step(w, walk.loss.at(walk.t + 1), state)))
    return fixed


def _same_bits(z: Array, after: Array) -> Any:
    return z.shape == after.shape and (z.view(np.int64) == after.view(np.int64)).all(axis=0)
