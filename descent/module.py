"""A race as a JavaScript module: everybody's path from anywhere, and what is told of it, without asking a server."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np

from compiler import (
    ABREAST,
    GROUP,
    ROOM,
    ByStep,
    Graph,
    Piece,
    Program,
    Table,
    Untraceable,
    Writer,
    function,
    group_function,
    module_of,
    numbers_of,
    path_function,
    point_function,
    told_piece,
    trace,
    walk_piece,
)
from descent.compiled import Written, attempt, inputs_of, settled, shaped, steps_of, traced
from descent.glance import GLANCED, Glance
from descent.noting import Note, notes
from descent.outcome import FAR
from descent.telling import ASKED, Telling, known_of
from optimizers import Optimizer
from params import Array
from surfaces import Surface

PLACES = ("points[2 * ({t})]", "points[2 * ({t}) + 1]")
"""Where the point of a step is written down."""

_MODULE = """\
const FAR = %(far)s;
const beyond = (x, y) => !(Math.abs(x) <= FAR && Math.abs(y) <= FAR);
export const make = (steps, numbers, tables) => {
  let room = null;
  const piece = (source, at, of) => source(steps, numbers, at, tables, of, room);
  const paths = [%(paths)s];
  const loss = %(loss)s, gradient = %(gradient)s, test = %(test)s, tell = %(tell)s;
  const counts = new Float64Array(3);
  const valued = (of, points, last, out) => {
    for (let i = 0; i <= last; i++) out[i] = of(points[2 * i], points[2 * i + 1]);
    out.fill(NaN, last + 1);
  };
%(lane)s  return {
    paths,%(notes)s
    loss,
    gradient,
    test,
    run(k, x, y, points, losses, tests, told) {
      const last = paths[k](x, y, points, counts);
      points.fill(NaN, 2 * last + 2);
      valued(loss, points, last, losses);
      if (tests) valued(test, points, last, tests);
      tell(points, losses, ...counts, told);
      // The point where a path has gone too far, or out of the numbers, is none of its own.
      if (!beyond(points[2 * last], points[2 * last + 1])) return;
      points.fill(NaN, 2 * last);
      losses.fill(NaN, last);
      tests?.fill(NaN, last);
    },
%(lanes)s  };
};
"""


_LANE = """\
  const groups = [%(groups)s], glance = %(glance)s;
  const glanced = (points, from, end, tell) => {
    const x = points[from], y = points[from + 1], at = from + 2 * end;
    const spilled = end > 0 && beyond(points[at], points[at + 1]), good = spilled ? at - 2 : at;
    const over = spilled ? loss(points[at], points[at + 1]) : NaN;
    tell(x, y, spilled ? end - 1 : end, spilled, loss(x, y), loss(points[good], points[good + 1]), over);
  };
  const lane = (points, end, told) => glanced(points, 0, end, (x, y, last, over, first, value, spilled) =>
    glance(x, y, points, last, over, first, value, spilled, told));
  // The same in WebAssembly, where there is any, and where a racer can be written so.
  const written = [%(walks)s], walks = [];
  let tellThere;
  const walkOf = (k, varied) => {
    const which = 2 * k + varied;
    if (walks[which] !== undefined) return walks[which];
    try {
      room ??= roomOf();
      tellThere ??= (%(told)s)();
      return walks[which] = steps <= LONGEST ? written[k][+varied]() : null;
    } catch {
      return walks[which] = null;
    }
  };
  let many;
"""
_LANES = """\
    abreast: %(abreast)s,
    isSwift: (k, varied) => !!walkOf(k, varied),
    walked: i => room?.end(i),
    lane(k, x, y, points, told) {
      lane(points, paths[k](x, y, points, counts), told);
    },
    lanes(k, starts, count, told, choose) {
      const walk = walkOf(k, !!choose);
      if (!walk) return this.lanesHere(k, starts, count, told, choose);
      room.start(starts, count);
      for (let i = 0; i < (choose ? %(abreast)s : 1); i++) {
        if (i < count) choose?.(i);
        walk.put(i);
      }
      walk.run();
      for (let i = 0; i < count; i++) {
        choose?.(i);
        const points = room.points(i);
        glanced(room.floats, points / 8, room.end(i), (x, y, last, over, first, value, spilled) =>
          tellThere(x, y, points, last, over, first, value, spilled));
        for (let j = 0; j < 7; j++) told[7 * i + j] = room.told(j);
      }
    },
    lanesHere(k, starts, count, told, choose) {
      many ??= Array.from({ length: %(group)s }, () => new Float64Array(2 * steps + 2));
      for (let first = 0; first < count; first += %(group)s) {
        const size = Math.min(%(group)s, count - first), mine = starts.subarray(2 * first, 2 * (first + size));
        const rest = size === %(group)s && !choose && groups[k](mine, many);
        for (let i = 0; i < size; i++) {
          choose?.(first + i);
          const points = many[i], resumed = rest && rest[i + 1], x = mine[2 * i], y = mine[2 * i + 1];
          const alone = rest === false || resumed;
          const end = alone ? paths[k](x, y, points, counts, resumed) : rest ? rest[0] : steps;
          lane(points, end, told.subarray(7 * (first + i), 7 * (first + i + 1)));
        }
      }
    },
