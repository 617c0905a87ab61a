"""How a run ended, and what it cost."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surfaces import Point, Surface

Array = NDArray[np.float64]
NEAR = 0.01
"""How close to a critical point counts as there: a share of the window's longer side."""
SETTLED = 0.05
"""The share of a path, counted from its end, that has to stay there: passing through is not arriving."""


class Kind(IntEnum):
    """What can become of a path."""

    MOVING = 0
    CONVERGED = 1
    SADDLE = 2
    MAXIMUM = 3
    LEFT = 4
    DIVERGED = 5


@dataclass(frozen=True)
class Outcome:
    """How each path of a batch of shape (...) ended.

    kind: a `Kind`; step: when it arrived, left or diverged, −1 if it still moves; target: (2, ...), the critical point
    where it stays, or NaN.
    """

    kind: NDArray[np.int8]
    step: NDArray[np.intp]
    target: Array


def near(surface: Surface) -> float:
    """The distance at which a path counts as having reached a critical point of `surface`."""
    return NEAR * surface.domain.size


def judge(points: Array, losses: Array, last: NDArray[np.intp], surface: Any) -> Outcome:
    """What became of the paths `points` (T+1, 2, ...) with `losses` (T+1, ...) whose last good step is `last` (...).

    A path that ran off to infinity has diverged, unless it did so downhill: then the surface has no bottom there, and
    the path has left the window.
    """
    steps = len(points) - 1
    outside = ~surface.domain.contains(np.moveaxis(points, 1, 0))
    downhill = np.take_along_axis(losses, last[None], axis=0)[0] < losses[0]
    gone = (last < steps) & ~downhill
    kind = np.where(gone, Kind.DIVERGED, np.where(outside[-1], Kind.LEFT, Kind.MOVING)).astype(np.int8)
    step = np.where(gone, last + 1, np.where(outside[-1], _since(outside), -1))
    target = np.full(points.shape[1:], np.nan)
    for reached, places in _places(surface):
        for place in places:
            arrived = _since(_distance(points, place) <= near(surface))
            stays = (arrived >= 0) & (arrived <= (1 - SETTLED) * steps)
            kind, step = np.where(stays, np.int8(reached), kind), np.where(stays, arrived, step)
            target = np.where(stays, _column(place, target), target)
    return Outcome(kind, step, target)


def nearest_minimum(w: Any, surface: Surface) -> tuple[float, Point | None]:
    """(distance, point) of the known minimum nearest to one point `w`; (NaN, None) if none is known."""
    if not surface.minima or not np.isfinite(w).all():
        return np.nan, None
    gaps = [float(np.hypot(w[0] - m.x, w[1] - m.y)) for m in surface.minima]
    best = int(np.argmin(gaps))
    return gaps[best], surface.minima[best]


def path_length(points: Array) -> Array:
    """The length of paths (T+1, 2, ...) up to where they end: shape (...)."""
    return np.nansum(np.hypot(*np.moveaxis(np.diff(points, axis=0), 1, 0)), axis=0)


def _places(surface: Surface) -> tuple[tuple[Kind, tuple[Point, ...]], ...]:
    return (Kind.MAXIMUM, surface.maxima), (Kind.SADDLE, surface.saddles), (Kind.CONVERGED, surface.minima)


def _distance(points: Array, place: Point) -> Array:
    return np.hypot(points[:, 0] - place.x, points[:, 1] - place.y)


def _column(place: Point, like: Array) -> Array:
    return np.reshape(place, (2,) + (1,) * (like.ndim - 1))


def _since(holds: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The first step from which `holds` (T+1, ...) is true to the end; −1 if it is false at the end."""
    tail = np.logical_and.accumulate(holds[::-1]).sum(axis=0)
    return np.where(tail > 0, len(holds) - tail, -1)
