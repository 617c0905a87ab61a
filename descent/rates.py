"""The effective learning rates along a path."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from compiler import Begun, Compiled, Graph, Stepped, trace
from descent.compiled import Written, attempt, inputs_of, settled, traced
from descent.noting import Noting, pair
from optimizers import RATE, Optimizer
from params import Array
from surfaces import Surface


@dataclass(frozen=True)
class Rates:
    """The steps of `optimizer` on `loss`: what each notes as its effective rate along each axis is written down."""

    optimizer: Optimizer
    loss: Surface

    @property
    def noting(self) -> Noting:
        """The same with all that is noted."""
        return Noting(self.optimizer, self.loss)

    def begin(self, w: Any) -> Begun:
        return Begun(self.noting.begin(w).state, w)

    def advance(self, state: Any, t: Any) -> Stepped:
        stepped, heard = self.noting.heard(state, t)
        return Stepped(stepped.state, stepped.done, pair(heard[RATE]))

    def finish(self, state: Any, steps: Any) -> Any:
        return ()


def effective_rates(optimizer: Optimizer, loss: Surface, start: Any, steps: int) -> Array | None:
    """The factor on the gradient, or on its average, along each axis in the step that leads to each point, (2, steps + 1): NaN at
    the start and where there is no such step. None if the rule tells of none.
    """
    run, w = Rates(optimizer, loss), np.asarray(start, float)
    found = np.full((2, steps + 1), np.nan)
    with np.errstate(all="ignore"):
        if not steps or RATE not in run.noting.heard(run.begin(w).state, 0)[1]:
            return None
        program = settled(_compiled, optimizer, loss).made
        rows = _walked(run, w, steps) if program is None else _run(program, run, w, steps)
    found[:, 1 : len(rows) + 1] = rows.T
    return found


def _run(program: Compiled, run: Rates, w: Array, steps: int) -> Array:
    x, y = w.tolist()
    written, *_ = program(x, y, steps, inputs_of(run.optimizer) | inputs_of(run.loss))
    return np.reshape(written, (-1, 2))[1:]


def _walked(run: Rates, w: Array, steps: int) -> Array:
    state, rows = run.begin(w).state, []
    for t in range(steps):
        state, done, written = run.advance(state, t)
        rows.append(written)
        if done:
            break
    return np.array(rows)


@lru_cache(maxsize=256)
def _compiled(optimizer: Any, loss: Any, fixed: frozenset[str]) -> Written:
    def compiled() -> Compiled | None:
        graph = Graph()
        program = trace(graph, Rates(traced(graph, optimizer, fixed), traced(graph, loss, fixed)))
        return None if program.has_examples else Compiled(program)

    return attempt(compiled, fixed)
