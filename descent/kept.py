"""Tables that users pasted: kept in the server's memory, so that an address can name one without holding it."""

import json
from collections import OrderedDict
from dataclasses import replace
from hashlib import blake2b
from threading import Lock
from typing import NamedTuple

from params import params_of
from surfaces import DataSurface, Surface
from surfaces.examples import TRAINED, Row
from surfaces.learning import TASKS

MOST_KEPT = 200
"""So many tables are kept: those that were used last."""


class OwnTable(NamedTuple):
    """What is learned from: the rows, and the names of the columns that they come from, features first, the target last.

    classes: the names of the target's classes, if it is no number.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    classes: tuple[str, ...] = ()


_kept: OrderedDict[str, OwnTable] = OrderedDict()
_lock = Lock()


def keep(table: OwnTable) -> str:
    """The key by which `recall` finds the table for as long as it is among the last used. Equal tables share one."""
    key = blake2b(json.dumps(table).encode(), digest_size=16).hexdigest()
    with _lock:
        _kept[key] = _kept.pop(key, table)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return key


def recall(key: str) -> OwnTable | None:
    """The table that was kept under `key`, None if there is none or it had to make room."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def table_of(surface: Surface) -> OwnTable | None:
    """The table that a plain surface learns from, None if it is not a user's own."""
    if not isinstance(surface, DataSurface) or not surface.rows:
        return None
    return OwnTable(surface.rows, surface.columns, surface.classes)


def fits(table: OwnTable, surface: type[Surface]) -> bool:
    """Whether such a surface can learn from the table: as many features, and no more classes than it tells apart."""
    if not issubclass(surface, DataSurface):
        return False
    features, most = TASKS[surface.task]
    return len(table.columns) == features + 1 and (not most or max(row[2] for row in table.rows) < most)


def learning(surface: DataSurface, table: OwnTable | None) -> DataSurface:
    """`surface` with the examples of `table`, as many as its slider has room for; with those it makes up, if None."""
    count = params_of(type(surface))["n"]
    if table is None:
        return replace(surface, **OwnTable((), ())._asdict(), n=count.default)  # type: ignore[call-arg]
    n = min(max(int(TRAINED * len(table.rows)), int(count.low)), int(count.high))
    return replace(surface, **table._asdict(), n=n)  # type: ignore[call-arg]


def carried_over(before: Surface, surface: type[Surface]) -> Surface:
    """A surface of another kind, which learns from the same table if there is one and it fits."""
    table, after = table_of(before), surface()
    return learning(after, table) if table and fits(table, surface) and isinstance(after, DataSurface) else after
