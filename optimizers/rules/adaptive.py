"""Adaptive: each coordinate gets a step size of its own, from the squares of the gradients it has seen."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from compiler import noted
from optimizers.base import Optimizer, Twin
from optimizers.rules.moments import average
from optimizers.showing import DOWNHILL, RATE, Variant
from params import FRACTION, NONNEGATIVE, Array, param


class SquareSum(NamedTuple):
    """s: the sum of the squared gradients; t: the number of steps taken."""

    s: Array
    t: int


class Squares(NamedTuple):
    """s, d: the moving averages of the squared gradient and of the squared step."""

    s: Array
    d: Array


class SquareMean(NamedTuple):
    """s, mean: the moving averages of the squared gradient and, if it is centered, of the gradient; v: the velocity."""

    s: Array
    mean: Array
    v: Array


@dataclass(frozen=True)
class AdaGrad(Optimizer):
    r"""Divide by all the squared gradients so far: steep directions are damped, flat ones sped up, and steps shrink.

    $$s \leftarrow s + g^2, \qquad w \leftarrow w - \frac{\alpha}{1 + (t - 1)\,\eta}\, \frac{g}{\sqrt{s} + \epsilon}$$

    Duchi, Hazan & Singer (2011). `torch.optim.Adagrad(lr_decay=lr_decay)`.
    """

    style = ("olive", "dash", "circle")
    arrows = (DOWNHILL,)
    torch = Twin("Adagrad", {"lr": "lr", "eps": "eps", "lr_decay": "lr_decay"})

    lr: float = param(0.5, 1e-4, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="size")
    eps: float = param(1e-10, 1e-12, 1e-2, r"\epsilon", "epsilon: keeps the division finite", log=True)
    lr_decay: float = param(
        0.0, 0.0, 0.1, r"\eta", "learning-rate decay: how fast it falls with the steps", within=NONNEGATIVE
    )

    def init(self, w):
        return SquareSum(s=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g = noted("g", loss.gradient(w))
        s = noted("s", state.s + g * g, state.s)
        lr = self.lr / (1 + state.t * self.lr_decay)
        rate = noted(RATE, lr / (np.sqrt(s) + self.eps))
        return w - rate * g, SquareSum(s, state.t + 1)


@dataclass(frozen=True)
class AdaDelta(Optimizer):
    r"""AdaGrad without a learning rate of its own: steps are measured by the steps before, and start from next to nothing.

    $$s \leftarrow \rho s + (1 - \rho)\, g^2, \quad x = \frac{\sqrt{d + \epsilon}}{\sqrt{s + \epsilon}}\, g, \quad
      d \leftarrow \rho d + (1 - \rho)\, x^2, \quad w \leftarrow w - \alpha\, x$$

    Zeiler (2012), where α = 1. `torch.optim.Adadelta(rho=rho)`.
    """

    style = ("red", "dot", "square")
    arrows = (DOWNHILL,)
    torch = Twin("Adadelta", {"lr": "lr", "rho": "rho", "eps": "eps"})

    lr: float = param(3.0, 1e-2, 1e3, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="size")
    rho: float = param(0.9, 0.0, 0.999, r"\rho", "decay rate: how much of s and d stays", within=FRACTION)
    eps: float = param(1e-6, 1e-10, 1e-2, r"\epsilon", "floor: sets the first step", log=True)

    def init(self, w):
        return Squares(s=np.zeros_like(w), d=np.zeros_like(w))

    def step(self, w, loss, state):
        g = noted("g", loss.gradient(w))
        s = noted("s", self.rho * state.s + (1 - self.rho) * g * g, state.s)
        ratio = np.sqrt(state.d + self.eps) / np.sqrt(s + self.eps)
        noted(RATE, self.lr * ratio)
        x = noted("x", ratio * g)
        d = noted("d", self.rho * state.d + (1 - self.rho) * x * x, state.d)
        return w - self.lr * x, Squares(s, d)


@dataclass(frozen=True)
class RMSProp(Optimizer):
    r"""AdaGrad that forgets: divide by a moving average of the squared gradient.

    $$s \leftarrow \rho s + (1 - \rho)\, g^2, \qquad v \leftarrow \mu v + \frac{g}{\sqrt{s} + \epsilon}, \qquad
      w \leftarrow w - \alpha\, v$$

    Centered, the root is that of s − ḡ², the variance. Where rounding takes it below 0, it counts as 0, and the step is
    that of ε alone; torch takes the root as it is, and ends there in NaN. Tieleman & Hinton (2012), lecture 6e.
    `torch.optim.RMSprop(alpha=rho, momentum=momentum, centered=centered)`.
    """

    style = ("green", "longdash", "triangle")
    arrows = (DOWNHILL,)
    variants = (
        Variant(
            {"centered": True},
            r"s \leftarrow \rho s + (1 - \rho)\, g^2, \qquad \bar g \leftarrow \rho \bar g + (1 - \rho)\, g, \qquad "
            r"v \leftarrow \mu v + \frac{g}{\sqrt{s - \bar g^2} + \epsilon}, \qquad w \leftarrow w - \alpha\, v",
        ),
    )
    torch = Twin(
        "RMSprop", {"lr": "lr", "alpha": "rho", "eps": "eps", "momentum": "momentum", "centered": "centered"}
    )  # fmt: skip

    lr: float = param(0.02, 1e-4, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="size")
    rho: float = param(0.99, 0.0, 0.999, r"\rho", "decay rate: how much of s stays", within=FRACTION)
    eps: float = param(1e-8, 1e-12, 1e-2, r"\epsilon", "epsilon: keeps the division finite", log=True)
    momentum: float = param(0.0, 0.0, 0.99, r"\mu", "momentum: how much of the velocity stays", within=FRACTION)
    centered: bool = param(False, help="centered: divide by the variance, not by the square")

    def init(self, w):
        return SquareMean(s=np.zeros_like(w), mean=np.zeros_like(w), v=np.zeros_like(w))

    def step(self, w, loss, state):
        g = noted("g", loss.gradient(w))
        s = noted("s", self.rho * state.s + (1 - self.rho) * g * g, state.s)
        mean = noted(r"\bar g", average(state.mean, g, self.rho) if self.centered else state.mean, state.mean)
        divisor = np.sqrt(_variance(s, mean) if self.centered else s) + self.eps
        noted(RATE, self.lr / divisor)
        v = noted("v", self.momentum * state.v + g / divisor, state.v)
        return w - self.lr * v, SquareMean(s, mean, v)


def _variance(s, mean):
    """The variance s − mean², at least 0; infinite where s has overflowed, as in torch, where mean² is not rounded for itself."""
    return np.maximum(np.where(s == np.inf, s, s - mean * mean), 0.0)
