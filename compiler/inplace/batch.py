"""A program for a batch of paths: the code of its steps, and the arrays in which it works."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from compiler.constructs import numbers_of
from compiler.graph import Node, Untraceable, Value, identity
from compiler.inplace.plan import NEXT, PLACE, SIDES, Do, Plan, names_of, planned
from compiler.inplace.sorts import Sorts, evaluated, reachable
from compiler.operations import OPERATIONS
from compiler.program import Program

Numbers = Mapping[str, Any]
"""The inputs by name: a number, or an array (m,) of one for each path."""
NAMED = {"minimum", "maximum"}
"""They want it said that the last array is for the result; the others are faster where it is not."""
FUNCTIONS = {name: operation.fold for name, operation in OPERATIONS.items()} | {
    "integer": np.trunc,
    "copyto": np.copyto,
}


class Code:
    """One step in NumPy. always, each: the numbers that are the same for all paths, in all steps or for each step.

    arrays: the names of the arrays that it is called with.
    """

    def __init__(self, plan: Plan, parts: Sequence[int]) -> None:
        self.plan = plan
        self.always: dict[Any, Value] = {}
        self.each: dict[Any, Value] = {}
        lines = [line for do in plan.does for line in self._lines(do)]
        lines += [f"copyto({to}, {self._say(source)})" for to, source in plan.copies]
        self.arrays = [*self._rows(parts), *plan.shapes, *(name + s for name in self._whole() for s in SIDES)]
        self.arrays += plan.given
        self.run = {tracks: self._compiled(lines, tracks) for tracks in (False, True)}

    def _rows(self, parts: Sequence[int]) -> Iterator[str]:
        for k, size in enumerate(parts):
            if k:
                yield from names_of(k, size)
                yield from [f"v{k}"] * (size == 2)

    def _whole(self) -> list[str]:
        """The arrays of two rows that are no part of the state."""
        return [*(name for name, (rows, _) in self.plan.shapes.items() if rows == 2), *self.plan.given]

    def _lines(self, do: Do) -> Iterator[str]:
        args = [self._say(arg) for arg in do.args]
        if do.op == "where":
            yield f"copyto({do.out}, {args[2]})"
            yield f"copyto({do.out}, {args[1]}, where={args[0]})"
        else:
            yield f"{do.op}({', '.join(args)}, {'out=' * (do.op in NAMED)}{do.out})"

    def _say(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        known, name = (self.each, "c") if isinstance(value, Node) and _is_of_step(value) else (self.always, "k")
        key = identity(value)
        known.setdefault(key, value)
        return f"{name}{list(known).index(key)}_"

    def _compiled(self, lines: list[str], tracks: bool) -> Any:
        """`run(points, xs, ys, table, w, wx, wy, low, high, always, arrays)`."""
        given = [f"k{k}_" for k in range(len(self.always))], [f"c{k}_" for k in range(len(self.each))]
        box = [f"minimum(low, {NEXT}, out=low)", f"maximum(high, {NEXT}, out=high)"] if tracks else []
        rows = [NEXT + s for s in SIDES]
        body = [*lines, *box, f"{PLACE}, {PLACE}x, {PLACE}y = {NEXT}, {', '.join(rows)}"]
        text = [
            f"def run(points, xs, ys, table, {PLACE}, {PLACE}x, {PLACE}y, low, high, always, arrays):",
            f"    {_tuple(given[0])} = always",
            f"    {_tuple(self.arrays)} = arrays",
            f"    for {NEXT}, {', '.join(rows)}, {_tuple(given[1])} in zip(points, xs, ys, table):",
            *(f"        {line}" for line in body),
        ]
        scope = dict(FUNCTIONS)
        exec(compile("\n".join(text), "<in place>", "exec"), scope)
        return scope["run"]


class InPlace:
    """A program whose steps are taken in place. Raises Untraceable where there is more in it than operations on numbers.

    parts: how many numbers there are in each part of the state, the place first; arrays: the inputs that differ from path to path.
    """

    def __init__(self, program: Program, parts: Sequence[int], arrays: frozenset[str] = frozenset()) -> None:
        walk, sorts = program.walk, Sorts(arrays)
        if walk is None or len(walk.variables) != sum(parts):
            raise Untraceable("the state is not that of the program")
        if any(body.pushes for body in walk.bodies):
            raise Untraceable("a batch has no memories")
        if any(variable.kind == "b" for variable in walk.variables):
            raise Untraceable("a batch remembers no truth values")
        self.parts = tuple(parts)
        variables = _cut(walk.variables, parts)
        results = {v for body in walk.bodies for v in body.results}
        asked = results.union(*(node.args for node in reachable(results)))
        unread = frozenset(v for v in walk.variables if v not in asked)
        plans = [planned(sorts, variables, _cut(body.results, parts), unread) for body in walk.bodies]
        self.codes = [Code(plan, parts) for plan in plans]

    @property
    def is_steady(self) -> bool:
        """Whether all but the first steps do the same."""
        return not self.codes[-1].each

    def tables(self, numbers: Numbers, steps: int) -> list[list[tuple[Any, ...]]]:
        """What each step is given, for each code."""
        first = len(self.codes) - 1
        spans = [np.arange(k, k + 1) for k in range(first)] + [np.arange(first, max(steps, first))]
        return [_table(code, numbers, span) for code, span in zip(self.codes, spans, strict=True)]


def _table(code: Code, numbers: Numbers, span: Any) -> list[tuple[Any, ...]]:
    seen: dict[Node, Any] = {}

    def given(leaf: Node) -> Any:
        if leaf.op == "step":
            return span
        if leaf.op == "by step":
            source, k = leaf.about
            return numbers_of(source, int(span[-1]) + 1).reshape(-1, source.width)[span, k] if span.size else span
        return numbers[leaf.about]

    columns = [np.broadcast_to(evaluated(v, given, seen), span.shape) for v in code.each.values()]
    return list(zip(*([np.array(v) for v in column.tolist()] for column in columns), strict=True)) or [()] * span.size


class Batch:
    """Paths side by side, of which an `InPlace` program takes the steps. state: its parts, (n, m) each, the place first."""

    def __init__(self, program: InPlace, state: Sequence[Any], numbers: Numbers) -> None:
        self.program, self.count = program, state[0].shape[1]
        self.place = np.array(state[0])
        self.rest = [np.array(part, float) for part in state[1:]]
        self.same: dict[int, int] = {}
        self.calls = [self._bound(code, numbers) for code in program.codes]

    @property
    def state(self) -> list[Any]:
        """Its parts as they are now, the place first: not to be kept over a step."""
        return [self.place, *(self.rest[self.same.get(k, k) - 1] for k in range(1, len(self.rest) + 1))]

    def _bound(self, code: Code, numbers: Numbers) -> tuple[list[Any], list[Any]]:
        """(numbers, arrays) that the code is called with."""
        seen: dict[Node, Any] = {}

        def known(value: Value) -> Any:
            return evaluated(value, lambda leaf: numbers[leaf.about], seen)

        arrays: dict[str, Any] = {}
        for k, part in enumerate(self.rest, 1):
            arrays |= dict(zip(names_of(k, len(part)), part, strict=True))
            arrays |= {f"v{k}": part} if len(part) == 2 else {}
        for name, (rows, kind) in code.plan.shapes.items():
            arrays[name] = np.empty((rows, self.count)[2 - rows :], bool if kind == "b" else float)
        arrays |= {
            name: np.array(np.broadcast_to(known(node), (2, self.count))) for name, node in code.plan.given.items()
        }
        for name in list(arrays):
            if arrays[name].ndim == 2:
                arrays |= {name + s: row for s, row in zip(SIDES, arrays[name], strict=True)}
        return [np.array(known(v)) for v in code.always.values()], [arrays[name] for name in code.arrays]

    def advance(self, t: int, points: Any, tables: Sequence[Sequence[tuple[Any, ...]]], box: Any = None) -> None:
        """The steps after the first `t`, as many as there is room for in `points` (n, 2, m), which are written there.

        tables: from `InPlace.tables`; box: the smallest and the largest coordinates (2, m), which are brought up to date.
        """
        first, at = len(self.program.codes) - 1, 0
        low, high = box or (None, None)
        while at < len(points):
            k = min(t + at, first)
            count = 1 if k < first else len(points) - at
            some, begin = points[at : at + count], t + at - k
            rows = tables[k][begin : begin + count]
            run, (always, arrays) = self.program.codes[k].run[box is not None], self.calls[k]
            run(some, some[:, 0], some[:, 1], rows, self.place, *self.place, low, high, always, arrays)
            self.place, at, self.same = some[-1], at + count, self.program.codes[k].plan.same
        self.place = self.place.copy()


def _cut(values: Sequence[Any], parts: Sequence[int]) -> list[list[Any]]:
    ends = np.cumsum(parts)
    return [list(values[end - size : end]) for end, size in zip(ends, parts, strict=True)]


def _is_of_step(value: Node) -> bool:
    return any(leaf.op in ("step", "by step") for leaf in value.leaves or [value])


def _tuple(names: Sequence[str]) -> str:
    """A tuple that is unpacked, be it empty."""
    return f"({''.join(f'{name}, ' for name in names)})"
