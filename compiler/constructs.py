"""What rules and losses say where an `if`, a loop or a lookup depends on numbers: plain NumPy, and written down when traced."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, is_dataclass
from typing import Any

import numpy as np

from compiler.arrays import Traced, arranged, bare, flat
from compiler.graph import Block, Graph, Node, Untraceable, Value, kind_of
from compiler.trees import flatten, rebuilt


class Repeat(Block):
    """A loop: `variables` begin as `initial` and become `results`, up to `times` times, until `done`."""

    def __init__(self, parent: Block, times: int | None, initial: Sequence[Value]) -> None:
        super().__init__(parent)
        self.times, self.initial = times, tuple(initial)
        self.variables: list[Node] = []
        self.results: tuple[Value, ...] = ()
        self.done: Value = False
        self.home: Block = parent


class Average(Block):
    """A sum of `results` over the examples of `columns`, all of them or those that `chosen` says for a step."""

    def __init__(self, parent: Block, columns: Sequence[Any], chosen: "Chosen | None") -> None:
        super().__init__(parent)
        self.columns, self.chosen = tuple(columns), chosen
        self.results: tuple[Value, ...] = ()
        self.home: Block = parent


@dataclass(frozen=True, eq=False)
class ByStep:
    """Numbers of each step, found by calling `of` with how many steps came before; width: how many a step."""

    of: Callable[[int], Any]
    key: Any
    width: int


@dataclass(frozen=True, eq=False)
class Chosen:
    """The examples that each step sees: their numbers, found by calling `of` with how many steps came before; step: that."""

    of: Callable[[int], Any]
    step: Node


@dataclass(frozen=True, eq=False)
class Taken:
    """Columns of examples, and which of them a step sees."""

    columns: tuple[Any, ...]
    chosen: Chosen


@dataclass(frozen=True, eq=False)
class Table:
    """An array of numbers, flat, or the name of one that is given; whole: the array whose memory the key tells of."""

    numbers: Any
    key: Any
    whole: Any = None


def numbers_of(source: Any, steps: int) -> Any:
    """The numbers of a table, flat."""
    if isinstance(source, Table):
        return source.numbers
    if isinstance(source, ByStep):
        return np.concatenate([source.of(t) for t in range(steps)]) if steps else np.zeros(0)
    part, chosen = source
    rows = [np.asarray(chosen.of(t)) for t in range(steps)]
    return np.concatenate([*rows, [0]]) if part == "rows" else np.cumsum([0, *map(len, rows)])


def repeat(step: Callable[..., tuple[tuple[Any, ...], Any]], state: tuple[Any, ...], times: int) -> tuple[Any, ...]:
    """`state` after up to `times` calls of `step(*state) -> (state, done)`: until all paths of a batch are done.

    What a step makes of a path that is done must be what it was. With `jax.lax.while_loop` one says the same.
    """
    graph = _graph_of(state) or _graph_of(tuple(cell.cell_contents for cell in step.__closure__ or ()))
    if graph is None:
        for _ in range(times):
            state, done = step(*state)
            if np.all(done):
                break
        return state
    return _repeated(graph, step, state, times)


def _repeated(graph: Graph, step: Callable[..., Any], state: Any, times: int) -> Any:
    parts, made_of = flatten(state)
    loop = Repeat(graph.block, times, [value for part in parts for value in flat(part)])
    variables = variables_of(graph, loop, parts)
    outside, graph.block = graph.block, loop
    try:
        after, done = step(*rebuilt(made_of, variables))
    finally:
        graph.block = outside
    loop.results = fitting([v for part in flatten(after)[0] for v in flat(part)], loop.variables)
    (loop.done,) = flat(Traced(graph, bare(done)).ravel().all(axis=0))
    return ended(graph, loop, parts, made_of)


def variables_of(graph: Graph, loop: Any, parts: Sequence[Any]) -> list[Traced]:
    """A variable of the loop for each number in `parts`, in their shapes."""
    shaped = []
    for part in parts:
        like, at = Traced(graph, bare(part)), len(loop.variables)
        some = [graph.leaf("variable", at + k, loop, like.dtype.kind) for k in range(like.size)]
        shaped.append(arranged(graph, some, like.shape))
        loop.variables += some
    return shaped


def fitting(results: Sequence[Value], variables: Sequence[Node]) -> tuple[Value, ...]:
    """`results`, which become `variables`. Raises Untraceable if there are not as many, or if a whole number becomes another."""
    if len(results) != len(variables):
        raise Untraceable("what a loop carries changes its shape")
    if any(
        "bif".index(kind_of(v)) > "bif".index(variable.kind) for v, variable in zip(results, variables, strict=True)
    ):
        raise Untraceable("what a loop carries changes its type")
    return tuple(results)


def ended(graph: Graph, loop: Any, parts: Any, made_of: Any) -> Any:
    """What a loop leaves behind, in the form in which it began."""
    values = [*loop.initial, *loop.results, loop.done]
    leaves = frozenset[Node]().union(*(v.leaves for v in values if isinstance(v, Node)))
    # It runs where it is written, so that what it counts is counted there.
    leaves = frozenset(leaf for leaf in leaves if leaf.block is not loop) | _marks(graph, loop.parent)
    loop.home = max((leaf.block for leaf in leaves), key=lambda b: b.depth, default=graph.root)
    ends, at = [], 0
    for part in parts:
        shape, size = np.shape(bare(part)), int(np.size(bare(part)))
        nodes = [
            graph.node("end", (), v.kind, (loop, at + k), leaves) for k, v in enumerate(loop.variables[at : at + size])
        ]
        ends.append(arranged(graph, nodes, shape))
        at += size
    return rebuilt(made_of, ends)


def _marks(graph: Graph, block: Block) -> frozenset[Node]:
    return frozenset() if block is graph.root else frozenset([graph.leaf("mark", None, block)])


def by_step(of: Callable[..., Any], t: Any, *arguments: Any) -> Any:
    """`of(t, *arguments)`: what depends on the number of a step in a way that cannot be written down, such as a random draw.

    Traced, a table of what each step gets; then the arguments have to be known.
    """
    if not isinstance(t, Traced):
        return of(t, *arguments)
    source, offset = _step_of(t, arguments)
    sample = np.asarray(of(1, *arguments), float)
    key = (of, offset, arguments)
    tables = t.graph.tables
    if key not in tables:
        tables[key] = ByStep(lambda n: np.asarray(of(n + offset, *arguments), float).ravel(), key, sample.size)
    given = tables[key]
    nodes = [t.graph.node("by step", (), "f", (given, k), [source]) for k in range(sample.size)]
    return arranged(t.graph, nodes, sample.shape)


def _step_of(t: Traced, arguments: Any) -> tuple[Node, int]:
    """(the number of the step, how much more than that `t` is). Raises Untraceable if `arguments` are not known."""
    for value in flatten(arguments)[0]:
        for number in _numbers_in(value):
            raise number._unknown("what a step gets depends on it")
    value = t.values.item()
    if value.op == "step":
        return value, 0
    if (
        value.op == "add"
        and isinstance(value.args[0], Node)
        and value.args[0].op == "step"
        and isinstance(value.args[1], int)
    ):
        return value.args[0], value.args[1]
    raise Untraceable("what a step gets may depend on its number only")


def _numbers_in(value: Any) -> Iterator[Traced]:
    """The traced numbers that `value` is, or that are fields of it."""
    if isinstance(value, Traced):
        yield value
    elif is_dataclass(value):
        for field in vars(value).values():
            yield from _numbers_in(field)


def chosen_by(of: Callable[..., Any], t: Any, *arguments: Any) -> Any:
    """`of(t, *arguments)`, the numbers of the examples that step `t` sees."""
    if not isinstance(t, Traced):
        return of(t, *arguments)
    step, offset = _step_of(t, arguments)
    return Chosen(lambda n: of(n + offset, *arguments), step)


def taken(examples: Any, which: Any) -> Any:
    """The rows of `examples`, a named tuple of columns, with the numbers `which`."""
    return (
        Taken(examples, which) if isinstance(which, Chosen) else type(examples)(*(column[which] for column in examples))
    )


def averaged(parts: Callable[[Any, Any, Any], tuple[Any, ...]], x: Traced, y: Any, examples: Any) -> tuple[Traced, ...]:
    """The mean of each of `parts(x, y, examples)` over the rows of `examples`, a named tuple of columns (N,) or (N, K)."""
    graph, chosen = x.graph, None
    if isinstance(examples, Taken):
        examples, chosen = examples.columns, examples.chosen
    loop = Average(graph.block, [np.asarray(column) for column in examples], chosen)
    outside, graph.block = graph.block, loop
    try:
        row = type(examples)(*(_entry(graph, loop, k, np.asarray(column)) for k, column in enumerate(examples)))
        found = parts(np.reshape(x, 1), np.reshape(y, 1), row)
    finally:
        graph.block = outside
    loop.results = tuple(flat(part)[0] for part in found)
    leaves = frozenset[Node]().union(*(v.leaves for v in loop.results if isinstance(v, Node)))
    leaves = frozenset(leaf for leaf in leaves if leaf.block is not loop) | (
        chosen.step.leaves if chosen else frozenset()
    )
    loop.home = max((leaf.block for leaf in leaves), key=lambda b: b.depth, default=graph.root)
    return tuple(Traced(graph, graph.node("end", (), "f", (loop, k), leaves)) for k in range(len(found)))


def _entry(graph: Graph, loop: Average, number: int, column: Any) -> Traced:
    """One example's part of a column: (1,) or (1, K)."""
    width = int(np.prod(column.shape[1:]))
    some = [graph.leaf("example", (number, k), loop, "f" if column.dtype.kind == "f" else "i") for k in range(width)]
    return arranged(graph, some, (1, *column.shape[1:]))


