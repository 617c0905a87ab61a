"""What lets a browser run a race by itself: a module, the numbers that it reads, and a slider for each number that has a field."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

from language import _
from optimizers import Optimizer, plain_type, title, unwrap
from params import Array, Param, params_of, titled
from player.blocks import Block, packet
from scenes import DECAY, RaceReport, preferred
from surfaces import Surface, layers_of, plain

RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


class Program(NamedTuple):
    """A race as a module for browsers, which exports `make` (`Program` in types.d.ts).

    numbers: its inputs; racers: of each racer the names of its fields, as they follow the optimizer's name in an address
    ("lr", "decay", "Cosine.length"), and the place of each among the numbers; surface: the same for the surface and its layers,
    by their names in an address ("Ravine.kappa"); tables: what else it reads.
    """

    source: str
    numbers: tuple[float, ...]
    racers: tuple[Mapping[str, int], ...]
    surface: Mapping[str, int]
    tables: tuple[Array, ...] = ()


class Field(NamedTuple):
    """A field that has a slider: its name in an address, whose it is (a panel, −1 for the surface), and its places."""

    key: str
    owner: int
    name: str
    declared: Param
    places: tuple[int, ...]


def program(told: RaceReport) -> Program | None:
    """The race that was `told` as a module, or None where it runs on the server alone."""
    return None


def code(made: Program) -> str:
    """Changes with the source, and with nothing else."""
    return blake2b(made.source.encode(), digest_size=8).hexdigest()


def source_packet(made: Program) -> bytes:
    """What carries the source, apart from the race: a change of a number sends none of it."""
    return packet({"code": code(made), "source": made.source}, {})


def live(told: RaceReport, made: Program) -> tuple[dict[str, Any], dict[str, Block]]:
    """Header and blocks of what runs in the browser; blocks `table 0` … are the tables."""
    tables = {f"table {i}": Block(np.asarray(table, np.float64)) for i, table in enumerate(made.tables)}
    sliders = [_slider(field) for field in fields(told, made)]
    data = blake2b(b"".join(table.numbers.tobytes() for table in tables.values()), digest_size=8).hexdigest()
    header = {"code": code(made), "data": data, "numbers": made.numbers, "sliders": sliders, "tables": len(tables)}
    return header, tables


def fields(told: RaceReport, made: Program) -> list[Field]:
    """Every field of the surface and of those who race that is one of the numbers; a field that a pair shares is one."""
    setup = told.race.scene.setup
    found = {f.key: f for f in _of_surface(setup.surface, made.surface)}
    for racer, places in zip(told.race.racers, made.racers, strict=True):
        optimizer = setup.optimizers[racer.panel]
        for field in _of_optimizer(optimizer, racer.panel, places):
            before = found.get(field.key, field._replace(places=()))
            found[field.key] = field._replace(places=before.places + field.places)
    return list(found.values())


def _of_surface(surface: Surface, places: Mapping[str, int]) -> Iterator[Field]:
    parts = [plain(surface), *layers_of(surface).values()]
    declared = {f"{type(part).__name__}.{name}": p for part in parts for name, p in params_of(type(part)).items()}
    for key, p in declared.items():
        if key in places:
            yield Field(key, -1, "", p, (places[key],))


def _of_optimizer(optimizer: Optimizer, panel: int, places: Mapping[str, int]) -> Iterator[Field]:
    parts, kind = unwrap(optimizer), plain_type(optimizer)
    schedule = type(parts.schedule)
    declared = params_of(kind) | {"decay": DECAY}
    declared |= {f"{schedule.__name__}.{name}": p for name, p in params_of(schedule).items()}
    for name, p in declared.items():
        if name in places:
            yield Field(f"{kind.__name__}.{name}", panel, title(optimizer), p, (places[name],))


def _slider(field: Field) -> dict[str, Any]:
    """The slider of a field. least: the lowest value above 0 on a logarithmic scale, 0 on a plain one."""
    declared = field.declared
    return {
        "key": field.key,
        "owner": field.owner,
        "name": field.name,
        "numbers": field.places,
        "symbol": sign(declared.symbol),
        "title": titled(_(declared.help))[0],
        "low": declared.low,
        "high": declared.high,
        "least": next(n for n in preferred(declared.low, declared.high) if n) if declared.log else 0,
        "whole": isinstance(declared.default, int),
    }


def sign(symbol: str) -> str:
    r"""A symbol in LaTeX as plain text: `\beta_1` as β₁, `\eta^-` as η⁻."""
    greek = re.sub(r"\\([a-z]+)", lambda found: unicodedata.lookup(f"GREEK SMALL LETTER {found[1]}"), symbol)
    lowered = re.sub(r"_([0-9])", lambda found: found[1].translate(LOWERED), greek)
    return re.sub(r"\^([0-9+-])", lambda found: found[1].translate(RAISED), lowered)
