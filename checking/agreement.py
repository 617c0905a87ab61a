"""Whether two gradients agree: as far as rounding and truncation let anybody tell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from params import Array, Bools

TOLERANCE = 1e-6
"""A relative error below this passes: what centered differences with h = 1e-5 reach with room to spare."""
ENOUGH = 1e-2
"""Where rounding hides no more than so much of a slope, two digits are left, and the slope can be told."""
MOST = 0.99
"""So many of the points that can be told must agree: differences across a kink are nobody's mistake."""


@dataclass(frozen=True)
class Check:
    """A gradient check at points of shape (...).

    analytic, numeric: the two gradients, (2, ...); rounding: how far rounding may have moved them apart, (2, ...); spread:
    how far the numeric one moves when h is doubled, which is what truncation may have done, (2, ...); nearby: how much the
    gradient changes within a hundredth of the window, (...).

    Each part is compared by itself, because a wrong small part beside a right large one is a mistake, too. But where a part
    crosses 0 it has no digits to agree in: as long as rounding and truncation can explain a difference, it is a share of
    the larger part; and where both cross 0, of the slope `nearby`.
    """

    analytic: Array
    numeric: Array
    rounding: Array
    spread: Array
    nearby: Array

    @property
    def error(self) -> Array:
        """|a − n| / max(|a|, |n|) of the part that is off most: shape (...).

        ∞ where only the numeric gradient is finite, NaN where it is not.
        """
        return _share(self._apart, self._scale).max(axis=0)

    @property
    def floor(self) -> Array:
        """What rounding alone may make of the error: shape (...)."""
        return _share(self.rounding, self._scale).max(axis=0)

    @property
    def differs(self) -> Bools:
        """Which parts differ by more than the tolerance and rounding allow."""
        seen = self._apart > TOLERANCE * self._scale + self.rounding
        return seen & (self.mistaken | (self._whole > self.doubt))

    @property
    def mistaken(self) -> Bools:
        """Which parts differ by more than any fault of the formula can explain, or are no numbers where the losses are."""
        return self._lost | (self._apart > TOLERANCE * self._size + self.doubt)

    @property
    def told(self) -> Bools:
        """Of which parts anything can be said: rounding hides little of them, or nothing that matters beside the other."""
        little = np.maximum(ENOUGH * self._size, TOLERANCE * self._whole)
        return self.differs | ((self.rounding <= little) & ((self._whole > self.doubt) | (self._apart == 0)))

    @property
    def apart(self) -> Bools:
        """Where the gradients differ: shape (...)."""
        return np.asarray(self.differs.any(axis=0))

    @property
    def hidden(self) -> Bools:
        """Where nobody can tell whether they do: shape (...)."""
        return self.known & ~self.apart & ~self.told.all(axis=0)

    @property
    def agrees(self) -> Bools:
        """Where they agree: shape (...)."""
        return self.known & ~self.apart & ~self.hidden

    @property
    def agreement(self) -> float:
        """The largest error where they agree, 0 if they do nowhere."""
        return float(self.error[self.agrees].max(initial=0.0))

    @property
    def off(self) -> Array:
        """By what share of its length the gradient is off: shape (...)."""
        return _share(np.hypot(*self._apart), np.hypot(*self._size))

    @property
    def doubt(self) -> Array:
        """By how much rounding and truncation may have moved the gradients apart."""
        return self.rounding + 2 * self.spread

    @property
    def known(self) -> Bools:
        """Where the numeric gradient is finite: shape (...)."""
        return np.asarray(np.isfinite(self.numeric).all(axis=0))

    @property
    def worst(self) -> float:
        """The largest error of the points that can be told, NaN if there is none."""
        told = self.error[self.known & ~self.hidden]
        return float(told.max()) if told.size else np.nan

    @property
    def passed(self) -> bool:
        """Whether each part can be told somewhere, and agrees nearly everywhere there."""
        return bool(self._told.all() and (self._count(self.differs) <= (1 - MOST) * self._told).all())

    @property
    def wrong(self) -> tuple[int, ...]:
        """The parts that have a mistake at more than a few of the points that can be told: of 0 and 1."""
        return tuple(np.flatnonzero(self._count(self.mistaken) > (1 - MOST) * self._told))

    @property
    def _told(self) -> NDArray[np.int64]:
        return self._count(self.told)

    def _count(self, parts: Bools) -> NDArray[np.int64]:
        return parts.reshape(2, -1).sum(axis=1)

    @property
    def _lost(self) -> Bools:
        return np.isfinite(self.numeric) & ~np.isfinite(self.analytic)

    @property
    def _apart(self) -> Array:
        with np.errstate(invalid="ignore"):
            return np.where(self._lost, np.inf, np.abs(self.analytic - self.numeric))

    @property
    def _size(self) -> Array:
        return size(self.analytic, self.numeric)

    @property
    def _whole(self) -> Array:
        return np.fmax(self._size.max(axis=0), self.nearby)

    @property
    def _scale(self) -> Array:
        return np.where(self.mistaken, self._size, self._whole)


def size(analytic: Array, numeric: Array) -> Array:
    """max(|a|, |n|) of those that are finite."""
    return np.fmax(np.where(np.isfinite(analytic), np.abs(analytic), np.nan), np.abs(numeric))


def _share(part: Array, whole: Array) -> Array:
    """The share of a part, where nothing of nothing is 0."""
    with np.errstate(all="ignore"):
        return np.where(part == 0, 0.0, part / whole)
