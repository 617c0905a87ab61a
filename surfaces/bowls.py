"""Bowls: one minimum, and nothing in the way."""

from dataclasses import dataclass

from surfaces.base import Box, Point, Surface


@dataclass(frozen=True)
class Bowl(Surface):
    """A round bowl: the gradient points straight away from the minimum, so every method finds it.

    $$f(x, y) = x^2 + y^2$$
    """

    domain = Box(-2.0, 2.0, -2.0, 2.0)
    start = Point(-1.5, 1.2)
    minima = (Point(0.0, 0.0),)

    def f(self, x, y):
        return x * x + y * y

    def df(self, x, y):
        return 2 * x, 2 * y

    def d2f(self, x, y):
        return 2.0, 0.0, 2.0
