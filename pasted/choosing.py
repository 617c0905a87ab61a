"""From a table to examples: which columns are features, which one is the target, and which rows have all of them."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from language import _, marked
from params import Array, Bools
from pasted.layout import is_gap, places
from pasted.spelling import spell
from pasted.tables import Column, Table
from surfaces import TASKS, Row, is_constant

FEWEST_ROWS = 4


class Chosen(NamedTuple):
    """What is learned from: `rows` for a data surface (none if it cannot be), the classes' names, and what is to be said."""

    rows: tuple[Row, ...]
    classes: tuple[str, ...]
    complaints: tuple[str, ...]


def choose(table: Table, task: str, features: tuple[str, ...], target: str, classes: tuple[str, ...] = ()) -> Chosen:
    """The rows of `table` that have the `features` and the `target`, for a model with that task.

    classes: which values of the target to keep, and in which order; those of the rows that have the features, in the order
    of the table, if none. Raises KeyError for a column that the table has not, and ValueError for a wrong number of features.
    """
    if len(features) != TASKS[task].features:
        raise ValueError(f"{task} takes {TASKS[task].features} features, not {len(features)}")
    inputs, output = [table.column(name) for name in features], table.column(target)
    complaints: list[str] = []
    columns = [_numbers(column, complaints) for column in inputs]
    if TASKS[task].most_classes:
        usable = np.asarray(np.isfinite(columns).all(axis=0))
        found = kinds(output.cells, table.reading.decimal)
        names = classes or _classes(output, found, usable, TASKS[task].most_classes, complaints)
        numbers = {each: float(i) for i, each in enumerate(kinds(names, table.reading.decimal))}
        goal = np.array([np.nan if each is None else numbers.get(each, np.nan) for each in found])
        enough = len(names) > 1
    else:
        names, goal, enough = (), _numbers(output, complaints), output.numeric
    whole = np.asarray(np.isfinite([*columns, goal]).all(axis=0))
    if not classes:
        complaints += _left_out(whole, table.rows)
    enough = enough and all(column.numeric for column in inputs)
    learned = [*inputs] if TASKS[task].most_classes else [*inputs, output]
    enough = not _constant(learned, whole, complaints) and enough
    if enough and whole.sum() < FEWEST_ROWS:
        complaints.append(
            _("Only {count} of the rows can be used; it takes at least {least}.", count=whole.sum(), least=FEWEST_ROWS)
        )
    rows = _rows([*columns, goal], whole) if enough and whole.sum() >= FEWEST_ROWS else ()
    return Chosen(rows, names, tuple(complaints))


def kinds(cells: tuple[str, ...], decimal: str) -> list[str | None]:
    """What tells the class of each cell, None where it is a gap."""
    return [None if is_gap(cell) else _kind(cell, decimal) for cell in cells]


def _kind(cell: str, decimal: str) -> str:
    """What the cells of one class share: their number and its unit, or else their letters in whichever case."""
    spelled = spell(cell)
    if not spelled:
        return " ".join(cell.casefold().split())
    return f"{(spelled.by(decimal) or 0.0) + 0.0} {spelled.unit}"


def _numbers(column: Column, complaints: list[str]) -> Array:
    """The numbers of a column, and a complaint if there are none."""
    if not column.numeric:
        complaints.append(_("Column “{name}” holds no numbers: choose another one.", name=column.name))
    return column.numbers


def _constant(columns: list[Column], whole: Bools, complaints: list[str]) -> bool:
    """Whether any of `columns` is constant in the rows that can be used, and a complaint for each that is."""
    bad = [column for column in columns if column.numeric and whole.any() and is_constant(column.numbers[whole])]
    for column in bad:
        everywhere = is_constant(column.numbers[np.isfinite(column.numbers)])
        same = (
            marked("Column “{name}” holds the same number in every row: nothing can be learned from it.")
            if everywhere
            else marked(
                "Column “{name}” holds the same number in every row that can be used: nothing can be learned from it."
            )
        )
        complaints.append(_(same, name=column.name))
    return bool(bad)


def _classes(
    column: Column, found: list[str | None], usable: Bools, most: int, complaints: list[str]
) -> tuple[str, ...]:
    """The classes of the rows that can be used, as first spelt and in this order; the most frequent if they are too many."""
    counts = Counter(each for each, good in zip(found, usable, strict=True) if good and each is not None)
    spelt = dict(zip(reversed(found), reversed(column.cells), strict=True))
    if len(counts) < 2:
        complaints.append(_("Column “{name}” holds only one class: there is nothing to tell apart.", name=column.name))
    if len(counts) > most:
        complaints.append(
            _(
                "Column “{name}” holds {count} classes; the {most} most frequent ones were kept.",
                name=column.name,
                count=len(counts),
                most=most,
            )
        )
    kept = {each for each, _ in counts.most_common(most)}
    return tuple(spelt[each] for each in counts if each in kept)


def _left_out(whole: Bools, numbers: tuple[int, ...]) -> list[str]:
    gone = [number for number, kept in zip(numbers, whole, strict=True) if not kept]
    return [_("Left out for a gap or a class that was not kept: {rows}.", rows=places(gone))] if gone else []


def _rows(columns: list[Array], whole: Bools) -> tuple[Row, ...]:
    numbers = np.array(columns)[:, whole]
    a, *others = numbers.tolist()
    b = others[0] if len(others) > 1 else [0.0] * len(a)
    return tuple(zip(a, b, others[-1], strict=True))