@dataclass(frozen=True, eq=False)
class Given:
    """An array that a program is given by this name when it runs."""

    name: str
    shape: tuple[int, ...]
    kind: str = "f"


def look_up(array: Any, *index: Any) -> Any:
    """`array[index]`, where the index may be traced: of each of the first axes one number, counted from the end if negative.

    Traced, the array may be `Given`.
    """
    if not any(isinstance(i, Traced) for i in index):
        return array[index]
    graph = next(i.graph for i in index if isinstance(i, Traced))
    table = Table(array.name, array.name) if isinstance(array, Given) else _table(graph, array)
    table = graph.tables.setdefault(table.key, table)
    shape = array.shape[: len(index)]
    flat: Any = Traced(graph, 0)
    for i, n in zip(index, shape, strict=True):
        flat = flat * n + np.where(i < 0, i + n, i)
    width = int(np.prod(array.shape[len(index) :]))
    kind = array.kind if isinstance(array, Given) else "f" if array.dtype.kind == "f" else "i"
    result = np.empty((*flat.shape, width), object)
    for at in np.ndindex(flat.shape):
        for k in range(width):
            place = graph.apply("add", graph.apply("multiply", flat.values[at], width), k)
            result[(*at, k)] = graph.node("look up", (place,), kind, table)
    return Traced(graph, result.reshape((*flat.shape, *array.shape[len(index) :])))


