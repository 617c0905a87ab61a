"""What lets a browser run a race by itself: a module, the numbers that it reads, and a slider for each number that has a field."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

from compiler import Untraceable
from descent import Module, Racing, module
from figures import sign
from language import _
from optimizers import Decayed, plain_type, unwrap
from params import Array, Param, params_of, titled
from player.blocks import Block, packet
from scenes import DECAY, RaceReport, Setup, preferred
from surfaces import Surface, layers_of, plain


class Field(NamedTuple):
    """A field that has a slider: its name in an address, whose it is (a panel, −1 for the surface), and its places."""

    key: str
    owner: int
    name: str
    declared: Param
    places: tuple[int, ...]


def program(told: RaceReport) -> Module | None:
    """The race that was `told` as a module, or None where one of the racers runs on the server alone."""
    setup = told.race.scene.setup
    if not told.race.racers:
        return None
    racing = tuple(Racing(racer.optimizer, racer.loss) for racer in told.race.racers)
    made = _made(racing, setup.surface, told.test_surface, setup.steps)
    return made if made and not made.left else None


@lru_cache(maxsize=64)
def _made(racing: tuple[Racing, ...], shown: Surface, test: Surface | None, steps: int) -> Module | None:
    try:
        return module(racing, shown, test, steps)
    except Untraceable:
        return None


def apart(made: Module) -> dict[str, bytes]:
    """What travels apart from the race, each by itself, because it seldom changes: the source and the tables."""
    tables = {f"table {i}": Block(_small(table)) for i, table in enumerate(made.tables)}
    return {
        "code": packet({"code": _code(made), "source": made.source}, {}),
        "tables": packet({"tables": _data(made)}, tables),
    }


def live(told: RaceReport, made: Module) -> tuple[dict[str, Any], dict[str, Block]]:
    """What the browser is told of the module with each race: which it is, and sliders for its numbers; and the block `numbers`."""
    sliders = [_slider(field) for field in fields(told, made)]
    header = {"code": _code(made), "tables": _data(made), "sliders": sliders}
    return header, {"numbers": Block(np.array(made.numbers))}


@lru_cache(maxsize=256)
def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()


def _code(made: Module) -> str:
    return _digest(made.source.encode())


def _data(made: Module) -> str:
    return _digest(b"".join(table.tobytes() for table in made.tables))


def _small(table: Array) -> Array:
    """The same numbers in as few bytes as keep them as they are."""
    with np.errstate(invalid="ignore", over="ignore"):
        smaller: list[Any] = [table.astype(kind) for kind in (np.uint8, np.float32)]
    return next((one for one in smaller if np.array_equal(one, table, equal_nan=one.dtype == np.float32)), table)


def fields(told: RaceReport, made: Module) -> list[Field]:
    """Every field of the surface and of those who race that is one of the numbers; a field that a pair shares is one.

    Where pairs race, the penalty of the first is the weight decay of the second: it has no slider here.
    """
    setup, racers = told.race.scene.setup, told.race.racers
    paired = any(racer.rival for racer in racers)
    layers = () if paired else layers_of(setup.surface).values()
    found = {f.key: f for f in _of_surface((plain(setup.surface), *layers), made.surface)}
    for racer, places in zip(racers, made.rules, strict=True):
        for field in _of_optimizer(setup, racer.panel, places or {}):
            before = found.get(field.key, field._replace(places=()))
            found[field.key] = field._replace(places=before.places + field.places)
    return [field for field in found.values() if not (paired and field.key.endswith(".decay"))]


def _of_surface(parts: Iterable[Surface], places: Mapping[str, int]) -> Iterator[Field]:
    for part in parts:
        kind = type(part).__name__
        for name, declared in params_of(type(part)).items():
            if (place := places.get(f"{kind}_{name}", -1)) >= 0:
                yield Field(f"{kind}.{name}", -1, "", declared, (place,))


def _of_optimizer(setup: Setup, panel: int, places: Mapping[str, int]) -> Iterator[Field]:
    optimizer, (key, title) = setup.optimizers[panel], [*setup.names.items()][panel]
    kind, schedule = plain_type(optimizer), type(unwrap(optimizer).schedule)
    own = [(f"{kind.__name__}_{name}", name, p) for name, p in params_of(kind).items()]
    rates = [
        (f"{schedule.__name__}_{name}", f"{schedule.__name__}.{name}", p) for name, p in params_of(schedule).items()
    ]
    for place, name, declared in (*own, (f"{Decayed.__name__}_weight_decay", "decay", DECAY), *rates):
        if (at := places.get(place, -1)) >= 0:
            yield Field(f"{key}.{name}", panel, title, declared, (at,))


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
