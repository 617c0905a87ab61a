"""From a text to rows of cells: which lines count, which mark separates, and what stands between two marks.

pandas takes the cells apart, as text: with its parser in Python a cell that is missing at the end of a row differs from an
empty one, so that rows of another length can be named.
"""

import csv
import re
import unicodedata
from io import StringIO
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from language import _
from pasted.spelling import spell

MOST_CHARACTERS = 200_000
MOST_ROWS = 2_000
MOST_COLUMNS = 50
LONGEST_CELL = 60
WIDEST = 200
"""More cells of a row are not even looked at."""
ABOVE = 10
"""So many rows may stand above the first one of numbers: titles, a header, units."""
LOOKED_AT = 50
"""Lines by which the separator is found."""
SEPARATORS = {"\t": r"\t", ";": ";", ",": ",", "|": r"\|", " ": r" +"}
"""Mark → expression, the rarer ones in ordinary text first."""
PRINTED, ALONE = "  ", "\x1f"
"""In place of a mark: columns stand under each other; there is only one column."""
BARS = str.maketrans(dict.fromkeys("│┃┆║", "|"))
QUOTED = re.compile(r'(?<![^\s,;|])"((?>[^"]|"")*)"(?![^\s,;|])')
OPENED = re.compile(r'(?<![^\s,;|])"')
INSIDE = "\v"
"""Stands for a line break within quotation marks."""
BLANK = re.compile(r"[\s,;|]*")
RULE = re.compile(
    r"(?=.*(?:--[-+]|-\+-|:-|-:|[=─━═]{2}|^\|-))[-+|:=─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╞╪╡╭╮╰╯┡╇┩┏┳┓╟╫╢\s]+|\|-(?:\|-)+\|?"
)
NOTE = re.compile(
    r"[\[(]?\d+ rows?(?: [x×] \d+ columns?| in set.*| affected)?[\])]?|\"?sep=.?\"?|# A tibble.*|#.* more (?:rows|variables).*"
)
"""What databases, R and pandas print above or below a table, and what Excel writes above it."""


csv.field_size_limit(MOST_CHARACTERS)


class Cells(NamedTuple):
    """Row number in the text → its cells, None where one is missing; the mark between them, and how many rows are left out."""

    rows: dict[int, list[str | None]]
    mark: str
    left_out: int


def split(text: str, decimal: str, complaints: list[str]) -> Cells:
    """The rows of `text` that may belong to a table; none if there are none."""
    text = re.sub(r"\r\n?", "\n", _shortened(text, complaints).lstrip("\ufeff")).translate(BARS)
    quoted = not OPENED.search(QUOTED.sub("", text))
    lines = _lines(QUOTED.sub(lambda cell: cell[0].replace("\n", INSIDE), text) if quoted else text)
    kept = dict(list(lines.items())[: MOST_ROWS + ABOVE])
    if not kept:
        return Cells({}, ",", 0)
    mark = _separator(list(kept.values())[:LOOKED_AT], decimal)
    even = _even(list(kept.values()), mark)
    cells = _apart(even, mark, quoted)
    if not quoted or len(cells) < len(kept):
        complaints.append(
            _("A quotation mark does not enclose a whole cell: quotation marks were read as ordinary characters.")
            if quoted
            else _("A quotation mark is never closed: quotation marks were read as ordinary characters.")
        )
        cells = _apart(even, mark, False)
    rows = {number: row for number, row in zip(kept, cells, strict=True) if any(row)}
    return Cells(rows, mark, len(lines) - len(kept))


def _shortened(text: str, complaints: list[str]) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    complaints.append(
        _("The text is longer than {most} characters: what comes after them was left out.", most=f"{MOST_CHARACTERS:,}")
    )
    return re.sub(r"[\r\n][^\r\n]*\Z", "", text[:MOST_CHARACTERS])


def _lines(text: str) -> dict[int, str]:
    """Number → line of those that are not blank, no rule, and no note about the table. A cell may hold a line break."""
    lines, number = {}, 0
    for line in text.split("\n"):
        number += 1 + line.count(INSIDE)
        if not BLANK.fullmatch(line) and not RULE.fullmatch(line) and not NOTE.fullmatch(line.strip()):
            lines[number] = line
    return lines


