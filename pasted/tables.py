"""A pasted table: what can be read of it, and in plain words what cannot.

Nothing that is pasted makes it raise. Separators are commas, semicolons, tabs, bars or spaces, cells may be quoted, and gaps
stay gaps. Which mark is the decimal one is decided for the whole table, by those cells that are numbers by one mark alone.
"""

import re
from collections import Counter
from typing import Literal, NamedTuple, get_args

import numpy as np

from language import _, several
from params import Array
from pasted.decimal_mark import decimal_mark
from pasted.layout import LONGEST_UNIT, NAMED, Layout, is_gap, lay_out, places
from pasted.spelling import CODE, Spelled, spell
from pasted.splitting import split

Decimal = Literal["auto", "point", "comma"]
Header = Literal["auto", "yes", "no"]
LONGEST_NAME = 40
NUMBERING = {"id", "index", "idx", "#", "no", "no.", "nr", "nr.", "row", "rownames", "unnamed: 0", "번호", "순번"}
"""What a column is called whose whole numbers stand for nothing but their rows."""


class Column(NamedTuple):
    """One column: its name, its cells as text, and as numbers (N,), NaN where a cell is none.

    counts: whether it only numbers the rows.
    """

    name: str
    cells: tuple[str, ...]
    numbers: Array
    counts: bool = False

    @property
    def numeric(self) -> bool:
        """Whether at least half of the cells that hold anything are numbers."""
        filled = sum(not is_gap(cell) for cell in self.cells)
        return bool(filled) and 2 * int(np.isfinite(self.numbers).sum()) >= filled


class Reading(NamedTuple):
    """What was decided of a table: its decimal mark, and whether its first row names the columns.

    why: a sentence on each of the two; notes: one on each other thing that was decided.
    """

    decimal: Literal["point", "comma"] = "point"
    header: bool = False
    why: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Table(NamedTuple):
    """The columns that could be read, the number of each row in the text, and a sentence for each thing that could not.

    reading: what was decided on the way.
    """

    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    complaints: tuple[str, ...]
    reading: Reading = Reading()

    def column(self, name: str) -> Column:
        """The column of this name. Raises KeyError if there is none."""
        return {column.name: column for column in self.columns}[name]


def parse_table(text: str, decimal: Decimal = "auto", header: Header = "auto") -> Table:
    """The table that `text` holds, up to 200,000 characters, 2,000 rows and 50 columns of it.

    decimal: the decimal mark, the other one then groups thousands; header: whether the first row names the columns. Raises
    ValueError if these are no such words, but not for any text.
    """
    for given, known in ((decimal, get_args(Decimal)), (header, get_args(Header))):
        if given not in known:
            raise ValueError(f"choose one of {', '.join(known)}, not {given!r}")
    complaints: list[str] = []
    found = split(text, decimal, complaints)
    if not found.rows:
        return Table((), (), (*complaints, _("There is no table in this text.")))
    layout = lay_out(found, header, complaints)
    cells = list(zip(*layout.rows.values(), strict=True)) or [()] * len(layout.names)
    spelled = {cell: spell(cell) for cell in {cell for column in cells for cell in column}}
    mark, why = (
        decimal_mark(cells, spelled, found.mark)
        if decimal == "auto"
        else (decimal, _("{mark}, as you chose.", mark=_(decimal)))
    )
    value = {cell: n for cell, each in spelled.items() if each and (n := each.by(mark, decimal != "auto")) is not None}
    columns = _columns(layout, cells, {cell: spelled[cell] for cell in value}, value, complaints)
    complaints += [said for column in columns for said in _unread(column, tuple(layout.rows))]
    why_both, notes = (
        (_("Decimal mark: {why}", why=why), _on_header(layout.header, header)),
        (*layout.notes, *_on_counts(columns)),
    )
    reading = Reading(mark, layout.header, why_both, notes)
    return Table(tuple(columns), tuple(layout.rows), tuple(complaints), reading)


def _columns(
    layout: Layout,
    cells: list[tuple[str, ...]],
    spelled: dict[str, Spelled | None],
    value: dict[str, float],
    complaints: list[str],
) -> list[Column]:
    """The columns, each under another name, with the unit in it."""
    columns: list[Column] = []
    for name, unit, column in zip(_different(layout.names), layout.units, cells, strict=True):
        found, own = _with_one_unit(
            name, column, [spelled.get(cell) for cell in column], tuple(layout.rows), complaints
        )
        numbers = np.array([value[cell] if number else np.nan for cell, number in zip(column, found, strict=True)])
        counts = _counts(name if layout.header else None, not columns and not layout.names[0], column, numbers)
        columns.append(Column(_with(_with(name, unit), own), column, numbers, counts))
    names = _different([column.name for column in columns])
    return [column._replace(name=name) for name, column in zip(names, columns, strict=True)]


