"""The paths of a race as a table: every digit of them."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import numpy as np

from descent import Trajectory, effective_rates
from figures import shown_test_surface
from params import Array
from scenes import RaceReport

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
    rates = [effective_rates(racer.optimizer, racer.loss, run.points[0], int(run.last)) for racer, run in pairs]
    has_rates = any(one is not None for one in rates)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, *([TEST] if test else []), *(RATES if has_rates else [])])
    for (racer, run), own in zip(pairs, rates, strict=True):
        more = [test(run.points.T)] if test else []
        if has_rates:
            more += [*(np.full((2, int(run.last) + 1), np.nan) if own is None else own)]
        writer.writerows(_rows(racer.name, run, more))
    return text.getvalue()


def _rows(name: str, run: Trajectory, more: list[Array]) -> Iterator[list[Any]]:
    whole = slice(int(run.last) + 1)
    columns = [column[whole].tolist() for column in (*run.points.T, run.losses, *more)]
    for step, row in enumerate(zip(*columns, strict=True)):
        yield [step, name, *("" if number != number else repr(number) for number in row)]
