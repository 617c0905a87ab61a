"""Near which known critical point a point is: looked up in a grid, since a surface may have a thousand of them."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compiler import look_up
from params import Array, Bools, Ints
from surfaces import Box, Surface

NEAR = 0.01
"""How close to a critical point counts as there: a share of the window's longer side."""
AS_LOW = 1e-9
"""Minima whose losses differ by less than this share of the surface's losses are equally low."""
ROUNDED = 1e-9
"""Of a cell: whoever is nearer to its edge than this may count as on either side."""


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

    def minimum(self, near: Any, target: Any) -> Any:
        """The number in `surface.minima` of the minimum at `target` (2, ...), −1 where what is there is of another kind (`near`)."""
        number, _ = self.nearest(target)
        return np.where((near == Kind.CONVERGED) | (near == Kind.LOCAL), number, -1)

    def at(self, number: Any) -> Array:
        """The points of these numbers (...): (2, ...)."""
        return np.stack([look_up(coordinates, number) for coordinates in self.points])

    def is_near_minimum(self, w: Any) -> Any:
        """Whether a minimum is near `w` (2, ...): shape (...)."""
        candidates = look_up(self.cells, *_cell(w, self.box, self.radius))
        kinds = look_up(self.kinds, candidates)
        is_minimum = (kinds == Kind.CONVERGED) | (kinds == Kind.LOCAL)
        return (is_minimum & (length(w[..., None] - self.at(candidates)) <= self.radius)).any(axis=-1)

    @np.errstate(all="ignore")
    def nearest(self, w: Array) -> tuple[NDArray[np.intp], Array]:
        """(number, distance) of the place that is near `w` (2, ...) and nearest to it; (−1, NaN) where none is near."""
        candidates = look_up(self.cells, *_cell(w, self.box, self.radius))
        gaps = length(w[..., None] - self.at(candidates))
        gaps = np.where(gaps <= self.radius, gaps, np.inf)
        best = gaps.argmin(axis=-1)[..., None]
        gap, number = (np.take_along_axis(values, best, axis=-1)[..., 0] for values in (gaps, candidates))
        return np.where(np.isfinite(gap), number, -1), np.where(np.isfinite(gap), gap, np.nan)

    def nearest_of_many(self, w: Array) -> tuple[NDArray[np.intp], Array]:
        """As `nearest`, for `w` (2, m) of which most are near nothing: only cells that hold a place are looked into."""
        number, gap = np.full(w.shape[1], -1), np.full(w.shape[1], np.nan)
        some = np.flatnonzero(self.occupied[_cell(w, self.box, self.radius)])
        number[some], gap[some] = self.nearest(w[:, some])
        return number, gap

    @cached_property
    def occupied(self) -> Bools:
        """(columns, rows): whether any place may be near a point of the cell."""
        return self.cells[..., 0] < len(self.kinds) - 1

    @cached_property
    def free(self) -> Ints:
        """(columns, rows): up to how many cells away, itself being the first, there is none in which a minimum may be near."""
        kinds = self.kinds[self.cells]
        is_free = ~((kinds == Kind.CONVERGED) | (kinds == Kind.LOCAL)).any(axis=-1)
        free = np.zeros(is_free.shape, int)
        for _ in range(max(free.shape)):
            free += is_free
            is_free = _eroded(_eroded(is_free).T).T
        return free

    def free_about(self, w: Any, free: Any) -> tuple[Any, Any, Any]:
        """(middle (2, ...), half of a side) of a square about `w` (2, ...), and the minima of which alone one may be near in it (2, ..., K), NaN
        for none; free: the array of this name. Outside the window, too: there, who goes some way comes no more cells further.
        """
        cells = _cell(w, self.box, self.radius)
        far, candidates = look_up(free, *cells), look_up(self.cells, *cells)
        kinds = look_up(self.kinds, candidates)
        is_minimum, inside = (kinds == Kind.CONVERGED) | (kinds == Kind.LOCAL), self.box.contains(w)
        corner = zip((self.box.x0, self.box.y0), cells, w, strict=True)
        middle = np.stack([np.where(inside, low + (k + 0.5) * self.radius, v) for low, k, v in corner])
        cells_away = np.where(inside, np.maximum(far, 1) - 0.5, far - 1.0)
        return middle, self.radius * (cells_away - ROUNDED), np.where(is_minimum, self.at(candidates), np.nan)

    @cached_property
    def own(self) -> Array:
        """(P + 1,): how far around each place no other one is nearer, and it is near."""
        apart = length(self.points[:, :, None] - self.points[:, None])
        np.fill_diagonal(apart, np.inf)
        return np.fmin(np.fmin.reduce(apart, axis=0, initial=np.inf) / 2, self.radius)


def length(v: Any) -> Array:
    """|v| of vectors `v` (2, ...), five times as fast as np.hypot: below 1e-160, where squares vanish, nothing looks."""
    return np.sqrt(v[0] * v[0] + v[1] * v[1])


def near(surface: Surface) -> float:
    """The distance at which a path counts as having reached a critical point of `surface`."""
    return NEAR * surface.domain.size


@lru_cache(maxsize=256)
def known_places(surface: Surface) -> Places:
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


def _shape(box: Box, radius: float) -> tuple[int, int]:
    return int(np.ceil(box.width / radius)), int(np.ceil(box.height / radius))


def _cell(w: Any, box: Box, radius: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The column and row of the cell of `w` (2, ...), one `radius` wide; outside the window, of the nearest at its edge."""
    with np.errstate(invalid="ignore"):
        columns_rows = zip(w, (box.x0, box.y0), _shape(box, radius), strict=True)
        i, j = (np.fmax(np.fmin(np.floor((v - low) / radius), n - 1), 0).astype(np.intp) for v, low, n in columns_rows)
    return i, j


def _eroded(holds: Bools) -> Bools:
    """Where it `holds` in a row, in the one before and in the next."""
    wider = np.pad(holds, ((1, 1), (0, 0)), constant_values=True)
    return wider[:-2] & holds & wider[2:]


def _cells(points: Array, box: Box, radius: float) -> NDArray[np.intp]:
    near_to: dict[tuple[int, int], list[int]] = {}
    for number, (x, y) in enumerate(points.T[:-1]):
        (i0, j0), (i1, j1) = (_cell((x + d, y + d), box, radius) for d in (-radius, radius))
        for cell in product(range(int(i0), int(i1) + 1), range(int(j0), int(j1) + 1)):
            near_to.setdefault(cell, []).append(number)
    most = max(map(len, near_to.values()), default=1)
    cells = np.full((*_shape(box, radius), most), len(points.T) - 1)
    for cell, numbers in near_to.items():
        cells[cell][: len(numbers)] = numbers
    return cells
