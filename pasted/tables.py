"""A pasted table: what can be read of it, and in plain words what cannot.

Nothing that is pasted makes it raise. Separators are commas, semicolons, tabs or spaces, decimals have a point or a comma,
cells may be quoted, the first row may be a header, and gaps stay gaps.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from surfaces.base import Array

MOST_CHARACTERS = 200_000
MOST_ROWS = 2_000
MOST_COLUMNS = 50
LONGEST_NAME = 40
LONGEST_CELL = 60
LARGEST = 1e100
"""A number beyond this has no square."""
NAMED = 5
"""A complaint names this many rows and counts the others."""
GAPS = {"", "-", "–", "?", ".", "na", "n/a", "nan", "null", "none", "#n/a"}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
UNUSED = "\x1f"
TYPESET = str.maketrans({"−": "-", "\u00a0": None, "\u202f": None, " ": None})
"""A true minus sign, and the spaces that group digits."""
SEPARATORS = ("\t", ";", ",", "|", " ")


class Column(NamedTuple):
    """One column: its name, its cells as text, and as numbers (N,), NaN where a cell is none."""

    name: str
    cells: tuple[str, ...]
    numbers: Array

    @property
    def numeric(self) -> bool:
        """Whether at least half of the cells that hold anything are numbers."""
        filled = sum(not is_gap(cell) for cell in self.cells)
        return bool(filled) and 2 * int(np.isfinite(self.numbers).sum()) >= filled


class Table(NamedTuple):
    """The columns that could be read, the number of each row in the text, and a sentence for each thing that could not."""

    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    complaints: tuple[str, ...]

    def column(self, name: str) -> Column:
        """The column of this name. Raises KeyError if there is none."""
        return {column.name: column for column in self.columns}[name]


def parse_table(text: str) -> Table:
    """The table that `text` holds, up to 200,000 characters, 2,000 rows and 50 columns of it."""
    complaints: list[str] = []
    found = _rows(_shortened(text, complaints), complaints)
    numbers, rows = list(found), _trimmed(found, complaints)
    if not rows:
        return Table((), (), (*complaints, "There is no table in this text."))
    commas = _decimal_commas(rows)
    if commas:
        complaints.append("Commas inside cells were read as decimal commas.")
    has_header = not any(np.isfinite(_number(cell, commas)) for cell in rows[0]) and len(rows) > 1
    names = _names(rows[0] if has_header else [""] * len(rows[0]))
    numbers, rows = numbers[has_header : has_header + MOST_ROWS], rows[has_header : has_header + MOST_ROWS]
    columns = tuple(
        Column(name, tuple(cells), np.array([_number(cell, commas) for cell in cells]))
        for name, cells in zip(names, zip(*rows, strict=True), strict=True)
    )
    return Table(columns, tuple(numbers), (*complaints, *(c for column in columns for c in _unread(column, numbers))))


def is_gap(cell: str) -> bool:
    """Whether a cell is empty, or says in one of the usual ways that nothing is known."""
    return cell.lower() in GAPS


def places(numbers: Iterable[int]) -> str:
    """Rows in words: row 4; rows 4, 7 and 9; rows 1, 2, 3, 4, 5 and 12 more."""
    numbers = list(numbers)
    named, more = [str(n) for n in numbers[:NAMED]], len(numbers) - NAMED
    tail = f"{more} more" if more > 0 else named.pop() if len(named) > 1 else ""
    return f"row{'s' * (len(numbers) > 1)} {', '.join(named)}" + (f" and {tail}" if tail else "")


def _shortened(text: str, complaints: list[str]) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    complaints.append(f"The text is longer than {MOST_CHARACTERS:,} characters: what comes after them was left out.")
    return re.sub(r"[\r\n][^\r\n]*\Z", "", text[:MOST_CHARACTERS])


def _rows(text: str, complaints: list[str]) -> dict[int, list[str]]:
    """Number → cells of each line that is not blank."""
    split = enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), 1)
    numbered = {number: line for number, line in split if line.strip(" \t,;|")}
    numbers, lines = list(numbered), list(numbered.values())
    quoted = text.count('"') % 2 == 0
    if not quoted:
        complaints.append("A quotation mark is never closed: quotation marks were read as ordinary characters.")
    mark = _separator(lines[: NAMED * 10])
    csv.field_size_limit(MOST_CHARACTERS)
    spaced = [re.sub(r" +", " ", line.strip(" ")) for line in lines] if mark == " " else lines
    reader = csv.reader(spaced, delimiter=mark, quotechar='"' if quoted else UNUSED, skipinitialspace=True)
    return {numbers[reader.line_num - 1]: [_clean(cell) for cell in row] for row in reader}  # noqa: B035


def _separator(lines: list[str]) -> str:
    """The mark that most lines agree on; where two do, the rarer one in ordinary text."""

    def agreement(mark: str) -> float:
        counts = [re.sub(r'"[^"]*"', "", line.strip()).count(mark) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return counts.count(usual) / len(counts) if usual else 0.0

    return max(SEPARATORS, key=agreement)


def _clean(cell: str) -> str:
    """A cell without what cannot be seen: control characters and marks that turn the direction of writing."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()[:LONGEST_CELL]
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", cell))
    return seen.strip()[:LONGEST_CELL]


