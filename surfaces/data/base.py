"""What a loss over examples is: the mean of what each of them contributes."""

from abc import abstractmethod
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

import numpy as np

from compiler import Traced, averaged
from language import _, marked
from params import validate
from surfaces.base import CriticalPoints, Surface
from surfaces.calculus.convex import bottom, lowest
from surfaces.data.samples import Examples, Moments, Row, Split, is_constant, moments
from surfaces.layers.base import Wrapper

CHUNK = 2**16
"""Numbers at a time: half a megabyte, so that what a mesh needs for all its examples stays in the cache."""


class Task(NamedTuple):
    """What a model needs from a table: this many columns as features, and a target with up to so many classes.

    most_classes: 0 if the target is a number.
    """

    features: int
    most_classes: int


TASKS = {
    "number": Task(1, 0),
    "two classes": Task(2, 2),
    "two classes by one feature": Task(1, 2),
    "classes": Task(2, 10),
}
"""Name → task, as in `DataSurface.task`."""

FEATURE = marked("the feature is the same, up to rounding, in all {count} examples that are learned from")
FIRST = marked("the first feature is the same, up to rounding, in all {count} examples that are learned from")
SECOND = marked("the second feature is the same, up to rounding, in all {count} examples that are learned from")
TARGET = marked("the target is the same, up to rounding, in all {count} examples that are learned from")


@dataclass(frozen=True)
class DataSurface(Surface):
    """A loss over a training set, with a test set beside it.

    A subclass writes what each example contributes to the loss, its gradient and its Hessian, for points x, y of shape
    (M,) and N examples: tuples of arrays (M, N).
    """

    model: ClassVar[str]
    """What x and y are the weights of: a "line" or "curve" t(a), the "boundary" x a + y b = 0, the "probability" or the
    "score" of a class as it rises with a, or "classes" (softmax)."""
    task: ClassVar[str]
    """What the target of a table has to be, and how many features go with it: a key of `TASKS`."""
    made_up: ClassVar[tuple[str, ...]] = ("noise", "outliers", "balance", "source")
    """The fields, where there are such, that say how examples are made up: they change nothing about a table."""

    torch: ClassVar[str] = ""
    """The same loss in PyTorch: an expression in the weights x and y and the features a, b and targets t of the examples."""

    rows: tuple[Row, ...] = field(default=(), kw_only=True, repr=False)
    """The user's own table, if there is one."""
    columns: tuple[str, ...] = field(default=(), kw_only=True)
    """What its columns are called: the features, then the target."""
    classes: tuple[str, ...] = field(default=(), kw_only=True)
    """What the classes of its target are called, if it has any."""

    def __post_init__(self) -> None:
        """Raises ValueError, in words for people, if nothing can be learned because a column is constant."""
        validate(self)
        task, train = TASKS[self.task], self.plotted.train
        columns = {FEATURE: train.a} if task.features == 1 else {FIRST: train.a, SECOND: train.b}
        for said, column in (columns if task.most_classes else columns | {TARGET: train.target}).items():
            if is_constant(column):
                raise ValueError(f"{_(said, count=train.size)}: {self._instead()}")

    def _instead(self) -> str:
        return _("take another column, more examples or another seed") if self.rows else _("take a smaller offset")

    @property
    @abstractmethod
    def data(self) -> Split:
        """The training set and the test set."""

    @property
    def examples(self) -> Examples:
        """Those that the loss is the mean over."""
        return self.data.train

    @property
    def plotted(self) -> Split:
        """The same examples as a picture shows them: one number for each feature."""
        return self.data

    @abstractmethod
    def critical_of(self, surface: Surface) -> CriticalPoints:
        """The critical points of `surface`, which is this one or the same on other examples."""

    @abstractmethod
    def each(self, x: Any, y: Any, examples: Examples) -> tuple[Any]:
        """(ℓ,)."""

    @abstractmethod
    def each_gradient(self, x: Any, y: Any, examples: Examples) -> tuple[Any, Any]:
        """(∂xℓ, ∂yℓ)."""

    @abstractmethod
    def each_hessian(self, x: Any, y: Any, examples: Examples) -> tuple[Any, Any, Any]:
        """(∂xxℓ, ∂xyℓ, ∂yyℓ)."""

    def f(self, x, y):
        return mean(self.each, x, y, self.examples)[0]

    def df(self, x, y):
        return self.mean_gradient(x, y, self)

    def d2f(self, x, y):
        return self.mean_hessian(x, y, self)

    def mean_gradient(self, x: Any, y: Any, on: "DataSurface | OnExamples") -> tuple[Any, Any]:
        """The mean of (∂xℓ, ∂yℓ) over the examples of `on`, for x and y of any one shape."""
        return mean(self.each_gradient, x, y, on.examples)

    def mean_hessian(self, x: Any, y: Any, on: "DataSurface | OnExamples") -> tuple[Any, Any, Any]:
        """The mean of (∂xxℓ, ∂xyℓ, ∂yyℓ) over the examples of `on`, for x and y of any one shape."""
        return mean(self.each_hessian, x, y, on.examples)

    @cached_property
    def moments(self) -> Moments:
        """Those of its examples."""
        return moments(self.examples)

    @property
    def critical(self) -> CriticalPoints:
        return self.critical_of(self)

    @property
    def test_surface(self) -> "Examined":
        """The loss of the same weights on the test set."""
        return Examined(self)


