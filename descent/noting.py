"""What a step computes on its way, as the rule itself names it."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from compiler import Begun, Graph, Piece, Stepped, Untraceable, listening, noted, path_function, trace
from descent.compiled import Steps, Written, attempt, traced
from optimizers import NOW, Optimizer, rate
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
        return Stepped(stepped.state, stepped.done, tuple(pair(value) for value in heard.values()))

    def finish(self, state: Any, steps: Any) -> Any:
        return ()


def pair(value: Any) -> Any:
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
