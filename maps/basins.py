"""Where runs from everywhere in a window end."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from descent import Outcome, known_places
from maps.many import run_many
from optimizers import Optimizer
from params import Array, Ints
from surfaces import Box, Surface


@dataclass(frozen=True)
class Basins:
    """What became of the runs from a grid of starts: row i is y, column j is x, as in `box.mesh(n, n)`.

    kind: (n, n), a `descent.Kind`; minimum: (n, n), the number in `surface.minima` of the minimum where it stays, even if it
    hovers about it, −1 for none; steps: (n, n), the first step from which it stays there, or at which it left or diverged,
    −1 if it still moves; end: (2, n, n), the last point, of a path that ended the last one that was finite and near.
    """

    box: Box
    kind: NDArray[np.int8]
    minimum: Ints
    steps: Ints
    end: Array


def basins(
    surface: Surface,
    optimizer: Optimizer,
    n: int = 128,
    steps: int = 500,
    box: Box | None = None,
    shown: Surface | None = None,
) -> Basins:
    """What `descend` would say of each of n × n starts in `box`, edges included; the box is the surface's window by default.
    Outcome and minimum are those on `shown`, if that is another surface.

    Raises ValueError if n is less than 1, if `steps` is negative, if the box is not finite, or if a hyperparameter is an array: that is what `sweep` is for.
    """
    if n < 1:
        raise ValueError(f"n = {n} must be at least 1")
    if optimizer.batch:
        raise ValueError("a map of starts needs hyperparameters that are numbers: see maps.sweep")
    window = Box(*(box or surface.domain))
    if not np.isfinite(window).all():
        raise ValueError(f"the box must be finite; got {window}")
    outcome, end = run_many(surface, optimizer, window.mesh(n, n).reshape(2, -1), steps, shown=shown)
    return Basins(
        box=window,
        kind=outcome.kind.reshape(n, n),
        minimum=minimum_of(shown or surface, outcome).reshape(n, n),
        steps=outcome.step.reshape(n, n),
        end=end.reshape(2, n, n),
    )


def minimum_of(surface: Surface, outcome: Outcome) -> Ints:
    """The number in `surface.minima` of the minimum at which each path of a batch (m,) stays, −1 for none."""
    return known_places(surface).minimum(outcome.near, outcome.target)