def _separator(lines: list[str], decimal: str) -> str:
    """The mark by which most lines have one length; where several do, the one that leaves most numbers."""
    if _single(lines):
        return ALONE
    plain = [QUOTED.sub("0", line.strip(" |")) for line in lines]
    split = {mark: [re.split(by, line) for line in plain] for mark, by in SEPARATORS.items()}
    split[PRINTED] = [line.split("\t") for line in _printed(lines)]
    doubted = "," if decimal == "comma" else ""
    return max(split, key=lambda mark: _merit(split[mark], mark == doubted))


def _merit(rows: list[list[str]], doubted: bool) -> tuple[float, float]:
    """The share of rows with the usual number of cells, of which the first may be one short, and the share of numbers."""
    lengths = [len(row) for row in rows]
    usual = max(set(lengths), key=lambda n: (lengths.count(n), n), default=1)
    if usual == 1:
        return 0.0, 0.0
    agreeing = lengths.count(usual) + (lengths[0] == usual - 1 > 1)
    cells = [cell.strip() for row in rows for cell in row[:MOST_COLUMNS]]
    return agreeing / len(rows) / (1 + doubted), sum(bool(spell(cell)) for cell in cells) / len(cells)


def _printed(lines: list[str]) -> list[str]:
    """Lines of columns that stand under each other, with tabs between them; none if they do not.

    A column ends where all lines but the first have a blank, the first one, of names, where most of its blanks are.
    """
    head, *body = lines
    if not any("  " in line.strip() for line in body) or any("\t" in line for line in lines):
        return []
    width = max(map(len, lines))
    blank = "".join(
        " " if all(c == " " for c in column) else "x"
        for column in zip(*(line.ljust(width) for line in body), strict=True)
    )
    gaps = [gap.span() for gap in re.finditer(r"(?<=x) +(?=x)", blank)]
    cuts = [cut for gap in gaps if (cut := _widest_blank(head.ljust(width), *gap))]
    found = [_cut(line, [0, *cuts, width]) for line in lines]
    return [] if len(cuts) < len(gaps) or any(re.search(r"[,;|](?:\t|$)", line) for line in found) else found


def _widest_blank(head: str, start: int, stop: int) -> int | None:
    """Where the most blanks of `head` between two places begin, None if there are none."""
    runs = [run.span() for run in re.finditer(" +", head[start:stop])]
    return start + max(runs, key=lambda run: run[1] - run[0])[0] if runs else None


def _cut(line: str, places: list[int]) -> str:
    return "\t".join(line[start:stop].strip() for start, stop in pairwise(places))


def _single(lines: list[str]) -> bool:
    """Whether below one word each line is one number, whatever marks are in it."""
    head, *body = lines
    word = not spell(head) and not re.search(r"[\s;,|]", head.rstrip())
    return word and bool(body) and all(map(spell, body))


def _even(lines: list[str], mark: str) -> list[str]:
    """Lines with one mark between two cells and none about them, where there may be more for the eye."""
    if mark == PRINTED:
        return _printed(lines)
    if mark == " ":
        return [re.sub(" +", "\t", line.strip()) for line in lines]
    return [re.sub(r"^\s*\|(.*?)\|?\s*$", r"\1", line) if mark == "|" else line for line in lines]


def _apart(lines: list[str], mark: str, quoted: bool) -> list[list[str | None]]:
    """The cells of each line. None at all if pandas can make no sense of the quotation marks."""
    mark = mark if mark.strip(" ") else "\t"
    lines = [mark.join(line.split(mark)[:WIDEST]) if line.count(mark) >= WIDEST else line for line in lines]
    try:
        frame = pd.read_csv(
            StringIO("".join(f"{line}\n" for line in lines).encode("utf-8", "replace").decode("utf-8")),
            sep=mark,
            header=None,
            names=range(max(line.count(mark) for line in lines) + 1),
            index_col=False,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            skipinitialspace=True,
            skip_blank_lines=False,
            engine="python",
        )
    except pd.errors.ParserError:
        return []
    rows = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
    return [[None if cell is None else clean(cell) for cell in row] for row in rows]


def clean(cell: str) -> str:
    """A cell without what cannot be seen: control characters and marks that turn the direction of writing."""
    if not (cell.isascii() and cell.isprintable()):
        seen = unicodedata.normalize("NFC", cell)
        cell = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in seen)
    cell = cell.strip()
    return cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - 1] + "…"
