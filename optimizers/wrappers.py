"""What changes an optimizer wraps an optimizer."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from compiler import noted
from optimizers.base import Loss, Optimizer
from optimizers.schedules import Schedule
from optimizers.showing import Variant
from params import NONNEGATIVE, Array, changed, param


class Timed(NamedTuple):
    """inner: the state of the wrapped optimizer; t: the number of steps taken."""

    inner: Any
    t: int


@dataclass(frozen=True)
class Decayed(Optimizer):
    r"""Any optimizer with decoupled weight decay: the weights shrink by themselves, whatever the gradient is scaled by.

    $$w \leftarrow \mathrm{step}(w) - \alpha \lambda\, w$$

    α is the optimizer's learning rate at that step, 1 for one that has none. Without `intercept` y is left as it is.
    Loshchilov & Hutter (2019).
    """

    variants = (Variant({"intercept": False}, r"w \leftarrow \mathrm{step}(w) - \alpha \lambda\, \tilde w"),)

    optimizer: Optimizer
    weight_decay: float = param(0.01, 0.0, 1.0, r"\lambda", "weight decay", within=NONNEGATIVE, unit="1/size")
    intercept: bool = param(True, help="decay the intercept: whether y decays, too")

    def init(self, w: Array) -> Any:
        return self.optimizer.init(w)

    def step(self, w: Array, loss: Loss, state: Any) -> tuple[Array, Any]:
        lr = rate(self.optimizer, state)
        moved, state = self.optimizer.step(w, loss, state)
        decaying = noted(r"\tilde w", w if self.intercept else np.stack([w[0], np.zeros_like(w[1])]))
        decay = noted("decay", lr * self.weight_decay * decaying)
        return noted(r"\mathrm{step}(w)", moved) - decay, state


@dataclass(frozen=True)
class Scheduled(Optimizer):
    r"""Any optimizer with a learning rate that changes from step to step.

    $$\alpha \leftarrow \alpha\, c(t)$$

    c is a `Schedule`. An optimizer without a learning rate runs as it is.
    """

    optimizer: Optimizer
    schedule: Schedule

    def init(self, w: Array) -> Any:
        return Timed(_scaled(self.optimizer, self.schedule(0)).init(w), 0)

    def step(self, w: Array, loss: Loss, state: Any) -> tuple[Array, Any]:
        now = _scaled(self.optimizer, self.schedule(state.t))
        w, inner = now.step(w, loss, state.inner)
        return w, Timed(inner, state.t + 1)


def rate(optimizer: Any, state: Any) -> Any:
    """The learning rate of the step that `optimizer` is about to take, 1 if it has none."""
    if isinstance(optimizer, Scheduled):
        return rate(_scaled(optimizer.optimizer, optimizer.schedule(state.t)), state.inner)
    return rate(optimizer.optimizer, state) if isinstance(optimizer, Decayed) else getattr(optimizer, "lr", 1.0)


def _scaled(optimizer: Any, factor: Any) -> Any:
    """`optimizer` with its learning rate times `factor`, within other wrappers, too."""
    if isinstance(optimizer, Decayed | Scheduled):
        return changed(optimizer, optimizer=_scaled(optimizer.optimizer, factor))
    return changed(optimizer, lr=optimizer.lr * factor) if hasattr(optimizer, "lr") else optimizer
