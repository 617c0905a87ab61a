"""Plateaus: hardly any slope to follow, which is where dividing by the gradient's size pays."""

from dataclasses import dataclass
from math import pi

import numpy as np

from params import Interval, param
from surfaces.base import Box, CriticalPoints, Point, Surface, grid
from surfaces.calculus.critical import Found


@dataclass(frozen=True)
class LogPlateau(Surface):
    r"""A funnel in a plain: far out the slope is 2/r however deep the funnel, and gradient descent crawls in last.

    $$f(x, y) = \ln \left( 1 + k\,(x^2 + y^2) \right)$$

    The Lorentzian of Black & Anandan (1996): a loss that hardly minds an outlier.
    """

    label = "Logarithmic plateau"

    k: float = param(50.0, 0.1, 200.0, "k", "how narrow the funnel is", log=True)

    domain = Box(-5.0, 5.0, -5.0, 5.0)
    start = Point(-4.0, 2.5)
    steps = 150
    critical = CriticalPoints(minima=(Point(0.0, 0.0),))

    def f(self, x, y):
        return np.log1p(self.k * (x * x + y * y))

    def df(self, x, y):
        q = 1 + self.k * (x * x + y * y)
        return 2 * self.k * x / q, 2 * self.k * y / q

    def d2f(self, x, y):
        q = 1 + self.k * (x * x + y * y)
        a, p, r = 2 * self.k / q, x / q, y / q
        return a - 4 * self.k * self.k * p * p, -4 * self.k * self.k * p * r, a - 4 * self.k * self.k * r * r


EASOM_RIM = (pi - 1.836597203152125723, pi + 1.836597203152125723)
EASOM_ZEROS = (pi / 2, 3 * pi / 2)
"""Where g′ vanishes beside the middle, and where g does."""


@dataclass(frozen=True)
class Easom(Surface):
    r"""A hole in a table top: at its edge the slope is too small to move gradient descent far; RMSProp and Adam, which divide
    by its size, walk in.

    $$f(x, y) = -\cos x \cos y \; e^{-(x - \pi)^2 - (y - \pi)^2}$$

    Easom (1990). A product g(u) g(v) of u = x − π, v = y − π with g(u) = cos u exp(−u²).
    """

    domain = Box(0.0, 2 * pi, 0.0, 2 * pi)
    start = Point(1.7, 4.8)
    steps = 100
    critical = CriticalPoints(
        minima=(Point(pi, pi), *grid(EASOM_RIM, EASOM_RIM)),
        saddles=grid(EASOM_ZEROS, EASOM_ZEROS),
        maxima=grid((pi,), EASOM_RIM) + grid(EASOM_RIM, (pi,)),
    )

    def _factor(self, u):
        """g, g′ and g″."""
        c, s, e = np.cos(u), np.sin(u), np.exp(-u * u)
        return c * e, -(s + 2 * u * c) * e, ((4 * u * u - 3) * c + 4 * u * s) * e

    def f(self, x, y):
        (g, _, _), (h, _, _) = self._factor(x - pi), self._factor(y - pi)
        return -g * h

    def df(self, x, y):
        (g, g1, _), (h, h1, _) = self._factor(x - pi), self._factor(y - pi)
        return -g1 * h, -g * h1

    def d2f(self, x, y):
        (g, g1, g2), (h, h1, h2) = self._factor(x - pi), self._factor(y - pi)
        return -g2 * h, -g1 * h1, -g * h2


@dataclass(frozen=True)
class Michalewicz(Found, Surface):
    r"""Narrow gorges in a plateau: gradient descent and momentum get stuck in one, RMSProp and Adam reach the crossing of two.

    $$f(x, y) = -\sin x \, \sin^{2m} \frac{x^2}{\pi} - \sin y \, \sin^{2m} \frac{2 y^2}{\pi}$$

    Michalewicz (1992).
    """

    m: int = param(10, 1, 20, "m", "how narrow the gorges are", within=Interval(1.0))

    domain = Box(0.0, pi, 0.0, pi)
    start = Point(2.9, 1.9)
    steps = 60

    def _gorge(self, z, i):
        """One term, its first and its second derivative: g = −sin z aᵐ with a = sin²θ and θ = i z²/π."""
        t, t1, t2 = i * z * z / pi, 2 * i * z / pi, 2 * i / pi
        s, c, sine = np.sin(z), np.cos(z), np.sin(t)
        a, a1, a2 = sine * sine, np.sin(2 * t) * t1, 2 * np.cos(2 * t) * t1 * t1 + np.sin(2 * t) * t2
        b = self.m * a ** (self.m - 1)
        p, p1, p2 = a**self.m, b * a1, b * (4 * (self.m - 1) * (1 - a) * t1 * t1 + a2)
        return -s * p, -c * p - s * p1, s * p - 2 * c * p1 - s * p2

    def f(self, x, y):
        return self._gorge(x, 1)[0] + self._gorge(y, 2)[0]

    def df(self, x, y):
        return self._gorge(x, 1)[1], self._gorge(y, 2)[1]

    def d2f(self, x, y):
        return self._gorge(x, 1)[2], 0.0, self._gorge(y, 2)[2]
