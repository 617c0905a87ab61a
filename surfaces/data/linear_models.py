"""Losses made of data: what the two weights of a model cost on its training set."""

from abc import abstractmethod
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from params import NONNEGATIVE, Interval, choice, param
from surfaces.base import SEED, Box, Point
from surfaces.calculus.continued import absolute
from surfaces.data import samples as made
from surfaces.data.base import ByForm, LinearModel, mean, positive, score
from surfaces.data.classics import classic
from surfaces.data.samples import Split

COUNT = Interval(4.0, float(made.MOST))
SHARE = Interval(0.0, 1.0)
MADE_UP = "made up"
TWO, ONE = "two features", "one feature"
SMALL = 0.5
"""A score that is no larger leaves every margin open, and no sigmoid near its ends."""


@dataclass(frozen=True)
class LinearRegression(LinearModel):
    r"""A straight line through points: a bowl, and a ravine once the feature is large or off centre, across which gradient
    descent zigzags.

    $$f(x, y) = \frac1N \sum_i (x\, a_i + y - t_i)^2, \qquad a_i = s\, u_i + c$$

    x is the slope, y the intercept. The points (uᵢ, tᵢ) lie about a line, with a normal error of standard deviation
    $\sigma$. Legendre (1805). The gradient is that of the normal equations, whose sums are right to the last digit even
    where standardized examples cancel each other.
    """

    label = "Linear regression"
    has_intercept = True
    torch = "((x * a + y * b - t) ** 2).mean()"
    model = "line"
    task = "number"

    n: int = param(12, 4, 200, "N", "examples: how many to learn from", within=COUNT)
    noise: float = param(0.8, 0.0, 2.0, r"\sigma", "noise: how far the points lie from the line", within=NONNEGATIVE)
    outliers: float = param(0.0, 0.0, 0.4, "", "outliers: share of points far above the line", within=SHARE)
    scale: float = param(3.0, 1.0, 10.0, "s", "scale: the unit of the feature", log=True)
    offset: float = param(0.0, 0.0, 3.0, "c", "offset: the middle of the feature")
    seed: int = param(4, 0, 99, "", "seed: another one draws other points", within=SEED)
    source: str = choice(MADE_UP, (MADE_UP, "iris"), "", "data: made up, or petal width by length")

    domain = Box(-3.0, 3.0, -3.0, 3.0)
    start = Point(-2.0, 2.5)
    steps = 100

    @cached_property
    def data(self) -> Split:
        points = made.along_a_line(self.n, self.noise, self.outliers, self.seed)
        if rows := self.rows or classic(self.source, self.task).rows:
            points = made.without_second(made.from_rows(rows, self.n, self.seed, True))
        return made.scaled(points, a=self.scale, offset=self.offset)

    def loss(self, z, t):
        return (z - t) * (z - t)

    def dloss(self, z, t):
        return 2 * (z - t)

    def d2loss(self, z, t):
        return np.full_like(z, 2.0)

    def mean_gradient(self, x, y, on):
        m = on.moments
        return 2 * (m.aa * x + m.ab * y - m.at), 2 * (m.ab * x + m.bb * y - m.bt)

    def mean_hessian(self, x, y, on):
        m = on.moments
        return 2 * m.aa, 2 * m.ab, 2 * m.bb


@dataclass(frozen=True)
class Classifier(LinearModel):
    """Two classes, t = ±1, told apart by the sign of x a + y b: two features and no intercept, or one and y is it: b = 1."""

    model = ByForm(two_features="boundary", one_feature="score")
    task = ByForm(two_features="two classes", one_feature="two classes by one feature")

    n: int = param(30, 4, 200, "N", "examples: how many to learn from", within=COUNT)
    noise: float = param(1.0, 0.3, 2.0, r"\sigma", "noise: how far the classes reach into each other", log=True)
    outliers: float = param(0.0, 0.0, 0.4, "", "outliers: share of examples with a wrong label", within=SHARE)
    balance: float = param(0.5, 0.1, 0.9, "", "balance: share of the positive class", within=SHARE)
    scale: float = param(1.0, 1.0, 10.0, "s", "scale: the unit of the second feature, or of the only one", log=True)
    seed: int = param(1, 0, 99, "", "seed: another one draws other examples", within=SEED)
    source: str = choice(MADE_UP, (MADE_UP, "iris", "breast cancer"), "", "data: made up, or from a classic table")
    form: str = choice(TWO, (TWO, ONE), "", "form: two weights, or the weight x of one feature and the intercept y")

    @property
    def has_intercept(self) -> bool:  # type: ignore[override]
        return self.form == ONE

    @abstractmethod
    def dloss_from_zero(self, z, t):
        """∂ℓ/∂z less its value at z = 0, for |z| ≤ `SMALL`."""

    def mean_gradient(self, x, y, on):
        """With an intercept in two sums: of what balanced classes add at the score 0 nothing is left but rounding."""
        if not self.has_intercept:
            return mean(self.each_gradient, x, y, on.examples)
        gx, gy, from_gx, from_gy = mean(self._parted_gradient, x, y, on.examples)
        return gx + from_gx, gy + from_gy

    def _parted_gradient(self, x, y, examples):
        a, b, t = examples
        z = score(x, y, a, b)
        is_small = np.abs(z) <= SMALL
        at_zero = np.where(is_small, self.dloss(0 * z, t), 0.0)
        slope = np.where(is_small, self.dloss_from_zero(z, t), self.dloss(z, t))
        return at_zero * a, at_zero * b, slope * a, slope * b

    @cached_property
    def data(self) -> Split:
        points = made.two_clouds(self.n, self.noise, self.outliers, self.balance, self.seed)
        if rows := self.rows or classic(self.source, self.task).rows:
            points = made.signed(made.from_rows(rows, self.n, self.seed, False))
        return (
            made.scaled(made.without_second(points), a=self.scale)
            if self.has_intercept
            else made.scaled(points, b=self.scale)
        )