def _with_one_unit(
    name: str, cells: tuple[str, ...], found: list[Spelled | None], rows: tuple[int, ...], complaints: list[str]
) -> tuple[list[Spelled | None], str]:
    """Those of the numbers that are meant as such, and their unit: none if there are several, or codes that begin with 0.

    A few units among plain numbers are no units but remarks, unless they are money, which some write in the first row only.
    """
    units = Counter(number.unit for number in found if number)
    plain = units.pop("", 0)
    if units.total() < plain and not any(number and number.money for number in found):
        units.clear()
        found = [number if number and not number.unit else None for number in found]
    if len(units) > 1 or _codes(cells):
        complaints += _stays_text(name, cells, list(units))
        return [None] * len(cells), ""
    unit = next(iter(units), "")
    bare = [row for row, number in zip(rows, found, strict=True) if unit and number and not number.unit]
    complaints += (
        [_("Column “{name}”: no unit in {rows}; read as {unit}.", name=name, rows=places(bare), unit=unit)]
        if bare
        else []
    )
    return found, unit


def _codes(cells: tuple[str, ...]) -> bool:
    """Whether all are made of digits alone, and some begin with a 0 that is none of a number."""
    return any(map(CODE.fullmatch, cells)) and all(cell.isdigit() or is_gap(cell) for cell in cells)


def _stays_text(name: str, cells: tuple[str, ...], units: list[str]) -> list[str]:
    """Why a column that looks like one of numbers is none; nothing of words after numbers, as in addresses."""
    if not units:
        return [_("Column “{name}” holds codes that begin with 0: they were read as words.", name=name)]
    said = _(
        "Column “{name}” holds different units ({units}): it was read as words.", name=name, units=", ".join(units)
    )
    return [said] if len(units) <= NAMED and len(units) < sum(not is_gap(cell) for cell in cells) else []


def _counts(name: str | None, nameless: bool, cells: tuple[str, ...], numbers: Array) -> bool:
    """Whether a column holds 0, 1, 2 … or 1, 2, 3 …, or different whole numbers under a name, or none, for numbers of rows."""
    filled = [cell for cell in cells if not is_gap(cell)]
    if not filled or not all(cell.isdigit() for cell in filled) or len(set(filled)) < len(filled):
        return False
    if name is not None and (nameless or name.casefold() in NUMBERING):
        return True
    return len(cells) > 2 and numbers[0] in (0, 1) and np.array_equal(numbers, numbers[0] + np.arange(len(numbers)))


def _with(name: str, unit: str) -> str:
    """The name with the unit behind it, unless it stands there already."""
    if not unit or re.search(rf"(?<![^\W\d_]){re.escape(unit)}(?![^\W\d_])", name, re.IGNORECASE):
        return name
    unit = unit[: 2 * LONGEST_UNIT]
    return f"{name[: LONGEST_NAME - len(unit) - 3]} ({unit})"


def _different(names: list[str]) -> list[str]:
    """A name for each column, each different."""
    found: list[str] = []
    for i, name in enumerate(names, 1):
        name = name[:LONGEST_NAME] or _("column {number}", number=i)
        while name in found:
            name = f"{name} ({i})"
        found.append(name)
    return found


def _on_header(found: bool, chosen: str) -> str:
    """What was taken for the header."""
    if chosen == "auto":
        return (
            _("Names of the columns: in the first row.")
            if found
            else _("Names of the columns: none, so they are numbered.")
        )
    return (
        _("Names of the columns: in the first row, as you chose.")
        if found
        else _("Names of the columns: none, so they are numbered, as you chose.")
    )


def _on_counts(columns: list[Column]) -> list[str]:
    """What is said of columns that are not proposed, though one may choose them."""
    return [_("Column “{name}” only numbers the rows.", name=column.name) for column in columns if column.counts]


def _unread(column: Column, rows: tuple[int, ...]) -> list[str]:
    """What of a column of numbers is none."""
    if not column.numeric:
        return (
            [] if any(not is_gap(cell) for cell in column.cells) else [_("Column “{name}” is empty.", name=column.name)]
        )
    read = zip(rows, column.cells, np.isfinite(column.numbers), strict=True)
    lost = {row: cell for row, cell, good in read if not good and not is_gap(cell)}
    if not lost:
        return []
    first = next(iter(lost.values()))[:20]
    return [
        several(
            "Column “{name}”: {rows} holds no number (“{cell}”).",
            "Column “{name}”: {rows} hold no number (“{cell}”).",
            len(lost),
            name=column.name,
            rows=places(lost),
            cell=first,
        )
    ]
