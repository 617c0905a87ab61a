"""What of the rows is a title, a header, a row of units, and what is data."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from language import _, marked, several
from pasted.spelling import Spelled, spell
from pasted.splitting import LOOKED_AT, MOST_COLUMNS, MOST_ROWS, WIDEST, Cells

Row = list[str | None]
NAMED = 5
"""A complaint names this many rows and counts the others."""
GAPS = {"", "-", "–", "—", "--", "---", "?", ".", "..", "...", "…", "na", "n/a", "n.a.", "nan", "null", "(null)", "none", "nat", "<na>", "\\n", "#n/a", "#nv"}  # fmt: skip
FAILED = re.compile(r"#[A-ZÄÖÜ/0-9]+[!?]")
"""What a spreadsheet shows for a formula that failed."""
MONEY = " $€£¥₩₹"
"""A dash beside one of these is a zero or a gap of an accountant's."""
YEARS = range(1900, 2101)
TYPE = re.compile(
    r"<.*>|[iuf]\d+|str|chr|int(?:eger)?\d*|float\d*|double|dbl|numeric|real|text|object|bool|category|factor"
)
"""What some programs print below the names."""
LONGEST_UNIT = 12
MOST_UNITS = 3
"""Rows of words between the header and the numbers."""


class Layout(NamedTuple):
    """The names of the columns, what stands below each as its unit, the number and the cells of each row of data.

    header: whether the names stand in the table; notes: what is to be said of this.
    """

    names: list[str]
    units: list[str]
    rows: dict[int, list[str]]
    header: bool
    notes: list[str]


def is_gap(cell: str) -> bool:
    """Whether a cell is empty, or says in one of the usual ways that nothing is known."""
    return cell.lower().strip(MONEY) in GAPS or bool(FAILED.fullmatch(cell))


def places(numbers: Iterable[int]) -> str:
    """Rows in words: row 4; rows 4, 7 and 9; rows 1, 2, 3, 4, 5 and 12 more."""
    numbers = list(numbers)
    named, more = [str(n) for n in numbers[:NAMED]], len(numbers) - NAMED
    if len(numbers) == 1:
        return _("row {row}", row=named[0])
    if more > 0:
        return _("rows {rows} and {more} more", rows=", ".join(named), more=more)
    return _("rows {rows} and {last}", rows=", ".join(named[:-1]), last=named[-1])


def lay_out(found: Cells, header: str, complaints: list[str]) -> Layout:
    """The table among the rows that were found, of which there is at least one."""
    used = max(i for row in found.rows.values() for i, cell in enumerate(row, 1) if cell)
    rows = {number: _until_last(row[:used]) for number, row in found.rows.items()}
    lengths = [len(row) for row in rows.values()]
    width = max(set(lengths), key=lambda n: (lengths.count(n), n))
    rows = _without_titles(rows, width, complaints)
    number = next(iter(rows))
    named = header == "yes" or (header == "auto" and _is_header(list(rows.values())))
    if named:
        rows = _named(rows, width)
    even = _even(rows, width, complaints)
    names = even.pop(number) if named else [""] * len(even[number])
    above = _units(even) if named else {}
    even = _first({n: row for n, row in even.items() if n not in above}, found.left_out, complaints)
    full = [i for i, name in enumerate(names) if name or any(row[i] for row in even.values())]
    words = next(iter(above.values()), [""] * len(names))
    notes = (
        [_("{rows}: no data but words below the names, such as units.", rows=places(above).capitalize())]
        if above
        else []
    )
    return Layout(
        [names[i] for i in full],
        [words[i] for i in full],
        {n: [row[i] for i in full] for n, row in even.items()},
        named,
        notes,
    )


def _until_last(row: Row) -> Row:
    """A row without the cells that are missing at its end."""
    return row[: max((i for i, cell in enumerate(row, 1) if cell is not None), default=0)]


def _without_titles(rows: dict[int, Row], width: int, complaints: list[str]) -> dict[int, Row]:
    """The rows without a title or a remark above the table."""
    order, above = list(rows), 0
    if all(map(_remark, rows.values())):
        return rows
    while above + 1 < len(order) and _is_title(rows[order[above]], rows[order[above + 1]], width):
        above += 1
    if above:
        complaints.append(
            several(
                "{rows} stands above the table and was left out.",
                "{rows} stand above the table and were left out.",
                above,
                rows=places(order[:above]).capitalize(),
            )
        )
    return {number: rows[number] for number in order[above:]}


def _is_title(row: Row, below: Row, width: int) -> bool:
    """Whether a row is no part of a table: words of which there are too few or too many for its columns."""
    if _remark(row) and _remark(below):
        return True
    if spell(row[0] or ""):
        return False
    if sum(map(bool, row)) == 1 < width:
        return width > 2 or (len(below) == width and all(below) and not _has_number(below))
    return len(row) not in (width - 1, width, width + _remark(row))


def _remark(row: Row) -> bool:
    return (row[0] or "").startswith("#")


def _is_header(rows: list[Row]) -> bool:
    """Whether the first row names the columns: words stand over numbers, and no number over its like."""
    first, body = rows[0], rows[1:LOOKED_AT]
    if not body:
        return False
    short = len(first) < max(len(row) for row in body)
    pairs = [(spell(cell or ""), _usual(body, i + short)) for i, cell in enumerate(first)]
    alike = [above for above, below in pairs if above and (not below or above.unit == below.unit)]
    return not alike or _counting(alike, not first[0], body, [i for i, pair in enumerate(pairs) if pair[0]])


