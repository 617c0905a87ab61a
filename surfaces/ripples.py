"""Ripples: rings and dimples around one middle."""

from dataclasses import dataclass
from math import e, pi, sqrt

import numpy as np

from surfaces.base import Box, Point, Surface
from surfaces.continued import length
from surfaces.critical import Found, find_critical_points

TAU = 2 * pi
ORIGIN = Point(0.0, 0.0)


@dataclass(frozen=True)
class Ackley(Found, Surface):
    r"""A wide funnel full of dimples, with a sharp hole in the middle.

    $$f(x, y) = -20\, e^{-0.2 \sqrt{(x^2 + y^2)/2}} - e^{(\cos 2\pi x + \cos 2\pi y)/2} + 20 + e$$

    Ackley (1987). The minimum is a cone: there is no gradient at the origin, and 0 is what `df` answers there.
    """

    domain = Box(-5.0, 5.0, -5.0, 5.0)
    start = Point(-3.4, 2.7)
    smooth = False

    @property
    def minima(self):
        return ORIGIN, *find_critical_points(self).minima

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
    return length(x, y) / sqrt(2)


def _cone(x, y):
    """The derivative of −20 exp(−r/5) by r, over 2r, with r = √((x² + y²)/2); 0 at the tip."""
    r = _rms(x, y)
    return np.where(r == 0, 0.0, 2 * np.exp(-0.2 * r) / np.where(r == 0, 1.0, r))


def _dimples(x, y):
    """Exp of the mean cosine."""
    return np.exp((np.cos(TAU * x) + np.cos(TAU * y)) / 2)


@dataclass(frozen=True)
class DropWave(Surface):
    r"""Rings around a drop: every trough is a circle, along which nothing pulls, and which has to be crossed.

    $$f(x, y) = -\frac{1 + \cos 12 r}{\tfrac12 r^2 + 2}, \qquad r = \sqrt{x^2 + y^2}$$

    Surjanovic & Bingham (2013). Apart from the origin all critical points lie on circles, so they are not listed.
    """

    label = "Drop-wave"
    domain = Box(-5.12, 5.12, -5.12, 5.12)
    start = Point(2.4, -1.4)
    minima = (ORIGIN,)

    def f(self, x, y):
        r = length(x, y)
        return -(1 + np.cos(12 * r)) / (0.5 * r * r + 2)

    def _slopes(self, r):
        """(f′/r, f″) along a ray, both finite at the origin."""
        d, c, s = 0.5 * r * r + 2, np.cos(12 * r), np.sin(12 * r)
        sinc = np.where(r == 0, 12.0, s / np.where(r == 0, 1.0, r))
        n = 1 + c
        return (12 * sinc + n / d) / d, (144 * c - (24 * s * r - n) / d - 2 * n * r * r / (d * d)) / d

    def df(self, x, y):
        slope, _ = self._slopes(np.hypot(x, y))
        return slope * x, slope * y

    def d2f(self, x, y):
        r = np.hypot(x, y)
        slope, bend = self._slopes(r)
        u, v = x / np.where(r == 0, 1.0, r), y / np.where(r == 0, 1.0, r)
        twist = bend - slope
        return slope + twist * u * u, twist * u * v, slope + twist * v * v


@dataclass(frozen=True)
class Schaffer2(Found, Surface):
    r"""Ripples along hyperbolas that get finer outward: the same learning rate is short in the middle and long outside.

    $$f(x, y) = \frac12 + \frac{\sin^2(x^2 - y^2) - \frac12}{\left( 1 + 0.001\,(x^2 + y^2) \right)^2}$$

    Schaffer (1984). Written with u = 0.001 (x² + y²) as (sin² + u + u²/2) / (1 + u)², which keeps all digits near the
    minimum. The gradient vanishes on the axes only.
    """

    label = "Schaffer 2"
    domain = Box(-4.0, 4.0, -4.0, 4.0)
    start = Point(-2.6, -0.4)

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
