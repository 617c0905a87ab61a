"""Adam and its family: momentum and an adaptive step size at once."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optimizers.base import Optimizer, Twin
from optimizers.rules import moments as declared
from optimizers.rules.moments import Moments, average
from params import NONNEGATIVE, Array, param

BETAS = ("beta1", "beta2")


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
    $$w \leftarrow w - \alpha\, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}$$

    Kingma & Ba (2015); AMSGrad (Reddi et al. 2018) divides by the largest v so far. `torch.optim.Adam(betas=(beta1, beta2))`.
    Without bias correction the first steps are far too long.
    """

    style = ("rose", "solid", "diamond")
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
        g, t = loss.gradient(w), state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        most = np.maximum(state.most, v) if self.amsgrad else v
        c1, c2 = (1 - self.beta1**t, 1 - self.beta2**t) if self.bias_correction else (1.0, 1.0)
        return w - self.lr / c1 * m / (np.sqrt(most) / np.sqrt(c2) + self.eps), Maximum(m, v, most, t)


@dataclass(frozen=True)
class AdamW(Optimizer):
    r"""Adam that shrinks the weights directly, instead of adding ½λw² to the loss and rescaling its pull.

    $$w \leftarrow (1 - \alpha \lambda)\, w - \alpha\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}$$

    m̂ and v̂ are Adam's, with $\beta_1$ and $\beta_2$; it is `Decayed(Adam)` under its own name. Loshchilov & Hutter (2019).
    `torch.optim.AdamW(weight_decay=weight_decay)`.
    """

    style = ("blue", "dash", "cross")
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
        g, t = loss.gradient(w), state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        scale = np.sqrt(v) / np.sqrt(1 - self.beta2**t) + self.eps
        w = (1 - self.lr * self.weight_decay) * w
        return w - self.lr / (1 - self.beta1**t) * m / scale, Moments(m, v, t)


@dataclass(frozen=True)
class Adamax(Optimizer):
    r"""Adam with the largest recent gradient in place of the mean square.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad u \leftarrow \max(\beta_2 u,\ |g| + \epsilon), \qquad w \leftarrow w - \frac{\alpha}{1 - \beta_1^t}\, \frac{m}{u}$$

    Kingma & Ba (2015), section 7. `torch.optim.Adamax(betas=(beta1, beta2))`.
    """

    style = ("orange", "dot", "pentagon")
    torch = Twin("Adamax", {"lr": "lr", "betas": BETAS, "eps": "eps"})

    lr: float = declared.lr(0.1)
    beta1: float = declared.beta1()
    beta2: float = declared.beta2(help="infinity norm: how much of u stays")
    eps: float = declared.eps()

    def init(self, w):
        return Norms(m=np.zeros_like(w), u=np.zeros_like(w), t=0)

    def step(self, w, loss, state):
        g, t = loss.gradient(w), state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        u = np.maximum(self.beta2 * state.u, np.abs(g) + self.eps)
        return w - self.lr / (1 - self.beta1**t) * m / u, Norms(m, u, t)


@dataclass(frozen=True)
class NAdam(Optimizer):
    r"""Adam with Nesterov's look-ahead, and a momentum that warms up.

    $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2$$
    $$\mu_t = \beta_1 (1 - \tfrac12\, 0.96^{\psi t}), \qquad
      w \leftarrow w - \frac{\alpha}{\sqrt{\hat v} + \epsilon}
      \left( \frac{(1 - \mu_t)\, g}{1 - \prod_{i \le t} \mu_i} + \frac{\mu_{t+1}\, m}{1 - \prod_{i \le t+1} \mu_i} \right)$$

    m and v̂ are Adam's, with β₁ and β₂. Dozat (2016). `torch.optim.NAdam(betas=(beta1, beta2), momentum_decay=psi)`.
    """

    style = ("violet", "longdash", "circle")
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
        g, t = loss.gradient(w), state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        mu, ahead = self._mu(t), self._mu(t + 1)
        product = state.product * mu
        scale = np.sqrt(v / (1 - self.beta2**t)) + self.eps
        look = (1 - mu) / (1 - product) * g + ahead / (1 - product * ahead) * m
        return w - self.lr * look / scale, Product(m, v, product, t)

    def _mu(self, t):
        return self.beta1 * (1 - 0.5 * 0.96 ** (t * self.psi))


@dataclass(frozen=True)
class RAdam(Optimizer):
    r"""Adam that waits with dividing until it has seen enough squares to trust their mean.

    $$\rho_\infty = \tfrac{2}{1 - \beta_2} - 1, \quad \rho_t = \rho_\infty - \frac{2 t \beta_2^t}{1 - \beta_2^t}, \quad
      r_t = \sqrt{\frac{(\rho_t - 4)(\rho_t - 2)\, \rho_\infty}{(\rho_\infty - 4)(\rho_\infty - 2)\, \rho_t}}$$
    $$w \leftarrow w - \alpha\, \hat m\, \frac{r_t \sqrt{1 - \beta_2^t}}{\sqrt{v} + \epsilon} \ \text{ if } \rho_t > 5,
      \quad \text{else } w \leftarrow w - \alpha\, \hat m$$

    m̂ and v are Adam's, with $\beta_1$ and $\beta_2$. Its first steps are plain momentum, so its learning rate must suit the curvature.
    Liu et al. (2020). `torch.optim.RAdam(betas=(beta1, beta2))`.
    """

    style = ("gold", "dashdot", "square")
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
        g, t = loss.gradient(w), state.t + 1
        m = average(state.m, g, self.beta1)
        v = self.beta2 * state.v + (1 - self.beta2) * g * g
        c2 = 1 - self.beta2**t
        limit = 2 / (1 - self.beta2) - 1
        rho = limit - 2 * t * self.beta2**t / c2
        known, limit = np.maximum(rho, 5.0), np.maximum(limit, 5.0)
        r = np.sqrt((known - 4) * (known - 2) * limit / ((limit - 4) * (limit - 2) * known))
        scale = np.where(rho > 5, r * np.sqrt(c2) / (np.sqrt(v) + self.eps), 1.0)
        return w - self.lr * m / (1 - self.beta1**t) * scale, Moments(m, v, t)
