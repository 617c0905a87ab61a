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
STILL = 1e-6
"""A path that stays this close to its end, as a share of the window's longer side, has come to rest."""


class Kind(IntEnum):
    """What can become of a path."""

    MOVING = 0
    CONVERGED = 1
    SADDLE = 2
    MAXIMUM = 3
    LEFT = 4
    DIVERGED = 5
    RESTING = 6


@dataclass(frozen=True)
class Outcome:
    """How each path of a batch of shape (...) ended.

    kind: a `Kind`; step: when it arrived, left, diverged or came to rest, −1 if it still moves; target: (2, ...), the
    place where it stays (a critical point unless it is RESTING), or NaN.
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
    kinds, places = _critical(surface)
    nearest = _nearest(points[-1], places)
    goal = places[:, nearest]
    arrived = _since(np.hypot(*(np.moveaxis(points, 1, 0) - goal[:, None])) <= near(surface))
    stays = _settled(arrived, steps)
    stopped = _since(np.hypot(*np.moveaxis(points - points[-1:], 1, 0)) <= STILL * surface.domain.size)
    rests = ~stays & (kind == Kind.MOVING) & _settled(stopped, steps) & (stopped < steps)
    kind = np.where(stays, kinds[nearest], np.where(rests, Kind.RESTING, kind)).astype(np.int8)
    step = np.where(stays, arrived, np.where(rests, stopped, step))
    return Outcome(kind, step, np.where(stays, goal, np.where(rests, points[-1], np.nan)))


def _settled(since: NDArray[np.intp], steps: int) -> NDArray[np.bool_]:
    """Whether what holds from step `since` on (−1: never) has held for long enough at the end."""
    return (since >= 0) & (since <= (1 - SETTLED) * steps)


def nearest_minimum(w: Any, surface: Surface) -> tuple[float, Point | None]:
    """(distance, point) of the known minimum nearest to one point `w`; (NaN, None) if none is known."""
    if not surface.minima or not np.isfinite(w).all():
        return np.nan, None
    places = np.array(surface.minima).T
    best = int(_nearest(np.asarray(w, float), places))
    return float(np.hypot(*(w - places[:, best]))), surface.minima[best]


def path_length(points: Array) -> Array:
    """The length of paths (T+1, 2, ...) up to where they end: shape (...)."""
    return np.nansum(np.hypot(*np.moveaxis(np.diff(points, axis=0), 1, 0)), axis=0)


def _critical(surface: Surface) -> tuple[NDArray[np.int8], Array]:
    """All known critical points: their kinds (P + 1,) and places (2, P + 1). The last is nowhere, at NaN."""
    known = [(Kind.CONVERGED, surface.minima), (Kind.SADDLE, surface.saddles), (Kind.MAXIMUM, surface.maxima)]
    pairs = [(kind, place) for kind, places in known for place in places] + [(Kind.MOVING, Point(np.nan, np.nan))]
    return np.array([kind for kind, _ in pairs], np.int8), np.array([place for _, place in pairs]).T


def _nearest(w: Array, places: Array) -> NDArray[np.intp]:
    """The number of the place (2, P) nearest to each point of `w` (2, ...): shape (...)."""
    gaps = np.hypot(*(w[:, None] - places.reshape(2, -1, *(1,) * (w.ndim - 1))))
    return np.where(np.isfinite(gaps), gaps, np.inf).argmin(axis=0)


def _since(holds: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The first step from which `holds` (T+1, ...) is true to the end; −1 if it is false at the end."""
    tail = np.logical_and.accumulate(holds[::-1]).sum(axis=0)
    return np.where(tail > 0, len(holds) - tail, -1)
