"""What an update rule is."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, NamedTuple, Protocol

import numpy as np

from optimizers.showing import Arrow, Variant
from params import Array, Declared, params_of


class Loss(Protocol):
    """What an optimizer may ask: any `surfaces.Surface`, or whatever wraps one. `w` has shape (2, ...)."""

    @property
    def domain(self) -> Any:
        """The window (x0, x1, y0, y1)."""

    def __call__(self, w: Any) -> Array:
        """The loss, shape (...)."""

    def gradient(self, w: Any) -> Array:
        """The gradient, shape (2, ...)."""

    def hessian(self, w: Any) -> Array:
        """The Hessian, shape (2, 2, ...)."""


class NoState(NamedTuple):
    """A method without memory."""


@dataclass(frozen=True)
class Twin:
    """The same rule in torch.optim.

    name: of the class; arguments: its argument → our field, a tuple of fields, or what it follows from; fixed: arguments
    that are always so; where: our fields, and the values without which there is no twin; decoupled: the class with which
    weight decay is decoupled, and what it has to be told, if there is one.
    """

    name: str
    arguments: Mapping[str, str | tuple[str, ...] | Callable[[Any], Any]]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    where: Mapping[str, Any] = field(default_factory=dict)
    decoupled: tuple[str, Mapping[str, Any]] | None = None

    def call(self, optimizer: "Optimizer") -> tuple[str, dict[str, Any]] | None:
        """(class name, keyword arguments) for `optimizer`, which is no sweep; None if with these fields there is no twin."""
        if any(getattr(optimizer, name) != value for name, value in self.where.items()):
            return None
        return self.name, {k: _value(optimizer, v) for k, v in self.arguments.items()} | dict(self.fixed)


def _value(optimizer: "Optimizer", source: str | tuple[str, ...] | Callable[[Any], Any]) -> Any:
    """A number, switch or tuple of numbers of Python's own, each of the kind that its field declares."""
    if isinstance(source, tuple):
        return tuple(_value(optimizer, name) for name in source)
    if not isinstance(source, str):
        return source(optimizer)
    kind = type(params_of(type(optimizer))[source].default)
    return kind(getattr(optimizer, source))


@dataclass(frozen=True)
class Optimizer(Declared, ABC):
    """A pure update rule: hyperparameters as fields, `init` and one `step`.

    A hyperparameter may be an array that broadcasts against the trailing axes of `w`: a sweep is one batch.
    style: colour, dash and marker of its paths, by name. arrows: what is drawn of a step beside the step itself; variants: the
    forms that have other equations than the docstring. torch: its twin in PyTorch, if it has one. descends: whether its
    defaults bring the loss down on every surface.
    """

    style: ClassVar[tuple[str, str, str]] = ("ink", "solid", "circle")
    arrows: ClassVar[tuple[Arrow, ...]] = ()
    variants: ClassVar[tuple[Variant, ...]] = ()
    torch: ClassVar[Twin | None] = None
    descends: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        """Overflow is an outcome and not a warning, so each rule's step is made silent here, and reads as its formula."""
        super().__init_subclass__()
        if "step" in vars(cls):
            cls.step = np.errstate(all="ignore")(cls.step)  # type: ignore[method-assign]

    @abstractmethod
    def init(self, w: Array) -> Any:
        """The state before the first step from `w` of shape (2, ...): a NamedTuple named as in the paper."""

    @abstractmethod
    def step(self, w: Array, loss: Loss, state: Any) -> tuple[Array, Any]:
        """The next `w` and state. Neither argument is changed."""

    @property
    def variant(self) -> Variant | None:
        """The form that it has, if that is not the docstring's."""
        return next((v for v in self.variants if all(getattr(self, k) == value for k, value in v.where.items())), None)

    @property
    def batch(self) -> tuple[int, ...]:
        """The shape to which the hyperparameters given as arrays broadcast; () if all are numbers."""
        return _shape(self)


def _shape(value: Any) -> tuple[int, ...]:
    """The common shape of a value, or of all fields of what is made of some: an optimizer within a wrapper, a schedule."""
    if not isinstance(value, Declared):
        return np.shape(value)
    return np.broadcast_shapes(*(_shape(getattr(value, f.name)) for f in fields(value)))  # type: ignore[arg-type]
