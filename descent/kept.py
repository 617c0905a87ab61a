"""The tables that users paste: kept for as long as the server lives, so that an address can name one."""

from functools import lru_cache
from hashlib import blake2b
from threading import Lock

from surfaces.examples import Row

MOST = 200
"""So many tables are kept; the one that was not asked for the longest goes first."""
Table = tuple[tuple[Row, ...], tuple[str, ...]]
"""Rows, and the names of their columns."""

_tables: dict[str, Table] = {}
_lock = Lock()


def keep(rows: tuple[Row, ...], columns: tuple[str, ...]) -> str:
    """Keep a table. The key to it: the same for the same table."""
    key = _key(rows, columns)
    with _lock:
        _tables.pop(key, None)
        _tables[key] = rows, columns
        while len(_tables) > MOST:
            del _tables[next(iter(_tables))]
    return key


def recall(key: str) -> Table:
    """The table of a key; an empty one if it is not kept, or any more."""
    with _lock:
        return _tables.get(key, ((), ()))


@lru_cache(maxsize=64)
def _key(rows: tuple[Row, ...], columns: tuple[str, ...]) -> str:
    return blake2b(repr((rows, columns)).encode(), digest_size=16).hexdigest()
