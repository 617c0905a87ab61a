"""Files that the server makes of a race because a visitor wants to take them along: each comes in a mount of its own."""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

import numpy as np

from player.packing.blocks import Block, packet
from scenes import RaceReport


class File(NamedTuple):
    """kind: its MIME type."""

    name: str
    kind: str
    data: bytes


Makers = Mapping[str, Callable[[RaceReport, bool], File]]
"""What can be asked for → the file of a race, in which a pasted table may travel if that is True. ValueError, in words for people,
where there is none."""


@dataclass(frozen=True)
class Wish:
    """what: the key of a maker; count: the number under which it was asked for; table: whether a pasted table may travel."""

    what: str
    count: float
    table: bool


def note(session: MutableMapping[Any, Any], key: str, sent: Mapping[str, Any]) -> None:
    """Keep the wish of a report, if it has one, until `answer` grants it. Any browser may send anything."""
    if wish := read(sent.get("take")):
        session[f"{key} wish"] = wish


def read(sent: Any) -> Wish | None:
    """A wish as a browser says it, None if it is none."""
    match sent:
        case {"what": str(what), "count": int() | float() as count} if isfinite(count):
            return Wish(what, count, sent.get("table") is True)
    return None


def answer(
    session: MutableMapping[Any, Any], key: str, mount: Callable[..., Any], told: RaceReport, makers: Makers
) -> None:
    """Mount the file that was asked for, or why there is none."""
    wish = session.pop(f"{key} wish", None)
    if wish and wish.what in makers:
        mount(key=f"{key}-take", data=granted(wish, told, makers[wish.what]))


def granted(wish: Wish, told: RaceReport, make: Callable[[RaceReport, bool], File]) -> bytes:
    """The file for the browser, or why there is none."""
    try:
        name, kind, data = make(told, wish.table)
    except ValueError as problem:
        return packet({"taken": {"count": wish.count, "name": "", "type": "", "problem": str(problem)}}, {})
    header = {"taken": {"count": wish.count, "name": name, "type": kind, "problem": ""}}
    return packet(header, {"file": Block(np.frombuffer(data, np.uint8))})
