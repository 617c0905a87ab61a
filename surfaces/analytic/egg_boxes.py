"""Egg boxes: minima in rows and columns, where most methods stay in the one they start in."""

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from surfaces.base import Box, CriticalPoints, Point, Surface, grid, mirrored
from surfaces.calculus.critical import Found

TAU = 2 * pi


def both(*coordinates):
    """`coordinates` and their negatives."""
    return tuple(sign * c for c in coordinates for sign in (1.0, -1.0))


RASTRIGIN_MINIMA = (
    0.0, *both(0.9949586376523348, 1.9899122337085496, 2.9848557010394812, 3.9797838603007538, 4.9746913908950513)
)  # fmt: skip
RASTRIGIN_MAXIMA = both(
    0.50254603655467463, 1.5076407318703584, 2.5127433182000849, 3.5178591381704409, 4.5229936595845188
)
"""Where the derivative 2w + 20π sin 2πw of one coordinate vanishes in [−5.12, 5.12]."""


@dataclass(frozen=True)
class Rastrigin(Surface):
    r"""An egg box of 121 minima: gradient descent stays in the first, momentum and Adam roll over one ridge, and nobody gets to
    the best.

    $$f(x, y) = \sum_{w \in \{x, y\}} \left( w^2 + 20 \sin^2 \pi w \right)$$

    Rastrigin (1974): the same as 20 + Σ (w² − 10 cos 2πw), but right to the last digit near the minimum.
    """

    domain = Box(-5.12, 5.12, -5.12, 5.12)
    start = Point(-2.5, 0.3)
    steps = 150
    critical = CriticalPoints(
        minima=grid(RASTRIGIN_MINIMA, RASTRIGIN_MINIMA),
        saddles=grid(RASTRIGIN_MINIMA, RASTRIGIN_MAXIMA) + grid(RASTRIGIN_MAXIMA, RASTRIGIN_MINIMA),
        maxima=grid(RASTRIGIN_MAXIMA, RASTRIGIN_MAXIMA),
    )

    def f(self, x, y):
        p, q = np.sin(pi * x), np.sin(pi * y)
        return x * x + y * y + 20 * (p * p + q * q)

    def df(self, x, y):
        return 2 * x + 10 * TAU * np.sin(TAU * x), 2 * y + 10 * TAU * np.sin(TAU * y)

    def d2f(self, x, y):
        steep = 10 * TAU * TAU
        return 2 + steep * np.cos(TAU * x), 0.0, 2 + steep * np.cos(TAU * y)


@dataclass(frozen=True)
class Griewank(Surface):
    r"""Ripples on a bowl so wide that it can hardly be seen: nobody finds the middle, since every hollow looks as deep.

    $$f(x, y) = \frac{x^2 + y^2}{4000} - \cos x \cos \frac{y}{\sqrt 2} + 1$$

    Griewank (1981). The last two terms are 2 sin²a cos²b + 2 sin²b cos²a with a = x/2, b = y/√8, which keeps all
    digits near the minimum.
    """

    domain = Box(-10.0, 10.0, -10.0, 10.0)
    start = Point(3.4, 8.2)
    critical = CriticalPoints(
        minima=mirrored(
            (0.0, 0.0),
            (3.140022633895539848, 4.438444480920714073),
            (6.280045279379904687, 0.0),
            (0.0, 8.876888929095656249),
            (9.420067886213592012, 4.438444437201060839),
            (6.280045217550293697, 8.876888885374551106),
        ),
        saddles=mirrored(
            (1.572367910439321811, 2.222553302578754376),
            (4.710820534479318125, 2.218110408756953539),
            (1.566084701988600905, 6.663217005719884762),
            (7.855556370892423362, 2.226996207428989830),
            (4.717103758526774568, 6.667659943458242245),
            (7.849273116023247626, 6.658774057215232731),
        ),
        maxima=mirrored(
            (3.143164236354905424, 0.0),
            (0.0, 4.447330275764381457),
            (6.286328492143461404, 4.447330297755520031),
            (9.429492724599072437, 0.0),
            (3.143164267455418241, 8.894660606551075857),
            (9.429492817903378883, 8.894660694520526760),
        ),
    )

    def f(self, x, y):
        a, b = x / 2, y / sqrt(8)
        p, q = np.sin(a) * np.cos(b), np.sin(b) * np.cos(a)
        return (x * x + y * y) / 4000 + 2 * (p * p + q * q)

    def df(self, x, y):
        v = y / sqrt(2)
        return x / 2000 + np.sin(x) * np.cos(v), y / 2000 + np.cos(x) * np.sin(v) / sqrt(2)

    def d2f(self, x, y):
        v = y / sqrt(2)
        cc, ss = np.cos(x) * np.cos(v), np.sin(x) * np.sin(v)
        return 1 / 2000 + cc, -ss / sqrt(2), 1 / 2000 + cc / 2


@dataclass(frozen=True)
class Levy13(Found, Surface):
    r"""A corrugated bowl with more than 500 minima: momentum and Adam, which average, roll to the lowest, gradient descent and
    RMSProp are caught on the way.

    $$f(x, y) = \sin^2 3\pi x + (x - 1)^2 (1 + \sin^2 3\pi y) + (y - 1)^2 (1 + \sin^2 2\pi y)$$

    Levy & Montalvo (1985), no. 13 of Surjanovic & Bingham. The sines are taken of multiples of x − 1 and y − 1,
    and those of the gradient of what x and y are beyond a whole number: the same, but right to the last digit where they
    vanish.
    """

    label = "Levy 13"
    domain = Box(-4.0, 4.0, -4.0, 4.0)
    start = Point(2.8, 2.8)
    steps = 120

    def f(self, x, y):
        u, v = x - 1, y - 1
        a, b, c = np.sin(3 * pi * u), np.sin(3 * pi * v), np.sin(2 * pi * v)
        return a * a + u * u * (1 + b * b) + v * v * (1 + c * c)

    def df(self, x, y):
        u, v, p, q = x - 1, y - 1, _beyond_whole(x), _beyond_whole(y)
        b, c = np.sin(3 * pi * q), np.sin(2 * pi * q)
        return (
            3 * pi * np.sin(6 * pi * p) + 2 * u * (1 + b * b),
            3 * pi * u * u * np.sin(6 * pi * q) + 2 * v * (1 + c * c) + 2 * pi * v * v * np.sin(4 * pi * q),
        )

    def d2f(self, x, y):
        u, v, p, q = x - 1, y - 1, _beyond_whole(x), _beyond_whole(y)
        b, c = np.sin(3 * pi * q), np.sin(2 * pi * q)
        return (
            18 * pi * pi * np.cos(6 * pi * p) + 2 * (1 + b * b),
            6 * pi * u * np.sin(6 * pi * q),
            18 * pi * pi * u * u * np.cos(6 * pi * q)
            + 2 * (1 + c * c)
            + 8 * pi * v * np.sin(4 * pi * q)
            + 8 * pi * pi * v * v * np.cos(4 * pi * q),
        )


def _beyond_whole(z):
    """What `z` is more than the nearest whole number, without rounding."""
    return z - np.rint(z)
