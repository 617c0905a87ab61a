"""Examples to learn from: made up, from a classic table or from the user's own, as a training set and a test set.

Everything is drawn from the seed alone, and the first N of the same examples are taken, so that moving one slider
changes one thing.
"""

from functools import lru_cache
from math import fsum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from compiler import taken
from params import Array

Row = tuple[float, float, float]
"""Two features and the target: a number, or the number of the class."""

MOST = 2000
"""No more examples than this."""
TESTED = 200
"""Examples in a test set that is made up."""
TRAINED = 0.7
"""The share of a table that may be trained on; the rest is the test set."""
SLOPE, INTERCEPT = 1.0, 0.5
DIGITS = 1e-12
"""Numbers that differ by less than this share of the largest differ by rounding: they are one."""
OUTLYING = 4.0
"""How far above its place an outlier of a regression lies."""
CENTRE = (1.0, 0.6)
"""The middle of the positive class; that of the negative class is opposite."""
CORNERS = ((0.0, 1.5), (-1.3, -0.75), (1.3, -0.75))
"""The middles of three classes."""
CURVE_SLOPE, CURVE_HEIGHT = 1.5, 1.2


class Examples(NamedTuple):
    """a, b: the two features of each example, (N,), or (N, K) if they differ by class; target: (N,), a number or class."""

    a: Array
    b: Array
    target: NDArray[Any]

    def take(self, which: NDArray[np.intp]) -> "Examples":
        """Some of the examples, by their numbers."""
        return taken(self, which)

    @property
    def size(self) -> int:
        return len(self.target)


class Split(NamedTuple):
    """What is learned from, and what shows whether something was learned."""

    train: Examples
    test: Examples


class Moments(NamedTuple):
    """The means of the products of a, b and t: what a sum of squares needs to know of its examples."""

    aa: float
    ab: float
    bb: float
    at: float
    bt: float


def moments(examples: Examples) -> Moments:
    """Each rounded once only, however much cancels: products are split into what a float holds and what is left over.

    Dekker (1971), A floating-point technique for extending the available precision.
    """
    a, b, t = examples
    p, q = np.stack([a, a, b, a, b]), np.stack([a, b, b, t, t])
    (p1, p2), (q1, q2), product = _halves(p), _halves(q), p * q
    left = p1 * q1 - product + p1 * q2 + p2 * q1 + p2 * q2
    return Moments(*(fsum(row) / examples.size for row in np.hstack([product, left]).tolist()))


def _halves(v: Array) -> tuple[Array, Array]:
    """Numbers of half as many digits whose sum is `v`."""
    high = 134217729 * v
    high = high - (high - v)
    return high, v - high


@lru_cache(maxsize=64)
def along_a_line(n: int, noise: float, outliers: float, seed: int) -> Split:
    """Points about a straight line, from left to right; the outliers of the training set lie above it."""
    train, test = (_line(count, noise, np.random.default_rng([seed, i])) for i, count in enumerate((n, TESTED)))
    lifted = _few(n, outliers, seed)
    return _split(train._replace(target=train.target + OUTLYING * lifted), test)


def _line(n: int, noise: float, rng: np.random.Generator) -> Examples:
    x, e = np.sort(rng.uniform(-1.7, 1.7, MOST)[:n]), rng.standard_normal(MOST)[:n]
    return Examples(x, np.ones(n), SLOPE * x + INTERCEPT + noise * e)


@lru_cache(maxsize=64)
def two_clouds(n: int, noise: float, outliers: float, balance: float, seed: int) -> Split:
    """Two classes, −1 and 1, one after the other; the outliers of the training set bear the other's label."""
    train, test = (_clouds(count, noise, balance, [seed, i]) for i, count in enumerate((n, TESTED)))
    flipped = _few(n, outliers, seed)
    return _split(train._replace(target=np.where(flipped, -train.target, train.target)), test)


def _clouds(n: int, noise: float, balance: float, seed: list[int]) -> Examples:
    positives = min(max(round(balance * n), 1), n - 1)
    label = np.where(np.arange(n) < n - positives, -1.0, 1.0)
    a, b = np.outer(CENTRE, label) + noise * np.random.default_rng(seed).standard_normal((MOST, 2))[:n].T
    return Examples(a, b, label)


@lru_cache(maxsize=64)
def three_clouds(n: int, noise: float, seed: int) -> Split:
    """Three classes, 0, 1 and 2, one after the other."""
    return _split(*(_three(count, noise, [seed, i]) for i, count in enumerate((n, TESTED))))


