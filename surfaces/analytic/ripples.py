"""Ripples: rings and dimples around one middle."""

from dataclasses import dataclass
from math import e, pi, sqrt

import numpy as np

from surfaces.base import Box, CriticalPoints, Point, Surface
from surfaces.calculus.continued import direction, length
from surfaces.calculus.critical import Found, find_critical_points

TAU = 2 * pi
ORIGIN = Point(0.0, 0.0)
STEEP = 0.2 / sqrt(2)
"""How fast Ackley's funnel levels out, by r = √(x² + y²)."""


@dataclass(frozen=True)
class Ackley(Surface):
    r"""A wide funnel of dimples with a sharp hole in the middle: Adam rolls over the dimples into the hole, momentum is caught
    on the way.

    $$f(x, y) = -20\, e^{-0.2 \sqrt{(x^2 + y^2)/2}} - e^{(\cos 2\pi x + \cos 2\pi y)/2} + 20 + e$$

    Ackley (1987). The minimum is a cone: there is no gradient at the origin, and 0 is what `df` answers there.
    """

    domain = Box(-5.0, 5.0, -5.0, 5.0)
    start = Point(-4.5, 2.9)
    steps = 100
    smooth = False

    @property
    def critical(self):
        return CriticalPoints(minima=(ORIGIN,)) + find_critical_points(self)

    def f(self, x, y):
        p, q = np.sin(pi * x), np.sin(pi * y)
        return -20 * np.expm1(-STEEP * length(x, y)) - e * np.expm1(-(p * p + q * q))

    def df(self, x, y):
        (u, v), slope, dimples = direction(x, y), _cone(length(x, y)), _dimples(x, y)
        return slope * u + pi * np.sin(TAU * x) * dimples, slope * v + pi * np.sin(TAU * y) * dimples

    def d2f(self, x, y):
        r, (u, v), dimples = length(x, y), direction(x, y), _dimples(x, y)
        slope, far = _cone(r), np.where(r == 0, np.inf, r)
        sx, sy = np.sin(TAU * x), np.sin(TAU * y)
        return (
            slope * (v * v / far - STEEP * u * u) + pi * pi * dimples * (2 * np.cos(TAU * x) - sx * sx),
            -slope * (u * v / far + STEEP * u * v) - pi * pi * dimples * sx * sy,
            slope * (u * u / far - STEEP * v * v) + pi * pi * dimples * (2 * np.cos(TAU * y) - sy * sy),
        )


def _cone(r):
    """The derivative of −20 exp(−r/√50) by r = √(x² + y²)."""
    return 20 * STEEP * np.exp(-STEEP * r)


def _dimples(x, y):
    """Exp of the mean cosine."""
    return np.exp((np.cos(TAU * x) + np.cos(TAU * y)) / 2)


@dataclass(frozen=True)
class DropWave(Surface):
    r"""Rings around a drop: every trough is a circle along which nothing pulls, and where gradient descent and momentum stay.

    $$f(x, y) = -\frac{1 + \cos 12 r}{\tfrac12 r^2 + 2}, \qquad r = \sqrt{x^2 + y^2}$$

    Surjanovic & Bingham (2013). Apart from the origin all critical points lie on circles, so they are not listed.
    """

    label = "Drop-wave"
    domain = Box(-5.12, 5.12, -5.12, 5.12)
    start = Point(-2.1, 0.7)
    steps = 100
    critical = CriticalPoints(minima=(ORIGIN,))

    def f(self, x, y):
        r = length(x, y)
        return -(1 + np.cos(12 * r)) / (0.5 * r * r + 2)

    def _parts(self, r):
        """Cos 12r, sin 12r / r, and d = ½r² + 2."""
        sinc = np.where(r == 0, 12.0, np.sin(12 * r) / np.where(r == 0, 1.0, r))
        return np.cos(12 * r), sinc, 0.5 * r * r + 2

    def df(self, x, y):
        c, sinc, d = self._parts(length(x, y))
        slope = (12 * sinc + (1 + c) / d) / d
        return slope * x, slope * y

    def d2f(self, x, y):
        r = length(x, y)
        c, sinc, d = self._parts(r)
        slope = (12 * sinc + (1 + c) / d) / d
        twist = (144 * _turn(r, c, sinc) - (24 * sinc + 2 * (1 + c) / d) / d) / d
        return slope + twist * x * x, twist * x * y, slope + twist * y * y


def _turn(r, c, sinc):
    """(cos 12r − sin 12r / 12r) / r², near the origin by its series, whose terms do not cancel."""
    p, near = 144 * r * r, r < 0.02
    series = 144 * (-1 / 3 + p * (1 / 30 + p * (-1 / 840 + p / 45360)))
    return np.where(near, series, (c - sinc / 12) / np.where(near, 1.0, r * r))


@dataclass(frozen=True)
class Schaffer2(Found, Surface):
    r"""Ripples along hyperbolas, finer outward: gradient descent leaps over them outside, and crawls in the middle at the same
    learning rate.

    $$f(x, y) = \frac12 + \frac{\sin^2(x^2 - y^2) - \frac12}{\left( 1 + 0.001\,(x^2 + y^2) \right)^2}$$

    Schaffer (1984). Written with u = 0.001 (x² + y²) as (sin² + u + u²/2) / (1 + u)², which keeps all digits near the
    minimum. The gradient vanishes on the axes only.
    """

    label = "Schaffer 2"
    domain = Box(-4.0, 4.0, -4.0, 4.0)
    start = Point(-3.2, 0.5)
    steps = 80

    def _parts(self, x, y):
        """T = x² − y², n = sin²t − ½, q = 1 + u."""
        t = (x - y) * (x + y)
        return t, -0.5 * np.cos(2 * t), 1 + 0.001 * (x * x + y * y)

    def f(self, x, y):
        s, u = np.sin((x - y) * (x + y)), 0.001 * (x * x + y * y)
        return (s * s + u * (1 + u / 2)) / ((1 + u) * (1 + u))

    def df(self, x, y):
        t, n, q = self._parts(x, y)
        ripple, rise = 2 * np.sin(2 * t) / (q * q), 0.004 * n / (q * q * q)
        return x * (ripple - rise), -y * (ripple + rise)

    def d2f(self, x, y):
        t, n, q = self._parts(x, y)
        q2 = q * q
        ripple, rise = 2 * np.sin(2 * t) / q2, 0.004 * n / (q2 * q)
        curl, bend, tilt = 8 * np.cos(2 * t) / q2, 2.4e-5 * n / (q2 * q2), 0.008 * ripple / q
        return (
            ripple - rise + x * x * (curl + bend - tilt),
            x * y * (bend - curl),
            -ripple - rise + y * y * (curl + bend + tilt),
        )
