"""Each method at the best of as many settings, tuned from some starts and judged from others."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from descent import Kind
from maps.many import run_many
from maps.sweep import with_field
from optimizers import Optimizer
from params import Array, Bools
from surfaces import Surface


@dataclass(frozen=True)
class Trials:
    """What became of n settings of a method, each from m starts.

    steps: (n, m), the step from which a run stays at the lowest minimum, infinite if it never does: to have come by counts for
    nothing; losses: (n, m), the loss at the end, infinite if it diverges; diverged: (n, m).
    """

    steps: Array
    losses: Array
    diverged: Bools

    @property
    def best(self) -> int:
        """The first of the best settings: it arrives in the fewest steps (median); where none arrives from half of the starts,
        its loss is lowest.
        """
        return min(range(len(self.steps)), key=lambda i: (median(self.steps[i]), median(self.losses[i])))


def trials(
    loss: Surface,
    optimizer: Optimizer,
    fields: Mapping[str, ArrayLike],
    starts: Array,
    steps: int,
    shown: Surface | None = None,
) -> Trials:
    """The runs from `starts` (2, m) with each of n settings: row by row the values (n,) of `fields`. Outcome and losses are those on
    `shown`, if that is another surface. Raises ValueError as `maps.sweep` does.
    """
    values = {name: np.asarray(given, float) for name, given in fields.items()}
    many = len(next(iter(values.values()))) if values else 1
    for name, given in values.items():
        optimizer = with_field(optimizer, name, np.repeat(given, starts.shape[1]))
    judge = shown or loss
    outcome, end = run_many(loss, optimizer, np.tile(starts, many), steps, shown=judge)
    arrived, diverged = outcome.kind == Kind.CONVERGED, outcome.kind == Kind.DIVERGED
    with np.errstate(all="ignore"):
        last = judge.landscape(end)
    return Trials(
        *(
            found.reshape(many, -1)
            for found in (
                np.where(arrived & (outcome.step >= 0), outcome.step, np.inf),
                np.where(diverged | np.isnan(last), np.inf, last),
                diverged,
            )
        )
    )


def median(values: Array) -> float:
    """The least number that half of them do not exceed: one of them, so that it makes sense with infinite ones, too."""
    return float(np.quantile(values, 0.5, method="inverted_cdf"))
