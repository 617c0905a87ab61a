"""What a step computes on its way, as the rule itself names it; and the effective learning rates along a path."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from compiler import Begun, Compiled, Graph, Piece, Stepped, Untraceable, listening, noted, path_function, trace
from descent.compiled import Steps, Written, attempt, inputs_of, settled, traced
from optimizers import NOW, RATE, Optimizer, rate
from params import Array
from surfaces import Surface


class Note(NamedTuple):
    """A column of notes. name: LaTeX, with " before" for what a variable was before the step; is_vector: or one number."""

    name: str
    is_vector: bool


@dataclass
class Noting:
    """The steps of `optimizer` on `loss`, with what is noted in each: `t`, the learning rate, what `step` notes, and `w`.

    notes: the columns of the last step that was noted. As a run for the compiler, two numbers of each are written down.
    """

    optimizer: Optimizer
    loss: Surface
    notes: tuple[Note, ...] = field(default=(), init=False)

    def begin(self, w: Any) -> Begun:
        return Begun(Steps(self.optimizer, self.loss).begin(w).state, ())

    def heard(self, state: Any, t: Any) -> tuple[Stepped, dict[str, Any]]:
        """(the step from `state`, name → what is noted in it, a vector (2, ...) or one number)."""
        with listening() as heard:
            noted("t", t + 1, before=t)
            noted(NOW, rate(self.optimizer, state[1]))
            stepped = Steps(self.optimizer, self.loss).advance(state, t)
            noted("w", stepped.state[0], before=state[0])
        return stepped, heard

    def advance(self, state: Any, t: Any) -> Stepped:
        stepped, heard = self.heard(state, t)
        notes = tuple(Note(name, np.ndim(value) > 0) for name, value in heard.items())
        if self.notes and notes != self.notes:
            raise Untraceable("what is noted changes from step to step")
        self.notes = notes
        return Stepped(stepped.state, stepped.done, tuple(_pair(value) for value in heard.values()))

    def finish(self, state: Any, steps: Any) -> Any:
        return ()


def _pair(value: Any) -> Any:
    """A vector as it is, a number twice."""
    return value if np.ndim(value) else np.stack([value, value])


@lru_cache(maxsize=256)
def notes(optimizer: Any, loss: Any, fixed: frozenset[str]) -> Written:
    """(`(x, y, out) => …`, the columns): walks the path from (x, y) and writes for each step x and y of each column, NaN after its end."""

    def piece() -> tuple[Piece, tuple[Note, ...]]:
        graph = Graph()
        noting = Noting(traced(graph, optimizer, fixed), traced(graph, loss, fixed))
        program = trace(graph, noting)
        width = 2 * len(noting.notes)
        places = [f"out[{width} * ({{t}} - 1) + {k}]" for k in range(width)]
        return path_function(
            program, places, ("x", "y", "out"), lambda _: [f"out.fill(NaN, {width} * t);"]
        ), noting.notes

    return attempt(piece, fixed)


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
        return Stepped(stepped.state, stepped.done, _pair(heard[RATE]))

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