def _trimmed(found: dict[int, list[str]], complaints: list[str]) -> list[list[str]]:
    """Rows of one length: that of most, with gaps at the end of shorter ones."""
    rows = list(found.values())
    if (extra := len(rows) - (MOST_ROWS + 1)) > 0:
        left = f"{extra:,} were" if extra > 1 else "1 was"
        complaints.append(f"Only the first {MOST_ROWS:,} rows were read; {left} left out.")
        rows = rows[: MOST_ROWS + 1]
    lengths = [len(row) for row in rows]
    usual = max(set(lengths), key=lambda n: (lengths.count(n), n), default=0)
    width = min(usual, MOST_COLUMNS)
    if usual > MOST_COLUMNS:
        complaints.append(f"Only the first {MOST_COLUMNS} of {usual} columns were read.")
    for kind, odd in {"fewer": [n < usual for n in lengths], "more": [n > usual for n in lengths]}.items():
        if any(odd):
            what = "gaps stand for the missing ones" if kind == "fewer" else "those after the last column were left out"
            rows_named = places(i for i, is_odd in zip(found, odd, strict=False) if is_odd)
            complaints.append(f"{rows_named.capitalize()}: {kind} cells than the {usual} of the others; {what}.")
    return [(row + [""] * width)[:width] for row in rows]


def _decimal_commas(rows: list[list[str]]) -> bool:
    """Whether a comma inside a cell is a decimal comma: it is, unless it groups thousands before a point."""
    cells = [cell for row in rows for cell in row if "," in cell]
    ambiguous = all(THOUSANDS.fullmatch(cell) for cell in cells)
    points = ambiguous and any("." in cell for row in rows for cell in row)
    return any(np.isfinite(_number(cell, True)) for cell in cells) and not points


def _number(cell: str, commas: bool) -> float:
    """The number that `cell` spells, NaN if it spells none."""
    text = cell if NUMBER.fullmatch(cell) else cell.translate(TYPESET)
    if commas and "," in text:
        text = text.replace(".", "").replace(",", ".", 1)
    elif THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    value = float(text) if NUMBER.fullmatch(text) else np.nan
    return value if abs(value) <= LARGEST else np.nan


def _names(cells: list[str]) -> list[str]:
    """A name for each column, each different."""
    names: list[str] = []
    for i, cell in enumerate(cells, 1):
        name = cell[:LONGEST_NAME] or f"column {i}"
        names.append(name if name not in names else f"{name} ({i})")
    return names


def _unread(column: Column, numbers: list[int]) -> list[str]:
    """What of a column of numbers is none."""
    if not column.numeric:
        return [] if any(not is_gap(cell) for cell in column.cells) else [f"Column “{column.name}” is empty."]
    read = zip(numbers, column.cells, np.isfinite(column.numbers), strict=True)
    lost = {number: cell for number, cell, good in read if not good and not is_gap(cell)}
    if not lost:
        return []
    first = next(iter(lost.values()))[:20]
    return [f"Column “{column.name}”: {places(lost)} {'hold' if len(lost) > 1 else 'holds'} no number (“{first}”)."]
