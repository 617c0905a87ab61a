"""Near which known critical point a point is: looked up in a grid, since a surface may have a thousand of them."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from surfaces import Box, Surface

Array = NDArray[np.float64]
NEAR = 0.01
"""How close to a critical point counts as there: a share of the window's longer side."""
AS_LOW = 1e-9
"""Minima whose losses differ by less than this share of the surface's losses are equally low."""
REACH = 2
"""A cell is one radius wide, and a point that is near to something in it lies within so many cells."""


class Kind(IntEnum):
    """What can become of a path.

    CONVERGED: at the lowest loss that is known; LOCAL: at a minimum that is not as low; HOVERING: near a critical point,
    but it goes on hopping; RESTING: it has stopped where no critical point is known; LEFT: the window, downhill.
    """

    MOVING = 0
    CONVERGED = 1
    LOCAL = 2
    SADDLE = 3
    MAXIMUM = 4
    HOVERING = 5
    RESTING = 6
    LEFT = 7
    DIVERGED = 8


@dataclass(frozen=True, eq=False)
class Places:
    """The known critical points of a surface, and after them nowhere: kinds (P + 1,), points (2, P + 1), losses (P + 1,).

    radius: how close counts as near; cells: (columns, rows, K), the numbers of those that may be near a point of the cell;
    bottom: the lowest loss that is known, −∞ if none is.
    """

    kinds: NDArray[np.int8]
    points: Array
    losses: Array
    radius: float
    box: Box
    cells: NDArray[np.intp]
    bottom: float

    def nearest(self, w: Array) -> tuple[NDArray[np.intp], Array]:
        """(number, distance) of the place that is near `w` (2, ...) and nearest to it; (−1, NaN) where none is near."""
        i, j = np.clip(
            _cell(w, self.box, self.radius), 0, np.array(self.cells.shape[:2]).reshape(2, *(1,) * (w.ndim - 1)) - 1
        )
        candidates = self.cells[i, j]
        gaps = np.hypot(*(w[..., None] - self.points[:, candidates]))
        gaps = np.where(gaps <= self.radius, gaps, np.inf)
        best = gaps.argmin(axis=-1)[..., None]
        gap = np.take_along_axis(gaps, best, axis=-1)[..., 0]
        number = np.take_along_axis(candidates, best, axis=-1)[..., 0]
        return np.where(np.isfinite(gap), number, -1), np.where(np.isfinite(gap), gap, np.nan)


def near(surface: Surface) -> float:
    """The distance at which a path counts as having reached a critical point of `surface`."""
    return NEAR * surface.domain.size


@lru_cache(maxsize=256)
def places(surface: Surface) -> Places:
    """The known critical points of `surface`. A minimum that is not as low as the lowest is LOCAL."""
    known = {Kind.CONVERGED: surface.minima, Kind.SADDLE: surface.saddles, Kind.MAXIMUM: surface.maxima}
    pairs = [(kind, place) for kind, at in known.items() for place in at] + [(Kind.MOVING, (np.nan, np.nan))]
    points = np.array([place for _, place in pairs], float).T
    losses, kinds = surface(points), np.array([kind for kind, _ in pairs], np.int8)
    bottom = surface.bottom
    scale = np.abs([*losses[:-1], float(surface(surface.start))]).max()
    kinds[(kinds == Kind.CONVERGED) & (losses - bottom > AS_LOW * scale)] = Kind.LOCAL
    return Places(
        kinds, points, losses, near(surface), surface.domain, _cells(points, surface.domain, near(surface)), bottom
    )


def _cell(w: Any, box: Box, radius: float) -> NDArray[np.intp]:
    """The column and row of the cell that holds `w` (2, ...); there are two more around the window."""
    with np.errstate(invalid="ignore"):
        x, y = w
        cell = np.stack([(x - box.x0) / radius, (y - box.y0) / radius])
        return np.nan_to_num(np.clip(np.floor(cell) + REACH, -1, 1e6)).astype(np.intp)


def _cells(points: Array, box: Box, radius: float) -> NDArray[np.intp]:
    columns, rows = (int(np.ceil(side / radius)) + 2 * REACH + 1 for side in (box.width, box.height))
    near_to: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(points.T[:-1]):
        (i0, j0), (i1, j1) = (_cell((x + d, y + d), box, radius) for d in (-radius, radius))
        for cell in ((i, j) for i in range(i0, i1 + 1) for j in range(j0, j1 + 1)):
            near_to.setdefault(cell, []).append(number)
    cells = np.full((columns, rows, max(map(len, near_to.values()), default=1)), len(points.T) - 1)
    for (i, j), numbers in near_to.items():
        cells[i, j, : len(numbers)] = numbers
    return cells
