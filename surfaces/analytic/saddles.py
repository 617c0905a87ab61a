"""Saddles: the gradient vanishes where there is no minimum."""

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from surfaces.base import Box, CriticalPoints, Point, Surface

ORIGIN = Point(0.0, 0.0)


@dataclass(frozen=True)
class Saddle(Surface):
    """The plain saddle, up along x, down along y, and without a bottom: RMSProp and Adam turn off before it, gradient descent
    lingers on it.

    $$f(x, y) = x^2 - y^2$$
    """

    domain = Box(-3.0, 3.0, -3.0, 3.0)
    start = Point(-2.5, 1e-9)
    steps = 25
    critical = CriticalPoints(saddles=(ORIGIN,))

    def f(self, x, y):
        return x * x - y * y

    def df(self, x, y):
        return 2 * x, -2 * y

    def d2f(self, x, y):
        return 2.0, 0.0, -2.0


@dataclass(frozen=True)
class BoundedSaddle(Surface):
    r"""A saddle between two valleys: gradient descent and momentum run along the ridge and wait at the saddle, the others turn
    off before.

    $$f(x, y) = x^2 - y^2 + \tfrac14 y^4$$
    """

    label = "Bounded saddle"
    domain = Box(-3.0, 3.0, -3.0, 3.0)
    start = Point(-2.5, 1e-06)
    steps = 100
    critical = CriticalPoints(
        minima=(Point(0.0, sqrt(2.0)), Point(0.0, -sqrt(2.0))),
        saddles=(ORIGIN,),
    )

    def f(self, x, y):
        y2 = y * y
        return x * x - y2 + 0.25 * y2 * y2

    def df(self, x, y):
        return 2 * x, y * y * y - 2 * y

    def d2f(self, x, y):
        return 2.0, 0.0, 3 * y * y - 2


@dataclass(frozen=True)
class MonkeySaddle(Surface):
    """Three valleys meet where even the Hessian vanishes: gradient descent gets stuck there, momentum shoots through into the
    one opposite.

    $$f(x, y) = x^3 - 3 x y^2$$
    """

    label = "Monkey saddle"
    domain = Box(-2.0, 2.0, -2.0, 2.0)
    start = Point(1.6, 0.001)
    steps = 40
    critical = CriticalPoints(saddles=(ORIGIN,))

    def f(self, x, y):
        return x * (x * x - 3 * y * y)

    def df(self, x, y):
        return 3 * (x * x - y * y), -6 * x * y

    def d2f(self, x, y):
        return 6 * x, -6 * y, -6 * x


@dataclass(frozen=True)
class DoubleWell(Surface):
    """Two equal minima with a saddle on the ridge between them: a hair's breadth to the right of the ridge, and all end on
    the right.

    $$f(x, y) = (x^2 - 1)^2 + y^2$$
    """

    label = "Double well"
    domain = Box(-2.0, 2.0, -2.0, 2.0)
    start = Point(0.001, 1.6)
    steps = 80
    critical = CriticalPoints(
        minima=(Point(1.0, 0.0), Point(-1.0, 0.0)),
        saddles=(ORIGIN,),
    )

    def f(self, x, y):
        q = x * x - 1
        return q * q + y * y

    def df(self, x, y):
        return 4 * x * (x * x - 1), 2 * y

    def d2f(self, x, y):
        return 12 * x * x - 4, 0.0, 2.0


@dataclass(frozen=True)
class McCormick(Surface):
    r"""A washboard that slopes down: momentum and Adam roll through the hollow and up the far side, before they come back.

    $$f(x, y) = \sin(x + y) + (x - y)^2 - 1.5 x + 2.5 y + 1$$

    McCormick (1976). The gradient vanishes where x − y = 1 and cos(x + y) = −1/2.
    """

    domain = Box(-1.5, 4.0, -3.0, 4.0)
    start = Point(3.0, -1.0)
    steps = 110
    critical = CriticalPoints(
        minima=(Point(0.5 - pi / 3, -0.5 - pi / 3), Point(0.5 + 2 * pi / 3, -0.5 + 2 * pi / 3)),
        saddles=(Point(0.5 + pi / 3, -0.5 + pi / 3),),
    )

    def f(self, x, y):
        d = x - y
        return np.sin(x + y) + d * d - 1.5 * x + 2.5 * y + 1

    def df(self, x, y):
        c, d = np.cos(x + y), x - y
        return c + 2 * d - 1.5, c - 2 * d + 2.5

    def d2f(self, x, y):
        s = np.sin(x + y)
        return 2 - s, -2 - s, 2 - s
