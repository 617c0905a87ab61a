"""Several classes at once: the loss of the softmax."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from params import choice, param
from surfaces import examples as made
from surfaces.base import Array, Box, Point
from surfaces.classics import classic
from surfaces.convex import bottom, lowest
from surfaces.data import COUNT, MADE_UP, SEED
from surfaces.examples import Split
from surfaces.learning import Critical, DataSurface, score


@dataclass(frozen=True)
class Softmax(DataSurface):
    r"""Several classes by cross-entropy, in a form with two weights: each says how much its feature counts.

    $$f(x, y) = \frac1N \sum_i \ln \sum_k e^{z_{ik} - z_{i t_i}}, \qquad z_{ik} = x\, m_k a_i + y\, s\, n_k b_i$$

    Class k has the mean (mₖ, nₖ), about which its examples have standard deviation $\sigma$. McFadden (1974), the conditional
    logit.
    """

    convex = True
    bottom = property(bottom)
    model = "classes"
    task = "classes"

    n: int = param(20, 4, 200, "N", "examples: how many to learn from", within=COUNT)
    noise: float = param(1.0, 0.3, 2.0, r"\sigma", "noise: how far the classes reach into each other", log=True)
    scale: float = param(1.0, 1.0, 10.0, "s", "scale: the unit of the second feature", log=True)
    seed: int = param(1, 0, 99, "", "seed: another one draws other examples", within=SEED)
    source: str = choice(MADE_UP, (MADE_UP, "iris"), "", "data: made up, or from a classic table")

    domain = Box(-3.0, 5.0, -3.0, 5.0)
    start = Point(-2.0, 4.0)

    @cached_property
    def plotted(self) -> Split:
        return made.scaled(self._points, b=self.scale)

    @cached_property
    def data(self) -> Split:
        return made.scaled(made.by_class(self._points), b=self.scale)

    @property
    def means(self) -> Array:
        """The mean (mₖ, nₖ) of each class: (2, K)."""
        return made.class_means(self._points)

    @property
    def _points(self) -> Split:
        if rows := self.rows or classic(self.source, self.task).rows:
            return made.from_rows(rows, self.n, self.seed, False)
        return made.three_clouds(self.n, self.noise, self.seed)

    def each(self, x, y, examples):
        above, _ = _shares(x, y, examples)
        return (above,)

    def each_slope(self, x, y, examples):
        _, p = _shares(x, y, examples)
        return tuple((p * c).sum(axis=-1) - _own(c, examples) for c in examples[:2])

    def each_bend(self, x, y, examples):
        a, b, _ = examples
        _, p = _shares(x, y, examples)
        ea, eb = (p * a).sum(axis=-1), (p * b).sum(axis=-1)
        return tuple(
            (p * c * d).sum(axis=-1) - ec * ed for c, d, ec, ed in ((a, a, ea, ea), (a, b, ea, eb), (b, b, eb, eb))
        )

    def critical(self, surface):
        return Critical(lowest(surface), (), ())


def _shares(x, y, examples):
    """How far the logarithm of all classes' sum lies above the example's own class (M, N), and their shares (M, N, K)."""
    z = score(x, y, examples.a, examples.b)
    z = z - np.real(z).max(axis=-1, keepdims=True)
    e = np.exp(z)
    total = e.sum(axis=-1)
    return np.log(total) - _own(z, examples), e / total[..., None]


def _own(parts, examples):
    """Of parts (..., N, K) that of each example's own class: (..., N)."""
    return parts[..., np.arange(examples.size), examples.target]
