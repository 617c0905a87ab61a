"""What a loss surface is."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar, NamedTuple

import numpy as np

from params import Array, Declared, Interval

SEED = Interval(0.0, 2.0**31)
"""What a seed may be."""
QUIET = np.errstate(all="ignore")
"""A loss that overflows is a fact, not a warning. As a decorator it costs half of what it does as a `with`."""


class Point(NamedTuple):
    """A place on a surface."""

    x: float
    y: float


class Box(NamedTuple):
    """A window: x0 ≤ x ≤ x1, y0 ≤ y ≤ y1."""

    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def size(self) -> float:
        """The longer side."""
        return max(self.width, self.height)

    def contains(self, w: Any) -> Any:
        """Whether points `w` of shape (2, ...) lie inside or on the edge: bools of shape (...)."""
        x, y = w
        return (self.x0 <= x) & (x <= self.x1) & (self.y0 <= y) & (y <= self.y1)

    def mesh(self, nx: int, ny: int) -> Array:
        """A regular grid over the box, both edges included: shape (2, ny, nx)."""
        xs, ys = np.linspace(self.x0, self.x1, nx), np.linspace(self.y0, self.y1, ny)
        return np.stack(np.meshgrid(xs, ys))


def grid(xs: Iterable[float], ys: Iterable[float]) -> tuple[Point, ...]:
    """All points with an x of `xs` and a y of `ys`: what the critical points of a sum g(x) + h(y) are."""
    return tuple(Point(x, y) for x, y in product(xs, ys))


def mirrored(*points: tuple[float, float]) -> tuple[Point, ...]:
    """`points` and their mirror images in both axes, each once."""
    images = (Point(i * x, j * y) for x, y in points for i, j in product((1.0, -1.0), repeat=2))
    return tuple(dict.fromkeys(images))


def opposite(*points: tuple[float, float]) -> tuple[Point, ...]:
    """`points` and their opposites."""
    return tuple(Point(sign * x, sign * y) for x, y in points for sign in (1.0, -1.0))


def without_dust(w: Array, box: Box) -> Array:
    """`w` with 0 for a coordinate such as 1e-42, which only rounding keeps from being 0 in `box`."""
    return np.where(np.abs(w) < np.finfo(float).eps * box.size, 0.0, w)


def lowest_minimum(surface: "Surface") -> float:
    """The loss at the lowest known minimum, −∞ if none is known."""
    return float(surface(np.array(surface.minima).T).min()) if surface.minima else -np.inf


class TorchCode(NamedTuple):
    """A loss, or a part that is added to one, as PyTorch code: what to define, and an expression in `w` and `step`."""

    definitions: str
    loss: str


@dataclass(frozen=True)
class CriticalPoints:
    """Points of a window where the gradient vanishes, or where a kink makes a minimum.

    minima, saddles, maxima: by the signs of the Hessian's eigenvalues; degenerate: where one of them vanishes and nobody has
    told what the point is (samples, if such points form a curve); winding: how often the gradient turns round on the
    window's edge, None if that is not known, because the gradient vanishes there or jumps, or because nobody counted.
    """

    minima: tuple[Point, ...] = ()
    saddles: tuple[Point, ...] = ()
    maxima: tuple[Point, ...] = ()
    degenerate: tuple[Point, ...] = ()
    winding: int | None = None

    @property
    def index(self) -> int:
        """The sum of the indices of the points that are not degenerate."""
        return len(self.minima) + len(self.maxima) - len(self.saddles)

    @property
    def complete(self) -> bool:
        """Whether the index says that no point is missing (it cannot see a pair of opposite sign)."""
        return not self.degenerate and self.index == self.winding

    def __add__(self, more: "CriticalPoints") -> "CriticalPoints":
        """The minima, saddles and maxima of both."""
        return CriticalPoints(self.minima + more.minima, self.saddles + more.saddles, self.maxima + more.maxima)


@dataclass(frozen=True)
class Surface(Declared, ABC):
    """A function of two weights, twice differentiable unless it is not `smooth`, with the facts that go with it.

    A subclass writes `f`, `df` and `d2f` elementwise on x and y (floats or arrays of one shape), its window `domain`,
    the `start` from which a race begins, and its known `critical` points inside the window. Everyone else calls
    `surface(w)`, `surface.gradient(w)` and `surface.hessian(w)` with `w` of shape (2, ...).
    """

    domain: ClassVar[Box]
    start: ClassVar[Point]
    steps: ClassVar[int] = 200
    """How many steps a race takes: enough to see what the docstring says."""
    smooth: ClassVar[bool] = True
    """False if the surface has kinks; its docstring says where."""
    convex: ClassVar[bool] = False
    """True if the surface lies nowhere above its chords, so that every minimum is a lowest point."""
    has_intercept: ClassVar[bool] = False
    """True if y is the intercept of a linear model, which penalties use to leave alone."""

    @property
    def sparsity(self) -> Point:
        """The strengths of |x| and of |y| in the loss: its L1 penalty."""
        return Point(0.0, 0.0)

    @property
    def landscape(self) -> "Surface":
        """The surface with the same losses and nothing that only changes what a step sees: this is what is drawn."""
        return self

    @abstractmethod
    def f(self, x: Any, y: Any) -> Any:
        """The loss, of the shape of x and y."""

    @abstractmethod
    def df(self, x: Any, y: Any) -> tuple[Any, Any]:
        """(∂x, ∂y)."""

    @abstractmethod
    def d2f(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        """(∂xx, ∂xy, ∂yy)."""

    @property
    def critical(self) -> CriticalPoints:
        """The known critical points inside the domain; what a subclass says in place of this, as a field of the class if
        they are always the same.
        """
        return CriticalPoints()

    @property
    def minima(self) -> tuple[Point, ...]:
        """Known minima inside the domain."""
        return self.critical.minima

    @property
    def bottom(self) -> float:
        """The lowest loss that is known, −∞ if none is."""
        return lowest_minimum(self)

    @property
    def saddles(self) -> tuple[Point, ...]:
        """Known saddle points inside the domain, degenerate ones included."""
        return self.critical.saddles

    @property
    def maxima(self) -> tuple[Point, ...]:
        """Known maxima inside the domain."""
        return self.critical.maxima

    @QUIET
    def __call__(self, w: Any) -> Array:
        """The loss at `w` of shape (2, ...): an array of shape (...)."""
        x, y = np.asarray(w, float)
        return np.asarray(self.f(x, y))

    @QUIET
    def gradient(self, w: Any) -> Array:
        """∇f at `w` of shape (2, ...): the same shape."""
        w = np.asarray(w, float)
        # Filled in place: np.stack would take longer than most surfaces.
        gradient = np.empty_like(w)
        gradient[0], gradient[1] = self.df(w[0], w[1])
        return gradient

    @QUIET
    def hessian(self, w: Any) -> Array:
        """∇²f at `w` of shape (2, ...): shape (2, 2, ...)."""
        w = np.asarray(w, float)
        hessian = np.empty((2, *w.shape))
        hessian[0, 0], hessian[0, 1], hessian[1, 1] = self.d2f(w[0], w[1])
        hessian[1, 0] = hessian[0, 1]
        return hessian

    def at(self, t: int) -> "Surface":
        """The loss that step `t` (from 1) sees: the surface itself, unless it is stochastic."""
        return self
