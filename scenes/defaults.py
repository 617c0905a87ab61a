"""Hyperparameters that suit a surface.

A learning rate has a unit. That of gradient descent is 1 / curvature, that of a method that divides the gradient by its
own size is a length. One number cannot serve a window 4 wide and one 1000 wide, so a default states its value for a
reference surface of curvature 100 and size 6 (`param(unit=…)`), and here it is scaled to the surface at hand. Where the best
rate of a method on a surface has been recorded (`references/rates.json`), that is the default.
"""

from dataclasses import replace
from functools import lru_cache
from math import floor, log10
from typing import Any

import numpy as np

from optimizers import Optimizer, unwrap, wrap
from params import Param, params_of
from references import rate_of
from scenes.table_store import table_of
from surfaces import DataSurface, Formula, Point, Surface, penalty, plain

REFERENCE_CURVATURE = 100.0
REFERENCE_SIZE = 6.0
KINK = 0.02
"""How wide a kink counts: a share of the window's longer side."""
COARSE, STEEPEST = 24, 90
"""Of a formula that somebody typed: places along each side of its window, and of which percentile of their curvatures no more is
believed, because a pole has any.
"""
BENDS = 1e-30, 1e30
"""Curvatures that a rate can be scaled by."""
FROM_ZERO = 5
RENARD = (1.0, 1.12, 1.25, 1.4, 1.6, 1.8, 2.0, 2.24, 2.5, 2.8, 3.15, 3.55, 4.0, 4.5, 5.0, 5.6, 6.3, 7.1, 8.0, 9.0)
"""The R20 series of preferred numbers (ISO 3): twenty values a decade, about 12 % apart."""


def default_for(optimizer: Any, surface: Any) -> Optimizer:
    """The class `optimizer` with the defaults that suit `surface`: a class of them as it is by default, or a loss as it is.

    On the surface as it was recorded, a rate is the method's best. On other shapes of it, or under other deterministic
    layers, the recorded rate goes on without a leap: where the loss is steeper it is scaled as from surface to surface,
    so that whoever was stable stays so. Of a table of the user's own, and of steps that see a few examples or noise, the
    record knows nothing: there the declared values are scaled to the class, and to a formula that somebody typed, as it is.
    """
    return _suited(optimizer, surface() if isinstance(surface, type) else surface)


@lru_cache(maxsize=4096)
def _suited(optimizer: Any, loss: Surface) -> Optimizer:
    kind, declared = type(plain(loss)), params_of(optimizer)
    if isinstance(plain(loss), Formula):
        return scaled(optimizer, plain(loss))
    if table_of(plain(loss)) or loss.at(1) != loss:
        return scaled(optimizer, kind)
    best, bend = rate_of(optimizer.__name__, kind.__name__), max(1.0, curvature(loss) / curvature(kind()))
    carried = {name: _suit(replace(declared[name], default=rate), bend) for name, rate in best.items()}
    return replace(scaled(optimizer, kind), **carried)


@lru_cache(maxsize=4096)
def scaled(optimizer: Any, surface: Any, start: Point | None = None) -> Optimizer:
    """The class `optimizer` with its declared values scaled to `surface`, a class or one of it, whose races begin at `start` or
    its own.
    """
    one = surface() if isinstance(surface, type) else surface
    bend, size = curvature(one, start) / REFERENCE_CURVATURE, one.domain.size / REFERENCE_SIZE
    return optimizer(**{n: _suit(p, bend, size) for n, p in params_of(optimizer).items() if p.unit})


def rescaled(optimizer: Optimizer, surface: Any) -> Optimizer:
    """`optimizer` taken to `surface`, a class or a loss: what scales with a surface is set anew, the rest stays as it was."""
    parts = unwrap(optimizer)
    kept = {n: getattr(parts.plain, n) for n, p in params_of(type(parts.plain)).items() if not p.unit}
    return wrap(parts._replace(plain=replace(default_for(type(parts.plain), surface), **kept)))