def mean(parts: Any, x: Any, y: Any, examples: Examples) -> tuple[Any, ...]:
    """The mean over the examples of each of `parts(x, y, examples)`, at x and y of any one shape."""
    if isinstance(x, Traced):
        return averaged(parts, x, y, examples)
    x, y = np.broadcast_arrays(x, y)
    pieces = 1 + x.size * examples.a.size // CHUNK
    cuts = zip(np.array_split(x.ravel(), pieces), np.array_split(y.ravel(), pieces), strict=True)
    means = [[part.mean(axis=-1) for part in parts(p, q, examples)] for p, q in cuts]
    return tuple(np.concatenate(column).reshape(x.shape) for column in zip(*means, strict=True))


class ByForm:
    """A fact about a class of surfaces that depends on the `form` of each; of the class itself, that of its default form."""

    def __init__(self, **facts: str) -> None:
        self.facts = {form.replace("_", " "): fact for form, fact in facts.items()}

    def __get__(self, surface: Any, cls: Any) -> str:
        return self.facts[(surface or cls).form]


@dataclass(frozen=True)
class LinearModel(DataSurface):
    """A loss ℓ(z, t) of the score z = x a + y b of an example with features a, b and target t."""

    convex = True
    bottom = property(bottom)

    @abstractmethod
    def loss(self, z: Any, t: Any) -> Any:
        """ℓ."""

    @abstractmethod
    def dloss(self, z: Any, t: Any) -> Any:
        """∂ℓ/∂z."""

    @abstractmethod
    def d2loss(self, z: Any, t: Any) -> Any:
        """∂²ℓ/∂z²."""

    def each(self, x, y, examples):
        a, b, t = examples
        return (self.loss(score(x, y, a, b), t),)

    def each_gradient(self, x, y, examples):
        a, b, t = examples
        slope = self.dloss(score(x, y, a, b), t)
        return slope * a, slope * b

    def each_hessian(self, x, y, examples):
        a, b, t = examples
        bend = self.d2loss(score(x, y, a, b), t)
        return bend * a * a, bend * a * b, bend * b * b

    def critical_of(self, surface):
        return CriticalPoints(minima=lowest(surface))


def score(x: Any, y: Any, a: Any, b: Any) -> Any:
    """X a + y b for points (M,) and features (N,) or (N, K): shape (M, N) or (M, N, K)."""
    return np.multiply.outer(x, a) + np.multiply.outer(y, b)


def positive(z: Any) -> Any:
    """max(0, z), by the real part if z is complex."""
    return np.where(np.real(z) <= 0, 0.0, z)


@dataclass(frozen=True)
class OnExamples(Wrapper):
    """A data surface as other examples would have it."""

    surface: DataSurface

    @property
    @abstractmethod
    def examples(self) -> Examples:
        """Those that count."""

    bottom = Surface.bottom

    @property
    def landscape(self) -> Surface:
        return self

    def f(self, x, y):
        return mean(self.surface.each, x, y, self.examples)[0]

    def df(self, x, y):
        return self.surface.mean_gradient(x, y, self)

    def d2f(self, x, y):
        return self.surface.mean_hessian(x, y, self)

    @cached_property
    def moments(self) -> Moments:
        """Those of its examples."""
        return moments(self.examples)


@dataclass(frozen=True)
class Examined(OnExamples):
    """A data surface on its test set: what it is worth on examples it has not learned from."""

    label = "Test loss"

    @property
    def examples(self) -> Examples:
        return self.surface.data.test

    @property
    def critical(self) -> CriticalPoints:
        return self.surface.critical_of(self)