def _table(graph: Graph, array: Any) -> Table:
    """Each array once, and each view of one."""
    about = array.__array_interface__
    key = about["data"], about["shape"], about["strides"], about["typestr"]
    return graph.tables.get(key) or Table(array.ravel(), key, array)


def tally(asked: Any, name: str) -> None:
    """Count `name` each time that the code that is being traced runs; `asked` is what is traced."""
    graph = _graph_of((asked,))
    if graph is not None:
        graph.block.tallies[name] += 1


_heard: ContextVar[dict[str, Any] | None] = ContextVar("heard", default=None)


def noted(name: str, value: Any, before: Any = None) -> Any:
    """`value`, of which whoever is listening hears under this name, and of what it was `before`, if it is updated."""
    heard = _heard.get()
    if heard is not None:
        heard[name] = value
        if before is not None:
            heard[f"{name} before"] = before
    return value


@contextmanager
def listening() -> Iterator[dict[str, Any]]:
    """Name → what is noted meanwhile, the last of each name; traced, it is nodes, and they are dead code until somebody asks."""
    heard: dict[str, Any] = {}
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def read(graph: Graph, name: str, index: Any) -> Traced:
    """A number of an array of this name, which the program gets to work on."""
    (place,) = flat(index)
    return Traced(graph, graph.node("read", (place,), "f", name, [graph.leaf("array", name, graph.root)]))


def _graph_of(values: Any) -> Graph | None:
    return next((v.graph for v in flatten(values)[0] if isinstance(v, Traced)), None)
