"""Ravines: steep across, flat along."""

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np

from params import NONNEGATIVE, Interval, param
from surfaces.base import Box, CriticalPoints, Point, Surface

STEEP = 10.0


@dataclass(frozen=True)
class Ravine(Surface):
    r"""A straight, ill-conditioned ravine: gradient descent jitters across it and crawls along it.

    $$f = \tfrac12 (\lambda_1 u^2 + \lambda_2 v^2), \quad \lambda_2 = 10,\ \lambda_1 = \lambda_2 / \kappa,
      \qquad u, v: x, y \text{ rotated by } \theta$$

    The steep curvature stays the same, so that the largest stable learning rate (2/λ₂) does, too, and κ alone says how
    slow the flat direction is.
    """

    kappa: float = param(
        100.0, 1.0, 1000.0, r"\kappa", "condition number: how much steeper across than along", log=True,
        within=Interval(1.0),
    )  # fmt: skip
    angle: float = param(20.0, -90.0, 90.0, r"\theta", "angle of the ravine's floor in degrees")

    convex = True
    domain = Box(-3.0, 3.0, -3.0, 3.0)
    start = Point(-2.6, -0.2)
    steps = 150
    critical = CriticalPoints(minima=(Point(0.0, 0.0),))

    @cached_property
    def _axes(self) -> tuple[float, float]:
        # By the sine alone, which is exactly 0 where it should be; half a turn changes nothing.
        angle = self.angle - 180 * np.rint(self.angle / 180)
        return np.sin(np.radians(90 - np.abs(angle))), np.sin(np.radians(angle))

    def f(self, x, y):
        c, s = self._axes
        u, v = c * x + s * y, c * y - s * x
        return 0.5 * STEEP * (u * u / self.kappa + v * v)

    def df(self, x, y):
        xx, xy, yy = self.d2f(x, y)
        return xx * x + xy * y, xy * x + yy * y

    def d2f(self, x, y):
        c, s = self._axes
        flat, rest = STEEP / self.kappa, STEEP * (1 - self.kappa) / self.kappa
        return flat * c * c + STEEP * s * s, rest * c * s, flat * s * s + STEEP * c * c


@dataclass(frozen=True)
class Rosenbrock(Surface):
    r"""A bent ravine, the banana: easy to fall into, slow to follow.

    $$f(x, y) = (a - x)^2 + b\,(y - x^2)^2$$

    Rosenbrock (1960). At a = 1, b = 100 the condition number at the minimum is 2508.
    """

    a: float = param(1.0, -1.4, 1.4, "a", "the minimum lies at (a, a²)")
    b: float = param(100.0, 1.0, 200.0, "b", "steepness of the ravine's walls", log=True, within=NONNEGATIVE)

    domain = Box(-2.0, 2.0, -1.0, 3.0)
    start = Point(-1.2, 1.0)
    steps = 500

    @property
    def critical(self):
        return CriticalPoints(minima=(Point(self.a, self.a * self.a),))

    def f(self, x, y):
        r, q = self.a - x, y - x * x
        return r * r + self.b * q * q

    def df(self, x, y):
        r, q = self.a - x, y - x * x
        return -2 * r - 4 * self.b * x * q, 2 * self.b * q

    def d2f(self, x, y):
        return 2 + self.b * (12 * x * x - 4 * y), -4 * self.b * x, 2 * self.b


@dataclass(frozen=True)
class Beale(Surface):
    r"""A flat valley below steep walls: gradient descent leaps down the wall in one step, then it crawls along the valley and
    comes last.

    $$f(x, y) = \sum_{i=1}^{3} \left( c_i - x + x y^i \right)^2, \qquad c = (1.5,\ 2.25,\ 2.625)$$

    Beale (1958).
    """

    domain = Box(-4.5, 4.5, -4.5, 4.5)
    start = Point(1.0, 1.6)
    steps = 150
    critical = CriticalPoints(
        minima=(Point(3.0, 0.5),),
        saddles=(Point(0.0, 1.0), Point(0.10053793732416, -2.64451358502312)),
    )

    def _residuals(self, x, y):
        return 1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y

    def f(self, x, y):
        p, q, r = self._residuals(x, y)
        return p * p + q * q + r * r

    def df(self, x, y):
        p, q, r = self._residuals(x, y)
        y2, y3 = y * y, y * y * y
        return 2 * (p * (y - 1) + q * (y2 - 1) + r * (y3 - 1)), 2 * x * (p + 2 * q * y + 3 * r * y2)

    def d2f(self, x, y):
        p, q, r = self._residuals(x, y)
        y2, y3 = y * y, y * y * y
        a, b, c = y - 1, y2 - 1, y3 - 1
        return (
            2 * (a * a + b * b + c * c),
            2 * (p + 2 * q * y + 3 * r * y2) + 2 * x * (a + 2 * b * y + 3 * c * y2),
            2 * x * x * (1 + 4 * y2 + 9 * y2 * y2) + 4 * x * (q + 3 * r * y),
        )


@dataclass(frozen=True)
class DixonPrice(Surface):
    r"""A ravine bent like a horseshoe, with a minimum in each arm: momentum and Adam come down one arm and swing round the
    bend into the other.

    $$f(x, y) = (x - 1)^2 + 2\,(2 y^2 - x)^2$$

    Dixon & Price (1989).
    """

    label = "Dixon–Price"
    domain = Box(-10.0, 10.0, -10.0, 10.0)
    start = Point(8.0, 2.2)
    steps = 120
    critical = CriticalPoints(
        minima=(Point(1.0, sqrt(0.5)), Point(1.0, -sqrt(0.5))),
        saddles=(Point(1 / 3, 0.0),),
    )

    def f(self, x, y):
        p, q = x - 1, 2 * y * y - x
        return p * p + 2 * q * q

    def df(self, x, y):
        q = 2 * y * y - x
        return 2 * (x - 1) - 4 * q, 16 * y * q

    def d2f(self, x, y):
        return 6.0, -16 * y, 96 * y * y - 16 * x
