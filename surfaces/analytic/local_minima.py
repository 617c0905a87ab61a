"""Local minima: polynomials with a few of them, so that where one starts decides where one ends."""

from dataclasses import dataclass
from math import sqrt

from surfaces.base import Box, CriticalPoints, Point, Surface, grid, opposite


@dataclass(frozen=True)
class Himmelblau(Surface):
    """Four equally good minima around a hill: start and method decide which one is found.

    $$f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2$$

    Himmelblau (1972).
    """

    domain = Box(-6.0, 6.0, -6.0, 6.0)
    start = Point(-0.6, -2.6)
    steps = 70
    critical = CriticalPoints(
        minima=(
            Point(3.0, 2.0),
            Point(3.584428340330491745, -1.848126526964403553),
            Point(-2.805118086952744853, 3.131312518250572965),
            Point(-3.779310253377746891, -3.283185991286169412),
        ),
        saddles=(
            Point(0.086677504555396352, 2.884254701174776113),
            Point(3.385154183607020938, 0.073851879837749288),
            Point(-0.127961346730680066, -1.953714980244576426),
            Point(-3.073025750764389610, -0.081353044287967512),
        ),
        maxima=(Point(-0.270844590667347613, -0.923038556479981463),),
    )

    def f(self, x, y):
        p, q = x * x + y - 11, x + y * y - 7
        return p * p + q * q

    def df(self, x, y):
        p, q = x * x + y - 11, x + y * y - 7
        return 4 * x * p + 2 * q, 2 * p + 4 * y * q

    def d2f(self, x, y):
        return 12 * x * x + 4 * y - 42, 4 * (x + y), 12 * y * y + 4 * x - 26


STYBLINSKI_TANG_MINIMA = (-2.903534027771177098, 2.746802770990836988)
STYBLINSKI_TANG_MAXIMUM = (0.156731256780340110,)
"""Where the derivative 2w³ − 16w + 2.5 of one coordinate vanishes."""


@dataclass(frozen=True)
class StyblinskiTang(Surface):
    r"""Four valleys, the deepest where x and y are negative: RMSProp ends in the nearest, gradient descent and momentum in
    another, and only Adam there.

    $$f(x, y) = \tfrac12 \sum_{w \in \{x, y\}} \left( w^4 - 16 w^2 + 5 w \right)$$

    Styblinski & Tang (1990).
    """

    label = "Styblinski–Tang"
    domain = Box(-5.0, 5.0, -5.0, 5.0)
    start = Point(3.5, 4.5)
    steps = 100
    critical = CriticalPoints(
        minima=grid(STYBLINSKI_TANG_MINIMA, STYBLINSKI_TANG_MINIMA),
        saddles=(
            *grid(STYBLINSKI_TANG_MINIMA, STYBLINSKI_TANG_MAXIMUM),
            *grid(STYBLINSKI_TANG_MAXIMUM, STYBLINSKI_TANG_MINIMA),
        ),
        maxima=grid(STYBLINSKI_TANG_MAXIMUM, STYBLINSKI_TANG_MAXIMUM),
    )

    def f(self, x, y):
        p, q = x * x, y * y
        return 0.5 * (p * p - 16 * p + 5 * x + q * q - 16 * q + 5 * y)

    def df(self, x, y):
        return 2 * x * x * x - 16 * x + 2.5, 2 * y * y * y - 16 * y + 2.5

    def d2f(self, x, y):
        return 6 * x * x - 16, 0.0, 6 * y * y - 16


@dataclass(frozen=True)
class ThreeHumpCamel(Surface):
    r"""Three valleys in a row, the best in the middle: momentum ends in the one beside it, the others reach the best.

    $$f(x, y) = 2x^2 - 1.05 x^4 + \tfrac16 x^6 + xy + y^2$$

    Branin (1972). The gradient vanishes where y = −x/2 and x = 0 or x² = 2.1 ± √0.91.
    """

    label = "Three-hump camel"
    domain = Box(-2.2, 2.2, -2.2, 2.2)
    start = Point(1.5, 1.1)
    steps = 100
    critical = CriticalPoints(
        minima=(Point(0.0, 0.0), *opposite((sqrt(2.1 + sqrt(0.91)), -sqrt(2.1 + sqrt(0.91)) / 2))),
        saddles=opposite((sqrt(2.1 - sqrt(0.91)), -sqrt(2.1 - sqrt(0.91)) / 2)),
    )

    def f(self, x, y):
        p = x * x
        return p * (2 - 1.05 * p + p * p / 6) + x * y + y * y

    def df(self, x, y):
        p = x * x
        return x * (4 - 4.2 * p + p * p) + y, x + 2 * y

    def d2f(self, x, y):
        p = x * x
        return 4 - 12.6 * p + 5 * p * p, 1.0, 2.0


