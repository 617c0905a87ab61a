"""Hyperparameters that suit a surface.

A learning rate has a unit. That of gradient descent is 1 / curvature, that of a method that divides the gradient by its
own size is a length. One number cannot serve a window 4 wide and one 1000 wide, so a default states its value for a
reference surface of curvature 100 and size 6 (`param(unit=…)`), and here it is scaled to the surface at hand. Where the best
rate of a method on a surface has been recorded (`references/rates.json`), that is the default.
"""

from dataclasses import replace
from functools import cache
from math import floor, log10
from typing import Any

import numpy as np

from optimizers import Optimizer, unwrap, wrap
from params import Param, params_of
from references import rate_of
from surfaces import DataSurface, Point, Surface

REFERENCE_CURVATURE = 100.0
REFERENCE_SIZE = 6.0
KINK = 0.02
"""How wide a kink counts: a share of the window's longer side."""
FROM_ZERO = 5
RENARD = (1.0, 1.12, 1.25, 1.4, 1.6, 1.8, 2.0, 2.24, 2.5, 2.8, 3.15, 3.55, 4.0, 4.5, 5.0, 5.6, 6.3, 7.1, 8.0, 9.0)
"""The R20 series of preferred numbers (ISO 3): twenty values a decade, about 12 % apart."""


@cache
def default_for(optimizer: Any, surface: Any) -> Optimizer:
    """The class `optimizer` with the defaults that suit the class `surface` as it is by default: at its best rate, if that
    has been recorded.

    They depend on the class alone, so that changing a surface's shape never changes a learning rate behind one's back.
    """
    return replace(scaled(optimizer, surface), **rate_of(optimizer.__name__, surface.__name__))


@cache
def scaled(optimizer: Any, surface: Any, start: Point | None = None) -> Optimizer:
    """The class `optimizer` with its declared values scaled to the class `surface`, whose races begin at `start` or its own."""
    bend, size = curvature(surface(), start) / REFERENCE_CURVATURE, surface.domain.size / REFERENCE_SIZE
    scale = {"curvature": bend, "1/curvature": 1 / bend, "size": size, "1/size": 1 / size}
    return optimizer(**{n: _suit(p, scale[p.unit]) for n, p in params_of(optimizer).items() if p.unit})


def rescaled(optimizer: Optimizer, surface: Any) -> Optimizer:
    """`optimizer` taken to the class `surface`: what scales with a surface is set anew, the rest stays as it was."""
    parts = unwrap(optimizer)
    kept = {n: getattr(parts.plain, n) for n, p in params_of(type(parts.plain)).items() if not p.unit}
    return wrap(parts._replace(plain=replace(default_for(type(parts.plain), surface), **kept)))


def curvature(surface: Surface, start: Point | None = None) -> float:
    """The largest curvature at `start`, or the surface's own, and at the known minima: the largest absolute eigenvalue of the Hessian.

    Of a loss made of data, that of any example alone, since a step may see no more than one. Where walls are straight and
    meet in a kink, what counts is how fast the slope changes across it.
    """
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


def _suit(declared: Param, scale: float) -> float:
    """The scaled default: the nearest value on a logarithmic slider, or two digits on a plain one."""
    value = declared.default * scale
    if declared.log:
        return min(preferred(declared.low, declared.high), key=lambda n: abs(log10(n / value)))
    return float(f"{min(max(value, declared.low), declared.high):.2g}")
