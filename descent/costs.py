"""What a run costs in the units of learning: examples seen, epochs, and losses behind a numeric gradient."""

from dataclasses import dataclass

from descent.run import Trajectory
from surfaces import DataSurface, Minibatch, NumericalGradient, Surface, nested


@dataclass(frozen=True)
class Work:
    """gradients: of single examples (of the whole loss, where there are no examples); losses: alike, those that measure a
    gradient included; epochs: how often every example was seen, NaN without examples.
    """

    gradients: int
    losses: int
    epochs: float


def calls(loss: Surface, run: Trajectory) -> int:
    """How often the single run `run` asked for a loss, a gradient or a Hessian; a numeric gradient asks for losses."""
    asked = run.evaluations.get("gradient", 0)
    return sum(run.evaluations.values()) + asked * (max(1, _measuring(loss)) - 1)


def work(loss: Surface, run: Trajectory) -> Work:
    """The work that the single run `run` on `loss` has been."""
    parts = list(nested(loss))
    data = next((layer for layer in parts if isinstance(layer, DataSurface)), None)
    examples = data.data.train.size if data else 1
    each = next((layer.per_step for layer in parts if isinstance(layer, Minibatch)), examples)
    measuring = _measuring(loss)
    asked, valued = run.evaluations.get("gradient", 0), run.evaluations.get("loss", 0)
    gradients, losses = (0, valued + measuring * asked) if measuring else (asked, valued)
    epochs = asked * each / examples if data else float("nan")
    return Work(round(gradients * each), round(losses * each), epochs)


def _measuring(loss: Surface) -> int:
    """The losses behind each gradient; 0 if it is derived."""
    return next((layer.evaluations for layer in nested(loss) if isinstance(layer, NumericalGradient)), 0)