@dataclass(frozen=True)
class SixHumpCamel(Surface):
    r"""Six valleys in pairs that mirror each other: gradient descent finds one of the two best, the others its mirror image.

    $$f(x, y) = \left( 4 - 2.1 x^2 + \tfrac13 x^4 \right) x^2 + xy + (4 y^2 - 4)\, y^2$$

    Branin (1972); Dixon & Szegő (1978).
    """

    label = "Six-hump camel"
    domain = Box(-2.0, 2.0, -1.2, 1.2)
    start = Point(1.0, 1.1)
    steps = 80
    critical = CriticalPoints(
        minima=opposite(
            (0.089842013100318062, -0.712656403020739633),
            (1.703606714969980849, -0.796083568672625119),
            (1.607104752920197230, 0.568651454884131371),
        ),
        saddles=(
            Point(0.0, 0.0),
            *opposite(
                (1.109205336804786447, -0.768268092509539842),
                (1.296070267167109183, 0.605084388038658497),
                (1.638067984189778564, 0.228674069044394070),
            ),
        ),
        maxima=opposite((1.230229876516652627, 0.162334584458994970)),
    )

    def f(self, x, y):
        p, q = x * x, y * y
        return p * (4 - 2.1 * p + p * p / 3) + x * y + 4 * q * (q - 1)

    def df(self, x, y):
        p, q = x * x, y * y
        return x * (8 - 8.4 * p + 2 * p * p) + y, x + y * (16 * q - 8)

    def d2f(self, x, y):
        p, q = x * x, y * y
        return 8 - 25.2 * p + 10 * p * p, 1.0, 48 * q - 8


@dataclass(frozen=True)
class GoldsteinPrice(Surface):
    r"""Four minima in crossing valleys, below walls a thousand times as high: at a rate that survives the walls gradient descent
    crawls in the valley.

    $$f = A\,B, \qquad A = 1 + s^2 (3s^2 - 20s + 36), \quad B = 30 + d^2 (3d^2 - 16d + 18)$$
    $$s = x + y + 1, \qquad d = 2x - 3y$$

    Goldstein & Price (1971), whose 19 − 14x + 3x² − 14y + 6xy + 3y² is 3s² − 20s + 36, and the other factor alike. Both
    are positive, so the gradient vanishes where A′ = 12s(s − 2)(s − 3) and B′ = 12d(d − 1)(d − 3) do.
    """

    label = "Goldstein–Price"
    domain = Box(-2.0, 2.0, -2.0, 2.0)
    start = Point(-1.5, 0.5)
    steps = 100
    critical = CriticalPoints(
        minima=(Point(0.0, -1.0), Point(-0.6, -0.4), Point(1.8, 0.2), Point(1.2, 0.8)),
        saddles=(Point(-0.4, -0.6), Point(1.4, 0.6), Point(0.6, 0.4), Point(1.2, -0.2)),
        maxima=(Point(0.8, 0.2),),
    )

    def _factors(self, x, y):
        """(A, A′, A″) and (B, B′, B″)."""
        s, d = x + y + 1, 2 * x - 3 * y
        a = 1 + s * s * (3 * s * s - 20 * s + 36), 12 * s * (s - 2) * (s - 3), 36 * s * s - 120 * s + 72
        b = 30 + d * d * (3 * d * d - 16 * d + 18), 12 * d * (d - 1) * (d - 3), 36 * d * d - 96 * d + 36
        return a, b

    def f(self, x, y):
        (a, _, _), (b, _, _) = self._factors(x, y)
        return a * b

    def df(self, x, y):
        (a, a1, _), (b, b1, _) = self._factors(x, y)
        return a1 * b + 2 * a * b1, a1 * b - 3 * a * b1

    def d2f(self, x, y):
        (a, a1, a2), (b, b1, b2) = self._factors(x, y)
        return (
            a2 * b + 4 * a1 * b1 + 4 * a * b2,
            a2 * b - a1 * b1 - 6 * a * b2,
            a2 * b - 6 * a1 * b1 + 9 * a * b2,
        )