def _usual(body: list[Row], i: int) -> Spelled | None:
    """One of the numbers of a column, None if most of its cells are words."""
    cells = [cell for row in body if len(row) > i and (cell := row[i]) and not is_gap(cell)]
    numbers = [spelled for cell in cells if (spelled := spell(cell))]
    return numbers[0] if numbers and 2 * len(numbers) >= len(cells) else None


def _counting(above: list[Spelled], nameless: bool, body: list[Row], columns: list[int]) -> bool:
    """Whether numbers are names: years in a row above other numbers, or 0, 1, 2 … above numbers with decimals."""
    names = [spelled.point for spelled in above]
    if len(names) < 2 or names[0] is None or names != [names[0] + i for i in range(len(names))]:
        return False
    below = [[n.point for row in body if len(row) > i and (n := spell(row[i] or ""))] for i in columns]
    if names[0] in YEARS:
        return not any(n in YEARS for column in below for n in column)
    decimals = all(any(n is None or n % 1 for n in column) for column in below)
    return names[0] in (0, 1) and (decimals + nameless + (len(names) > 2)) > 1


def _named(rows: dict[int, Row], width: int) -> dict[int, Row]:
    """With a name for each column: a header that is a cell short has none for the names or numbers of the rows."""
    (number, first), *below = rows.items()
    head = (first[0] or "").lstrip("#").strip() or first[0]
    if len(first) == width + 1 and head == "#":
        return rows | {number: first[1:]}
    first = [head, *first[1:]]
    short = len(first) == width - 1 and any(len(row) == width and row[-1] for _, row in below)
    first = ["", *first] if short else first
    if not first[0] and below and _is_alone(below[0][1]):
        return {number: [below[0][1][0], *first[1:]]} | dict(below[1:])
    typed = {n: ["", *row] for n, row in below[:1] if short and len(row) == width - 1 and not _has_number(row)}
    return rows | {number: first} | typed


def _is_alone(row: Row) -> bool:
    """Whether only the first cell holds anything, and that is a word, as pandas prints the name of its index."""
    return bool(row[0]) and not any(row[1:]) and not _has_number(row)


def _has_number(row: Row) -> bool:
    return any(spell(cell or "") for cell in row)


def _even(rows: dict[int, Row], width: int, complaints: list[str]) -> dict[int, list[str]]:
    """Rows of one length, with gaps at the end of shorter ones."""
    kept = min(width, MOST_COLUMNS)
    if width > MOST_COLUMNS:
        of = _("{width} or more", width=width) if width == WIDEST else width
        complaints.append(_("Only the first {most} of {of} columns were read.", most=MOST_COLUMNS, of=of))
    fewer = [n for n, row in rows.items() if len(row) < width]
    more = [n for n, row in rows.items() if len(row) > width]
    said = {
        marked("{rows}: fewer cells than the {width} of the others; gaps stand for the missing ones."): fewer,
        marked("{rows}: more cells than the {width} of the others; those after the last column were left out."): more,
    }
    complaints += [_(text, rows=places(odd).capitalize(), width=width) for text, odd in said.items() if odd]
    return {n: [cell or "" for cell in (row + [""] * kept)[:kept]] for n, row in rows.items()}


def _units(rows: dict[int, list[str]]) -> dict[int, list[str]]:
    """The first rows of data, if they hold words where the rows below hold numbers, and none that comes again."""
    found: dict[int, list[str]] = {}
    order = list(rows)
    for number, row in list(rows.items())[:MOST_UNITS]:
        body = [list[str | None](rows[n]) for n in order[len(found) + 1 :]][:LOOKED_AT]
        numeric = [bool(_usual(body, i)) for i in range(len(row))]
        words = [cell for cell, is_number in zip(row, numeric, strict=True) if is_number and not is_gap(cell)]
        if not words or any(re.match(r"\W*\d", word) for word in words) or _again(row, numeric, body):
            break
        units = [
            re.sub(r"^[(\[](.*)[)\]]$", r"\1", cell) * is_number for cell, is_number in zip(row, numeric, strict=True)
        ]
        found[number] = [
            "" if len(unit) > LONGEST_UNIT or is_gap(unit) or TYPE.fullmatch(unit) else unit for unit in units
        ]
    return found


def _again(row: list[str], numeric: list[bool], body: list[Row]) -> bool:
    """Whether a word comes again below, as one class of several does."""
    words = [(i, cell) for i, cell in enumerate(row) if not numeric[i] and not is_gap(cell)]
    return any(cell.casefold() == (below[i] or "").casefold() for i, cell in words for below in body)


def _first(rows: dict[int, list[str]], left_out: int, complaints: list[str]) -> dict[int, list[str]]:
    """As many rows as are read."""
    if (extra := len(rows) + left_out - MOST_ROWS) > 0:
        complaints.append(
            several(
                "Only the first {most} rows were read; {count} was left out.",
                "Only the first {most} rows were read; {count} were left out.",
                extra,
                most=f"{MOST_ROWS:,}",
            )
        )
    return dict(list(rows.items())[:MOST_ROWS])
