"""After Adam: another divisor, or none but the sign."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from compiler import noted
from optimizers.base import Optimizer
from optimizers.rules import moments as declared
from optimizers.rules.moments import Moments
from optimizers.showing import DOWNHILL, NOW, RATE, direction, part
from params import FRACTION, NONNEGATIVE, Array, param

DIRECTIONS = (DOWNHILL, direction("memory", r"-\hat m", r"\hat m"))


class Surprise(NamedTuple):
    """m: the moving average of the gradient; s: of the square of how far it was from m; t: the steps taken."""

    m: Array
    s: Array
    t: int


class LionState(NamedTuple):
    """m: the moving average of the gradient."""

    m: Array


@dataclass(frozen=True)
class AdaBelief(Optimizer):
    r"""Adam that divides by how far the gradient is from what was expected: long steps where it is as believed.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad s \leftarrow \beta_2 s + (1 - \beta_2)(g - m)^2 + \epsilon$$
    $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat s = \frac{s}{1 - \beta_2^t}, \qquad
      w \leftarrow w - \alpha\, \frac{\hat m}{\sqrt{\hat s} + \epsilon}$$

    m̂ is Adam's, and ŝ is corrected as v̂ is there. Zhuang et al. (2020).
    """

    style = ("teal", "solid", "triangle")
    arrows = DIRECTIONS

    lr: float = declared.lr(0.05)
    beta1: float = declared.beta1()
    beta2: float = declared.beta2(help="second moment: how much of s, the squared surprise, stays")
    eps: float = declared.eps(1e-8)

    def init(self, w):
        return Surprise(m=np.zeros_like(w), s=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g, t = noted("g", loss.gradient(w)), state.t + 1
        m = noted("m", self.beta1 * state.m + (1 - self.beta1) * g, state.m)
        s = noted("s", self.beta2 * state.s + (1 - self.beta2) * (g - m) * (g - m) + self.eps, state.s)
        m_hat, s_hat = noted(r"\hat m", m / (1 - self.beta1**t)), noted(r"\hat s", s / (1 - self.beta2**t))
        rate = noted(RATE, self.lr / (np.sqrt(s_hat) + self.eps))
        return w - rate * m_hat, Surprise(m, s, t)


@dataclass(frozen=True)
class Yogi(Optimizer):
    r"""Adam whose divisor moves by a bounded amount, so that a forgotten large gradient fades slowly.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow v - (1 - \beta_2)\, \mathrm{sign}(v - g^2)\, g^2$$
    $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad
      w \leftarrow w - \alpha\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$

    m̂ is Adam's, and v begins at 10⁻⁶. Zaheer et al. (2018).
    """

    style = ("ink", "dash", "diamond")
    arrows = DIRECTIONS

    lr: float = declared.lr(0.1)
    beta1: float = declared.beta1()
    beta2: float = declared.beta2()
    eps: float = declared.eps(1e-3)

    def init(self, w):
        return Moments(m=np.zeros_like(w), v=np.full_like(w, 1e-6), t=0)

    def step(self, w, loss, state):
        g, t = noted("g", loss.gradient(w)), state.t + 1
        m = noted("m", self.beta1 * state.m + (1 - self.beta1) * g, state.m)
        drift = np.where(state.v == g * g, 0.0, np.sign(state.v - g * g) * g * g)  # also where both have overflowed
        v = noted("v", state.v - (1 - self.beta2) * drift, state.v)
        m_hat, v_hat = noted(r"\hat m", m / (1 - self.beta1**t)), noted(r"\hat v", v / (1 - self.beta2**t))
        rate = noted(RATE, self.lr / (np.sqrt(v_hat) + self.eps))
        return w - rate * m_hat, Moments(m, v, t)


@dataclass(frozen=True)
class Lion(Optimizer):
    r"""Only the sign of a momentum, found by a search through programs.

    $$c = \beta_1 m + (1 - \beta_1)\, g, \quad w \leftarrow w - \alpha\, (\mathrm{sign}(c) + \lambda w), \quad
      m \leftarrow \beta_2 m + (1 - \beta_2)\, g$$

    Chen et al. (2023).
    """

    style = ("olive", "dot", "cross")
    arrows = (
        DOWNHILL,
        direction("memory", "-c", "c"),
        part("decay", r"-\alpha \lambda\, w", NOW, r"\lambda", "w before"),
    )

    lr: float = declared.lr(0.03)
    beta1: float = param(
        0.9, 0.0, 0.999, r"\beta_1", "interpolation: how much of m goes into the step", within=FRACTION
    )
    beta2: float = declared.beta2(0.99, "first moment: how much of m stays")
    weight_decay: float = param(0.0, 0.0, 1.0, r"\lambda", "weight decay", within=NONNEGATIVE, unit="1/size")

    def init(self, w):
        return LionState(m=np.zeros_like(w))

    def step(self, w, loss, state):
        g = noted("g", loss.gradient(w))
        c = noted("c", self.beta1 * state.m + (1 - self.beta1) * g)
        m = noted("m", self.beta2 * state.m + (1 - self.beta2) * g, state.m)
        return w - self.lr * (np.sign(c) + noted(r"\lambda", self.weight_decay) * w), LionState(m)
