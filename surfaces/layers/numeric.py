"""A gradient that is measured."""

from dataclasses import dataclass

import numpy as np

from language import _
from params import choice, param, validate
from surfaces.base import TorchCode
from surfaces.calculus.complex_step import require_analytic
from surfaces.calculus.differences import FORMULAS, slopes
from surfaces.layers.base import Wrapper


@dataclass(frozen=True)
class NumericalGradient(Wrapper):
    r"""A surface whose gradient is measured and not derived: slow, approximate, and right if the loss is.

    $$\frac{\partial f}{\partial w_k} \approx \frac{f(w + h e_k) - f(w - h e_k)}{2 h}$$

    That is the centered one of the `formula`s in `surfaces.calculus.differences.FORMULAS`. Raises ValueError for a complex step on a
    surface that loses the imaginary part.
    """

    label = "Numeric gradient"

    h: float = param(1e-5, 1e-12, 1e-1, "h", "step: how far apart the losses are", log=True)
    formula: str = choice("centered", tuple(FORMULAS), "", "formula: which differences are taken")

    def __post_init__(self) -> None:
        validate(self)
        if FORMULAS[self.formula].complex:
            require_analytic(lambda w: self.surface.f(*w), self.domain)

    def df(self, x, y):
        return tuple(slopes(lambda w: self.surface.f(*w), np.stack(np.broadcast_arrays(x, y)), self.h, self.formula))

    @property
    def torch(self) -> TorchCode:
        raise ValueError(_("PyTorch derives its gradients: it has none that is measured."))

    @property
    def evaluations(self) -> int:
        """How many losses one gradient costs."""
        return FORMULAS[self.formula].evaluations(2)