"""
"""What a map asks for: beside the paths, and among what is offered."""
_ALONE = """\
export const defaults = %(defaults)s;
export const own = %(tables)s;
const places = %(places)s;
const given = (parameters) => {
  const numbers = Float64Array.from(%(numbers)s);
  for (const [name, value] of Object.entries(parameters)) {
    if (!(name in places)) throw new Error(`${name} is no parameter: there are ${Object.keys(places).join(", ")}`);
    numbers[places[name]] = value;
  }
  return numbers;
};
const of = (parameters, data) => make(0, given(parameters), data);
export const descend = (x, y, steps, parameters = defaults, data = own) => {
  const points = new Float64Array(2 * steps + 2), losses = new Float64Array(steps + 1);
  make(steps, given(parameters), data).run(0, x, y, points, losses, null, []);
  return points;
};
export const loss = (x, y, parameters = defaults, data = own) => of(parameters, data).loss(x, y);
export const gradient = (x, y, parameters = defaults, data = own) => of(parameters, data).gradient(x, y);
"""


class Racing(NamedTuple):
    """Who runs on which loss."""

    optimizer: Optimizer
    loss: Surface


@dataclass(frozen=True)
class Module:
    """source: of an ES module that exports `make(steps, numbers, tables)`: run(k, x, y, points, losses, tests, told), loss(x, y),
    gradient(x, y) and test(x, y), null if there are no test losses; paths[k](x, y, points, counts) is the path alone, and if asked for
    notes[k](x, y, out) what is noted in each of its steps, two numbers for each of its columns, NaN after its end, or
    lane(k, x, y, points, told) and lanes(k, starts, points, told) paths of which a map tells (`descent.glance`).

    numbers: all inputs and constants; tables: arrays; rules: for each racer Class_field → its place in `numbers`, and None for
    one that is left to the server, with the reason in `left`; surface: the same of the surface that is shown; notes: the columns of
    each racer, none if nobody has asked.
    """

    source: str
    numbers: tuple[float, ...]
    tables: tuple[Array, ...]
    rules: tuple[dict[str, int] | None, ...]
    surface: dict[str, int]
    left: dict[int, str]
    notes: tuple[tuple[Note, ...], ...] = ()


def module(
    racers: Sequence[Racing],
    shown: Surface,
    test: Surface | None,
    steps: int,
    noting: bool = False,
    mapping: bool = False,
) -> Module:
    """The module of `racers` for runs of `steps` steps, whose losses and outcomes are read on `shown`.

    noting: with what they note; mapping: with what a map asks for.

    Raises Untraceable if what is shown cannot be written down.
    """
    landscape = shown.landscape
    known = known_of(landscape, shown)
    book, shapes = _Book(known), tuple((name, np.shape(value)) for name, value in known.items())
    paths, groups, walks, rules, heard, left = [], [], [], [], [], dict[int, str]()
    inputs: dict[tuple[Any, str], float] = {("", name): value for name, value in inputs_of(landscape).items()}
    shared = inputs_of(shown)
    for k, (optimizer, loss) in enumerate(racers):
        found = settled(path, optimizer, loss)
        if found.made is None:
            left[k] = found.why
        own: dict[tuple[Any, str], float] = {(k, name): value for name, value in inputs_of(optimizer).items()}
        # Who runs on another loss than the one shown shares what is the same in both.
        own |= {("" if shared.get(name) == value else k, name): value for name, value in inputs_of(loss).items()}
        paths.append(book.add(found.made, own) if found.made else "null")
        if noting and found.made:
            heard.append((settled(notes, optimizer, loss).made, own))
        if mapping:
            groups.append(book.add(_made(settled(group, optimizer, loss)), own) if found.made else "null")
            both = [settled(partial(walk, varied), optimizer, loss).made for varied in (False, True)]
            walks.append("[" + ", ".join(f"() => {book.add(one, own)}" for one in both if one) + "]")
        rules.append({name: book.place(k, name) for name in inputs_of(optimizer)} if found.made else None)
    said = {
        "far": f"{FAR:.0f}",
        "paths": ", ".join(paths),
        "loss": book.add(_made(settled(partial(_values, "f"), landscape)), inputs),
        "gradient": book.add(_made(settled(partial(_values, "df"), landscape)), inputs),
        "test": book.add(_made(settled(partial(_values, "f"), test)), inputs) if test else "null",
        "tell": book.add(_made(settled(partial(_telling, shapes), landscape)), inputs),
        "notes": "",
        "lane": "",
        "lanes": "",
    }
    if mapping:
        glance = book.add(_made(settled(partial(_glance, shapes), landscape)), inputs)
        told = settled(partial(_told, shapes), landscape).made
        said["lane"] = _LANE % {
            "groups": ", ".join(groups),
            "glance": glance,
            "walks": ", ".join(walks),
            "told": f"() => {book.add(told, inputs)}" if told else "null",
        }
        said["lanes"] = _LANES % {"abreast": ABREAST, "group": GROUP}
    if noting:
        said["notes"] = f"\n    notes: [{', '.join(book.add(piece, own) for (piece, _), own in heard)}],"
    source = module_of([*([ROOM] if mapping else []), *book.sources, _MODULE % said])
    surface = {name: place for name in shared if (place := book.place("", name)) >= 0}
    columns = tuple(columns for (_, columns), _ in heard)
    return Module(source, tuple(book.numbers), book.tables(steps), tuple(rules), surface, left, columns)


def javascript(optimizer: Optimizer, loss: Surface, steps: int = 2000) -> str:
    """An ES module that exports `descend(x, y, steps, parameters = defaults, data = own)`, which returns a Float64Array x₀, y₀,
    x₁, y₁ …, NaN after the path has ended, and `loss(x, y, …)`, `gradient(x, y, …)`, `defaults` and `own`.

    parameters: Class.field → number, those that are another one; data: the arrays of `own`, of which those by step reach as far
    as `steps`. Raises Untraceable, with the reason, if the pair cannot be written down.
    """
    made = module([Racing(optimizer, loss)], loss, None, steps)
    if made.left:
        raise Untraceable(made.left[0])
    values = inputs_of(optimizer) | inputs_of(loss)
    places = {name: k for name, k in {**(made.rules[0] or {}), **made.surface}.items() if k >= 0}
    said = {
        "defaults": {_dotted(name): float(values[name]) for name in places},
        "places": {_dotted(name): k for name, k in places.items()},
        "numbers": made.numbers,
        "tables": [table.tolist() for table in made.tables],
    }
    # As JSON, and beyond it NaN and Infinity, which JavaScript reads.
    return made.source + _ALONE % {name: json.dumps(value) for name, value in said.items()}


def _dotted(name: str) -> str:
    """Class_field as in an address: Class.field."""
    return name.replace("_", ".", 1)


def _made(found: Written) -> Piece:
    if found.made is None:
        raise Untraceable(found.why)
    return found.made


@lru_cache(maxsize=256)
def path(optimizer: Any, loss: Any, fixed: frozenset[str]) -> Written:
    """`(x, y, points, counts) => the number of the last step`."""

    def piece() -> Piece:
        return path_function(steps_of(optimizer, loss, fixed), PLACES, ("x", "y", "points", "counts"), _counts_and_end)

    return attempt(piece, fixed)


@lru_cache(maxsize=256)
def group(optimizer: Any, loss: Any, fixed: frozenset[str]) -> Written:
    """`(starts, many) => …`: paths abreast."""
    return attempt(lambda: group_function(steps_of(optimizer, loss, fixed), PLACES), fixed)


@lru_cache(maxsize=256)
def walk(varied: bool, optimizer: Any, loss: Any, fixed: frozenset[str]) -> Written:
    """Paths abreast in WebAssembly; varied: each with numbers of its own."""
    return attempt(lambda: walk_piece(steps_of(optimizer, loss, fixed), varied), fixed)


def _counts_and_end(writer: Writer) -> list[str]:
    """The lines that tell what was counted, and how many steps there were."""
    counted = {name: f"count_{name}" for name in writer.counted()}
    return [*(f"counts[{k}] = {counted.get(name, 0)};" for k, name in enumerate(ASKED)), "return t;"]


@lru_cache(maxsize=128)
def _values(method: str, surface: Any, fixed: frozenset[str]) -> Written:
    """`(x, y) => ` what the `method` of the surface answers: the loss of "f", [∂x, ∂y] of "df"."""

    def piece() -> Piece:
        graph = Graph()
        answer = getattr(traced(graph, surface, fixed), method)

        def values(w: Any) -> tuple[Any, ...]:
            found = answer(*w)
            return tuple(shaped(part, w) for part in (found if isinstance(found, tuple) else (found,)))

        return point_function(Program(graph, functions={method: function(graph, values)}))

    return attempt(piece, fixed)


@lru_cache(maxsize=64)
def _telling(shapes: tuple[tuple[str, tuple[int, ...]], ...], surface: Any, fixed: frozenset[str]) -> Written:
    """`(points, losses, count_loss, count_gradient, count_hessian, told) => …`."""

    def piece() -> Piece:
        graph = Graph()
        given = ("points", "losses", *(f"count_{name}" for name in ASKED), "told")
        return path_function(
            trace(graph, Telling(graph, surface, dict(shapes))),
            (),
            given,
            lambda writer: [f"told[{k}] = {v};" for k, v in enumerate(writer.write_told())],
        )

    return attempt(piece, fixed)


@lru_cache(maxsize=64)
def _glance(shapes: tuple[tuple[str, tuple[int, ...]], ...], surface: Any, fixed: frozenset[str]) -> Written:
    """`(x, y, points, last, over, first, loss, spilled, told) => …`."""

    def piece() -> Piece:
        return point_function(
            _glanced(shapes, surface, fixed, False),
            ("x", "y", "points", *GLANCED, "told"),
            lambda said: [f"told[{k}] = {v};" for k, v in enumerate(said)],
        )

    return attempt(piece, fixed)


@lru_cache(maxsize=64)
def _told(shapes: tuple[tuple[str, tuple[int, ...]], ...], surface: Any, fixed: frozenset[str]) -> Written:
    """`(x, y, points, last, over, first, loss, spilled) => …` in WebAssembly."""

    def piece() -> Piece:
        program = _glanced(shapes, surface, fixed, True)
        return told_piece(program, program.functions["glance"], {"x": "f", "y": "f", "points": "i", **GLANCED})

    return attempt(piece, fixed)


def _glanced(
    shapes: tuple[tuple[str, tuple[int, ...]], ...], surface: Any, fixed: frozenset[str], boxed: bool
) -> Program:
    graph = Graph()
    told = function(graph, Glance(graph, traced(graph, surface, fixed), dict(shapes), boxed))
    return Program(graph, functions={"glance": told})


class _Book:
    """The functions of a module, each once, and the numbers and tables that they share."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known
        self.sources: list[str] = []
        self.numbers: list[float] = []
        self._names: dict[str, str] = {}
        self._numbers: dict[Any, int] = {}
        self._tables: dict[Any, tuple[int, Any]] = {}

    def add(self, piece: Piece, inputs: dict[Any, float]) -> str:
        """The expression that makes the function of `piece`; inputs: (whose it is, its name) → value."""
        by_name = {name: (key, value) for (key, name), value in inputs.items()}
        at = [self._number(name, by_name) for name in piece.numbers]
        of = [self._table(source) for source in piece.tables]
        if piece.source not in self._names:
            self._names[piece.source] = f"source{len(self._names)}"
            self.sources.append(f"const {self._names[piece.source]} = {piece.source};")
        return f"piece({self._names[piece.source]}, {at}, {of})"

    def place(self, whose: Any, name: str) -> int:
        """Where the number of this name is, −1 if nobody asks for it."""
        return self._numbers.get((whose, name), -1)

    def _number(self, name: Any, inputs: dict[str, tuple[Any, float]]) -> int:
        if name in inputs:
            whose, value = inputs[name]
            key: Any = (whose, name)
        elif isinstance(name, tuple):
            key, value = name, float(name[1])
        else:
            key, value = name, float(self.known[name.removeprefix("known_")])
        if key not in self._numbers:
            self._numbers[key] = len(self.numbers)
            self.numbers.append(value)
        return self._numbers[key]

    def _table(self, source: Any) -> int:
        key = source.key if isinstance(source, Table | ByStep) else source
        return self._tables.setdefault(key, (len(self._tables), source))[0]

    def tables(self, steps: int) -> tuple[Array, ...]:
        """All tables, flat, for so many steps."""
        sources = [source for _, source in self._tables.values()]
        given = [
            self.known[s.numbers] if isinstance(s, Table) and isinstance(s.numbers, str) else numbers_of(s, steps)
            for s in sources
        ]
        return tuple(np.asarray(table, float).ravel() for table in given)
