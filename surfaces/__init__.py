"""What is minimized: loss surfaces over two weights, each with its gradient and Hessian in closed form."""

from typing import TYPE_CHECKING, Any

from params import registry
from surfaces.analytic import bowls, egg_boxes, hills, kinks, local_minima, plateaus, ravines, ripples, saddles
from surfaces.base import Box, CriticalPoints, Point, Surface, TorchCode
from surfaces.calculus.complex_step import ROUNDED, at_complex, require_analytic
from surfaces.calculus.continued import IN_TORCH
from surfaces.calculus.critical import boundary_index, find_critical_points
from surfaces.calculus.differences import FORMULAS, formula_of, measure, numerical_gradient, rounding, slopes
from surfaces.calculus.theory import LocalTheory, Tuning, local_theory
from surfaces.data import linear_models as data
from surfaces.data import network, softmax
from surfaces.data.base import TASKS, DataSurface, Examined
from surfaces.data.classics import classic
from surfaces.data.linear_models import MADE_UP
from surfaces.data.samples import TRAINED, Examples, Row, is_constant
from surfaces.formula.definition import Definition, read
from surfaces.formula.errors import FormulaError
from surfaces.formula.examples import EXAMPLES, Example
from surfaces.formula.formula import Formula, formula_class, ranges_of
from surfaces.formula.ours import as_formula
from surfaces.formula.window import suggested_start, suggested_window
from surfaces.layers.base import Wrapper, nested
from surfaces.layers.broken import BrokenGradient
from surfaces.layers.minibatch import Minibatch
from surfaces.layers.noise import NoisyGradient
from surfaces.layers.numeric import NumericalGradient
from surfaces.layers.penalty import Regularized
from surfaces.layers.penalty_path import LossPair, Path, losses_along, own_path
from surfaces.layers.stack import LAYERS, altered, fits, layered, layers_of, over, penalty, plain, with_base

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
    "EXAMPLES",
    "FORMULAS",
    "IN_TORCH",
    "LAYERS",
    "MADE_UP",
    "ROUNDED",
    "SURFACES",
    "TASKS",
    "TRAINED",
    "Box",
    "BrokenGradient",
    "CriticalPoints",
    "DataSurface",
    "Definition",
    "Examined",
    "Example",
    "Examples",
    "Formula",
    "FormulaError",
    "LocalTheory",
    "LossPair",
    "Minibatch",
    "NoisyGradient",
    "NumericalGradient",
    "Path",
    "Point",
    "Regularized",
    "Row",
    "Surface",
    "TorchCode",
    "Tuning",
    "Wrapper",
    "altered",
    "as_formula",
    "at_complex",
    "boundary_index",
    "classic",
    "find_critical_points",
    "fits",
    "formula_class",
    "formula_of",
    "is_constant",
    "layered",
    "layers_of",
    "local_theory",
    "losses_along",
    "measure",
    "nested",
    "numerical_gradient",
    "over",
    "own_path",
    "penalty",
    "plain",
    "ranges_of",
    "read",
    "require_analytic",
    "rounding",
    "slopes",
    "suggested_start",
    "suggested_window",
    "with_base",
]
__all__ += [*ALL_SURFACES]

globals().update(ALL_SURFACES)
if TYPE_CHECKING:

    def __getattr__(name: str) -> Any: ...
