"""An optimizer that takes steps from many starts at once."""

from typing import Any

import numpy as np

from compiler import Batch, InPlace
from descent import in_place, inputs_of
from maps.lanes import arrays_of, each_array, take
from optimizers import Optimizer
from params import Array, Ints
from surfaces import Surface

CACHED = 2**22
"""So many bytes of points are still in the cache when all of them are there, and looked through at once."""


class Walk:
    """Lanes (2, m) on their way: where they are, how many steps they have taken, and what the optimizer remembers of each."""

    def __init__(self, loss: Surface, optimizer: Optimizer, start: Array) -> None:
        self.loss, self.optimizer, self.w, self.t = loss, optimizer, start, 0
        self.state = optimizer.init(start)

    def advance(self, points: Array) -> tuple[Array, Array]:
        """As many steps as there is room for in `points` (n, 2, m), which are written there; their smallest and largest
        coordinates (2, m).
        """
        for point in points:
            self.t += 1
            self.w, self.state = self.optimizer.step(self.w, self.loss.at(self.t), self.state)
            point[...] = self.w
        return points.min(axis=0), points.max(axis=0)

    def keep(self, chosen: Ints) -> None:
        """Go on with the lanes of these numbers only."""
        self.w, self.state, self.optimizer = (take(part, chosen) for part in (self.w, self.state, self.optimizer))


class SwiftWalk(Walk):
    """The same by a program that works in place. tables: what it is given for each step."""

    def __init__(
        self, loss: Surface, optimizer: Optimizer, start: Array, program: InPlace, tables: list[list[Any]]
    ) -> None:
        super().__init__(loss, optimizer, start)
        self.program, self.tables = program, tables
        self._bind()

    def _bind(self) -> None:
        parts = [part.reshape(-1, self.w.shape[1]) for part in arrays_of((self.w, self.state))]
        self.batch = Batch(self.program, parts, inputs_of(self.optimizer) | inputs_of(self.loss))

    def advance(self, points: Array) -> tuple[Array, Array]:
        together = points.nbytes <= CACHED
        low, high = np.full_like(self.w, np.inf), np.full_like(self.w, -np.inf)
        self.batch.advance(self.t, points, self.tables, None if together else (low, high))
        self.t += len(points)
        self.w, *parts = self.batch.state
        self.state = _filled(self.state, parts, self.t)
        return (points.min(axis=0), points.max(axis=0)) if together else (low, high)

    def keep(self, chosen: Ints) -> None:
        super().keep(chosen)
        if chosen.size:
            self._bind()


def _filled(state: Any, parts: list[Array], t: int) -> Any:
    """The state of the form of `state` with the arrays `parts`, and t for the number of the steps taken."""
    rest = iter(parts)
    return each_array(state, lambda part: next(rest).reshape(part.shape), t)


class Method:
    """How `optimizer` is run on `loss` for `steps` steps from any starts: in place, if that can be written down."""

    def __init__(self, loss: Surface, optimizer: Optimizer, steps: int) -> None:
        self.loss = loss
        lanes = max(1, int(np.prod(optimizer.batch)))
        state = optimizer.init(np.zeros((2, lanes)))
        parts = tuple(part.size // lanes for part in arrays_of((np.zeros((2, lanes)), state)))
        self.program = in_place(optimizer, loss, parts)
        if self.program:
            self.tables = self.program.tables(inputs_of(optimizer) | inputs_of(loss), steps)

    def start(self, optimizer: Optimizer, start: Array) -> Walk:
        """From `start` (2, m), with the lanes of the optimizer that belong there."""
        if not self.program:
            return Walk(self.loss, optimizer, start)
        return SwiftWalk(self.loss, optimizer, start, self.program, self.tables)

    @property
    def is_steady(self) -> bool | None:
        """Whether all but the first two steps do the same, whatever their numbers are; None if that is not known."""
        return self.program.is_steady if self.program else None
