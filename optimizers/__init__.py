"""How a loss is minimized: one pure update rule a class."""

from typing import TYPE_CHECKING, Any

from optimizers.base import Loss, Optimizer, Twin
from optimizers.parts import Parts, plain_type, title, unwrap, wrap
from optimizers.rules import adam, adaptive, baseline, first_order, proximal, second_order, successors
from optimizers.schedules import SCHEDULES, Schedule
from optimizers.showing import NOW, RATE, STEP, Arrow, Variant
from optimizers.wrappers import Decayed, Scheduled, rate
from params import registry

OPTIMIZERS: dict[str, type[Optimizer]] = registry(
    Optimizer, baseline, first_order, adaptive, adam, successors, second_order, proximal
)
"""Name → class, from simple to hard."""

__all__ = [
    "NOW",
    "OPTIMIZERS",
    "RATE",
    "SCHEDULES",
    "STEP",
    "Arrow",
    "Decayed",
    "Loss",
    "Optimizer",
    "Parts",
    "Schedule",
    "Scheduled",
    "Twin",
    "Variant",
    "plain_type",
    "rate",
    "title",
    "unwrap",
    "wrap",
]
__all__ += [*OPTIMIZERS, *SCHEDULES]

globals().update(OPTIMIZERS | SCHEDULES)
if TYPE_CHECKING:

    def __getattr__(name: str) -> Any: ...
