"""The paths of a race as a table: every digit of them."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import numpy as np

from descent import Noting, Trajectory
from figures import shown_test_surface
from optimizers import RATE
from params import Array
from scenes import Racer, RaceReport

COLUMNS = ("step", "method", "x", "y", "loss")
TEST, RATES = "test loss", ("effective rate x", "effective rate y")


def as_csv(told: RaceReport) -> str:
    """A row for each racer and step, from the start to the end of its path.

    Columns: `COLUMNS`; `TEST` where there are examples that are not learned from; `RATES`, the factor on the gradient or on its average
    along each axis in the step that leads there, where somebody has one. A number is spelled so that it is read back as it is.
    """
    race = told.race
    test = shown_test_surface(race.scene.setup.surface, "test")
    pairs = list(zip(race.racers, race.trajectories, strict=True))
    rates = [_rates(racer, run) for racer, run in pairs]
    has_rates = any(one is not None for one in rates)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, *([TEST] if test else []), *(RATES if has_rates else [])])
    for (racer, run), own in zip(pairs, rates, strict=True):
        more = [test(run.points.T)] if test else []
        if has_rates:
            more += list(np.full((2, len(run.losses)), np.nan) if own is None else own)
        writer.writerows(_rows(racer.name, run, more))
    return text.getvalue()


def _rows(name: str, run: Trajectory, more: list[Array]) -> Iterator[list[Any]]:
    numbers = np.array([*run.points.T, run.losses, *more]).T
    for step, row in enumerate(numbers[: int(run.last) + 1].tolist()):
        yield [step, name, *("" if number != number else repr(number) for number in row)]


def _rates(racer: Racer, run: Trajectory) -> Array | None:
    """The effective rate along each axis in the step that leads to each point, (2, T + 1), NaN at the start; None if the rule names none."""
    noting = Noting(racer.optimizer, racer.loss)
    found = np.full((2, len(run.losses)), np.nan)
    state = noting.begin(run.points[0]).state
    with np.errstate(all="ignore"):
        for t in range(int(run.last)):
            stepped, heard = noting.heard(state, t)
            if RATE not in heard:
                return None
            found[:, t + 1], state = heard[RATE], stepped.state
    return found
