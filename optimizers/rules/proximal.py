"""Proximal: the part of the loss that has kinks is not followed by its slope, but solved."""

from dataclasses import dataclass

import numpy as np

from compiler import noted
from optimizers.base import NoState, Optimizer
from optimizers.showing import DOWNHILL
from params import NONNEGATIVE, param


@dataclass(frozen=True)
class ProximalGradient(Optimizer):
    r"""Gradient descent on the smooth part of the loss, and a soft threshold for an L1 penalty, which makes exact zeros.

    $$w \leftarrow S_{\alpha \lambda_1} \left( w - \alpha \left( g - \lambda_1 \mathrm{sign}(w) \right) \right), \qquad
      S_\tau(u) = \mathrm{sign}(u) \max(|u| - \tau, 0)$$

    λ₁ is the strength of the loss's own L1 penalty on each weight; without one this is gradient descent. Daubechies, Defrise &
    De Mol (2004), ISTA.
    """

    style = ("orange", "dashdot", "diamond")
    label = "Proximal gradient"
    arrows = (DOWNHILL,)

    lr: float = param(0.018, 1e-5, 10.0, r"\alpha", "learning rate", log=True, within=NONNEGATIVE, unit="1/curvature")

    def init(self, w):
        return NoState()

    def step(self, w, loss, state):
        g, strengths = noted("g", loss.gradient(w)), getattr(loss, "sparsity", (0.0, 0.0))
        l1 = noted(r"\lambda_1", np.stack([np.full_like(w[0], strength) for strength in strengths]))
        u = w - self.lr * (g - l1 * np.sign(w))
        return np.sign(u) * np.maximum(np.abs(u) - self.lr * l1, 0.0), state