@dataclass(frozen=True)
class LogisticRegression(Classifier):
    r"""The probability of a class, by cross-entropy: one valley whose lowest point all find, and which has no end once a line
    parts the classes.

    $$f(x, y) = \frac1N \sum_i \ln \left( 1 + e^{-t_i (x\, a_i + y\, s\, b_i)} \right)$$

    The features (aᵢ, bᵢ) have standard deviation $\sigma$ in each class. With one feature the score is x s aᵢ + y. Cox (1958).
    """

    label = "Logistic regression"
    torch = "F.binary_cross_entropy_with_logits(x * a + y * b, (t + 1) / 2)"
    model = ByForm(two_features="boundary", one_feature="probability")

    domain = Box(-4.0, 8.0, -4.0, 8.0)
    start = Point(-1.0, 5.0)
    steps = 120

    def loss(self, z, t):
        return softplus(-t * z)

    def dloss(self, z, t):
        return -t * sigmoid(-t * z)

    def dloss_from_zero(self, z, t):
        return np.tanh(z / 2) / 2

    def d2loss(self, z, t):
        return sech2(z / 2) / 4


@dataclass(frozen=True)
class HingeLoss(Classifier):
    r"""The support vector machine's loss: right by a margin of 1 costs nothing, less costs in proportion, so gradient descent
    runs straight from kink to kink.

    $$f(x, y) = \frac1N \sum_i \max(0,\ 1 - t_i (x\, a_i + y\, s\, b_i))$$

    The features (aᵢ, bᵢ) have standard deviation $\sigma$ in each class. With one feature the score is x s aᵢ + y. Made of
    planes: kinks where an example's margin is 1, where `df` takes the flat side. Cortes & Vapnik (1995).
    """

    label = "Hinge loss"
    torch = "F.relu(1 - t * (x * a + y * b)).mean()"
    smooth = False

    domain = Box(-3.0, 5.0, -3.0, 5.0)
    start = Point(0.3, 3.0)
    steps = 120

    def loss(self, z, t):
        return positive(1 - t * z)

    def dloss(self, z, t):
        return -t * np.sign(positive(1 - t * z))

    def dloss_from_zero(self, z, t):
        return 0 * z

    def d2loss(self, z, t):
        return np.zeros_like(z)


@dataclass(frozen=True)
class SquaredHingeLoss(Classifier):
    r"""The hinge loss squared: no kinks, so that all settle, but a curvature that jumps wherever an example reaches its margin.

    $$f(x, y) = \frac1N \sum_i \max(0,\ 1 - t_i (x\, a_i + y\, s\, b_i))^2$$

    The features (aᵢ, bᵢ) have standard deviation $\sigma$ in each class. With one feature the score is x s aᵢ + y. Where a
    margin is 1 the Hessian is that of the flat side. Chang, Hsieh & Lin (2008).
    """

    label = "Squared hinge loss"
    torch = "(F.relu(1 - t * (x * a + y * b)) ** 2).mean()"

    domain = Box(-3.0, 5.0, -3.0, 5.0)
    start = Point(0.3, 4.3)
    steps = 100

    def loss(self, z, t):
        return positive(1 - t * z) * positive(1 - t * z)

    def dloss(self, z, t):
        return -2 * t * positive(1 - t * z)

    def dloss_from_zero(self, z, t):
        return 2 * z

    def d2loss(self, z, t):
        return 2 * np.sign(positive(1 - t * z))


def sigmoid(z):
    """1 / (1 + e⁻ᶻ), without overflow, and with all digits where it is almost 0."""
    if not np.isrealobj(z):
        return 1 / (1 + np.exp(-z))
    below = np.exp(-np.abs(z))
    return np.maximum(below, z >= 0) / (1 + below)


def sech2(z):
    """1 / cosh²z, without overflow: 1 − tanh²z with all digits where it is almost 0."""
    below = np.exp(-2 * absolute(z))
    above = 1 + below
    return 4 * below / (above * above)


def softplus(z):
    """The logarithm of 1 + eᶻ, without overflow."""
    return positive(z) + np.log1p(np.exp(z - 2 * positive(z)))
