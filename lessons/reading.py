"""Reads a lesson from its file: Markdown with a small header for the lesson, and one for each screen.

    +++
    title = "Momentum"
    section = "5"
    +++

    ## A ball that rolls
    +++
    race = "surface=Ravine&optimizers=GradientDescent,Momentum"
    +++
    The text, with its numbers: {{arrival}}.

The headers are TOML. What is wrong in a file is said with its line: `LessonError`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from checking import Finding
from descent import Kind
from lessons.base import Lesson, Question, Screen, Task
from lessons.expressions import Expression, read
from lessons.measures import LIVE, CheckMeasures, RaceMeasures, functions, keys_of
from scenes import DEFAULT_SURFACE, VERSION, CheckScene, Scene, check_from_query, from_query

FENCE = "+++"
GAP = re.compile(r"\{\{(\w+)(?::([^{}]*))?\}\}")
"""A number in a text: {{name}}, or {{name:.2}} with that many digits."""
MATH = re.compile(r"\$\$.*?\$\$|\$.*?\$", re.DOTALL)
MOST_WORDS = 90
SCREENS = range(2, 6)
FIELDS = {"race", "check", "equation", "numbers", "claims", "question", "task"}
WORDS = {kind.name for kind in (*Kind, *Finding)} | {"x", "y"}
"""Texts in formulas that name nobody who races."""
KINDS = {"race": (Scene, RaceMeasures), "check": (CheckScene, CheckMeasures)}


class LessonError(ValueError):
    """A mistake in a lesson: file and line, and what is wrong there."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")
        self.line = line


class Block(NamedTuple):
    """A header of a file, and the text under it. line: where it begins."""

    title: str
    header: Mapping[str, Any]
    text: str
    line: int


def lesson(path: Path) -> Lesson:
    """The lesson in a file. Raises LessonError."""
    reader = Reader(path.name)
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as problem:
        raise LessonError(path.name, 1, f"is not UTF-8: {problem.reason}") from None
    head, *blocks = reader.blocks(lines)
    title, section = (reader.text_of(head, key) for key in ("title", "section"))
    screens = tuple(reader.screen(block) for block in blocks)
    if len(screens) not in SCREENS:
        raise LessonError(path.name, 1, f"has {len(screens)} screens; a lesson has {SCREENS[0]} to {SCREENS[-1]}")
    if not any(screen.asks for screen in screens):
        raise LessonError(path.name, 1, "asks nothing; a lesson has a question or a task at least")
    return Lesson(re.sub(r"^\d+[-_]", "", path.stem), title, section, screens)


@dataclass(frozen=True)
class Reader:
    """Reads one file. file: its name, for complaints."""

    file: str

    def blocks(self, lines: list[str]) -> Iterator[Block]:
        """The header of the lesson, and its screens."""
        starts = [0, *(i for i, line in enumerate(lines) if line.startswith("## "))]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            title = lines[start].removeprefix("## ").strip() if start else ""
            yield self._block(title, lines[start + bool(title) : end], start + bool(title))

    def _block(self, title: str, lines: list[str], line: int) -> Block:
        fences = [i for i, text in enumerate(lines) if text.strip() == FENCE]
        if len(fences) != 2 or any(text.strip() for text in lines[: fences[0]]):
            raise self.wrong(line, f"a header between two lines of {FENCE} belongs here")
        begin, end = fences
        try:
            header = tomllib.loads("\n".join(lines[begin + 1 : end]))
        except tomllib.TOMLDecodeError as problem:
            found = re.search(r"at line (\d+)", str(problem))
            raise self.wrong(line + begin + 1 + int(found[1] if found else 1) - 1, str(problem)) from None
        return Block(title, header, "\n".join(lines[end + 1 :]).strip(), line)

    def wrong(self, line: int, problem: str) -> LessonError:
        """A complaint about a line, counted from 0."""
        return LessonError(self.file, line + 1, problem)

    def text_of(self, block: Block, key: str) -> str:
        """What has to be a text."""
        value = block.header.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(block.line, f"{key} is missing, or no text")
        return value

    def screen(self, block: Block) -> Screen:
        """A screen. Whatever is wrong in it is told with the line of its heading."""
        try:
            return self._screen(block)
        except LessonError:
            raise
        except ValueError as problem:
            raise self.wrong(block.line - 1, str(problem)) from None

    def _screen(self, block: Block) -> Screen:
        header = block.header
        _only(header, FIELDS)
        kinds = [kind for kind in KINDS if kind in header]
        if len(kinds) != 1:
            raise ValueError("a screen shows one thing: race = … or check = …")
        shows, known = _shown(kinds[0], header[kinds[0]]), functions(KINDS[kinds[0]][1])
        numbers: dict[str, Expression] = {}
        for name, text in _table(header, "numbers").items():
            numbers[name] = read(_text(text), known, {*numbers})
        claims = tuple(read(_text(text), known, {*numbers}) for text in header.get("claims", []))
        question, task = _table(header, "question"), _table(header, "task")
        words = len(MATH.sub(" ", block.text).split())
        if not 0 < words <= MOST_WORDS:
            raise ValueError(f"has {words} words; a screen has 1 to {MOST_WORDS}")
        made = Screen(
            block.title,
            block.text,
            _text(header.get("equation", "")),
            shows,
            numbers,
            claims,
            _question(question, known, numbers) if question else None,
            _task(task, known, header) if task else None,
            block.line,
        )
        _check_gaps(made)
        _check_keys(made)
        return made


