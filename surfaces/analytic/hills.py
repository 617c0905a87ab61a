"""Hills: valleys and bumps that are no polynomials, and some that can be reshaped."""

from dataclasses import dataclass
from math import pi

import numpy as np

from params import NONNEGATIVE, Interval, param
from surfaces.base import Box, CriticalPoints, Point, Surface
from surfaces.calculus.continued import absolute
from surfaces.calculus.critical import Found

BRANIN_B = 5.1 / (4 * pi * pi)
BRANIN_C = 5 / pi
BRANIN_T = 1 / (8 * pi)


def _branin_floor(k):
    """The point of the parabola's floor with x = kπ."""
    return Point(k * pi, BRANIN_B * k * k * pi * pi - BRANIN_C * k * pi + 6)


@dataclass(frozen=True)
class Branin(Surface):
    r"""Three equally good minima along one bent valley: from one start gradient descent and Adam find one, momentum and RMSProp
    another.

    $$f(x, y) = \left( y - \tfrac{5.1}{4\pi^2} x^2 + \tfrac{5}{\pi} x - 6 \right)^2
      + 10 \left( 1 - \tfrac{1}{8\pi} \right) \cos x + 10$$

    Branin (1972). The gradient vanishes on the floor of the parabola where sin x = 0.
    """

    domain = Box(-5.0, 10.0, 0.0, 15.0)
    start = Point(1.8, 13.0)
    steps = 100
    critical = CriticalPoints(
        minima=(_branin_floor(-1), _branin_floor(1), _branin_floor(3)),
        saddles=(_branin_floor(0), _branin_floor(2)),
    )

    def f(self, x, y):
        p = y - BRANIN_B * x * x + BRANIN_C * x - 6
        return p * p + 10 * (1 - BRANIN_T) * np.cos(x) + 10

    def df(self, x, y):
        p, slope = y - BRANIN_B * x * x + BRANIN_C * x - 6, BRANIN_C - 2 * BRANIN_B * x
        return 2 * p * slope - 10 * (1 - BRANIN_T) * np.sin(x), 2 * p

    def d2f(self, x, y):
        p, slope = y - BRANIN_B * x * x + BRANIN_C * x - 6, BRANIN_C - 2 * BRANIN_B * x
        return 2 * slope * slope - 4 * BRANIN_B * p - 10 * (1 - BRANIN_T) * np.cos(x), 2 * slope, 2.0


@dataclass(frozen=True)
class Peaks(Surface):
    r"""Hills and hollows on a plain: a shallow hollow holds gradient descent and RMSProp, momentum and Adam roll on into the
    deepest.

    $$f(x, y) = 3 (1 - x)^2 e^{-x^2 - (y + 1)^2} - 10 \left( \tfrac{x}{5} - x^3 - y^5 \right) e^{-x^2 - y^2}
      - \tfrac13 e^{-(x + 1)^2 - y^2}$$

    MATLAB's `peaks`, by Moler (1980s).
    """

    domain = Box(-3.0, 3.0, -3.0, 3.0)
    start = Point(0.3, 1.2)
    steps = 120
    critical = CriticalPoints(
        minima=(
            Point(0.228278920556369099, -1.625534957499996519),
            Point(-1.347396244368210784, 0.204518866097005180),
            Point(0.296445553846832078, 0.320196247666834342),
        ),
        saddles=(
            Point(-0.265937556837245686, 0.466739993726269397),
            Point(0.416323321678508196, -0.394145098402424613),
            Point(1.098272834335092782, 0.854460979524752453),
        ),
        maxima=(
            Point(-0.009317581959954116, 1.581367962938999773),
            Point(-0.460024518034386641, -0.629196508716800912),
            Point(1.285684697241304089, -0.004847559075593672),
        ),
    )

    def _bells(self, x, y):
        return np.exp(-x * x - (y + 1) * (y + 1)), np.exp(-x * x - y * y), np.exp(-(x + 1) * (x + 1) - y * y)

    def _polynomial(self, x, y):
        """The factor of the middle bell."""
        return 10 * (x * x * x + y * y * y * y * y - x / 5)

    def f(self, x, y):
        a, b, c = self._bells(x, y)
        return 3 * (1 - x) * (1 - x) * a + self._polynomial(x, y) * b - c / 3

    def df(self, x, y):
        a, b, c = self._bells(x, y)
        p = self._polynomial(x, y)
        return (
            6 * (x - 1) * (1 + x - x * x) * a + (30 * x * x - 2 - 2 * x * p) * b + 2 / 3 * (x + 1) * c,
            -6 * (1 - x) * (1 - x) * (y + 1) * a + (50 * y * y * y * y - 2 * y * p) * b + 2 / 3 * y * c,
        )

    def d2f(self, x, y):
        a, b, c = self._bells(x, y)
        p, px, py = self._polynomial(x, y), 30 * x * x - 2, 50 * y * y * y * y
        u, v, w = x - 1, y + 1, x + 1
        return (
            6 * (1 - 4 * x * u + (2 * x * x - 1) * u * u) * a
            + (60 * x - 4 * x * px + (4 * x * x - 2) * p) * b
            + 2 / 3 * (1 - 2 * w * w) * c,
            12 * v * u * (x * u - 1) * a + (4 * x * y * p - 2 * y * px - 2 * x * py) * b - 4 / 3 * w * y * c,
            6 * u * u * (2 * v * v - 1) * a
            + (200 * y * y * y - 4 * y * py + (4 * y * y - 2) * p) * b
            + 2 / 3 * (1 - 2 * y * y) * c,
        )


