"""Bowls: one minimum, and nothing in the way."""

from dataclasses import dataclass

from surfaces.base import Box, CriticalPoints, Point, Surface


@dataclass(frozen=True)
class Bowl(Surface):
    """A round bowl: the gradient points straight at the minimum, where gradient descent is in one step; momentum and Adam swing
    past it.

    $$f(x, y) = x^2 + y^2$$
    """

    convex = True
    domain = Box(-2.0, 2.0, -2.0, 2.0)
    start = Point(-1.5, 1.2)
    steps = 80
    critical = CriticalPoints(minima=(Point(0.0, 0.0),))

    def f(self, x, y):
        return x * x + y * y

    def df(self, x, y):
        return 2 * x, 2 * y

    def d2f(self, x, y):
        return 2.0, 0.0, 2.0


@dataclass(frozen=True)
class Booth(Surface):
    """An oval bowl, tilted: the gradient no longer points at the minimum, so gradient descent zigzags, and the others bend.

    $$f(x, y) = (x + 2y - 7)^2 + (2x + y - 5)^2$$

    Jamil & Yang (2013). The condition number is 9.
    """

    convex = True
    domain = Box(-10.0, 10.0, -10.0, 10.0)
    start = Point(-8.0, 2.0)
    steps = 80
    critical = CriticalPoints(minima=(Point(1.0, 3.0),))

    def f(self, x, y):
        p, q = x + 2 * y - 7, 2 * x + y - 5
        return p * p + q * q

    def df(self, x, y):
        p, q = x + 2 * y - 7, 2 * x + y - 5
        return 2 * p + 4 * q, 4 * p + 2 * q

    def d2f(self, x, y):
        return 10.0, 8.0, 10.0


@dataclass(frozen=True)
class Matyas(Surface):
    r"""A long flat trough: gradient descent first zigzags down its sides, and then follows the diagonal slowly.

    $$f(x, y) = 0.26\,(x^2 + y^2) - 0.48\, x y$$

    Jamil & Yang (2013). The condition number is 25.
    """

    convex = True
    domain = Box(-10.0, 10.0, -10.0, 10.0)
    start = Point(-9.0, -4.0)
    steps = 80
    critical = CriticalPoints(minima=(Point(0.0, 0.0),))

    def f(self, x, y):
        return 0.26 * (x * x + y * y) - 0.48 * x * y

    def df(self, x, y):
        return 0.52 * x - 0.48 * y, 0.52 * y - 0.48 * x

    def d2f(self, x, y):
        return 0.52, -0.48, 0.52