def _only(table: Mapping[str, Any], known: set[str]) -> None:
    if unknown := set(table) - known:
        raise ValueError(f"{', '.join(sorted(unknown))} is not known here; known are: {', '.join(sorted(known))}")


def _table(header: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = header.get(key, {})
    if not isinstance(table, dict):
        raise ValueError(f"{key} is a table: [{key}]")
    return table


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _shown(kind: str, address: Any) -> Scene | CheckScene:
    """What an address shows; with nothing left that it could not make sense of."""
    query = dict(parse_qsl(_text(address).lstrip("?"), keep_blank_values=True)) | VERSION
    scene: Scene | CheckScene
    scene, problems = from_query(query) if kind == "race" else check_from_query(query, DEFAULT_SURFACE)
    if problems:
        raise ValueError(f"{kind}: {'; '.join(problems)}")
    return scene


def _question(table: Mapping[str, Any], known: Mapping[str, Any], numbers: Mapping[str, Any]) -> Question:
    _only(table, {"ask", "answers", "because"})
    answers = _table(table, "answers")
    if len(answers) < 2:
        raise ValueError("a question has two answers at least")
    read_answers = {text: read(_text(holds), known, {*numbers}) for text, holds in answers.items()}
    return Question(_text(table.get("ask")), read_answers, _text(table.get("because")))


def _task(table: Mapping[str, Any], known: Mapping[str, Any], header: Mapping[str, Any]) -> Task:
    _only(table, {"ask", "goal", "because", "solution"})
    goal = read(_text(table.get("goal")), known, set())
    if slow := goal.calls - LIVE:
        raise ValueError(f"a goal may ask for {', '.join(sorted(LIVE))}, and not for {', '.join(sorted(slow))}")
    changes = _text(table.get("solution")).lstrip("?")
    solution = _shown("race", f"{header.get('race')}&{changes}")
    if not isinstance(solution, Scene) or "race" not in header:
        raise ValueError("a task belongs to a race")
    return Task(_text(table.get("ask")), goal, _text(table.get("because")), solution)


def _check_gaps(screen: Screen) -> None:
    """Each gap of a text names a number."""
    texts = [screen.text] + [asked.because for asked in (screen.question, screen.task) if asked]
    unknown = {found[1] for text in texts for found in GAP.finditer(text)} - set(screen.numbers)
    if unknown:
        raise ValueError(f"{{{{{min(unknown)}}}}} is a gap for which [numbers] has nothing")


def _check_keys(screen: Screen) -> None:
    """Whoever is named in a formula takes part."""
    if not isinstance(screen.shows, Scene):
        return
    keys = set(keys_of(screen.shows.setup))
    formulas = [*screen.numbers.values(), *screen.claims]
    formulas += [*screen.question.answers.values()] if screen.question else []
    formulas += [screen.task.goal] if screen.task else []
    for formula in formulas:
        if strangers := formula.texts - keys - WORDS:
            raise ValueError(
                f"{formula.text!r} names {min(strangers)!r}, who does not race here: {', '.join(sorted(keys))}"
            )
