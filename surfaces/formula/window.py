"""Where to look at a formula, and where to begin: chosen so that something is seen."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from language import marked
from params import Array
from surfaces.base import QUIET, Box, Point
from surfaces.formula.errors import FormulaError

SIDES = (2.0, 5.0, 10.0, 1.0, 50.0)
"""Half the sides of windows about the origin that are tried, in turn."""
MESH = 33
SEEDS = 16
NEWTON_STEPS = 12
SEARCHED = 10.0
"""Half the side of the square about the origin with the seeds."""
REACHES = (5.0, 10.0, 1e4)
"""How far from the origin critical points are shown, in turn, until there are any."""
ARRIVED = 1e-5
FEW, MOST = 9, 16
"""Of more critical points than `MOST` the first `FEW` are shown."""
MARGIN = 0.35
"""How much wider than what it has to hold a window is, on each side."""
LEAST = 2.0
"""Half the side of the smallest window."""
ENOUGH = 0.7
"""The share of a window where the loss has to be a number."""
RANK = 0.85
"""A race begins where so much of the window lies lower."""

NOWHERE = marked(
    "It has no finite value up to {most} from the origin, whatever x and y are: look for a 1/0 or a root of what is negative."
)


class _Look:
    """A formula with numbers in place of its parameters."""

    def __init__(self, definition: Any, parameters: Mapping[str, Any]) -> None:
        self.definition, self.parameters = definition, parameters

    @QUIET
    def __call__(self, program: Any, w: Array) -> list[Array]:
        found = program({"x": w[0], "y": w[1], **self.parameters})
        return [np.broadcast_to(np.asarray(part, float), w[0].shape) for part in found]

    def losses(self, w: Array) -> Array:
        return self(self.definition.f, w)[0]

    def gradient(self, w: Array) -> list[Array]:
        return self(self.definition.df, w)

    def hessian(self, w: Array) -> list[Array]:
        return self(self.definition.d2f, w)


def suggested_window(definition: Any, parameters: Mapping[str, Any]) -> Box:
    """A window with finite losses, not all alike, and with the critical points near the origin if there are a few.

    Raises FormulaError if there is no finite loss anywhere near the origin.
    """
    look = _Look(definition, parameters)
    for holds in (_shows, _has_numbers):
        for box in _boxes(look):
            if holds(look, box):
                return box
    raise FormulaError(NOWHERE, 0, len(definition.text), most=f"{SIDES[-1]:g}")


def _boxes(look: _Look) -> Iterator[Box]:
    found = _critical(look)
    for reach in REACHES:
        near = found[:, np.abs(found).max(axis=0) <= reach]
        nearest = near[:, np.hypot(*near).argsort()]
        if near.size:
            yield _about(nearest if near.shape[1] <= MOST else nearest[:, :FEW])
    yield from (_square(0.0, 0.0, side) for side in SIDES)
    for side in SIDES:
        yield from _quadrants(side)
    yield from (box for side in SIDES for box in _finite_part(look, _square(0.0, 0.0, side)))


def _square(x: float, y: float, half: float) -> Box:
    return Box(x - half, x + half, y - half, y + half)


def _quadrants(side: float) -> Iterator[Box]:
    """The halves and quarters of a square, for what has a side only."""
    edge = side / 100
    yield Box(edge, side, -side, side)
    yield Box(-side, side, edge, side)
    yield Box(edge, side, edge, side)


def _finite_part(look: _Look, box: Box) -> Iterator[Box]:
    """A square within that part of a box where the loss is a number, be it a strip."""
    w = box.mesh(MESH, MESH)
    held = w[:, np.isfinite(look.losses(w))]
    if held.size:
        low, high = held.min(axis=1), held.max(axis=1)
        x, y = ((low + high) / 2).tolist()
        yield _square(x, y, max(float((high - low).min()), box.size / MESH) / 2)


def _about(points: Array) -> Box:
    """A square with round numbers that holds `points` (2, n), and some space around them."""
    low, high = points.min(axis=1), points.max(axis=1)
    half = _round(max(float((high - low).max()) / 2 * (1 + MARGIN), LEAST))
    step = 10.0 ** np.floor(np.log10(half)) / 2
    x, y = (np.rint((low + high) / 2 / step) * step).tolist()
    return _square(x, y, half)


def _round(size: float) -> float:
    """`size`, or a little more: one digit, or 1.5 or 2.5."""
    decade = 10.0 ** np.floor(np.log10(size))
    return float(next(d for d in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if d * decade >= size * (1 - 1e-9)) * decade)


def _has_numbers(look: _Look, box: Box) -> bool:
    return bool(np.isfinite(look.losses(box.mesh(MESH, MESH))).any())


def _shows(look: _Look, box: Box) -> bool:
    """Whether there is something to be seen: numbers, and not the same everywhere."""
    losses = look.losses(box.mesh(MESH, MESH))
    finite = losses[np.isfinite(losses)]
    return bool(finite.size >= ENOUGH * losses.size and np.ptp(finite) > 1e-9 * max(1e-9, np.abs(finite).max()))


@QUIET
def _critical(look: _Look) -> Array:
    """Where Newton's method arrives from a grid of seeds about the origin: (2, n), each place once."""
    far = _square(0.0, 0.0, REACHES[-1])
    w = _square(0.0, 0.0, SEARCHED).mesh(SEEDS, SEEDS).reshape(2, -1) + 1e-3
    for _ in range(NEWTON_STEPS):
        (gx, gy), (xx, xy, yy) = look.gradient(w), look.hessian(w)
        step = np.stack([yy * gx - xy * gy, xx * gy - xy * gx]) / (xx * yy - xy * xy)
        w = w - step
        keep = far.contains(w)
        w, step = w[:, keep], step[:, keep]
    w = w[:, np.hypot(*step) < ARRIVED]
    return np.unique(np.round(w, 4) + 0.0, axis=1)


def suggested_start(definition: Any, parameters: Mapping[str, Any], box: Box) -> Point:
    """A place on the slopes, off the middle and the diagonals, where the loss and its gradient are numbers."""
    look, w = _Look(definition, parameters), _inner(box).mesh(9, 9).reshape(2, -1)
    losses, size = look.losses(w), np.hypot(*look.gradient(w))
    good = np.isfinite(losses) & np.isfinite(size) & (size > 0)
    if not good.any():
        good = np.isfinite(losses) | True
    w, losses = w[:, good], losses[good]
    ranks = losses.argsort().argsort() / max(len(losses) - 1, 1)
    best = int(np.abs(ranks - RANK).argmin())
    return Point(*(_short(v, box) for v in w[:, best]))


def _inner(box: Box) -> Box:
    """The middle of a window, a little askew."""
    x, y, w, h = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, 0.42 * box.width, 0.37 * box.height
    return Box(x - w, x + 0.9 * w, y - 0.9 * h, y + h)


def _short(value: float, box: Box) -> float:
    """`value` with as many digits as a window needs."""
    digits = int(2 - np.floor(np.log10(box.size)))
    return float(round(float(value), digits)) + 0.0
