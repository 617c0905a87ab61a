"""Where the gradient vanishes: found by Newton's method from a dense grid of seeds, counted by the index.

The index of an isolated zero of the gradient is how often the gradient turns round on a small circle about it: +1 at a
minimum or maximum, −1 at a saddle. All of them in a box add up to how often it turns round on the box's edge, so a list
whose sum is off has a gap. Milnor (1965), Topology from the Differentiable Viewpoint, § 6.
"""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from params import Array
from surfaces.base import QUIET, Box, CriticalPoints, Point, Surface, without_dust

SEEDS = (48, 96, 192, 384)
"""Seeds along each side, in turn, until twice the seeds find no more points and the index agrees, if no kinks disturb it."""
DENSE = 192
"""With so many seeds along each side the index alone is enough."""
NEIGHBOURS = 3.0
"""How many cells of the grid a seed's first step may be long."""
NEWTON_STEPS = 40
"""From the first grid."""
NEAR_STEPS = 10
"""From finer grids, whose seeds start near a zero or lead nowhere."""
VANISHED = 1e-10
"""|∇f| below this share of ‖∇²f‖ times the window's size is as good as 0: polishing does the rest."""
SAME = 1e-7
"""Points closer than this share of the window's size are one point."""
RESTS = 1e-10
"""A polished point whose next Newton step is longer than this share of the size is still creeping to a flat place."""
SINGULAR = 1e-7
"""A Hessian with an eigenvalue below this share of the other, or both far below the usual, is singular."""
POLISH_STEPS = 3
EDGE_SAMPLES = 2**12
SHARP_TURN = 0.5
"""Between two samples on the edge the gradient may turn by this angle; where it turns more, the gap is halved."""
BISECTIONS = 30


class Found:
    """For a surface whose critical points nobody wrote down: they are found when first asked for."""

    @property
    def critical(self):
        return find_critical_points(self)


class Crowded(Exception):
    """More critical points than anybody wants."""


@lru_cache(maxsize=256)
def find_critical_points(surface: Surface, box: Box | None = None, most: float = np.inf) -> CriticalPoints:
    """All critical points of `surface` in `box` (its domain, if None), apart from kinks. Remembered.

    Raises Crowded as soon as there are more than `most`.
    """
    box = box or surface.domain
    winding = boundary_index(surface, box)
    found = _search(surface, box, SEEDS[0], winding)
    for seeds in SEEDS[1:]:
        if sum(_counts(found)) > most:
            raise Crowded
        before, found = found, _search(surface, box, seeds, winding)
        found = replace(found, degenerate=before.degenerate or found.degenerate)
        agrees = not surface.smooth or found.degenerate or winding in (found.index, None)
        if agrees and (_counts(before) == _counts(found) or (seeds >= DENSE and found.complete)):
            break
    return found


def boundary_index(surface: Surface, box: Box | None = None) -> int | None:
    """How often the gradient turns round, counterclockwise, along the edge of `box`.

    None if that cannot be told, because the gradient vanishes on the edge or jumps there.
    """
    box, at = box or surface.domain, np.linspace(0, 4, EDGE_SAMPLES + 1)
    for _ in range(BISECTIONS):
        gx, gy = surface.gradient(_edge(box, at))
        turns = np.diff(np.unwrap(np.arctan2(gy, gx)))
        if not np.hypot(gx, gy).all() or not np.isfinite(turns).all():
            return None
        sharp = np.abs(turns) > SHARP_TURN
        if not sharp.any():
            return round(turns.sum() / (2 * np.pi))
        at = np.sort(np.concatenate([at, (at[:-1] + at[1:])[sharp] / 2]))
    return None


def _edge(box: Box, at: Array) -> Array:
    """The points of the edge of `box` that are `at` sides along it, counterclockwise from (x0, y0): shape (2, n)."""
    x = np.interp(at, np.arange(5), [box.x0, box.x1, box.x1, box.x0, box.x0])
    y = np.interp(at, np.arange(5), [box.y0, box.y0, box.y1, box.y1, box.y0])
    return np.stack([x, y])


def _search(surface: Surface, box: Box, seeds: int, winding: int | None) -> CriticalPoints:
    sharp, vague = _arrivals(surface, box, _newton(surface, box, *_promising(surface, box, seeds)))
    low, high = _eigenvalues(surface.hessian(sharp))
    kinds = low > 0, (low < 0) & (high > 0), high < 0
    minima, saddles, maxima = (_points(sharp[:, kind]) for kind in kinds)
    return CriticalPoints(minima, saddles, maxima, _points(_distinct(vague, SAME * box.size)), winding)


