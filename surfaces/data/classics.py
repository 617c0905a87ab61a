"""Two tables that everyone knows, which come with the surfaces: clean numbers, read as they stand."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from surfaces.data.samples import Row

CLASSICS = {
    ("iris", "number"): (("petal length",), "petal width", ()),
    ("iris", "two classes"): (("petal length", "petal width"), "species", ("versicolor", "virginica")),
    ("iris", "two classes by one feature"): (("petal width",), "species", ("versicolor", "virginica")),
    ("iris", "classes"): (("petal length", "petal width"), "species", ("setosa", "versicolor", "virginica")),
    ("breast cancer", "two classes"): (("radius", "texture"), "diagnosis", ("benign", "malignant")),
    ("breast cancer", "two classes by one feature"): (("radius",), "diagnosis", ("benign", "malignant")),
}
"""(table, task) → features, target and, unless it is a number, which classes in which order."""


class Classic(NamedTuple):
    """What is learned from: the rows, the columns that they come from, target last, and the names of its classes."""

    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


@cache
def classic(source: str, task: str) -> Classic:
    """What is learned from a table that everyone knows; nothing if there is no such table for this task."""
    if (source, task) not in CLASSICS:
        return Classic()
    features, target, classes = CLASSICS[source, task]
    kept = [row for row in _read(source) if not classes or row[target] in classes]
    goals = [classes.index(row[target]) if classes else row[target] for row in kept]
    rows = (_row([row[name] for name in features], goal) for row, goal in zip(kept, goals, strict=True))
    return Classic(tuple(rows), (*features, target), classes)


def _read(source: str) -> list[dict[str, str]]:
    path = Path(__file__).parent / "csv" / f"{source.replace(' ', '_')}.csv"
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _row(features: list[str], goal: str | int) -> Row:
    """Without a second feature there is a 0 in its place."""
    a, b, *_ = *features, "0"
    return float(a), float(b), float(goal)
