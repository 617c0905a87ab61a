"""First order: follow the slope, with or without a memory of it."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer
from params import FRACTION, NONNEGATIVE, param


class NoState(NamedTuple):
    """A method without memory."""


class Velocity(NamedTuple):
    """v: what the gradients have added up to."""

    v: Array


class FirstVelocity(NamedTuple):
    """v, and t: the number of steps taken, because the first gradient fills v undamped."""

    v: Array
    t: int


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    r"""Step against the gradient.

    $$w \leftarrow w - \alpha\, g$$

    Cauchy (1847). `torch.optim.SGD(lr=lr)`.
    """

    label = "Gradient descent"

    lr: float = param(0.018, 1e-5, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="1/curvature")

    def init(self, w):
        return NoState()

    def step(self, w, loss, state):
        return w - self.lr * loss.gradient(w), state


@dataclass(frozen=True)
class Momentum(Optimizer):
    r"""A ball that rolls: a velocity adds the gradients up, and friction lets go of the old ones.

    $$v \leftarrow \rho v + (1 - \delta)\, g, \qquad w \leftarrow w - \alpha\, v$$

    The first velocity is g itself. Polyak (1964). `torch.optim.SGD(momentum=momentum, dampening=dampening)`.
    """

    lr: float = param(0.003, 1e-5, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="1/curvature")
    momentum: float = param(0.9, 0.0, 0.99, r"\rho", "how much of the velocity stays", within=FRACTION)
    dampening: float = param(0.0, 0.0, 0.99, r"\delta", "how much of a new gradient is left out", within=FRACTION)

    def init(self, w):
        return FirstVelocity(v=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g = loss.gradient(w)
        v = self.momentum * state.v + (1 - self.dampening) * g if state.t else g
        return w - self.lr * v, FirstVelocity(v, state.t + 1)


@dataclass(frozen=True)
class Nesterov(Optimizer):
    r"""Momentum that looks ahead: the gradient is taken where the velocity is about to lead.

    $$v \leftarrow \rho v - \alpha\, \nabla L(w + \rho v), \qquad w \leftarrow w + v$$

    Nesterov (1983). torch's `SGD(nesterov=True)` is the same path, drawn at the points w + ρv.
    """

    lr: float = param(0.003, 1e-5, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="1/curvature")
    momentum: float = param(0.9, 0.0, 0.99, r"\rho", "how much of the velocity stays", within=FRACTION)

    def init(self, w):
        return Velocity(v=np.zeros_like(w))

    def step(self, w, loss, state):
        v = self.momentum * state.v - self.lr * loss.gradient(w + self.momentum * state.v)
        return w + v, Velocity(v)