def _arrivals(surface: Surface, box: Box, w: Array) -> tuple[Array, Array]:
    """The points `w` (2, n) in two parts: those that Newton's method can pin down, each once, and the degenerate."""
    singular = _singular(surface.hessian(w), _usual_curvature(surface, box))
    sharp = _distinct(w[:, ~singular], SAME * box.size)
    for _ in range(POLISH_STEPS):
        sharp = sharp - _step_at(surface, sharp)
    sharp = _distinct(sharp, SAME * box.size)
    rests = np.hypot(*_step_at(surface, sharp)) < RESTS * box.size
    return without_dust(sharp[:, rests], box), np.concatenate([w[:, singular], sharp[:, ~rests]], axis=1)


def _counts(found: CriticalPoints) -> tuple[int, ...]:
    return len(found.minima), len(found.saddles), len(found.maxima)


def _promising(surface: Surface, box: Box, n: int) -> tuple[Array, int]:
    """The seeds of an n × n grid, and how many steps they get; of a finer grid than the first those whose first step goes
    no further than their neighbours: who is near a zero is sent there by a short step.
    """
    seeds = _seeds(box, n)
    if n == SEEDS[0]:
        return seeds, NEWTON_STEPS
    return seeds[:, np.hypot(*_step_at(surface, seeds)) < NEIGHBOURS * np.hypot(box.width, box.height) / n], NEAR_STEPS


def _seeds(box: Box, n: int) -> Array:
    """The middles of n × n cells of `box`: shape (2, n²)."""
    half_x, half_y = box.width / (2 * n), box.height / (2 * n)
    inner = Box(box.x0 + half_x, box.x1 - half_x, box.y0 + half_y, box.y1 - half_y)
    return inner.mesh(n, n).reshape(2, -1)


def _newton(surface: Surface, box: Box, w: Array, steps: int) -> Array:
    """Where the seeds `w` (2, n) arrive that find a zero of the gradient without leaving `box`: (2, up to n)."""
    arrived = []
    for _ in range(steps):
        g, h = surface.gradient(w), surface.hessian(w)
        there = np.hypot(*g) < VANISHED * box.size * _norm(h)
        arrived.append(w[:, there])
        w = (w - _newton_step(g, h))[:, ~there]
        w = w[:, box.contains(w)]
    return np.concatenate(arrived, axis=1)


@QUIET
def _newton_step(g: Array, h: Array) -> Array:
    """H⁻¹ g, by Cramer's rule; not finite where H is singular."""
    (xx, xy), (_, yy) = h
    return np.stack([yy * g[0] - xy * g[1], xx * g[1] - xy * g[0]]) / (xx * yy - xy * xy)


def _step_at(surface: Surface, w: Array) -> Array:
    return _newton_step(surface.gradient(w), surface.hessian(w))


def _norm(h: Array) -> Array:
    return np.hypot(np.hypot(h[0, 0], h[1, 1]), np.hypot(h[0, 1], h[1, 0]))


def _eigenvalues(h: Array) -> tuple[Array, Array]:
    """The lower and the higher eigenvalue of the symmetric matrices `h` of shape (2, 2, ...)."""
    middle, half = (h[0, 0] + h[1, 1]) / 2, np.hypot((h[0, 0] - h[1, 1]) / 2, h[0, 1])
    return middle - half, middle + half


def _usual_curvature(surface: Surface, box: Box) -> float:
    norms = _norm(surface.hessian(_seeds(box, SEEDS[0])))
    return 0.0 if np.isnan(norms).all() else float(np.nanmedian(norms))


def _singular(h: Array, usual: float) -> NDArray[np.bool_]:
    small, large = np.sort(np.abs(_eigenvalues(h)), axis=0)
    return (small < SINGULAR * large) | (large < SINGULAR * usual)


def _distinct(w: Array, gap: float) -> Array:
    """One of each heap of points among `w` (2, n) that is narrower than `gap`, from left to right.

    One in each cell of a grid is kept, three times, each time shifted: a heap is cut by the lines of two at most.
    """
    for shift in (0, 1 / 3, 2 / 3):
        cells = np.floor(w / gap + shift)
        w = w[:, np.unique(cells[0] + 1j * cells[1], return_index=True)[1]]
    return w


def _points(w: Array) -> tuple[Point, ...]:
    return tuple(Point(float(x), float(y)) for x, y in w.T)
