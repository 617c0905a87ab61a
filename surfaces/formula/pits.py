"""Critical points of a formula: those that Newton's method finds, and the minima that a kink makes or where the curvature vanishes."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from params import Array
from surfaces.base import QUIET, CriticalPoints, Point, Surface
from surfaces.calculus.critical import Crowded, find_critical_points

MOST_POINTS = 2000
"""More would take seconds, and nobody could tell them apart in a picture."""
MESH = 65
"""Points along each side of the window. An odd number has the middle among them."""
MOST = 20
ZOOMS = 45
"""How often the search around a candidate is narrowed to half its width."""
RING, NEARER = 3e-3, 1e-7
"""Shares of the window's size: on a ring so wide about a minimum the loss is higher, on one so narrow hardly."""
LEVEL = 1e-6
"""What rises less in one direction, as a share of the steepest, is the floor of a valley and no minimum."""
FINE = 1e-6
"""A share of the window's size that is rounded away if nothing is lost by it."""
SAME = 1e-3
"""Points closer than this share of the window's size are one."""
TURN = np.linspace(0, 2 * np.pi, 65)[:-1]
STEPS = (
    np.array(sorted(((i, j) for i in range(-2, 3) for j in range(-2, 3)), key=lambda p: abs(p[0]) + abs(p[1])), float).T
    / 2
)
"""A place and its neighbours, the place itself first: of equals it stays."""


@lru_cache(maxsize=256)
@QUIET
def critical_points(surface: Surface) -> CriticalPoints | None:
    """Those of `surface` in its window, None if there are too many."""
    try:
        found = find_critical_points(surface, most=MOST_POINTS)
    except Crowded:
        return None
    return found if found.complete else replace(found, minima=found.minima + pits(surface, found))


@QUIET
def pits(surface: Surface, known: CriticalPoints) -> tuple[Point, ...]:
    """Isolated minima of `surface` in its window beside those that are known."""
    box = surface.domain
    w = _rounded(surface, _zoomed(surface, _candidates(surface)))
    w = w[:, _is_minimum(surface, w)] + 0.0
    found = [*known.minima]
    for point in (Point(float(x), float(y)) for x, y in w.T):
        if all(np.hypot(point.x - p.x, point.y - p.y) > SAME * box.size for p in found):
            found.append(point)
    return tuple(found[len(known.minima) :])


def _candidates(surface: Surface) -> Array:
    """Points of a mesh that lie lower than their neighbours, the lowest first: (2, n)."""
    mesh = surface.domain.mesh(MESH, MESH)
    losses = surface(mesh)
    losses = np.where(np.isfinite(losses), losses, np.inf)
    middle = losses[1:-1, 1:-1]
    around = [losses[1 + i : MESH - 1 + i, 1 + j : MESH - 1 + j] for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]
    low = (
        np.isfinite(middle)
        & np.all([middle <= side for side in around], axis=0)
        & np.any([middle < s for s in around], axis=0)
    )
    chosen = mesh[:, 1:-1, 1:-1][:, low]
    return chosen[:, middle[low].argsort()[:MOST]]


def _zoomed(surface: Surface, w: Array) -> Array:
    """Each point moved to the lowest around it, again and again, ever nearer."""
    size = np.array([surface.domain.width, surface.domain.height]) / (MESH - 1)
    for k in range(ZOOMS):
        tried = w[:, :, None] + (size[:, None] * 0.5**k)[:, None, :] * STEPS[:, None, :]
        losses = surface(tried)
        best = np.where(np.isfinite(losses), losses, np.inf).argmin(axis=1)
        w = tried[:, np.arange(w.shape[1]), best]
    return w


def _rounded(surface: Surface, w: Array) -> Array:
    """Points with few digits where these are as good: a flat minimum is known to half the digits at most."""
    step = 10.0 ** np.floor(np.log10(FINE * surface.domain.size))
    short = np.rint(w / step) * step
    return np.where(surface(short) <= surface(w), short, w)


def _is_minimum(surface: Surface, w: Array) -> Array:
    """Whether the loss is continuous at points `w` (2, n), and higher all around."""
    here, turns = surface(w)[:, None], np.broadcast_to(TURN, (w.shape[1], TURN.size))
    wide, narrow = (_on_ring(surface, w, share, turns) - here for share in (RING, NEARER))
    flattest = _flattest(surface, w, TURN[wide.argmin(axis=1)]) - here[:, 0]
    rises = flattest > LEVEL * wide.max(axis=1)
    return rises & (narrow.max(axis=1) < wide.max(axis=1) / 2) & np.isfinite(wide).all(axis=1)


def _on_ring(surface: Surface, w: Array, share: float, turns: Array) -> Array:
    """The losses around points `w` (2, n) in directions `turns` (n, k): (n, k)."""
    return surface(w[:, :, None] + share * surface.domain.size * np.stack([np.cos(turns), np.sin(turns)]))


def _flattest(surface: Surface, w: Array, turns: Array) -> Array:
    """The lowest loss on the wide ring, narrowed down from directions `turns` (n,)."""
    for k in range(ZOOMS):
        tried = turns[:, None] + TURN[1] * 0.5**k * np.array([0.0, -1.0, -0.5, 0.5, 1.0])
        losses = _on_ring(surface, w, RING, tried)
        turns = tried[np.arange(len(tried)), losses.argmin(axis=1)]
    return _on_ring(surface, w, RING, turns[:, None])[:, 0]
