"""A lesson's file: Markdown whose headings `## …` begin the screens, each with a header in TOML between two lines of `+++`.

A header is read as tables that know where they stand, so that what is wrong is told with its line: `LessonError`. It is said in
English, to whoever writes the file.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FENCE = "+++"
HEADING = "## "
SECTION = re.compile(r"\s*\[+(.+?)\]+\s*(#.*)?$")
KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*[=.]""")
QUOTES = " \"'"
WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
"""Where tomllib found a mistake."""

Keys = tuple[str, ...]


class LessonError(ValueError):
    """A mistake in a lesson: file and line, counted from 1, and what is wrong there."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")
        self.line = line


@dataclass(frozen=True)
class Text:
    """Some lines of a file. first: the number of the first of them."""

    file: str
    first: int
    lines: tuple[str, ...]

    def wrong(self, problem: str, near: str = "", after: int = 0) -> LessonError:
        """A mistake at the first line that holds `near`, best in quotes, from the one with the index `after` on, or else there."""
        looks = (f'"{near}"', f"'{near}'", near) if near else ()
        found = (i for look in looks for i, line in enumerate(self.lines) if i >= after and look in line)
        return LessonError(self.file, self.first + next(found, after), problem)

    def part(self, begin: int, end: int | None = None) -> "Text":
        """The lines from one index to before another."""
        return Text(self.file, self.first + begin, self.lines[begin:end])

    def __str__(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(frozen=True)
class Table:
    """A table of a header. path: the keys that lead to it; places: path → index of a line of the header."""

    values: Mapping[str, Any]
    source: Text
    places: Mapping[Keys, int]
    path: Keys = ()

    def wrong(self, problem: str, key: str = "", near: str = "") -> LessonError:
        """A mistake at a key, or below it where `near` stands; without a place of its own, at the table that holds it."""
        path = (*self.path, key)
        while path and path not in self.places:
            path = path[:-1]
        return self.source.wrong(problem, near.partition("\n")[0], self.places.get(path, 0))

    def only(self, *known: str) -> None:
        """Complain about any other key."""
        for key in self.values:
            if key not in known:
                raise self.wrong(f"{key} is not known here; known are: {', '.join(sorted(known))}", key)

    def table(self, key: str) -> "Table":
        """The table within, empty if there is none."""
        found = self.values.get(key, {})
        if not isinstance(found, dict):
            raise self.wrong(f"{key} is a table: [{'.'.join((*self.path, key))}]", key)
        return Table(found, self.source, self.places, (*self.path, key))

    def text(self, key: str) -> str:
        """What has to be there, and a text."""
        if key not in self.values:
            raise self.wrong(f"{key} is missing" + f" in [{'.'.join(self.path)}]" * bool(self.path))
        return self._text(key, self.values[key])

    def texts(self, key: str) -> list[str]:
        """A list of texts, empty if there is none."""
        found = self.values.get(key, [])
        if not isinstance(found, list):
            raise self.wrong(f"{key} is a list of texts: [ … ]", key)
        return [self._text(key, each) for each in found]

    def _text(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key} has {value!r}, where a text in quotes belongs", key)
        return value


@dataclass(frozen=True)
class Block:
    """A heading, its header, and the text below."""

    title: str
    header: Table
    text: Text
    line: int


def blocks(path: Path) -> list[Block]:
    """The head of a file, and its screens. Raises LessonError."""
    try:
        written = path.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise LessonError(path.name, line, "is not UTF-8") from None
    except OSError as problem:
        raise LessonError(path.name, 1, f"cannot be read: {problem.strerror}") from None
    whole = Text(path.name, 1, tuple(written.split("\n")))
    starts = [0, *(i for i, line in enumerate(whole.lines) if line.startswith(HEADING))]
    return [_block(whole.part(*ends)) for ends in zip(starts, [*starts[1:], None], strict=True)]


def _block(source: Text) -> Block:
    is_screen = source.lines[:1] != () and source.lines[0].startswith(HEADING)
    title = source.lines[0].removeprefix(HEADING).strip() if is_screen else ""
    fences = [i for i, text in enumerate(source.lines) if text.strip() == FENCE]
    before = source.part(int(is_screen), fences[0] if fences else None)
    if len(fences) != 2 or str(before):
        raise source.wrong(f"a header between two lines of {FENCE} belongs here, and one alone")
    begin, end = fences
    return Block(title, _header(source, begin, end), source.part(end + 1), source.first)


def _header(source: Text, begin: int, end: int) -> Table:
    lines = source.lines[begin + 1 : end]
    try:
        values = tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError) as problem:
        found = WHERE.search(str(problem))
        line = int(found[1] or len(lines)) if found else 1
        raise source.wrong(f"no TOML: {WHERE.sub('', str(problem))}", after=begin + line) from None
    places = {path: begin + 1 + i for path, i in _places(lines).items()}
    return Table(values, source, places)


def _places(lines: tuple[str, ...]) -> dict[Keys, int]:
    """The path of each key, and the index of its line, as near as a look at single lines can tell."""
    found: dict[Keys, int] = {}
    section: Keys = ()
    for i, line in enumerate(lines):
        if heads := SECTION.match(line):
            section = tuple(part.strip(QUOTES) for part in heads[1].split("."))
            found.setdefault(section, i)
        elif key := KEY.match(line):
            found.setdefault((*section, key[1].strip(QUOTES)), i)
    return found
