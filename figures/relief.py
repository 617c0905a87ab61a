"""The ground of a contour plot: losses on a grid, and the scale on which they are coloured."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from surfaces import Box, Point, Surface

CELLS = 15_000
"""Grid points of a relief; 60 kB as they are sent."""
SPAN = 100.0
"""A loss whose high end is more than this many times its low end gets a logarithmic scale."""


@dataclass(frozen=True, eq=False)
class Relief:
    """The loss above `low` on a regular grid over `box`: (ny, nx), float32, NaN where it is not finite.

    Colours follow log10(above + eps) if `eps` is positive and `above` itself if it is 0, up to `high`.
    """

    box: Box
    above: NDArray[np.float32]
    low: float
    high: float
    eps: float


@lru_cache(maxsize=64)
def relief(surface: Surface, cells: int = CELLS) -> Relief:
    """The relief of `surface` over its domain, on about this many square cells."""
    return relief_of(surface(mesh(surface.domain, cells)), surface.domain, losses_at(surface, surface.minima))


def mesh(box: Box, cells: int) -> NDArray[np.float64]:
    """A grid over `box` of about this many square cells: (2, ny, nx)."""
    across = (cells * box.width / box.height) ** 0.5
    return box.mesh(_odd(across), _odd(cells / across))


def relief_of(loss: NDArray[np.float64], box: Box, known: NDArray[np.float64]) -> Relief:
    """The relief of the losses (ny, nx) on a regular grid over `box`; those that are `known` besides may be lower."""
    finite = loss[np.isfinite(loss)]
    low = float(np.concatenate([finite, known]).min()) if finite.size else 0.0
    with np.errstate(invalid="ignore", over="ignore"):
        above = np.where(np.isfinite(loss), loss - low, np.nan).astype(np.float32)
    eps, high = _scale(finite - low)
    return Relief(box, above, low, high, eps)


def losses_at(surface: Surface, places: tuple[Point, ...]) -> NDArray[np.float64]:
    """The losses at some points, in one call: shape (n,)."""
    return surface(np.reshape(places, (-1, 2)).T)


def _odd(count: float) -> int:
    """The nearest odd number, so that every second grid point reaches from edge to edge, too."""
    return 2 * round((count - 1) / 2) + 1


def _scale(above: NDArray[np.float64]) -> tuple[float, float]:
    """(eps, high): the extremes are left out, so that one cell at 1e300 doesn't flatten the rest."""
    if not len(above):
        return 0.0, 0.0
    bottom, high = (float(q) for q in np.quantile(above, [0.004, 0.99]))
    bottom = max(bottom, 1e-6 * high)
    return (bottom, high) if high > SPAN * bottom else (0.0, high)
