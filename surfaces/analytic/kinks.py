"""Kinks: surfaces that are not smooth, where the gradient jumps and no Hessian tells of it."""

from dataclasses import dataclass

import numpy as np

from params import POSITIVE, param
from surfaces.base import Box, CriticalPoints, Point, Surface
from surfaces.calculus.continued import absolute
from surfaces.calculus.critical import Found


@dataclass(frozen=True)
class AbsoluteValue(Surface):
    r"""A roof upside down: the slope never gets smaller, so a fixed learning rate hops over the minimum for ever.

    $$f(x, y) = |x| + \kappa\,|y|$$

    The penalty of L1 regularization, Tibshirani (1996). Kinks on both axes, where `df` answers 0 for the
    coordinate that vanishes: one of the subgradients.
    """

    label = "Absolute value"

    kappa: float = param(5.0, 1.0, 100.0, r"\kappa", "how much steeper along y than along x", log=True, within=POSITIVE)

    convex = True
    domain = Box(-3.0, 3.0, -3.0, 3.0)
    start = Point(-2.5, 1.1)
    smooth = False
    critical = CriticalPoints(minima=(Point(0.0, 0.0),))

    def f(self, x, y):
        return absolute(x) + self.kappa * absolute(y)

    def df(self, x, y):
        return np.sign(x), self.kappa * np.sign(y)

    def d2f(self, x, y):
        return 0.0, 0.0, 0.0


@dataclass(frozen=True)
class Eggholder(Found, Surface):
    r"""Mountains with no plan, deep pits, and the best value at the very edge: from one start the methods end in three different
    pits.

    $$f(x, y) = -(y + 47) \sin \sqrt{\left| y + \tfrac{x}{2} + 47 \right|} - x \sin \sqrt{|x - y - 47|}$$

    Whitley et al. (1996). Cusps along the lines y + x/2 = −47 and x − y = 47, where `df` leaves the infinite part out.
    The best value in the window, −959.6407 at (512, 404.2318), lies on its edge, where the gradient does not vanish.
    """

    domain = Box(-512.0, 512.0, -512.0, 512.0)
    start = Point(-250.0, -50.0)
    steps = 150
    smooth = False

    def f(self, x, y):
        v = y + 47
        (p, _, _), (q, _, _) = _wave(v, v + x / 2), _wave(x, x - v)
        return -v * p - x * q

    def df(self, x, y):
        v = y + 47
        (p, p1, _), (q, q1, _) = _wave(v, v + x / 2), _wave(x, x - v)
        return -v * p1 / 2 - q - x * q1, -p - v * p1 + x * q1

    def d2f(self, x, y):
        v = y + 47
        (_, p1, p2), (_, q1, q2) = _wave(v, v + x / 2), _wave(x, x - v)
        return -p2 / 4 - 2 * q1 - q2, -p1 / 2 - p2 / 2 + q1 + q2, -2 * p1 - p2 - q2


def _wave(height, t):
    """Sin √|t|, its slope, and its curvature times `height`; the last two are infinite at t = 0, and 0 here.

    The height comes in before the curvature overflows.
    """
    r = np.sqrt(absolute(t))
    s, c, far = np.sin(r), np.cos(r), np.where(r == 0, np.inf, r)
    return s, np.sign(np.real(t)) * c / (2 * far), -height * (s + c / far) / (4 * far * far)
