"""A neural network as small as can be: the loss of two weights that is not convex, from data."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from params import NONNEGATIVE, choice, param
from surfaces.base import SEED, Box, CriticalPoints, Point
from surfaces.data import samples as made
from surfaces.data.base import DataSurface
from surfaces.data.classics import classic
from surfaces.data.linear_models import COUNT, MADE_UP, sech2
from surfaces.data.samples import Split

SCANNED = 200
"""Values of the first weight at which the loss of the best second weight is looked at."""
BISECTIONS = 55
FLAT = 1e-7
"""What a curvature is to the largest one where there is none: inputs of one size leave a valley of minima."""


@dataclass(frozen=True)
class TinyNetwork(DataSurface):
    r"""A network with one hidden unit: two valleys that are one function; gradient descent and momentum end in one, RMSProp and
    Adam in the other.

    $$f(x, y) = \frac1N \sum_i (y \tanh(x\, a_i) - t_i)^2$$

    Changing both signs changes nothing. Where x is large the unit is saturated and hardly any slope is left. The points
    (aᵢ, tᵢ) lie about such a curve, with a normal error of standard deviation $\sigma$.
    """

    label = "Tiny neural network"
    torch = "((y * torch.tanh(x * a) - t) ** 2).mean()"
    model = "curve"
    task = "number"

    n: int = param(12, 4, 200, "N", "examples: how many to learn from", within=COUNT)
    noise: float = param(0.4, 0.0, 1.0, r"\sigma", "noise: how far the points lie from the curve", within=NONNEGATIVE)
    seed: int = param(4, 0, 99, "", "seed: another one draws other points", within=SEED)
    source: str = choice(MADE_UP, (MADE_UP, "iris"), "", "data: made up, or petal width by length")

    domain = Box(-4.0, 4.0, -3.0, 3.0)
    start = Point(2.0, -2.1)
    steps = 120

    @cached_property
    def data(self) -> Split:
        if rows := self.rows or classic(self.source, self.task).rows:
            return made.from_rows(rows, self.n, self.seed, True)
        return made.along_a_curve(self.n, self.noise, self.seed)

    def each(self, x, y, examples):
        _, _, r = _forward(x, y, examples)
        return (r * r,)

    def each_gradient(self, x, y, examples):
        h, h1, r = _with_slope(x, y, examples)
        return 2 * r * y[:, None] * h1, 2 * r * h

    def each_hessian(self, x, y, examples):
        h, h1, r = _with_slope(x, y, examples)
        y, h2 = y[:, None], -2 * h * h1 * examples.a
        return 2 * y * (y * h1 * h1 + r * h2), 2 * h1 * (y * h + r), 2 * h * h

    def critical_of(self, surface):
        return critical_points(surface)


def _forward(x, y, examples):
    """What goes into the hidden unit, what comes out of it, and the error: (M, N)."""
    score = np.multiply.outer(x, examples.a)
    h = np.tanh(score)
    return score, h, y[:, None] * h - examples.target


def _with_slope(x, y, examples):
    """What comes out of the hidden unit, its slope by x, and the error: (M, N)."""
    score, h, r = _forward(x, y, examples)
    return h, examples.a * sech2(score), r


@lru_cache(maxsize=64)
def critical_points(surface) -> CriticalPoints:
    """The critical points of a tiny network's loss inside its window, without those that make up a whole flat valley.

    ∂y f is linear in y, so at each x but 0 it vanishes at one y(x): they lie on that curve, where ∂x f changes its sign
    along it, or at x = 0, where both vanish at the origin.
    """
    side = np.linspace(0, surface.domain.x1, SCANNED + 1)[1:]
    with np.errstate(all="ignore"):
        found = [Point(0.0, 0.0), *(p for xs in (-side[::-1], side) for p in _on_curve(surface, xs))]
    found = [p for p in found if surface.domain.contains(p)]
    low, high = np.linalg.eigvalsh(np.moveaxis(surface.hessian(np.array(found).T), 2, 0)).T
    flat = FLAT * np.maximum(-low, high)
    kinds = low > flat, (low < -flat) & (high > flat), high < -flat
    minima, saddles, maxima = (tuple(p for p, is_one in zip(found, kind, strict=True) if is_one) for kind in kinds)
    return CriticalPoints(minima, saddles, maxima)


def _on_curve(surface, xs):
    """Where ∂x f changes its sign along y(x) from x to x, halved again and again."""
    rises = _slope(surface, xs) > 0
    at = np.flatnonzero(rises[1:] != rises[:-1])
    low, high = xs[at], xs[at + 1]
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        left = (_slope(surface, middle) > 0) == rises[at]
        low, high = np.where(left, middle, low), np.where(left, high, middle)
    return [Point(*p) for p in np.stack([low, _height(surface, low)]).T.tolist()]


def _height(surface, x):
    """y(x)."""
    h = np.tanh(np.multiply.outer(x, surface.examples.a))
    return (h * surface.examples.target).mean(axis=-1) / (h * h).mean(axis=-1)


def _slope(surface, x):
    return surface.gradient(np.stack([x, _height(surface, x)]))[0]
