"""Programs as Python: one path, number by number, without an array."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import copysign, inf, nan
from typing import Any

import numpy as np

from compiler.constructs import numbers_of
from compiler.expressions import Pool
from compiler.graph import Node
from compiler.operations import OPERATIONS
from compiler.program import Program
from compiler.writer import CLOSE, OPEN, Writer, count_of, indented


def _guarded(
    function: Callable[[float], float], undefined: float = nan, overflown: float = inf
) -> Callable[[Any], float]:
    """A function of math's that answers as NumPy does where math raises."""

    def guarded(x: Any) -> float:
        try:
            return function(x)
        except ValueError:
            return undefined
        except OverflowError:
            return overflown

    return guarded


def _logarithm(function: Callable[[float], float], end: float) -> Callable[[Any], float]:
    guarded = _guarded(function)
    return lambda x: -inf if x == end else guarded(x)


def _signed(function: Callable[[float], float]) -> Callable[[Any], float]:
    """An odd function of math's that overflows on either side."""
    guarded = _guarded(function)
    return lambda x: copysign(guarded(x), x)


def divided(a: Any, b: Any) -> float:
    """A / b for b = 0 or NaN."""
    if b != b or a != a or a == 0:
        return nan
    return copysign(inf, a) * copysign(1.0, b)


def power(a: Any, b: Any) -> float:
    """A ** b as C has it."""
    try:
        return math.pow(a, b)
    except ValueError:
        return float(np.power(float(a), float(b)))
    except OverflowError:
        return -inf if a < 0 and b % 2 == 1 else inf


def arctanh(x: Any) -> float:
    return math.atanh(x) if abs(x) < 1 else copysign(inf, x) if abs(x) == 1 else nan


def rint(x: Any) -> float:
    return copysign(float(round(x)), x) if -inf < x < inf else x


def floor(x: Any) -> float:
    return copysign(float(math.floor(x)), x) if -inf < x < inf else x


def floor_divide(a: Any, b: Any) -> float:
    return float(np.floor_divide(float(a), float(b)))


FUNCTIONS = {
    "exp": _guarded(math.exp),
    "expm1": _guarded(math.expm1),
    "log": _logarithm(math.log, 0.0),
    "log1p": _logarithm(math.log1p, -1.0),
    "sin": _guarded(math.sin),
    "cos": _guarded(math.cos),
    "tan": _guarded(math.tan),
    "arcsin": _guarded(math.asin),
    "arccos": _guarded(math.acos),
    "arctan": math.atan,
    "arctan2": math.atan2,
    "sinh": _signed(math.sinh),
    "cosh": _guarded(math.cosh),
    "tanh": math.tanh,
    "arcsinh": math.asinh,
    "arccosh": _guarded(math.acosh),
    "log2": _logarithm(math.log2, 0.0),
    "log10": _logarithm(math.log10, 0.0),
    "cbrt": math.cbrt,
    "hypot": math.hypot,
    "sqrt": math.sqrt,
    **{f.__name__: f for f in (arctanh, divided, power, rint, floor, floor_divide)},
    "inf": inf,
    "nan": nan,
}


