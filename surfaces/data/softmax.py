"""Several classes at once: the loss of the softmax."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from params import Array, choice, param
from surfaces.base import SEED, Box, CriticalPoints, Point
from surfaces.calculus.convex import bottom, lowest
from surfaces.data import samples as made
from surfaces.data.base import DataSurface, score
from surfaces.data.classics import classic
from surfaces.data.linear_models import COUNT, MADE_UP
from surfaces.data.samples import Split


@dataclass(frozen=True)
class Softmax(DataSurface):
    r"""Several classes by cross-entropy, in a form with two weights: each says how much its feature counts, and all find the one
    minimum.

    $$f(x, y) = \frac1N \sum_i \ln \sum_k e^{z_{ik} - z_{i t_i}}, \qquad z_{ik} = x\, m_k a_i + y\, s\, n_k b_i$$

    Class k has the mean (mₖ, nₖ), about which its examples have standard deviation $\sigma$. McFadden (1974), the conditional
    logit.
    """

    convex = True
    bottom = property(bottom)
    torch = "F.cross_entropy(x * a + y * b, t)"
    model = "classes"
    task = "classes"

    n: int = param(20, 4, 200, "N", "examples: how many to learn from", within=COUNT)
    noise: float = param(1.0, 0.3, 2.0, r"\sigma", "noise: how far the classes reach into each other", log=True)
    scale: float = param(1.0, 1.0, 10.0, "s", "scale: the unit of the second feature", log=True)
    seed: int = param(1, 0, 99, "", "seed: another one draws other examples", within=SEED)
    source: str = choice(MADE_UP, (MADE_UP, "iris"), "", "data: made up, or from a classic table")

    domain = Box(-3.0, 5.0, -3.0, 5.0)
    start = Point(0.3, 4.3)
    steps = 120

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

    def each_gradient(self, x, y, examples):
        _, p = _shares(x, y, examples)
        return tuple((p * _beyond_own(c, examples)).sum(axis=-1) for c in examples[:2])

    def each_hessian(self, x, y, examples):
        """The features' covariances about the classes, as sums over pairs of classes: no term is taken from another."""
        _, p = _shares(x, y, examples)
        i, j = np.triu_indices(p.shape[-1], 1)
        both, (a, b) = p[..., i] * p[..., j], (c[:, i] - c[:, j] for c in examples[:2])
        return tuple((both * c * d).sum(axis=-1) for c, d in ((a, a), (a, b), (b, b)))

    def critical_of(self, surface):
        return CriticalPoints(minima=lowest(surface))


def _shares(x, y, examples):
    """How far the logarithm of all classes' sum lies above the example's own class (M, N), and their shares (M, N, K)."""
    z = score(x, y, *(_beyond_own(c, examples) for c in examples[:2]))
    top = np.real(z).max(axis=-1)
    e = np.exp(z - top[..., None])
    others = np.where(_is_own(examples), 0.0, e).sum(axis=-1)
    return top + np.log1p(others + np.expm1(-top)), e / e.sum(axis=-1, keepdims=True)


def _beyond_own(parts, examples):
    """Features (N, K) less that of the example's own class."""
    own = np.where(_is_own(examples), parts, 0.0).sum(axis=-1)
    return parts - own[:, None]


def _is_own(examples):
    """Whether a class is the example's own: (N, K)."""
    return np.arange(examples.a.shape[1]) == examples.target[:, None]
