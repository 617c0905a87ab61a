"""What lets a browser run a race by itself: a module, the numbers that it reads, and a slider for each that shapes the surface."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np

from compiler import Untraceable
from descent import Module, Racing, module
from params import Array, Param, params_of
from player.packing.blocks import Block, packet
from player.packing.methods import described
from scenes import RaceReport, is_draft
from surfaces import Surface, layers_of, plain


def program(told: RaceReport, mapping: bool = False) -> Module | None:
    """The race that was `told` as a module, for a map if that is so, or if maps lie under its paths; None where one of the racers
    runs on the server alone, or somebody is typing what they run on.
    """
    setup, look = told.race.scene.setup, told.race.scene.look
    if not told.race.racers or is_draft(setup.plain):
        return None
    racing = tuple(Racing(racer.optimizer, racer.loss) for racer in told.race.racers)
    made = _made(racing, setup.surface, told.test_surface, setup.steps, look.inspect, mapping or look.basins)
    return made if made and not made.left else None


@lru_cache(maxsize=64)
def _made(
    racing: tuple[Racing, ...], shown: Surface, test: Surface | None, steps: int, noting: bool, mapping: bool
) -> Module | None:
    try:
        return module(racing, shown, test, steps, noting, mapping)
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
    """What the browser is told of the module with each race: which it is, and sliders for the surface; and the block `numbers`."""
    header = {"code": _code(made), "tables": _data(made), "sliders": sliders(told, made)}
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


def sliders(told: RaceReport, made: Module) -> list[dict[str, Any]]:
    """Every field of the surface that is one of the numbers.

    Where pairs race, the penalty of the first is the weight decay of the second: it has no slider here.
    """
    surface = told.race.scene.setup.surface
    layers = () if any(racer.rival for racer in told.race.racers) else layers_of(surface).values()
    return [
        described(f"{kind}.{name}", declared, (place,))
        for kind, name, declared in _declared((plain(surface), *layers))
        if (place := made.surface.get(f"{kind}_{name}", -1)) >= 0
    ]


def _declared(parts: Iterable[Surface]) -> Iterator[tuple[str, str, Param]]:
    """Class, name and declaration of each of their fields."""
    for kind in map(type, parts):
        yield from ((kind.__name__, name, declared) for name, declared in params_of(kind).items())
