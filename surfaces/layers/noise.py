"""Noise in the gradient: what step t sees is drawn from (seed, t) alone, the same for all optimizers."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from compiler import by_step
from params import NONNEGATIVE, param
from surfaces.base import SEED, Point, Surface, TorchCode
from surfaces.layers.base import Tilted, Wrapper


@dataclass(frozen=True)
class NoisyGradient(Wrapper):
    r"""A surface whose gradient comes with noise, as that of a minibatch does.

    $$g_t = \nabla f(w) + \sigma\, \xi_t, \qquad \xi_t \sim N(0, I)$$

    The loss of step t is the surface with a tilt, so that it has this gradient wherever the optimizer asks.
    """

    label = "Noise"

    sigma: float = param(
        1.0, 0.0, 100.0, r"\sigma", "noise: of each part of the gradient", log=True, within=NONNEGATIVE
    )
    seed: int = param(1, 0, 99, "", "seed: another one draws other noise", within=SEED)

    def at(self, t: int) -> Surface:
        return Tilted(self.surface.at(t), Point(*(self.sigma * by_step(_noise, t, self.seed)).tolist()))

    @property
    def torch(self) -> TorchCode:
        return TorchCode(_IN_TORCH.format(sigma=float(self.sigma), seed=self.seed), "noise(step) @ w")


_IN_TORCH = """\
def noise(step):
    return {sigma!r} * torch.from_numpy(np.random.default_rng([{seed}, step]).standard_normal(2))"""


@lru_cache(maxsize=4096)
def _noise(t: int, seed: int) -> NDArray[np.float64]:
    return np.random.default_rng([seed, t]).standard_normal(2)
