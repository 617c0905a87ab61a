"""What a run costs in the units of learning: examples seen, epochs, and losses behind a numeric gradient."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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


def calls(loss: Surface, evaluations: Mapping[str, Any]) -> Any:
    """How often a single run with these `evaluations` asked for a loss, a gradient or a Hessian; a numeric gradient asks for
    losses.
    """
    asked = evaluations.get("gradient", 0)
    return sum(evaluations.values()) + asked * (max(1, _measuring(loss)) - 1)


def work(loss: Surface, evaluations: Mapping[str, Any]) -> Work:
    """The work that a single run on `loss` with these `evaluations` has been."""
    parts = list(nested(loss))
    data = next((layer for layer in parts if isinstance(layer, DataSurface)), None)
    examples = data.data.train.size if data else 1
    each = next((layer.per_step for layer in parts if isinstance(layer, Minibatch)), examples)
    measuring = _measuring(loss)
    asked, valued = evaluations.get("gradient", 0), evaluations.get("loss", 0)
    gradients, losses = (0, valued + measuring * asked) if measuring else (asked, valued)
    epochs = asked * each / examples if data else float("nan")
    return Work(np.rint(gradients * each), np.rint(losses * each), epochs)


def _measuring(loss: Surface) -> int:
    """The losses behind each gradient; 0 if it is derived."""
    return next((layer.evaluations for layer in nested(loss) if isinstance(layer, NumericalGradient)), 0)
