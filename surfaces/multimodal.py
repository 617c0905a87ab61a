"""Many minima: where one ends depends on where one starts and on how one moves."""

from dataclasses import dataclass
from itertools import product
from math import e, pi, sqrt

import numpy as np

from surfaces.base import Box, Point, Surface

TAU = 2 * pi


@dataclass(frozen=True)
class Himmelblau(Surface):
    """Four equally good minima around a hill: start and method decide which one is found.

    $$f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2$$

    Himmelblau (1972).
    """

    domain = Box(-6.0, 6.0, -6.0, 6.0)
    start = Point(-0.6, -2.6)
    minima = (
        Point(3.0, 2.0),
        Point(3.584428340330491745, -1.848126526964403553),
        Point(-2.805118086952744853, 3.131312518250572965),
        Point(-3.779310253377746891, -3.283185991286169412),
    )
    saddles = (
        Point(0.086677504555256, 2.884254701174781),
        Point(3.385154183607123, 0.073851879837739),
        Point(-0.127961346731190, -1.953714979944516),
        Point(-3.073025750764093, -0.081353044287748),
    )
    maxima = (Point(-0.270844590667343, -0.923038555647978),)

    def f(self, x, y):
        p, q = x * x + y - 11, x + y * y - 7
        return p * p + q * q

    def df(self, x, y):
        p, q = x * x + y - 11, x + y * y - 7
        return 4 * x * p + 2 * q, 2 * p + 4 * y * q

    def d2f(self, x, y):
        return 12 * x * x + 4 * y - 42, 4 * (x + y), 12 * y * y + 4 * x - 26


RASTRIGIN_MINIMA = (
    0.0, 0.9949586376523348, 1.9899122337085496, 2.9848557010394812, 3.9797838603007538, 4.9746913908950513,
)  # fmt: skip
"""The minima of x² + 20 sin²(πx) in [0, 5.12]."""


def _mirrored(coordinates):
    """All points whose coordinates are ± one of `coordinates`."""
    axis = sorted({s * c for c in coordinates for s in (1, -1)})
    return tuple(Point(x, y) for x, y in product(axis, axis))


@dataclass(frozen=True)
class Rastrigin(Surface):
    r"""An egg box in a bowl: 121 minima, one of them the best.

    $$f(x, y) = \sum_{w \in \{x, y\}} \left( w^2 + 20 \sin^2 \pi w \right)$$

    Rastrigin (1974): the same as 20 + Σ (w² − 10 cos 2πw), but right to the last digit near the minimum.
    """

    domain = Box(-5.12, 5.12, -5.12, 5.12)
    start = Point(-3.4, 2.7)
    minima = _mirrored(RASTRIGIN_MINIMA)

    def f(self, x, y):
        p, q = np.sin(pi * x), np.sin(pi * y)
        return x * x + y * y + 20 * (p * p + q * q)

    def df(self, x, y):
        return 2 * x + 10 * TAU * np.sin(TAU * x), 2 * y + 10 * TAU * np.sin(TAU * y)

    def d2f(self, x, y):
        steep = 10 * TAU * TAU
        return 2 + steep * np.cos(TAU * x), 0.0, 2 + steep * np.cos(TAU * y)


@dataclass(frozen=True)
class Ackley(Surface):
    r"""A wide funnel full of dimples, with a sharp hole in the middle.

    $$f(x, y) = -20\, e^{-0.2 \sqrt{(x^2 + y^2)/2}} - e^{(\cos 2\pi x + \cos 2\pi y)/2} + 20 + e$$

    Ackley (1987). The minimum is a cone: there is no gradient at the origin, and 0 is what `df` answers there.
    """

    domain = Box(-5.0, 5.0, -5.0, 5.0)
    start = Point(-3.4, 2.7)
    minima = (Point(0.0, 0.0),)

    def f(self, x, y):
        p, q = np.sin(pi * x), np.sin(pi * y)
        return -20 * np.expm1(-0.2 * _rms(x, y)) - e * np.expm1(-(p * p + q * q))

    def df(self, x, y):
        cone, dimples = _cone(x, y), _dimples(x, y)
        return cone * x + pi * np.sin(TAU * x) * dimples, cone * y + pi * np.sin(TAU * y) * dimples

    def d2f(self, x, y):
        r, cone, dimples = _rms(x, y), _cone(x, y), _dimples(x, y)
        bend = -cone * (0.2 * r + 1) / np.where(r == 0, 1, 2 * r * r)
        sx, sy = np.sin(TAU * x), np.sin(TAU * y)
        return (
            cone + bend * x * x + pi * pi * dimples * (2 * np.cos(TAU * x) - sx * sx),
            bend * x * y - pi * pi * dimples * sx * sy,
            cone + bend * y * y + pi * pi * dimples * (2 * np.cos(TAU * y) - sy * sy),
        )


def _rms(x, y):
    return np.hypot(x, y) / sqrt(2)


def _cone(x, y):
    """The derivative of −20 exp(−r/5) by r, over 2r, with r = √((x² + y²)/2); 0 at the tip."""
    r = _rms(x, y)
    return np.where(r == 0, 0.0, 2 * np.exp(-0.2 * r) / np.where(r == 0, 1.0, r))


def _dimples(x, y):
    """Exp of the mean cosine."""
    return np.exp((np.cos(TAU * x) + np.cos(TAU * y)) / 2)
