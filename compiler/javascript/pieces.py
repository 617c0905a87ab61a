"""Functions of a module, and what each of them is given."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any

from compiler.expressions import Pool
from compiler.javascript.abreast import abreast
from compiler.javascript.language import PRELUDE, JavaScript
from compiler.program import Program
from compiler.trigonometry import FARTHEST, FORMULAS, formula
from compiler.writer import CLOSE, OPEN, Writer, indented


@dataclass(frozen=True)
class Piece:
    """A function, and what it is given: its numbers, by the names of inputs or as (“constant”, text), and the sources of its tables.

    source: `(steps, numbers, at, tables, of) => function`: number k is numbers[at[k]], table k is tables[of[k]]. carried: as
    those of `Compiled`; the last argument of a path is an array of a step's number and these, to begin there.
    """

    source: str
    numbers: tuple[Any, ...]
    tables: tuple[Any, ...]
    carried: tuple[int, ...] = ()


def path_function(
    program: Program, places: Sequence[str], given: Sequence[str], end: Callable[[Writer], list[str]]
) -> Piece:
    """`given => …`, which writes down to `places` and ends with the lines that `end` says."""
    pool = Pool()
    writer = Writer(JavaScript(pool, places), program, pool)
    writer.write_path()
    writer.lines += end(writer)
    return _piece(writer, [*given, "resumed"], writer.lines, writer.alive(writer.walk))


def group_function(program: Program, places: Sequence[str]) -> Piece:
    """`(starts, points) => …`: as many paths as there are `points`, arrays of their own, abreast (`compiler.javascript.abreast`)."""
    pool = Pool()
    writer = Writer(JavaScript(pool, places), program, pool)
    writer.write_path()
    return _piece(writer, ("starts", "many"), abreast(writer.lines, writer.carried()))


def point_function(
    program: Program, given: Sequence[str] = ("x", "y"), end: Callable[[list[str]], list[str]] | None = None
) -> Piece:
    """`given => …`: the one function of a program, a number or an array of them, unless `end` says other lines of its values."""
    pool = Pool()
    writer = Writer(JavaScript(pool), program, pool)
    writer.write_root()
    (values,) = program.functions.values()
    return _piece(writer, given, [*writer.lines, *(end or _returned)([writer.say(v) for v in values])])


def module_of(parts: Iterable[str]) -> str:
    """A module of these parts, in which pieces may stand, with the functions that all pieces share."""
    return "\n".join([PRELUDE, *map(_own_function, FORMULAS), *parts])


@cache
def _own_function(op: str) -> str:
    """A function with a formula of its own, and the browser's for numbers that are too large for it."""
    program = formula(op)
    writer = Writer(JavaScript(Pool(), longest=inf), program, Pool())
    writer.write_root()
    (value,) = program.functions[op]
    large = f"if (Math.abs(x) > {FARTHEST:.0f}) return Math.{op}(x);"
    lines = [
        f"const {FORMULAS[op].__name__} = x => {{" + OPEN,
        large,
        *writer.lines,
        *_returned([writer.say(value)]),
        CLOSE,
        "};",
    ]
    return indented(lines, 0)


def _returned(said: list[str]) -> list[str]:
    return [f"return {said[0]};" if len(said) == 1 else f"return [{', '.join(said)}];"]


def _piece(writer: Writer, given: Sequence[str], lines: list[str], carried: Sequence[int] = ()) -> Piece:
    language, pool = writer.language, writer.pool
    inputs = [name for name in writer.program.inputs if name not in (*given, "steps", "x", "y") and _names(lines, name)]
    head = [f"const {name} = numbers[at[{pool.number(name)}]];" for name in inputs]
    head += [f"const {name} = numbers[at[{number}]];" for number, name in language.constants.items()]
    tables = [f"const table{k} = tables[of[{k}]];" for k in range(len(pool.tables))]
    body = [*tables, *language.outer, f"return ({', '.join(given)}) => {{" + OPEN, *head, *lines, CLOSE, "};"]
    source = "(steps, numbers, at, tables, of) => {\n" + indented(body, 1) + "\n}"
    return Piece(source, tuple(pool.numbers), tuple(pool.tables), tuple(carried))


def _names(lines: list[str], name: str) -> bool:
    return any(re.search(rf"\b{name}\b", line) for line in lines)
