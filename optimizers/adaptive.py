"""Adaptive: each coordinate gets a step size of its own, from the gradients it has seen."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Array, Optimizer
from params import FRACTION, NONNEGATIVE, param


class SquareSum(NamedTuple):
    """s: the sum of the squared gradients; t: the number of steps taken."""

    s: Array
    t: int


class SquareMean(NamedTuple):
    """s: the moving average of the squared gradient."""

    s: Array


class Moments(NamedTuple):
    """m, v: the moving averages of the gradient and of its square; t: the number of steps taken."""

    m: Array
    v: Array
    t: int


@dataclass(frozen=True)
class AdaGrad(Optimizer):
    r"""Divide by all the squared gradients so far: steep directions are damped, flat ones sped up, and steps shrink.

    $$s \leftarrow s + g^2, \qquad w \leftarrow w - \frac{\alpha}{1 + (t - 1)\,\eta}\, \frac{g}{\sqrt{s} + \epsilon}$$

    Duchi, Hazan & Singer (2011). `torch.optim.Adagrad(lr_decay=lr_decay)`.
    """

    lr: float = param(0.5, 1e-4, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="size")
    eps: float = param(1e-10, 1e-12, 1e-2, r"\epsilon", "keeps the division finite", log=True)
    lr_decay: float = param(0.0, 0.0, 0.1, r"\eta", "how fast the learning rate decays on top", within=NONNEGATIVE)

    def init(self, w):
        return SquareSum(s=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g = loss.gradient(w)
        s = state.s + g * g
        lr = self.lr / (1 + state.t * self.lr_decay)
        return w - lr * g / (np.sqrt(s) + self.eps), SquareSum(s, state.t + 1)


@dataclass(frozen=True)
class RMSProp(Optimizer):
    r"""AdaGrad that forgets: divide by a moving average of the squared gradient.

    $$s \leftarrow \rho s + (1 - \rho)\, g^2, \qquad w \leftarrow w - \alpha\, \frac{g}{\sqrt{s} + \epsilon}$$

    Tieleman & Hinton (2012), lecture 6e. `torch.optim.RMSprop(alpha=rho)`.
    """

    lr: float = param(0.02, 1e-4, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="size")
    rho: float = param(0.99, 0.0, 0.999, r"\rho", "memory of the squared gradient", within=FRACTION)
    eps: float = param(1e-8, 1e-12, 1e-2, r"\epsilon", "keeps the division finite", log=True)

    def init(self, w):
        return SquareMean(s=np.zeros_like(w))

    def step(self, w, loss, state):
        g = loss.gradient(w)
        s = self.rho * state.s + (1 - self.rho) * g * g
        return w - self.lr * g / (np.sqrt(s) + self.eps), SquareMean(s)


@dataclass(frozen=True)
class Adam(Optimizer):
    r"""Momentum and RMSProp at once, corrected for averages that start at zero.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2$$
    $$w \leftarrow w - \alpha\, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}$$

    Kingma & Ba (2015). `torch.optim.Adam(betas=(beta1, beta2))`. Without bias correction it is the lecture's unfinished
    Adam, whose first steps are far too long.
    """

    lr: float = param(0.1, 1e-4, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="size")
    beta1: float = param(0.9, 0.0, 0.999, r"\beta_1", "memory of the gradient", within=FRACTION)
    beta2: float = param(0.999, 0.0, 0.9999, r"\beta_2", "memory of the squared gradient", within=FRACTION)
    eps: float = param(1e-8, 1e-12, 1e-2, r"\epsilon", "keeps the division finite", log=True)
    bias_correction: bool = param(True, help="divide the averages by 1 − βᵗ")

    def init(self, w):
        return Moments(m=np.zeros_like(w), v=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g, t = loss.gradient(w), state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        c1, c2 = (1 - self.beta1**t, 1 - self.beta2**t) if self.bias_correction else (1.0, 1.0)
        return w - self.lr / c1 * m / (np.sqrt(v) / np.sqrt(c2) + self.eps), Moments(m, v, t)