@dataclass(frozen=True)
class Bumps(Found, Surface):
    r"""A bowl with two dents: gradient descent falls into the nearer, the others into the deeper; make one wider, and see who
    still does.

    $$f(x, y) = x^2 + y^2 - d_1 e^{-((x - 1)^2 + y^2) / s} - d_2 e^{-((x + 1)^2 + y^2) / s}$$

    With a depth of 0 a dent is gone.
    """

    depth1: float = param(2.0, 0.0, 5.0, "d_1", "depth of the dent on the right", within=NONNEGATIVE)
    depth2: float = param(3.0, 0.0, 5.0, "d_2", "depth of the dent on the left", within=NONNEGATIVE)
    width: float = param(0.2, 0.05, 1.0, "s", "width of both dents", log=True, within=Interval(0.002))

    domain = Box(-2.0, 2.0, -2.0, 2.0)
    start = Point(0.6, 1.4)
    steps = 100

    def f(self, x, y):
        right = self.depth1 * np.exp(-((x - 1) * (x - 1) + y * y) / self.width)
        left = self.depth2 * np.exp(-((x + 1) * (x + 1) + y * y) / self.width)
        return x * x + y * y - right - left

    def _dents(self, x, y):
        """The nearer dent, the farther one, and how much deeper the left one is, with all digits where both are alike.

        Of two equal bells near − far is (near + far) tanh(2 |x| / s). The exponent −((|x| − 1)² + y²) / s is taken apart,
        since |x| − 1 has lost the last digits of a small x.
        """
        p, s, on_right = absolute(x), self.width, np.real(x) > 0
        near = np.exp(-1 / s) * np.exp((p * (2 - p) - y * y) / s)
        far = near * np.exp(-4 * p / s)
        here, there = np.where(on_right, self.depth1, self.depth2), np.where(on_right, self.depth2, self.depth1)
        deeper = (self.depth2 - self.depth1) * far - here * (near + far) * np.tanh(2 * x / s)
        return here * near, there * far, deeper

    def df(self, x, y):
        near, far, deeper = self._dents(x, y)
        pull = x * (near + far) + deeper
        return 2 * x + 2 * pull / self.width, 2 * y * (1 + (near + far) / self.width)

    def d2f(self, x, y):
        near, far, deeper = self._dents(x, y)
        s, p, q, pull = self.width, absolute(x) - 1, absolute(x) + 1, x * (near + far) + deeper
        return (
            2 + 2 / s * ((1 - 2 * p * p / s) * near + (1 - 2 * q * q / s) * far),
            -4 / (s * s) * y * pull,
            2 + 2 / s * (1 - 2 * y * y / s) * (near + far),
        )
