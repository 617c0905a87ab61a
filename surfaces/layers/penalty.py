"""Regularization: a surface plus a penalty on large weights, and how the critical points move."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np

from params import NONNEGATIVE, Array, changed, param
from surfaces.base import Box, CriticalPoints, Point, Surface, TorchCode, lowest_minimum
from surfaces.calculus.continued import absolute
from surfaces.calculus.convex import cut_down, downhill
from surfaces.calculus.critical import SAME, find_critical_points
from surfaces.layers.base import Tilted, Wrapper

SCANNED = 2000
"""Places on an axis at which the slope along it is looked at."""
BISECTIONS = 60


@dataclass(frozen=True)
class Regularized(Wrapper):
    r"""Any surface with a penalty on its weights: L2 spreads weight out, L1 drives weights to exactly zero.

    $$f(w) + \lambda_1 \left( |x| + |y| \right) + \lambda_2 \left( x^2 + y^2 \right)$$

    Where y is the intercept of a linear model, the terms in y are left out unless `intercept` says otherwise.

    With $\lambda_1 > 0$ there are kinks on both axes, where `df` answers 0 for the penalty's share: one of its subgradients.
    Hoerl & Kennard (1970), Tibshirani (1996); both at once, Zou & Hastie (2005).
    """

    label = "Penalty"

    l1: float = param(0.0, 0.0, 10.0, r"\lambda_1", "L1: strength of |x| + |y|", log=True, within=NONNEGATIVE)
    l2: float = param(0.0, 0.0, 10.0, r"\lambda_2", "L2: strength of x² + y²", log=True, within=NONNEGATIVE)
    intercept: bool = param(False, help="penalize the intercept: it is left alone otherwise, as in textbooks")

    @property
    def smooth(self) -> bool:  # type: ignore[override]
        return self.surface.smooth and not self.l1

    @property
    def sparsity(self) -> Point:
        x, y = self.surface.sparsity
        return Point(x + self.l1, y + self.share * self.l1)

    @property
    def share(self) -> float:
        """What y counts beside x in the penalty: 1, or 0 if it is an intercept that is left alone."""
        return float(self.intercept or not self.has_intercept)

    def penalty(self, x, y):
        """What is added to the surface."""
        return self.l1 * (absolute(x) + self.share * absolute(y)) + self.l2 * (x * x + self.share * y * y)

    def f(self, x, y):
        return self.surface.f(x, y) + self.penalty(x, y)

    def df(self, x, y):
        gx, gy = self.surface.df(x, y)
        gx = gx + self.l1 * np.sign(x) + 2 * self.l2 * x
        return gx, gy + self.share * (self.l1 * np.sign(y) + 2 * self.l2 * y)

    def d2f(self, x, y):
        xx, xy, yy = self.surface.d2f(x, y)
        return xx + 2 * self.l2, xy, yy + self.share * 2 * self.l2

    @property
    def torch(self) -> TorchCode:
        who = "w" if self.share else "w[0]"
        terms = {f"{who}.abs().sum()": self.l1, f"({who} * {who}).sum()": self.l2}
        return TorchCode(
            "", " + ".join(f"{float(strength)!r} * {term}" for term, strength in terms.items() if strength)
        )

    @property
    def landscape(self) -> Surface:
        return changed(self, surface=self.surface.landscape)

    @property
    def bottom(self) -> float:
        return lowest_minimum(self) if self.l1 or self.l2 else self.surface.bottom

    @property
    def critical(self) -> CriticalPoints:
        return critical_points(self.landscape)


@lru_cache(maxsize=256)
def critical_points(loss: Regularized) -> CriticalPoints:
    """The critical points of a regularized surface inside its window, those on a kink of the penalty included."""
    ridge = replace(loss, l1=0.0)
    if not loss.l1 and not loss.l2:
        return loss.surface.critical
    if loss.convex:
        # A curvature that jumps can keep Newton's method from arriving.
        found = downhill(ridge, loss.start, loss.sparsity) if loss.surface.smooth else None
        found = found or cut_down(loss, loss.domain)
        return CriticalPoints(minima=(found,) if found and loss.domain.contains(found) else ())
    if not loss.l1:
        known = find_critical_points(ridge)
        return known + CriticalPoints(minima=_cone(loss, known.minima))
    parts = (_in_quadrants(ridge, loss.l1), *_on_axes(ridge, loss.l1), _at_origin(ridge, loss.l1))
    return sum(parts, start=CriticalPoints())


def _cone(loss: Regularized, known: tuple[Point, ...]) -> tuple[Point, ...]:
    """The origin, if the surface has a minimum there that Newton's method cannot find: the penalty leaves it there."""
    origin = Point(0.0, 0.0)
    lost = all(np.hypot(*point) > SAME * loss.domain.size for point in known)
    return (origin,) if origin in loss.surface.minima and lost else ()


