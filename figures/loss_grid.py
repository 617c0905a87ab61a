"""The ground of a contour plot: losses on a grid, and the scale on which they are coloured."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from surfaces import Box, Point, Surface

CELLS = 15_000
"""Grid points of a loss grid; 60 kB as they are sent."""
FLOOR = 0.02
"""The share of the grid points that counts as the floor of the valleys."""
CALM = 10.0
"""The scale is coarser than what lies between grid points by so much: a valley narrower than a cell is no chain of beads."""
SPAN = 100.0
"""A loss whose high end is more than this many times its low end gets a logarithmic scale."""


@dataclass(frozen=True, eq=False)
class LossGrid:
    """The loss above `low` on a regular grid over `box`: (ny, nx), float32, NaN where it is not finite.

    Colours follow log10(above + eps) if `eps` is positive and `above` itself if it is 0, up to `high`.
    """

    box: Box
    above: NDArray[np.float32]
    low: float
    high: float
    eps: float


@lru_cache(maxsize=64)
def loss_grid(surface: Surface, cells: int = CELLS) -> LossGrid:
    """The losses of `surface` on a grid over its domain, on about this many square cells."""
    return grid_of(surface(mesh(surface.domain, cells)), surface.domain, losses_at(surface, surface.minima))


def mesh(box: Box, cells: int) -> NDArray[np.float64]:
    """A grid over `box` of about this many square cells: (2, ny, nx)."""
    across = (cells * box.width / box.height) ** 0.5
    return box.mesh(_odd(across), _odd(cells / across))


def grid_of(loss: NDArray[np.float64], box: Box, known: NDArray[np.float64]) -> LossGrid:
    """The grid of the losses (ny, nx) on a regular grid over `box`; those that are `known` besides may be lower."""
    finite = loss[np.isfinite(loss)]
    low = float(np.concatenate([finite, known]).min()) if finite.size else 0.0
    with np.errstate(invalid="ignore", over="ignore"):
        above = np.where(np.isfinite(loss), loss - low, np.nan).astype(np.float32)
    eps, high = _scale(finite - low, _unseen(above))
    return LossGrid(box, above, low, high, eps)


def losses_at(surface: Surface, places: tuple[Point, ...]) -> NDArray[np.float64]:
    """The losses at some points, in one call: shape (n,)."""
    return surface(np.reshape(places, (-1, 2)).T)


def _odd(count: float) -> int:
    """The nearest odd number, so that the middle of the window, where many a minimum lies, is on the grid."""
    return 2 * round((count - 1) / 2) + 1


def _unseen(above: NDArray[np.float32]) -> float:
    """By how much the floor of a valley may lie below the nearest grid point: what the loss bends within half a cell."""
    inner = above[1:-1, 1:-1]
    with np.errstate(all="ignore"):
        bend = np.maximum(abs(np.diff(above, 2, 0)[:, 1:-1]), abs(np.diff(above, 2, 1)[1:-1])) / 8
    known = np.isfinite(bend)
    floor = known & (inner <= np.quantile(inner[known], FLOOR)) if known.any() else known
    return float(np.median(bend[floor])) if floor.any() else 0.0


def _scale(above: NDArray[np.float64], unseen: float) -> tuple[float, float]:
    """(eps, high): the extremes are left out, so that one cell at 1e300 doesn't flatten the rest."""
    if not len(above):
        return 0.0, 0.0
    bottom, high = (float(q) for q in np.quantile(above, [0.004, 0.99]))
    bottom = max(bottom, 1e-6 * high, CALM * unseen)
    return (bottom, high) if high > SPAN * bottom else (0.0, high)
