"""What a browser asks the server to map that can run nothing by itself: runs of a racer, over values of its fields and over starts."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import prod
from typing import Any, NamedTuple

import numpy as np

from maps import minimum_of, run_many, with_field
from optimizers import Optimizer
from params import Array
from player.atlas.given import MOST_HERE
from player.packing.blocks import Block, float32
from scenes import Racer, RaceReport, swept
from surfaces import Surface


class Answer(NamedTuple):
    """What became of nx × ny lanes: rows (6, nx · ny) as in `player.atlas.given.Given`; id: the question's; n: (nx, ny), (0, 0) for no
    answer.
    """

    id: str
    n: tuple[int, int]
    rows: Block


class Lanes(NamedTuple):
    """The values (m,) of each field that varies, and where the lanes start: (m, 2), as what can be remembered."""

    fields: tuple[tuple[str, tuple[float, ...]], ...]
    starts: tuple[tuple[float, ...], ...]


def answer(told: RaceReport, sent: Any) -> Answer:
    """The answer to what any browser may have sent: {"id": …, "k": the racer, "fixed": {field: value}, "fields": [{field: values}, …],
    "points": [x₀, y₀, …]}. Fields within one table vary together, those of the first one fastest, and starts slowest.
    """
    try:
        racer, n, lanes = _read(told, sent)
        rows = _rows(racer.loss, racer.optimizer, lanes, told.race.scene.setup.steps, told.race.scene.setup.surface)
    except (ArithmeticError, KeyError, IndexError, TypeError, ValueError):
        return Answer(str(sent.get("id", "")) if isinstance(sent, dict) else "", (0, 0), Block(np.zeros((6, 0))))
    return Answer(str(sent["id"]), n, Block(rows))


def _read(told: RaceReport, sent: Any) -> tuple[Racer, tuple[int, int], Lanes]:
    racer = told.race.racers[int(sent["k"])]
    known = swept([*told.race.scene.setup.entries.values()][racer.panel])
    axes = [_named(axis, known) for axis in sent["fields"]]
    sizes = [len(next(iter(axis.values()))) for axis in axes]
    starts = np.array(sent["points"], float).reshape(-1, 2)
    many = prod(sizes)
    if not 0 < many * len(starts) <= MOST_HERE * MOST_HERE:
        raise ValueError("so many lanes are not for a server")
    optimizer = racer.optimizer
    for name, value in _named({key: [value] for key, value in sent["fixed"].items()}, known).items():
        optimizer = with_field(optimizer, name, value[0])
    spread = {
        name: _laid(values, sizes, i, len(starts)) for i, axis in enumerate(axes) for name, values in axis.items()
    }
    lanes = Lanes(tuple(spread.items()), tuple(map(tuple, np.repeat(starts, many, axis=0).tolist())))
    return racer._replace(optimizer=optimizer), (sizes[0] if sizes else len(starts), _rest(sizes, len(starts))), lanes


def _rest(sizes: Sequence[int], starts: int) -> int:
    """How many lanes there are along all axes but the first."""
    return prod(sizes[1:]) * starts if sizes else 1


def _named(table: Mapping[str, Sequence[float]], known: Mapping[str, Any]) -> dict[str, Array]:
    """The values of fields by their own names. Raises ValueError for one that may not vary, or that may not have one of them."""
    found = {key.partition(".")[2]: np.array(values, float) for key, values in table.items()}
    for name, values in found.items():
        declared = known[name]
        if values.ndim != 1 or not ((values >= declared.low) & (values <= declared.high)).all():
            raise ValueError(f"{name} may not have such values")
    return found


def _laid(values: Array, sizes: Sequence[int], axis: int, starts: int) -> tuple[float, ...]:
    """The value of each lane."""
    each = np.tile(np.repeat(values, prod(sizes[:axis])), prod(sizes[axis + 1 :]) * starts)
    return tuple(each.tolist())


@lru_cache(maxsize=64)
def _rows(loss: Surface, optimizer: Optimizer, lanes: Lanes, steps: int, shown: Surface) -> Array:
    for name, values in lanes.fields:
        optimizer = with_field(optimizer, name, np.array(values))
    outcome, end = run_many(loss, optimizer, np.array(lanes.starts).T, steps, shown=shown)
    with np.errstate(all="ignore"):
        rows = [outcome.kind, minimum_of(shown, outcome), outcome.step, *end, shown.landscape(end)]
    return float32(np.array([np.asarray(row, float) for row in rows])).numbers
