"""Looking through a path for the first step, or the last one, at which something holds: several steps at a time where that can be known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from compiler import named, read, repeat
from descent.script.telling import Watched

GLANCED = {"last": "i", "over": "b", "first": "f", "loss": "f", "spilled": "f"}
"""What is given besides, and its kind: the number of the last good step, whether the path ended with the next one, and the losses at the start, at
the last good step and where it ended. A path with fewer steps than there are, which did not end, moves no more."""

FOREVER = 2**31
SKIPPED = 4
"""Steps that are looked at together, where much is looked through for little: what a loop itself costs is then paid once."""
PIECE = 16
"""Steps of which it may be known in which box they lie."""


@dataclass(frozen=True)
class Looking(Watched):
    """Somebody who looks through the points of a path.

    boxed: whether `boxes` are given, too: of each `PIECE` of steps the lowest x and y and the highest.
    """

    boxed: bool = False

    @property
    def _last(self) -> Any:
        return self._named("last")

    def _named(self, name: str) -> Any:
        return named(self.graph, name, GLANCED[name])

    def _skipped(self, start: Any, holds: Callable[[Any], Any], holds_no: Callable[[Any, Any], Any], way: int) -> Any:
        """A step from `start` on (way 1) or back (−1), before which something does not hold: four at a time are looked at, and where there are
        boxes, first pieces of which `holds_no(low, high)` says that it does not hold anywhere between these corners.
        """
        begin = self._skipped_pieces(start, holds_no, way) if self.boxed else start

        def skip(t: Any) -> Any:
            some = ((self._last - t if way > 0 else t) < SKIPPED) | holds(t)
            for k in range(1, SKIPPED):
                some = some | holds(t + way * k)
            return (np.where(some, t, t + way * SKIPPED),), some

        return repeat(skip, (begin,), FOREVER)[0]

    def _skipped_pieces(self, start: Any, holds_no: Callable[[Any, Any], Any], way: int) -> Any:
        first, end = self._piece_of(start), self._piece_of(self._last) if way > 0 else 0

        def skip(piece: Any) -> Any:
            low, high = (
                np.stack([read(self.graph, "boxes", 4 * piece + k) for k in some]) for some in ((0, 1), (2, 3))
            )
            stops = (piece >= end if way > 0 else piece <= end) | ~holds_no(low, high)
            return (np.where(stops, piece, piece + way),), stops

        (piece,) = repeat(skip, (first,), FOREVER)
        return np.maximum(start, PIECE * piece) if way > 0 else np.minimum(start, PIECE * piece + PIECE - 1)

    @staticmethod
    def _piece_of(t: Any) -> Any:
        return (t / PIECE).astype(int)

    def _first(self, start: Any, holds: Callable[[Any], Any], last: Any) -> Any:
        """The first step from `start` on at which something holds, or the `last` one."""

        def look(t: Any) -> Any:
            done = holds(t) | (t >= last)
            return (np.where(done, t, t + 1),), done

        return repeat(look, (start,), FOREVER)[0]

    def _latest(self, start: Any, holds: Callable[[Any], Any], first: int = 0) -> Any:
        """The last step from `first` to `start` at which something holds, or the one before the first."""

        def look(t: Any, found: Any) -> Any:
            found = holds(t)
            done = found | (t <= first)
            return (np.where(done, t, t - 1), found), done

        t, found = repeat(look, (np.maximum(start, first), False), FOREVER)
        return np.where(found, t, first - 1)