def _three(n: int, noise: float, seed: list[int]) -> Examples:
    label = np.sort(np.arange(n) % 3)
    a, b = np.array(CORNERS)[label].T + noise * np.random.default_rng(seed).standard_normal((MOST, 2))[:n].T
    return Examples(a, b, label)


@lru_cache(maxsize=64)
def along_a_curve(n: int, noise: float, seed: int) -> Split:
    """Points about a curve with the shape of tanh, from left to right."""
    return _split(*(_curve(count, noise, np.random.default_rng([seed, i])) for i, count in enumerate((n, TESTED))))


def _curve(n: int, noise: float, rng: np.random.Generator) -> Examples:
    x, e = np.sort(rng.uniform(-2.5, 2.5, MOST)[:n]), rng.standard_normal(MOST)[:n]
    return Examples(x, np.ones(n), CURVE_HEIGHT * np.tanh(CURVE_SLOPE * x) + noise * e)


@lru_cache(maxsize=16)
def from_rows(rows: tuple[Row, ...], n: int, seed: int, numeric: bool) -> Split:
    """Up to `n` rows of a table to train on, drawn by the seed and in the table's order, and the others as test set.

    Features are standardized by the training set, and so is the target if it is `numeric`. What is constant there is 0.
    """
    table = np.array(rows, float).reshape(-1, 3)
    order = np.random.default_rng([seed, 0]).permutation(len(table))
    count = max(1, min(n, int(TRAINED * len(table))))
    train, test = (table[np.sort(part)] for part in (order[:count], order[count:]))
    parts = [
        _standardized(train[:, k], test[:, k]) if k < 2 or numeric else (train[:, k], test[:, k]) for k in range(3)
    ]
    return _split(*(Examples(*columns) for columns in zip(*parts, strict=True)))


def _standardized(train: Array, test: Array) -> tuple[Array, Array]:
    """A column less its mean over the training set, in units of its standard deviation there."""
    # By a power of two first, which rounds nothing: the square of 1e-200 is 0, and that of 1e200 infinite.
    size = -np.frexp(np.abs(train).max())[1]
    train, test = np.ldexp(train, size), np.ldexp(test, size)
    spread = np.inf if is_constant(train) else train.std()
    return (train - train.mean()) / spread, (test - train.mean()) / spread


def is_constant(column: Array) -> bool:
    """Whether all numbers of a column are the same, but for rounding."""
    return bool(np.ptp(column) <= DIGITS * np.abs(column).max())


def scaled(split: Split, a: float = 1.0, b: float = 1.0, offset: float = 0.0) -> Split:
    """The features in other units: the first times `a` plus `offset`, the second times `b`."""
    return _split(*(e._replace(a=a * e.a + offset, b=b * e.b) for e in split))


def without_second(split: Split) -> Split:
    """With 1 as second feature, whose weight is then the intercept."""
    return _split(*(e._replace(b=np.ones_like(e.a)) for e in split))


def signed(split: Split) -> Split:
    """With the labels −1 and 1 in place of 0 and 1."""
    return _split(*(e._replace(target=2 * e.target - 1) for e in split))


def by_class(split: Split) -> Split:
    """Features (N, K): each of an example's features times its mean over each class of the training set.

    A class whose members have large values then scores high for an example with large values.
    """
    means = class_means(split)
    return _split(*(Examples(np.outer(e.a, means[0]), np.outer(e.b, means[1]), e.target.astype(int)) for e in split))


def class_means(split: Split) -> Array:
    """The means of both features over each class of the training set: (2, K)."""
    label, count = split.train.target, int(max(e.target.max(initial=0) for e in split)) + 1
    return np.array(
        [[part[label == k].sum() / max((label == k).sum(), 1) for k in range(count)] for part in split.train[:2]]
    )


def _few(n: int, share: float, seed: int) -> NDArray[np.bool_]:
    """A share of n examples, drawn so that a larger share holds the smaller one: bools (n,)."""
    rank = np.random.default_rng([seed, 2]).random(MOST)[:n].argsort().argsort()
    return rank < round(share * n)


def _split(train: Examples, test: Examples) -> Split:
    """The two sets, read-only, since they are remembered."""
    for part in (*train, *test):
        part.flags.writeable = False
    return Split(train, test)