class Python:
    """How things are said in Python. width: how many numbers a step writes down."""

    width = 0

    def constant(self, value: Any) -> str:
        return repr(value)

    def template(self, op: str) -> str:
        return OPERATIONS[op].python

    def assign(self, name: str, expression: str) -> str:
        return f"{name} = {expression}"

    def put(self, place: str, expression: str) -> str:
        return f"{place} = {expression}"

    def variables(self, names: list[str], expressions: list[str]) -> list[str]:
        return [self.assign(n, e) for n, e in zip(names, expressions, strict=True)]

    def change(self, names: list[str], expressions: list[str]) -> list[str]:
        pairs = [(n, e) for n, e in zip(names, expressions, strict=True) if n != e]
        return [f"{', '.join(n for n, _ in pairs)} = {', '.join(e for _, e in pairs)}"] if pairs else []

    def loop(self, counter: str, times: str) -> str:
        return f"for {counter} in range({times}):" + OPEN

    def stop_if(self, condition: str) -> str:
        return f"if {condition}: break"

    def end(self) -> list[str]:
        return [CLOSE]

    def push(self, memory: str, row: list[str], new: str, most: str) -> list[str]:
        """A row is added, and the oldest goes."""
        return [
            f"if {new}:" + OPEN,
            f"{memory}.append(({', '.join(row)}))",
            f"if len({memory}) > {most}: del {memory}[0]",
            CLOSE,
        ]

    def scratch(self, name: str, memory: str) -> str:
        return f"{name} = [0.0] * len({memory})"

    def rows(self, counter: str, memory: str, _width: int, when: str, backwards: bool) -> str:
        order = f"range(len({memory}) - 1, -1, -1)" if backwards else f"range(len({memory}))"
        return f"for {counter} in {order} if {when} else ():" + OPEN

    def row(self, memory: str, _width: int, number: str, k: int) -> str:
        return f"{memory}[{number}][{k}]"

    def length(self, table: str) -> str:
        return f"len({table})"

    def integer(self, size: str) -> str:
        return f"int({size})"

    def tallies(self, tallies: Counter[str]) -> list[str]:
        return [f"{count_of(name)} += {n}" for name, n in tallies.items()]

    def record(self, _step: str, written: list[str]) -> list[str]:
        return [f"write({v})" for v in written]

    def write_tables(self, writer: Writer, tabled: dict[Node, str]) -> None:
        """The lines that fill the tables of these names. They are the same from wherever a path begins, so the last are kept."""
        names = ", ".join(tabled.values())
        known = ", ".join(["steps", *writer.asked_by(tabled)])
        writer.lines += [f"known, before = ({known},), kept[0]", "if before[0] == known:" + OPEN]
        writer.lines += [f"{names}, = before[1]", CLOSE, "else:" + OPEN]
        writer.lines += [f"{name} = [0.0] * steps" for name in tabled.values()]
        writer.lines.append(self.loop("t", "steps"))
        writer.write_tables(tabled)
        writer.lines += [CLOSE, f"kept[0] = known, ({names},)", CLOSE]

    def begin(self, written: list[str]) -> list[str]:
        self.width = len(written)
        return [f"out = [{', '.join(written)}]", "write = out.append"]

    def resume(self, names: list[str]) -> list[str]:
        return ["if resumed:" + OPEN, f"({', '.join(names)},) = resumed", CLOSE]

    def first_step(self, k: int) -> str:
        return f"if t == {k} and t < steps and not ended:" + OPEN

    def steps(self) -> list[str]:
        return ["if not ended:" + OPEN, "before = len(out)", "for t in range(t, steps):" + OPEN]

    def end_of_steps(self, done: str, tallies: Counter[str]) -> list[str]:
        """How many steps there were tells what was written down: to count in each takes time."""
        counts = [f"{count_of(name)} += {n} * (len(out) - before) // {self.width}" for name, n in tallies.items()]
        return [self.stop_if(done), CLOSE, *counts, CLOSE]


def source(program: Program, pool: Pool) -> tuple[str, tuple[int, ...]]:
    """(source, the numbers of the variables that are carried from step to step) of a program.

    `run(x, y, steps, numbers, tables, resumed, kept)` returns what was written down, what is told, and the counts. resumed: the
    number of a step, and what is carried into it, if it is not the first; kept: where the last tables are kept.
    """
    writer = Writer(Python(), program, pool)
    writer.write_path()
    told = writer.write_told()
    counts = ", ".join(f"{name!r}: {count_of(name)}" for name in writer.counted())
    writer.lines.append(f"return out, ({''.join(f'{v}, ' for v in told)}), {{{counts}}}")
    given = [name for name in program.inputs if name not in ("x", "y", "steps")]
    head = [f"{name} = numbers[{pool.number(name)}]" for name in given]
    head += [f"table{k} = tables[{k}]" for k in range(len(pool.tables))]
    text = "def run(x, y, steps, numbers, tables, resumed, kept):\n" + indented([*head, *writer.lines], 1) + "\n"
    return text, tuple(writer.alive(writer.walk))


class Compiled:
    """A program in Python. Call it with x, y, the number of steps and the numbers of its inputs by name.

    carried: the numbers, among those of the state that begins a run, of what one step needs of the one before.
    """

    def __init__(self, program: Program) -> None:
        self.pool = Pool()
        self.source, self.carried = source(program, self.pool)
        scope: dict[str, Any] = dict(FUNCTIONS)
        exec(compile(self.source, "<compiled>", "exec"), scope)
        self.run = scope["run"]
        self._kept: list[Any] = [((), ())]
        self._tables: tuple[int, list[Any]] = (-1, [])

    def __call__(
        self, x: float, y: float, steps: int, numbers: Mapping[str, float], resumed: Sequence[Any] = ()
    ) -> tuple[list[float], tuple[Any, ...], dict[str, int]]:
        """(what was written down, one step's numbers after another's; what is told; what was counted).

        resumed: the number of a step, what is carried into it, and the rows of memories, to begin there.
        """
        given = [numbers[name] for name in self.pool.numbers]
        return self.run(x, y, steps, given, self.tables(steps), resumed, self._kept)

    def tables(self, steps: int) -> list[Any]:
        """The tables for so many steps, remembered for the last number of them."""
        known, tables = self._tables  # at once: another thread may ask for another number of steps in between
        if known != steps:
            tables = [numbers_of(source, steps).tolist() for source in self.pool.tables]
            self._tables = steps, tables
        return tables
