"""What a run costs in the units of learning: examples seen, epochs, and losses behind a numeric gradient."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from surfaces import DataSurface, Minibatch, NumericalGradient, Surface, nested


@dataclass(frozen=True)
class Work:
    """gradients: of single examples (of the whole loss, where there are no examples); losses: alike, those that measure a
    gradient included; epochs: how often every example was seen, NaN without examples.
    """

    gradients: Any
    losses: Any
    epochs: Any


class Rates(NamedTuple):
    """What an evaluation of a loss costs. measuring: the losses behind each gradient, 0 if it is derived; each: the examples
    that one evaluation sees, 1 without examples; examples: how many there are, NaN without.
    """

    measuring: Any
    each: Any
    examples: Any


def rates(loss: Surface) -> Rates:
    """Those of `loss`."""
    parts = list(nested(loss))
    data = next((layer for layer in parts if isinstance(layer, DataSurface)), None)
    examples = data.data.train.size if data else 1
    each = next((layer.per_step for layer in parts if isinstance(layer, Minibatch)), examples)
    measuring = next((layer.evaluations for layer in parts if isinstance(layer, NumericalGradient)), 0)
    return Rates(measuring, each, examples if data else float("nan"))


def calls(cost: Rates, evaluations: Mapping[str, Any]) -> Any:
    """How often a single run with these `evaluations` asked for a loss, a gradient or a Hessian; a numeric gradient asks for
    losses.
    """
    asked = evaluations.get("gradient", 0)
    return sum(evaluations.values()) + asked * (np.maximum(1, cost.measuring) - 1)


def work(cost: Rates, evaluations: Mapping[str, Any]) -> Work:
    """The work that a single run with these `evaluations` has been."""
    asked, valued, is_derived = evaluations.get("gradient", 0), evaluations.get("loss", 0), cost.measuring == 0
    gradients, losses = np.where(is_derived, asked, 0), valued + cost.measuring * asked
    return Work(np.rint(gradients * cost.each), np.rint(losses * cost.each), asked * cost.each / cost.examples)
