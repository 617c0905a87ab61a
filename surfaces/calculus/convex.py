"""Minima of convex surfaces, found anew for each set of numbers: Newton's method, or cutting ellipses where it is kinked.

Also the nearest minimum downhill of a point on any smooth surface, with an L1 penalty on each weight if there is one.
"""

from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np

from params import Array
from surfaces.base import Box, Point, Surface, without_dust

NEWTON_STEPS = 80
HALVINGS = 40
ARRIVED = 1e-13
"""A step shorter than this share of the window's size ends the search."""
ROUNDING = 1e-14
"""A rise of the loss by less than this share of it is none."""
FLAT = 1e-4
"""How far around a minimum, as a share of the window's size, the loss has to be higher than there."""
DIRECTIONS = 64
CUTS = 400


def lowest(surface: Surface) -> tuple[Point, ...]:
    """The minimum of a convex surface, if there is one inside the window and not a whole region of them."""
    found = _lowest_point(surface)
    return () if found is None or not surface.domain.contains(found) or _is_flat(surface, found) else (found,)


def bottom(surface: Surface) -> float:
    """The lowest loss of a convex surface, be it at one point or in a whole region; −∞ if it has no minimum."""
    found = _lowest_point(surface)
    return -np.inf if found is None else float(surface(found))


@lru_cache(maxsize=256)
def _lowest_point(surface: Surface) -> Point | None:
    if not surface.smooth:
        return cut_down(surface, surface.domain)
    # A convex surface is lowest wherever it is level.
    return downhill(surface, surface.start) if surface.gradient(surface.start).any() else surface.start


def _is_flat(surface: Surface, point: Point) -> bool:
    """Whether the loss is the same in some direction, so that the point is one of a whole region."""
    turn = 2 * np.pi * np.arange(DIRECTIONS) / DIRECTIONS
    around = np.array(point)[:, None] + FLAT * surface.domain.size * np.array([np.cos(turn), np.sin(turn)])
    return bool((surface(around) == surface(point)).any())


def downhill(smooth: Surface, start: Any, sparsity: Any = (0.0, 0.0)) -> Point | None:
    """Where descent from `start` ends on the smooth surface plus a|x| + b|y|, `sparsity` (a, b); None if it doesn't.

    Newton's method, on a Hessian whose negative curvatures count as positive, with halved steps where it overshoots. A
    coordinate that the penalty keeps at zero is exactly zero. Lee, Sun & Saunders (2014), Proximal Newton-type methods.
    """
    w, l1 = np.asarray(start, float), np.asarray(sparsity, float)
    for _ in range(NEWTON_STEPS):
        h = smooth.hessian(w)
        if not l1.any() and not h.any():
            return None
        target = _model_minimum(w, smooth.gradient(w), _convexified(h), l1)
        if not np.isfinite(target).all():
            return None
        if np.abs(target - w).max() <= ARRIVED * smooth.domain.size:
            return Point(*without_dust(target, smooth.domain).tolist())
        reach = smooth.domain.size / np.abs(target - w).max()
        w = _towards(target if reach > 1 else w + reach * (target - w), w, smooth, l1)
    return None


def _towards(target: Array, w: Array, smooth: Surface, l1: Array) -> Array:
    """The first of target, halfway, a quarter … that is not higher than `w`."""
    here = _penalized(smooth, w, l1)
    for halving in range(HALVINGS):
        there = target if not halving else w + 0.5**halving * (target - w)
        if _penalized(smooth, there, l1) <= here + ROUNDING * abs(here):
            return there
    return w


def _penalized(smooth: Surface, w: Array, l1: Array) -> float:
    return float(smooth(w) + l1 @ np.abs(w))


def _convexified(h: Array) -> Array:
    values, axes = np.linalg.eigh(h) if np.isfinite(h).all() else (np.full(2, np.nan), np.eye(2))
    floor = 1e-12 * np.abs(values).max() or 1.0
    return (axes * np.maximum(np.abs(values), floor)) @ axes.T


def _model_minimum(w: Array, g: Array, h: Array, l1: Array) -> Array:
    """The minimum of g d + ½ d H d + l1 |w + d| as the point w + d: the best of all patterns of signs."""
    signs = product(*((-1.0, 0.0, 1.0) if strength else (1.0,) for strength in l1))
    candidates = [_with_signs(np.array(s), w, g, h, l1) for s in signs]
    return min(candidates, key=lambda v: g @ (v - w) + (v - w) @ h @ (v - w) / 2 + l1 @ np.abs(v))


def _with_signs(s: Array, w: Array, g: Array, h: Array, l1: Array) -> Array:
    """The same minimum if the coordinates with s = 0 are zero and the others' absolute values were s times them."""
    free, d = s != 0, np.where(s != 0, 0.0, -w)
    d[free] = -np.linalg.solve(h[np.ix_(free, free)], (g + l1 * s + h @ d)[free])
    return np.where(free, w + d, 0.0)


def cut_down(surface: Surface, box: Box) -> Point | None:
    """The minimum of a convex surface with kinks over the disc around `box`: each slope cuts an ellipse in half.

    The columns of `axes` span the ellipse.

    Shor (1977), Cut-off method with space extension.
    """
    w, axes = np.array([box.x0 + box.x1, box.y0 + box.y1]) / 2, 0.6 * np.hypot(box.width, box.height) * np.eye(2)
    for _ in range(CUTS):
        slope = axes.T @ surface.gradient(w)
        reach = float(np.hypot(*slope))
        if not np.isfinite(reach):
            return None
        if reach == 0 or np.abs(axes).max() <= ARRIVED * box.size:
            break
        along = slope / reach
        w = w - axes @ along / 3
        axes = 2 / 3**0.5 * (axes + (3**-0.5 - 1) * np.outer(axes @ along, along))
    return _snapped(surface, w)


def _snapped(surface: Surface, w: Array) -> Point:
    """`w`, or the point beside it at the origin or on an axis that is as low: a penalty may have put it there."""
    low = surface(w) + ROUNDING * abs(surface(w))
    return Point(*next((v for v in w * [[0, 0], [0, 1], [1, 0]] if surface(v) <= low), w).tolist())
