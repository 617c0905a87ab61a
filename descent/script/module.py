"""A race as a JavaScript module: everybody's path from anywhere, and what is told of it, without asking a server."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from compiler import ABREAST, GROUP, ROOM, Piece, Untraceable, module_of
from descent.compiled import Written, inputs_of, settled
from descent.noting import Note, notes
from descent.outcome import FAR
from descent.script import pieces
from descent.script.book import Book
from descent.script.telling import known_of
from descent.script.templates import ALONE, LANE, LANES, MODULE
from optimizers import Optimizer
from params import Array
from surfaces import Surface


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
    book, shapes = Book(known), tuple((name, np.shape(value)) for name, value in known.items())
    paths, groups, walks, rules, heard, left = [], [], [], [], [], dict[int, str]()
    inputs: dict[tuple[Any, str], float] = {("", name): value for name, value in inputs_of(landscape).items()}
    shared = inputs_of(shown)
    for k, (optimizer, loss) in enumerate(racers):
        found = settled(pieces.path, optimizer, loss)
        if found.made is None:
            left[k] = found.why
        own: dict[tuple[Any, str], float] = {(k, name): value for name, value in inputs_of(optimizer).items()}
        # Who runs on another loss than the one shown shares what is the same in both.
        own |= {("" if shared.get(name) == value else k, name): value for name, value in inputs_of(loss).items()}
        paths.append(book.add(found.made, own) if found.made else "null")
        if noting and found.made:
            heard.append((settled(notes, optimizer, loss).made, own))
        if mapping:
            groups.append(book.add(_made(settled(pieces.group, optimizer, loss)), own) if found.made else "null")
            both = [settled(partial(pieces.walk, varied), optimizer, loss).made for varied in (False, True)]
            walks.append("[" + ", ".join(f"() => {book.add(one, own)}" for one in both if one) + "]")
        rules.append({name: book.place(k, name) for name in inputs_of(optimizer)} if found.made else None)
    said = {
        "far": f"{FAR:.0f}",
        "paths": ", ".join(paths),
        "loss": book.add(_made(settled(partial(pieces.values, "f"), landscape)), inputs),
        "gradient": book.add(_made(settled(partial(pieces.values, "df"), landscape)), inputs),
        "test": book.add(_made(settled(partial(pieces.values, "f"), test)), inputs) if test else "null",
        "tell": book.add(_made(settled(partial(pieces.telling, shapes), landscape)), inputs),
        "notes": "",
        "lane": "",
        "lanes": "",
    }
    if mapping:
        glance = book.add(_made(settled(partial(pieces.glance, shapes), landscape)), inputs)
        told = settled(partial(pieces.told, shapes), landscape).made
        said["lane"] = LANE % {
            "groups": ", ".join(groups),
            "glance": glance,
            "walks": ", ".join(walks),
            "told": f"() => {book.add(told, inputs)}" if told else "null",
        }
        said["lanes"] = LANES % {"abreast": ABREAST, "group": GROUP}
    if noting:
        said["notes"] = f"\n    notes: [{', '.join(book.add(piece, own) for (piece, _), own in heard)}],"
    source = module_of([*([ROOM] if mapping else []), *book.sources, MODULE % said])
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
    return made.source + ALONE % {name: json.dumps(value) for name, value in said.items()}


def _dotted(name: str) -> str:
    """Class_field as in an address: Class.field."""
    return name.replace("_", ".", 1)


def _made(found: Written) -> Piece:
    if found.made is None:
        raise Untraceable(found.why)
    return found.made
