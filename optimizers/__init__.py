"""How a loss is minimized: one pure update rule a class."""

from optimizers import adaptive, first_order
from optimizers.base import Loss, Optimizer
from params import registry

OPTIMIZERS: dict[str, type[Optimizer]] = registry(Optimizer, first_order, adaptive)
"""name → class, from simple to hard."""

__all__ = ["OPTIMIZERS", "Loss", "Optimizer"]
