"""Programs as JavaScript: modules that run paths and tell of them, in a browser or anywhere."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf, isnan
from typing import Any

from compiler.expressions import Pool
from compiler.graph import Node
from compiler.operations import OPERATIONS
from compiler.writer import CLOSE, OPEN, Writer, count_of

LONGEST = 6
"""A constant with more characters than this is data of the module, so that its code stays the same when it changes."""

PRELUDE = """\
const rint = x => { const r = Math.round(x); return Math.abs(x % 1) === 0.5 && r % 2 !== 0 ? r - 1 : r; };
const floorDivide = (a, b) => {
  if (b === 0) return a / b;
  const rest = a % b;
  let whole = (a - rest) / b;
  if (rest !== 0 && b < 0 !== rest < 0) whole -= 1;
  const floor = Math.floor(whole);
  return whole - floor > 0.5 ? floor + 1 : floor;
};
// Math.pow is wrong in the last digit as often as not, and momentum carries that on. Whole powers are multiplied out, in
// twice the digits: Dekker (1971). A power of ±1 is 1 in C, whatever the exponent is.
const halves = v => { const c = 134217729 * v, high = c - (c - v); return [high, v - high]; };
const times = ([a, a1], [b, b1]) => {
  const product = a * b, [p, q] = halves(a), [r, s] = halves(b);
  const rest = p * r - product + p * s + q * r + q * s + a * b1 + a1 * b, sum = product + rest;
  return [sum, rest - (sum - product)];
};
const power = (a, b) => {
  if (a === 1 || (a === -1 && Math.abs(b) === Infinity)) return 1;
  const rough = Math.pow(a, b), size = Math.abs(rough);
  if (!(b > 1 && b < 2147483648 && b === Math.floor(b) && size > 1e-280 && size < 1e280)) return rough;
  let result = [1, 0], square = [a, 0], rest = b;
  for (;;) {
    if (rest % 2 === 1) result = times(result, square);
    rest = Math.floor(rest / 2);
    if (rest === 0) return result[0];
    square = times(square, square);
  }
};
// A table by step asks for the powers of a few numbers again and again, whenever another number changes.
const POWERS = 4096, NUMBERS = 600, known = new Map();
const powerOf = (a, b) => {
  if (!(a > 0 && a < 1 && b >= 0 && b < POWERS && b === Math.floor(b))) return power(a, b);
  let row = known.get(a);
  if (!row) {
    if (known.size === NUMBERS) known.clear();
    known.set(a, row = new Float64Array(POWERS).fill(NaN));
  }
  return row[b] === row[b] ? row[b] : (row[b] = power(a, b));
};
// Whether a path is after step t where it was before the last 16 steps.
const isStill = (points, t) => {
  const x = points[2 * t + 2], y = points[2 * t + 3];
  for (let i = 2 * t; i >= 2 * t - 30; i -= 2) if (points[i] !== x || points[i + 1] !== y) return false;
  return true;
};
"""
"""What all pieces of a module share, but for functions with formulas of their own."""


@dataclass
class JavaScript:
    """How things are said in JavaScript. places: where what is written down goes, "{t}" being the number of the step;
    constants: the numbers of those in the pool → their names; outer: the lines that stand before the function; longest: see `LONGEST`.
    """

    pool: Pool
    places: Sequence[str] = ()
    constants: dict[int, str] = field(default_factory=dict)
    outer: list[str] = field(default_factory=list)
    longest: float = LONGEST

    def constant(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if value is None or isnan(value):
            return "NaN"
        if value in (inf, -inf):
            return "Infinity" if value > 0 else "-Infinity"
        text = repr(value).removesuffix(".0")
        if len(text) <= self.longest or isinstance(value, int):
            return text
        number = self.pool.number(("constant", repr(value)))
        return self.constants.setdefault(number, f"c{number}")

    def template(self, op: str) -> str:
        return OPERATIONS[op].javascript

    def assign(self, name: str, expression: str) -> str:
        return f"const {name} = {expression};"

    def put(self, place: str, expression: str) -> str:
        return f"{place} = {expression};"

    def variables(self, names: list[str], expressions: list[str]) -> list[str]:
        pairs = [f"{n} = {e}" for n, e in zip(names, expressions, strict=True)]
        return [f"let {', '.join(pairs)};"] if pairs else []

    def change(self, names: list[str], expressions: list[str]) -> list[str]:
        """One after another; what asks for a variable that has changed by then is kept before."""
        pairs = [(n, e) for n, e in zip(names, expressions, strict=True) if n != e]
        kept, lines, changed = [], [], set[str]()
        for name, expression in pairs:
            if changed & set(re.findall(r"\w+", expression)):
                kept.append(f"const {name}_ = {expression};")
                expression = f"{name}_"
            lines.append(f"{name} = {expression};")
            changed.add(name)
        return kept + lines

    def loop(self, counter: str, times: str) -> str:
        return f"for (let {counter} = 0; {counter} < {times}; {counter}++) {{" + OPEN

    def stop_if(self, condition: str) -> str:
        return f"if ({condition}) break;"

    def end(self) -> list[str]:
        return [CLOSE, "}"]

    def push(self, memory: str, row: list[str], new: str, most: str) -> list[str]:
        """A row is added, and the oldest goes."""
        gone = f"if ({memory}.length > {len(row)} * {most}) {memory}.splice(0, {len(row)});"
        return [f"if ({new}) {{" + OPEN, f"{memory}.push({', '.join(row)});", gone, *self.end()]

    def scratch(self, name: str, memory: str) -> str:
        return f"const {name} = new Float64Array({memory}.length);"

    def rows(self, counter: str, memory: str, width: int, when: str, backwards: bool) -> str:
        many = f"({when} ? {memory}.length / {width} : 0)"
        if backwards:
            return f"for (let {counter} = {many} - 1; {counter} >= 0; {counter}--) {{" + OPEN
        return f"for (let {counter} = 0, n = {many}; {counter} < n; {counter}++) {{" + OPEN

    def row(self, memory: str, width: int, number: str, k: int) -> str:
        return f"{memory}[{width} * {number} + {k}]"

    def length(self, table: str) -> str:
        return f"{table}.length"

    def integer(self, size: str) -> str:
        return size

    def tallies(self, tallies: Counter[str]) -> list[str]:
        return [f"{count_of(name)} += {n};" for name, n in tallies.items()]

    def record(self, step: str, written: list[str]) -> list[str]:
        return [f"{place.format(t=step)} = {v};" for place, v in zip(self.places, written, strict=True)]

    def write_tables(self, writer: Writer, tabled: dict[Node, str]) -> None:
        """The loop that fills the tables of these names, anew if an input has changed; they stand before the function."""
        asked = [f"known_{name}" for name in writer.asked_by(tabled)]
        self.outer += [f"const {name} = new Float64Array(steps);" for name in tabled.values()]
        self.outer += self.variables(asked or ["known"], ["NaN"] * len(asked) or ["false"])
        changed = " || ".join(f"{name} !== {name.removeprefix('known_')}" for name in asked) or "!known"
        writer.lines.append(f"if ({changed}) {{" + OPEN)
        writer.lines += [self.put(name, name.removeprefix("known_")) for name in asked] or [self.put("known", "true")]
        writer.lines.append(self.loop("t", "steps"))
        first = len(writer.lines)
        writer.write_tables(tabled)
        writer.lines[first:] = [re.sub(r"\bpower\(", "powerOf(", line) for line in writer.lines[first:]]
        writer.lines += [*self.end(), *self.end()]

    def begin(self, written: list[str]) -> list[str]:
        return self.record("0", written) if written else []

    def resume(self, names: list[str]) -> list[str]:
        return [f"if (resumed) [{', '.join(names)}] = resumed;"]

    def first_step(self, k: int) -> str:
        return f"if (t === {k} && t < steps && !ended) {{" + OPEN

    def steps(self) -> list[str]:
        return ["for (; t < steps && !ended; t++) {" + OPEN]

    def end_of_steps(self, done: str, tallies: Counter[str]) -> list[str]:
        return [*self.tallies(tallies), self.put("ended", done), *self.end()]
