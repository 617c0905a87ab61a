"""The standings of a race: what each run reached, and what it cost."""

from dataclasses import dataclass, replace
from math import nan

import numpy as np

from descent.costs import calls, rates, work
from descent.outcome import Outcome, nearest_minimum, path_length
from descent.places import near
from descent.run import Trajectory
from surfaces import DataSurface, Surface, plain


@dataclass(frozen=True)
class Standing:
    """One run in numbers.

    loss: where it ended; distance: from there to the nearest known minimum, NaN if none is known; reached: the first
    step within `tolerance` of any known minimum, −1 if it never was; length: of the path; evaluations: gradients,
    losses and Hessians asked for, those behind a numeric gradient included. Of a loss made of data also test: the loss
    on the test set; gap: by how much that is more than on the training set, both without penalty; gradients: of single
    examples; epochs: how often each was seen.
    """

    loss: float
    distance: float
    reached: int
    length: float
    evaluations: int
    outcome: Outcome
    test: float = nan
    gap: float = nan
    gradients: int = 0
    epochs: float = nan


def standing(surface: Surface, run: Trajectory) -> Standing:
    """The standing of one single run (not a batch) on `surface`."""
    last, base = int(run.last), plain(surface)
    row = Standing(
        loss=float(run.losses[last]),
        distance=nearest_minimum(run.points[last], surface)[0],
        reached=_reached(surface, run),
        length=float(path_length(run.points)),
        evaluations=int(calls(rates(surface), run.evaluations)),
        outcome=run.outcome,
    )
    if not isinstance(base, DataSurface):
        return row
    test, train = float(base.test_surface(run.points[last])), float(base(run.points[last]))
    cost = work(rates(surface), run.evaluations)
    return replace(row, test=test, gap=test - train, gradients=int(cost.gradients), epochs=cost.epochs)


def tolerance(surface: Surface) -> float:
    """How near to a minimum counts as having reached it: the radius that `Outcome` uses, too."""
    return near(surface)


def _reached(surface: Surface, run: Trajectory) -> int:
    hits = np.zeros(len(run.points), bool)
    for m in surface.minima:
        hits |= np.hypot(run.points[:, 0] - m.x, run.points[:, 1] - m.y) <= tolerance(surface)
    return int(hits.argmax()) if hits.any() else -1