def followed(optimizer: Optimizer, before: Surface, after: Surface) -> Optimizer:
    """`optimizer` taken from one loss to another of the same surface: what was as by default is so again, the rest stays."""
    parts = unwrap(optimizer)
    kind = type(parts.plain)
    base = plain(before)
    bare = base if isinstance(base, Formula) else type(base)
    known, new = (default_for(kind, before), default_for(kind, bare)), default_for(kind, after)
    left = [n for n in params_of(kind) if getattr(parts.plain, n) in [getattr(one, n) for one in known]]
    return wrap(parts._replace(plain=replace(parts.plain, **{n: getattr(new, n) for n in left})))


def curvature(loss: Surface, start: Point | None = None) -> float:
    """The largest curvature at `start`, or the surface's own, and at the known minima: the largest absolute eigenvalue of the
    Hessian, and what a penalty adds to it.

    Of a loss made of data, that of any example alone, since a step may see no more than one. Where walls are straight and
    meet in a kink, what counts is how fast the slope changes across it.
    """
    added, base = penalty(loss), plain(loss)
    own = _sampled_curvature(base) if isinstance(base, Formula) else _curvature(base, start)
    return own + (2 * added.l2 if added else 0.0)


@np.errstate(all="ignore")
def _sampled_curvature(surface: Formula) -> float:
    """That of a formula, at its start and at the lowest place of a coarse grid: nobody waits for its minima."""
    w = surface.domain.mesh(COARSE, COARSE).reshape(2, -1)
    losses, slope = surface(w), np.abs(surface.gradient(surface.start)).max() / (KINK * surface.domain.size)
    lowest = w[:, np.argmin(np.where(np.isfinite(losses), losses, np.inf))]
    bends = _bends(surface, np.column_stack([surface.start, lowest, w]))
    (known, grid) = (part[np.isfinite(part)] for part in (bends[:2], bends[2:]))
    bend = min(known.max(initial=0.0), np.percentile(grid, STEEPEST) if grid.size else 0.0) or slope
    return float(np.clip(bend, *BENDS)) if bend > 0 else REFERENCE_CURVATURE


def _bends(surface: Surface, w: np.ndarray) -> np.ndarray:
    """The larger absolute eigenvalue of the Hessian at `w` (2, M): shape (M,)."""
    (xx, xy), (_xy, yy) = surface.hessian(w)
    return np.abs(xx + yy) / 2 + np.hypot((xx - yy) / 2, xy)


def _curvature(surface: Surface, start: Point | None) -> float:
    begin = start or surface.start
    places = np.array([begin, *surface.minima]).T
    hessian = np.moveaxis(_hessians(surface, places), (0, 1), (-2, -1)).reshape(-1, 2, 2)
    finite = hessian[np.isfinite(hessian).all(axis=(1, 2))]
    bend = np.abs(np.linalg.eigvalsh(finite)).max()
    return float(bend or np.abs(surface.gradient(begin)).max() / (KINK * surface.domain.size))


def _hessians(surface: Surface, places: np.ndarray) -> np.ndarray:
    """The Hessian at `places` (2, M), or those of all examples there: (2, 2, M, ...)."""
    if not isinstance(surface, DataSurface):
        return surface.hessian(places)
    xx, xy, yy = surface.each_hessian(places[0], places[1], surface.examples)
    return np.array([[xx, xy], [xy, yy]])


def preferred(low: float, high: float) -> list[float]:
    """The values of a logarithmic slider: all preferred numbers from `low` to `high`, both ends included.

    From 0 it goes on with the number that lies `FROM_ZERO` decades below the high end.
    """
    if not low:
        return [0.0, *preferred(high / 10**FROM_ZERO, high)]
    decades = range(floor(log10(low)), floor(log10(high)) + 1)
    numbers = [float(f"{mantissa}e{decade}") for decade in decades for mantissa in RENARD]
    return [low, *(n for n in numbers if low < n < high), high]


def _suit(declared: Param, bend: float, size: float = 1.0) -> float:
    """The default where curvatures are `bend` times as large and lengths `size` times: the nearest value on a logarithmic
    slider, or two digits on a plain one.
    """
    value = (
        declared.default * {"curvature": bend, "1/curvature": 1 / bend, "size": size, "1/size": 1 / size}[declared.unit]
    )
    if declared.log:
        return min(preferred(declared.low, declared.high), key=lambda n: abs(log10(n / value)))
    return float(f"{min(max(value, declared.low), declared.high):.2g}")
