"""Surfaces as a user may write them: scaled, with a large constant, of parts of unlike size, with any mistake."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from surfaces import Box, Point, Surface


@dataclass(frozen=True)
class Users(Surface):
    """Any loss with any gradient beside it."""

    loss: Callable
    slope: Callable

    domain = Box(-3.0, 3.0, -3.0, 3.0)
    start = Point(1.0, 2.0)

    def f(self, x, y):
        return self.loss(x, y)

    def df(self, x, y):
        return self.slope(x, y)

    def d2f(self, x, y):
        raise NotImplementedError("a gradient check asks for no second derivatives")


def bowl(a, b, offset=0.0):
    """A x² + b y² + a constant."""
    return Users(lambda x, y: a * x * x + b * y * y + offset, lambda x, y: (2 * a * x, 2 * b * y))


def modulus(scale):
    """Kinks along the axes."""
    return Users(lambda x, y: scale * (np.abs(x) + np.abs(y)), lambda x, y: (scale * np.sign(x), scale * np.sign(y)))