def _in_quadrants(ridge: Regularized, l1: float) -> CriticalPoints:
    """Off the axes the penalty is a slope that depends on the quadrant alone."""
    box, parts = ridge.domain, []
    for right, up in product((1.0, -1.0), repeat=2):
        xs, ys = _half(box.x0, box.x1, right), _half(box.y0, box.y1, up)
        if xs[0] < xs[1] and ys[0] < ys[1]:
            parts.append(find_critical_points(Tilted(ridge, Point(l1 * right, l1 * up)), Box(*xs, *ys)))
    return sum(parts, start=CriticalPoints())


def _half(low: float, high: float, side: float) -> tuple[float, float]:
    return (max(low, 0.0), high) if side > 0 else (low, min(high, 0.0))


def _on_axes(ridge: Regularized, l1: float) -> list[CriticalPoints]:
    """On an axis the penalty holds a point that the slope across it cannot push off."""
    box = ridge.domain
    return [
        _on_axis(ridge, l1, k, *_half(low, high, side))
        for k, (low, high) in enumerate(((box.x0, box.x1), (box.y0, box.y1)))
        for side in (1.0, -1.0)
        if (box.y0 <= 0 <= box.y1 if k == 0 else box.x0 <= 0 <= box.x1)
    ]


def _on_axis(ridge: Regularized, l1: float, k: int, low: float, high: float) -> CriticalPoints:
    """Those on one half of the axis of coordinate `k`, from `low` to `high`."""
    at = np.linspace(low, high, SCANNED + 1)
    at = at[at != 0]
    if low >= high:
        return CriticalPoints()

    def slope(s: Array) -> Array:
        return ridge.gradient(_placed(s, k))[k] + l1 * np.sign(s)

    rises = slope(at) > 0
    turns = np.flatnonzero(rises[1:] != rises[:-1])
    left, right, first = at[turns], at[turns + 1], rises[turns]
    for _ in range(BISECTIONS):
        middle = (left + right) / 2
        same = (slope(middle) > 0) == first
        left, right = np.where(same, middle, left), np.where(same, right, middle)
    held = np.abs(ridge.gradient(_placed(left, k))[1 - k]) < l1
    points = [Point(*p) for p in _placed(left, k).T.tolist()]
    lows, saddles = (
        tuple(p for p, take in zip(points, held & (first == falls), strict=True) if take) for falls in (False, True)
    )
    return CriticalPoints(lows, saddles)


def _placed(s: Array, k: int) -> Array:
    """Points (2, n) on the axis of coordinate `k`."""
    return np.stack([s, np.zeros_like(s)] if k == 0 else [np.zeros_like(s), s])


def _at_origin(ridge: Regularized, l1: float) -> CriticalPoints:
    held = ridge.domain.contains((0.0, 0.0)) and bool((np.abs(ridge.gradient((0.0, 0.0))) < l1).all())
    return CriticalPoints(minima=(Point(0.0, 0.0),) if held else ())
