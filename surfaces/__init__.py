"""What is minimized: loss surfaces over two weights, each with its gradient and Hessian in closed form."""

from typing import TYPE_CHECKING, Any

from params import registry
from surfaces import (
    bowls,
    data,
    egg_boxes,
    hills,
    kinks,
    local_minima,
    network,
    plateaus,
    ravines,
    ripples,
    saddles,
    softmax,
)
from surfaces.base import Box, Point, Surface
from surfaces.critical import CriticalPoints, boundary_index, find_critical_points
from surfaces.learning import DataSurface
from surfaces.numerical import numerical_gradient
from surfaces.regularized import Regularized
from surfaces.stochastic import Minibatch, NoisyGradient
from surfaces.theory import LocalTheory, Tuning, local_theory
from surfaces.wrappers import BrokenGradient, NumericalGradient

SURFACES: dict[str, type[Surface]] = registry(
    Surface, bowls, ravines, saddles, local_minima, hills, egg_boxes, ripples, plateaus, kinks
)
"""name → class, from simple to hard."""

DATA_SURFACES: dict[str, type[DataSurface]] = registry(DataSurface, data, softmax, network)
"""name → class, for losses made of data: apart, because each comes with its examples and a test set."""

ALL_SURFACES: dict[str, type[Surface]] = SURFACES | DATA_SURFACES

__all__ = [
    "ALL_SURFACES",
    "DATA_SURFACES",
    "SURFACES",
    "Box",
    "BrokenGradient",
    "CriticalPoints",
    "DataSurface",
    "LocalTheory",
    "Minibatch",
    "NoisyGradient",
    "NumericalGradient",
    "Point",
    "Regularized",
    "Surface",
    "Tuning",
    "boundary_index",
    "find_critical_points",
    "local_theory",
    "numerical_gradient",
]
__all__ += [*ALL_SURFACES]

globals().update(ALL_SURFACES)
if TYPE_CHECKING:

    def __getattr__(name: str) -> Any: ...
