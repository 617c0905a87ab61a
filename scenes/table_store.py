"""Tables that users pasted: kept in the server's memory, so that an address can name one without holding it."""

import json
from collections import OrderedDict
from dataclasses import replace
from hashlib import blake2b
from threading import Lock
from typing import Any, NamedTuple

from params import params_of
from surfaces import TASKS, TRAINED, DataSurface, Row, Surface

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


def table_fits(table: OwnTable, surface: Surface | type[Surface]) -> bool:
    """Whether a surface, or a class of them by default, can learn from the table: it has enough features (the first of them
    are used), and its target is a number, or has no more classes than the surface tells apart.
    """
    if not hasattr(surface, "task"):
        return False
    features, most = TASKS[surface.task]
    suits = max(row[2] for row in table.rows) < most if table.classes else not most
    return suits and len(table.columns) > features


def refusal(surface: DataSurface, table: OwnTable) -> str:
    """Why `surface` learns nothing from a table that table_fits, in words; an empty string if it does."""
    try:
        learning(surface, table)
    except ValueError as problem:
        return str(problem)
    return ""


def learning(surface: DataSurface, table: OwnTable | None) -> DataSurface:
    """`surface` with the examples of `table`, as many as its slider has room for; with those it makes up, if None.

    Raises ValueError, in words for people, if the examples that it draws have a constant column.
    """
    count = params_of(type(surface))["n"]
    if table is None:
        return replace(surface, **OwnTable((), ())._asdict(), n=count.default)  # type: ignore[call-arg]
    n = min(max(int(TRAINED * len(table.rows)), int(count.low)), int(count.high))
    return replace(surface, **table._asdict(), n=n)  # type: ignore[call-arg]


def reshaped(surface: Surface, **changes: Any) -> Surface:
    """`surface` with other fields; with examples that it makes up, if it cannot learn from its table in a new form.

    Raises ValueError, in words for people, if the examples that it draws have a constant column.
    """
    table, made_up = table_of(surface), replace(_without_table(surface), **changes)
    if table and isinstance(surface, DataSurface) and table_fits(table, made_up):
        return replace(surface, **changes)
    return made_up


def _without_table(surface: Surface) -> Surface:
    return learning(surface, None) if isinstance(surface, DataSurface) and surface.rows else surface


def on_same_table(before: Surface, surface: type[Surface]) -> Surface:
    """A surface of another kind, which learns from the same table in the same form if there is one and it table_fits."""
    table, after = table_of(before), surface()
    if hasattr(before, "form") and hasattr(after, "form"):
        after = replace(after, form=before.form)  # type: ignore[call-arg]
    if table and isinstance(after, DataSurface) and table_fits(table, after) and not refusal(after, table):
        return learning(after, table)
    return surface()
