"""What an update rule is."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from params import Declared, params_of

Array = NDArray[np.float64]


class Loss(Protocol):
    """What an optimizer may ask: any `surfaces.Surface`, or whatever wraps one. `w` has shape (2, ...)."""

    def __call__(self, w: Any) -> Array:
        """The loss, shape (...)."""

    def gradient(self, w: Any) -> Array:
        """The gradient, shape (2, ...)."""

    def hessian(self, w: Any) -> Array:
        """The Hessian, shape (2, 2, ...)."""


@dataclass(frozen=True)
class Optimizer(Declared, ABC):
    """A pure update rule: hyperparameters as fields, `init` and one `step`.

    A hyperparameter may be an array that broadcasts against the trailing axes of `w`: a sweep is one batch.
    """

    @abstractmethod
    def init(self, w: Array) -> Any:
        """The state before the first step from `w` of shape (2, ...): a NamedTuple named as in the paper."""

    @abstractmethod
    def step(self, w: Array, loss: Loss, state: Any) -> tuple[Array, Any]:
        """The next `w` and state. Neither argument is changed."""

    @property
    def batch(self) -> tuple[int, ...]:
        """The shape to which the hyperparameters given as arrays broadcast; () if all are numbers."""
        return np.broadcast_shapes(*(np.shape(getattr(self, name)) for name in params_of(type(self))))
