"""Adam and its family: momentum and an adaptive step size at once."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from compiler import noted
from optimizers.base import Optimizer, Twin
from optimizers.rules import moments as declared
from optimizers.rules.moments import Moments, average
from optimizers.showing import DOWNHILL, NOW, RATE, Variant, direction, part
from params import NONNEGATIVE, Array, param

BETAS = ("beta1", "beta2")
_AVERAGES = r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2, \qquad "
_MOST = r"v_\max \leftarrow \max(v_\max, v), \qquad "
DIRECTIONS = (DOWNHILL, direction("memory", r"-\hat m", r"\hat m"))


class Maximum(NamedTuple):
    """Moments, with the largest v so far."""

    m: Array
    v: Array
    most: Array
    t: int


class Norms(NamedTuple):
    """m: the moving average of the gradient; u: its largest recent size; t: the steps taken."""

    m: Array
    u: Array
    t: int


class Product(NamedTuple):
    """Moments, with the product of all momentum coefficients so far."""

    m: Array
    v: Array
    product: Array
    t: int


@dataclass(frozen=True)
class Adam(Optimizer):
    r"""Momentum and RMSProp at once, corrected for averages that start at zero.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2$$
    $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad
      w \leftarrow w - \alpha\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$

    Kingma & Ba (2015); AMSGrad (Reddi et al. 2018) divides by the largest v so far. `torch.optim.Adam(betas=(beta1, beta2))`.
    Without bias correction the first steps are far too long.
    """

    style = ("rose", "solid", "diamond")
    arrows = DIRECTIONS
    variants = (
        Variant(
            {"bias_correction": True, "amsgrad": True},
            _AVERAGES
            + _MOST
            + r"\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v_\max}{1 - \beta_2^t}, \qquad "
            r"w \leftarrow w - \alpha\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}",
        ),
        Variant({"amsgrad": True}, _AVERAGES + _MOST + r"w \leftarrow w - \alpha\, \frac{m}{\sqrt{v_\max} + \epsilon}"),
        Variant({"bias_correction": False}, _AVERAGES + r"w \leftarrow w - \alpha\, \frac{m}{\sqrt{v} + \epsilon}"),
    )
    torch = Twin(
        "Adam",
        {"lr": "lr", "betas": BETAS, "eps": "eps", "amsgrad": "amsgrad"},
        where={"bias_correction": True},
        decoupled=("AdamW", {}),
    )

    lr: float = declared.lr(0.1)
    beta1: float = declared.beta1()
    beta2: float = declared.beta2()
    eps: float = declared.eps()
    bias_correction: bool = param(True, help="bias correction: divide the averages by 1 − βᵗ")
    amsgrad: bool = param(False, help="AMSGrad: divide by the largest v so far")

    def init(self, w):
        return Maximum(m=np.zeros_like(w), v=np.zeros_like(w), most=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g, t = noted("g", loss.gradient(w)), state.t + 1
        m = noted("m", self.beta1 * state.m + (1 - self.beta1) * g, state.m)
        v = noted("v", self.beta2 * state.v + (1 - self.beta2) * g * g, state.v)
        most = noted(r"v_\max", np.maximum(state.most, v) if self.amsgrad else v, state.most)
        c1, c2 = (1 - self.beta1**t, 1 - self.beta2**t) if self.bias_correction else (1.0, 1.0)
        m_hat, v_hat = noted(r"\hat m", m / c1), noted(r"\hat v", most / c2)
        rate = noted(RATE, self.lr / (np.sqrt(v_hat) + self.eps))
        return w - rate * m_hat, Maximum(m, v, most, t)


@dataclass(frozen=True)
class AdamW(Optimizer):
    r"""Adam that shrinks the weights directly, instead of adding ½λw² to the loss and rescaling its pull.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2$$
    $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad \hat v = \frac{v}{1 - \beta_2^t}, \qquad
      w \leftarrow (1 - \alpha \lambda)\, w - \alpha\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$

    m̂ and v̂ are Adam's; it is `Decayed(Adam)` under its own name. Loshchilov & Hutter (2019).
    `torch.optim.AdamW(weight_decay=weight_decay)`.
    """

    style = ("blue", "dash", "cross")
    arrows = (*DIRECTIONS, part("decay", r"-\alpha \lambda\, w", NOW, r"\lambda", "w before"))
    torch = Twin(
        "AdamW", {"lr": "lr", "betas": BETAS, "eps": "eps", "weight_decay": "weight_decay"}, decoupled=("AdamW", {})
    )

    lr: float = declared.lr(0.1)
    beta1: float = declared.beta1()
    beta2: float = declared.beta2()
    eps: float = declared.eps()
    weight_decay: float = param(0.01, 0.0, 1.0, r"\lambda", "weight decay", within=NONNEGATIVE, unit="1/size")

    def init(self, w):
        return Moments(m=np.zeros_like(w), v=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g, t = noted("g", loss.gradient(w)), state.t + 1
        m = noted("m", self.beta1 * state.m + (1 - self.beta1) * g, state.m)
        v = noted("v", self.beta2 * state.v + (1 - self.beta2) * g * g, state.v)
        m_hat, v_hat = noted(r"\hat m", m / (1 - self.beta1**t)), noted(r"\hat v", v / (1 - self.beta2**t))
        rate = noted(RATE, self.lr / (np.sqrt(v_hat) + self.eps))
        w = (1 - self.lr * noted(r"\lambda", self.weight_decay)) * w
        return w - rate * m_hat, Moments(m, v, t)


@dataclass(frozen=True)
class Adamax(Optimizer):
    r"""Adam with the largest recent gradient in place of the mean square.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad u \leftarrow \max(\beta_2 u,\ |g| + \epsilon)$$
    $$\hat m = \frac{m}{1 - \beta_1^t}, \qquad w \leftarrow w - \alpha\, \frac{\hat m}{u}$$

    Kingma & Ba (2015), section 7. `torch.optim.Adamax(betas=(beta1, beta2))`.
    """

    style = ("orange", "dot", "pentagon")
    arrows = DIRECTIONS
    torch = Twin("Adamax", {"lr": "lr", "betas": BETAS, "eps": "eps"})

    lr: float = declared.lr(0.1)
    beta1: float = declared.beta1()
    beta2: float = declared.beta2(help="infinity norm: how much of u stays")
    eps: float = declared.eps()

    def init(self, w):
        return Norms(m=np.zeros_like(w), u=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g, t = noted("g", loss.gradient(w)), state.t + 1
        m = noted("m", self.beta1 * state.m + (1 - self.beta1) * g, state.m)
        u = noted("u", np.maximum(self.beta2 * state.u, np.abs(g) + self.eps), state.u)
        m_hat, rate = noted(r"\hat m", m / (1 - self.beta1**t)), noted(RATE, self.lr / u)
        return w - rate * m_hat, Norms(m, u, t)


@dataclass(frozen=True)
class NAdam(Optimizer):
    r"""Adam with Nesterov's look-ahead, and a momentum that warms up.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2, \qquad
      \mu_t = \beta_1 (1 - \tfrac12\, 0.96^{\psi t})$$
    $$\bar m = \frac{(1 - \mu_t)\, g}{1 - \prod_{i \le t} \mu_i} + \frac{\mu_{t+1}\, m}{1 - \prod_{i \le t+1} \mu_i}, \qquad
      \hat v = \frac{v}{1 - \beta_2^t}, \qquad w \leftarrow w - \alpha\, \frac{\bar m}{\sqrt{\hat v} + \epsilon}$$

    m and v̂ are Adam's. Dozat (2016). `torch.optim.NAdam(betas=(beta1, beta2), momentum_decay=psi)`.
    """

    style = ("violet", "longdash", "circle")
    arrows = (DOWNHILL, direction("memory", r"-\bar m", r"\bar m"))
    torch = Twin(
        "NAdam",
        {"lr": "lr", "betas": BETAS, "eps": "eps", "momentum_decay": "psi"},
        decoupled=("NAdam", {"decoupled_weight_decay": True}),
    )

    lr: float = declared.lr(0.1)
    beta1: float = declared.beta1()
    beta2: float = declared.beta2()
    eps: float = declared.eps()
    psi: float = param(0.004, 0.0, 0.1, r"\psi", "momentum decay: how fast μ warms up", within=NONNEGATIVE)

    def init(self, w):
        return Product(m=np.zeros_like(w), v=np.zeros_like(w), product=np.ones_like(w), t=0)

    def step(self, w, loss, state):
        g, t = noted("g", loss.gradient(w)), state.t + 1
        m = noted("m", self.beta1 * state.m + (1 - self.beta1) * g, state.m)
        v = noted("v", self.beta2 * state.v + (1 - self.beta2) * g * g, state.v)
        mu, ahead = noted(r"\mu_t", self._mu(t)), noted(r"\mu_{t+1}", self._mu(t + 1))
        product = noted(r"\prod_{i \le t} \mu_i", state.product * mu)
        further = noted(r"\prod_{i \le t+1} \mu_i", product * ahead)
        m_bar = noted(r"\bar m", (1 - mu) / (1 - product) * g + ahead / (1 - further) * m)
        v_hat = noted(r"\hat v", v / (1 - self.beta2**t))
        rate = noted(RATE, self.lr / (np.sqrt(v_hat) + self.eps))
        return w - rate * m_bar, Product(m, v, product, t)

    def _mu(self, t):
        return self.beta1 * (1 - 0.5 * 0.96 ** (t * self.psi))


@dataclass(frozen=True)
class RAdam(Optimizer):
    r"""Adam that waits with dividing until it has seen enough squares to trust their mean.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2, \qquad \hat m = \frac{m}{1 - \beta_1^t}$$
    $$\rho_\infty = \tfrac{2}{1 - \beta_2} - 1, \quad \rho_t = \rho_\infty - \frac{2 t \beta_2^t}{1 - \beta_2^t}, \quad
      r_t = \sqrt{\frac{(\rho_t - 4)(\rho_t - 2)\, \rho_\infty}{(\rho_\infty - 4)(\rho_\infty - 2)\, \rho_t}}, \quad
      w \leftarrow w - \alpha\, \hat m\, \frac{r_t \sqrt{1 - \beta_2^t}}{\sqrt{v} + \epsilon} \ \text{ if } \rho_t > 5,
      \quad \text{else } w \leftarrow w - \alpha\, \hat m$$

    m̂ and v are Adam's. Its first steps are plain momentum, so its learning rate must suit the curvature.
    Liu et al. (2020). `torch.optim.RAdam(betas=(beta1, beta2))`.
    """

    style = ("gold", "dashdot", "square")
    arrows = DIRECTIONS
    torch = Twin(
        "RAdam", {"lr": "lr", "betas": BETAS, "eps": "eps"}, decoupled=("RAdam", {"decoupled_weight_decay": True})
    )

    lr: float = declared.lr(0.01, "1/curvature")
    beta1: float = declared.beta1()
    beta2: float = declared.beta2()
    eps: float = declared.eps()

    def init(self, w):
        return Moments(m=np.zeros_like(w), v=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g, t = noted("g", loss.gradient(w)), state.t + 1
        m = noted("m", average(state.m, g, self.beta1), state.m)
        v = noted("v", self.beta2 * state.v + (1 - self.beta2) * g * g, state.v)
        c2 = 1 - self.beta2**t
        limit = noted(r"\rho_\infty", 2 / (1 - self.beta2) - 1)
        rho = noted(r"\rho_t", limit - 2 * t * self.beta2**t / c2)
        known, limit = np.maximum(rho, 5.0), np.maximum(limit, 5.0)
        r = np.sqrt((known - 4) * (known - 2) * limit / ((limit - 4) * (limit - 2) * known))
        noted("r_t", np.where(rho > 5, r, np.nan))
        scale = np.where(rho > 5, r * np.sqrt(c2) / (np.sqrt(v) + self.eps), 1.0)
        m_hat, rate = noted(r"\hat m", m / (1 - self.beta1**t)), noted(RATE, self.lr * scale)
        return w - rate * m_hat, Moments(m, v, t)
