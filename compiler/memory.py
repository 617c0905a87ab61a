"""A memory of rows that grows as a run goes on: plain arrays, and written down when traced."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from compiler.arrays import Traced, flat
from compiler.constructs import ended, fitting, variables_of
from compiler.graph import Block, Graph, Node, Untraceable, Value
from compiler.trees import flatten, rebuilt


class Memory:
    """Where the rows of one run are: numbers of `width` each."""

    def __init__(self, width: int) -> None:
        self.width = width


class Push:
    """A row that is added if `new`, whereupon the oldest goes if there are more than `most`."""

    def __init__(self, memory: Memory, row: Sequence[Value], new: Value, most: Value, block: Block) -> None:
        self.memory, self.row, self.new, self.most, self.home = memory, tuple(row), new, most, block

    @property
    def needs(self) -> tuple[Value, ...]:
        """What has to be known to do it."""
        return (*self.row, self.new, self.most)


class Over(Block):
    """A loop over the rows of a memory, after `push`, if it has a row to add; when: whether it runs at all.

    kept: what each turn leaves for a later loop; beside: the loops whose kept numbers this one reads.
    """

    def __init__(self, parent: Block, rows: "Rows", initial: Sequence[Value], when: Value, backwards: bool) -> None:
        super().__init__(parent)
        self.memory, self.push, self.initial = rows.memory, rows.push, tuple(initial)
        self.when, self.backwards, self.home = when, backwards, parent
        self.variables: list[Node] = []
        self.results: tuple[Value, ...] = ()
        self.kept: tuple[Value, ...] = ()
        self.beside: Over | None = None
        self.done: Value = False


class Rows:
    """The rows of a memory as a step sees them, which is traced."""

    def __init__(self, graph: Graph, memory: Memory, push: Push | None = None) -> None:
        self.graph, self.memory, self.push = graph, memory, push


class Kept:
    """What an `Over` has kept, a number or more for each row."""

    def __init__(self, loop: Over, shapes: Any) -> None:
        self.loop, self.shapes = loop, shapes


def no_rows(width: int, like: Any) -> Any:
    """No rows of `width` numbers yet, for each path of `like` (2, ...): an array (0, width, ...)."""
    if isinstance(like, Traced):
        return Rows(like.graph, Memory(width))
    return np.zeros((0, width, *np.shape(like)[1:]))


def pushed(rows: Any, row: Any, new: Any, most: Any) -> Any:
    """`rows` (n, width, ...) and after them `row` (width, ...) for those paths of a batch where it is `new`, but the last `most`
    of them. The others get a row of zeros in front, so that all have the same number.
    """
    if not isinstance(rows, Rows):
        if not np.any(new):
            return rows
        after, before = np.concatenate([rows, row[None]]), np.concatenate([np.zeros_like(row[None]), rows])
        return np.where(new, after, before)[-int(most) :]
    if rows.push:
        raise Untraceable("a memory is written twice in a step")
    (is_new,), (limit,) = flat(new), flat(most)
    return Rows(rows.graph, rows.memory, Push(rows.memory, flat(row), is_new, limit, rows.graph.block))


def fold(
    step: Callable[..., tuple[Any, Any]],
    state: Any,
    rows: Any,
    beside: Any = None,
    backwards: bool = False,
    when: Any = True,
) -> tuple[Any, Any]:
    """(the state after `step(state, row, beside of the row) -> (state, kept)` over all rows, what was kept for each of them).

    From the first row to the last, or backwards; not at all if no path of a batch is one for `when`. `beside` is what another
    fold kept.
    """
    if not isinstance(rows, Rows):
        kept: list[Any] = [None] * len(rows)
        order = range(len(rows)) if np.any(when) else ()
        for i in reversed(order) if backwards else order:
            state, kept[i] = step(state, rows[i], None if beside is None else beside[i])
        return state, kept
    return _folded(step, state, rows, beside, backwards, when)


def _folded(step: Any, state: Any, rows: Rows, beside: Any, backwards: bool, when: Any) -> tuple[Any, Any]:
    graph = rows.graph
    (wanted,) = flat(when)
    parts, made_of = flatten(state)
    loop = Over(graph.block, rows, [v for part in parts for v in flat(part)], wanted, backwards)
    variables = variables_of(graph, loop, parts)
    row = Traced(graph, [graph.leaf("row", k, loop) for k in range(rows.memory.width)])
    outside, graph.block = graph.block, loop
    try:
        given = None
        if isinstance(beside, Kept):
            loop.beside = beside.loop
            given = rebuilt(
                beside.shapes, [Traced(graph, graph.leaf("beside", k, loop)) for k in range(len(beside.loop.kept))]
            )
        after, kept = step(rebuilt(made_of, variables), row, given)
    finally:
        graph.block = outside
    loop.results = fitting([v for part in flatten(after)[0] for v in flat(part)], loop.variables)
    leaves, shapes = flatten(kept)
    loop.kept = () if kept is None else tuple(v for leaf in leaves for v in flat(leaf))
    return ended(graph, loop, parts, made_of), Kept(loop, shapes)
