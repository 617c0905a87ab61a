"""From a text to rows of cells: which lines count, which mark separates, and what stands between two marks.

pandas takes the cells apart, as text: with its parser in Python a cell that is missing at the end of a row differs from an
empty one, so that rows of another length can be named.
"""

import csv
import re
import unicodedata
from io import StringIO
from typing import NamedTuple

import pandas as pd

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
SEPARATORS = {"\t": r"\t", ";": ";", ",": ",", "|": r"\|", " ": r" +", "  ": r"\t| {2,}"}
ALONE = "\x1f"
"""Mark → expression, the rarer ones in ordinary text first; the last is that of columns which were printed under each other.

ALONE: that of a single column."""
BARS = str.maketrans(dict.fromkeys("│┃┆║", "|"))
QUOTED = re.compile(r'(?<![^\s,;|])"((?>[^"]|"")*)"(?![^\s,;|])')
OPENED = re.compile(r'(?<![^\s,;|])"')
INSIDE = "\v"
"""Stands for a line break within quotation marks."""
RULE = re.compile(
    r"(?=.*(?:--[-+]|-\+-|:-|-:|[=─━═]{2}|^\|-))[-+|:=─━═┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╞╪╡╭╮╰╯┡╇┩┏┳┓╟╫╢\s]+|\|-(?:\|-)+\|?"
)
NOTE = re.compile(
    r"[\[(]?\d+ rows?(?: [x×] \d+ columns?| in set.*)?[\])]?|\"?sep=.?\"?|# A tibble.*|#.* more (?:rows|variables).*"
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
    cells = _apart([_even(line, mark) for line in kept.values()], mark, quoted)
    if not quoted or len(cells) < len(kept):
        why = "does not enclose a whole cell" if quoted else "is never closed"
        complaints.append(f"A quotation mark {why}: quotation marks were read as ordinary characters.")
        cells = _apart([_even(line, mark) for line in kept.values()], mark, False)
    return Cells(dict(zip(kept, cells, strict=True)), mark, len(lines) - len(kept))


def _shortened(text: str, complaints: list[str]) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    complaints.append(f"The text is longer than {MOST_CHARACTERS:,} characters: what comes after them was left out.")
    return re.sub(r"[\r\n][^\r\n]*\Z", "", text[:MOST_CHARACTERS])


def _lines(text: str) -> dict[int, str]:
    """Number → line of those that are not blank, no rule, and no note about the table. A cell may hold a line break."""
    lines, number = {}, 0
    for line in text.split("\n"):
        number += 1 + line.count(INSIDE)
        if line.strip(" \t,;|") and not RULE.fullmatch(line) and not NOTE.fullmatch(line.strip()):
            lines[number] = line
    return lines


def _separator(lines: list[str], decimal: str) -> str:
    """The mark by which most lines have one length; where several do, the one that leaves most numbers."""
    if _single(lines):
        return ALONE
    plain = [QUOTED.sub("0", line.strip(" |")) for line in lines]

    def merit(mark: str) -> tuple[float, float]:
        rows = [re.split(SEPARATORS[mark], line.strip(" ")) for line in plain]
        lengths = [len(row) for row in rows]
        usual = max(set(lengths), key=lambda n: (lengths.count(n), n), default=1)
        if usual == 1:
            return 0.0, 0.0
        agreeing = lengths.count(usual) + (lengths[0] == usual - 1 > 1)
        doubted = 0.5 if mark == "," and decimal == "comma" else 1.0
        cells = [cell.strip() for row in rows for cell in row]
        return doubted * agreeing / len(rows), sum(bool(spell(cell)) for cell in cells) / len(cells)

    return max(SEPARATORS, key=merit)


def _single(lines: list[str]) -> bool:
    """Whether below one word each line is one number, whatever marks are in it."""
    head, *body = lines
    word = not spell(head) and not re.search(r"[\s;,|]", head.rstrip())
    return word and bool(body) and all(map(spell, body))


def _even(line: str, mark: str) -> str:
    """A line with one mark between two cells and none about it, where there may be more for the eye."""
    if mark in (" ", "  "):
        return re.sub(SEPARATORS[mark], "\t", line.strip(" \t"))
    return re.sub(r"^\s*\||\|\s*$", "", line) if mark == "|" and line.lstrip().startswith("|") else line


def _apart(lines: list[str], mark: str, quoted: bool) -> list[list[str | None]]:
    """The cells of each line. None at all if pandas can make no sense of the quotation marks."""
    mark = mark if mark.strip(" ") else "\t"
    lines = [mark.join(line.split(mark)[:WIDEST]) if line.count(mark) >= WIDEST else line for line in lines]
    try:
        frame = pd.read_csv(
            StringIO("\n".join(lines).encode("utf-8", "replace").decode("utf-8")),
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
