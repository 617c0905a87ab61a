"""Reads a lesson from its file.

    +++
    title = "Momentum"
    section = "5"
    +++

    ## A ball that rolls
    +++
    race = "surface=Ravine&optimizers=GradientDescent,Momentum"
    +++
    The text, with its numbers: {{arrival}}.

docs/writing-lessons.md has all keys. Nothing is run here: what only a run can tell is tested.
"""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from checking import Finding
from descent import Kind
from lessons.base import Lesson, Question, Screen, Task
from lessons.expressions import Expression, read
from lessons.files import Block, LessonError, Table, blocks
from lessons.kinds import NUMBER, TRUTH
from lessons.measures import LIVE, CheckMeasures, MapMeasures, RaceMeasures, functions
from lessons.measures.maps import LETTERS
from lessons.wording import ask, because, text_of
from scenes import DEFAULT_SURFACE, VERSION, CheckScene, MapScene, Scene, check_from_query, from_query, maps_from_query

NAME = re.compile(r"(?:\d+[-_])?([a-z][a-z0-9-]*)")
"""The name of a lesson in that of its file, without its number."""
SCREENS = range(2, 6)
KINDS = {"race": RaceMeasures, "check": CheckMeasures, "map": MapMeasures}
READ: dict[str, Callable[[dict[str, str]], tuple[Scene | CheckScene | MapScene, list[str]]]] = {
    "race": from_query,
    "check": lambda query: check_from_query(query, DEFAULT_SURFACE),
    "map": maps_from_query,
}
WORDS = {kind.name for kind in (*Kind, *Finding)}
"""What something may be compared with that is no number."""


def lesson(path: Path) -> Lesson:
    """The lesson in a file. Raises LessonError."""
    named = NAME.fullmatch(path.stem)
    if not named:
        raise LessonError(path.name, 1, "is named otherwise than 08-momentum.md: lower case, digits and hyphens")
    head, *rest = blocks(path)
    head.header.only("title", "section")
    title, section = head.header.text("title"), head.header.text("section")
    if text := str(head.text):
        raise head.text.wrong(
            "a text stands before the first screen, which begins with ## and its title", text.split("\n")[0]
        )
    screens = tuple(map(_screen, rest))
    if len(screens) not in SCREENS:
        raise LessonError(path.name, 1, f"has {len(screens)} screens; a lesson has {SCREENS[0]} to {SCREENS[-1]}")
    if not any(screen.asks for screen in screens):
        raise LessonError(path.name, 1, "asks nothing; a lesson has a question or a task at least")
    return Lesson(named[1], title, section, screens)


def _screen(block: Block) -> Screen:
    header, kind = block.header, _kind(block)
    header.only(kind, "equation", "numbers", "claims", "question", "task")
    shows = _shown(header, kind, header.text(kind), kind)
    race = shows.race if isinstance(shows, MapScene) else shows
    keys = race.setup.keys if isinstance(race, Scene) else []
    reader = Reader(functions(KINDS[kind]), keys, {*"xy"} if kind == "race" else {*LETTERS, *WORDS})
    for name in header.table("numbers").values:
        reader.number(header.table("numbers"), name)
    return Screen(
        block.title,
        text_of(block, reader.numbers),
        header.text("equation") if "equation" in header.values else "",
        shows,
        reader.numbers,
        tuple(reader.formula(header, "claims", text) for text in header.texts("claims")),
        _question(reader, header.table("question")) if "question" in header.values else None,
        _task(reader, header) if "task" in header.values else None,
        block.line,
    )


@dataclass(frozen=True)
class Reader:
    """Reads the formulas of one screen. keys: of who races; others: what else may be asked of; numbers: those that are known by now."""

    functions: Mapping[str, Any]
    keys: list[str]
    others: Set[str]
    numbers: dict[str, Expression] = field(default_factory=dict)

    def number(self, table: Table, name: str) -> None:
        """Get to know one more number."""
        if not re.fullmatch(r"[^\W\d]\w*", name):
            raise table.wrong(f"{name!r} is no name: letters, digits and _", name)
        self.numbers[name] = self.formula(table, name, table.text(name), NUMBER)

    def formula(self, table: Table, key: str, text: str, wanted: str = TRUTH) -> Expression:
        """The formula at a key of a table. Raises LessonError."""
        try:
            found = read(text, self.functions, self.numbers, wanted)
            self._check_texts(found)
        except ValueError as problem:
            raise table.wrong(str(problem), key, text) from None
        return found

    def _check_texts(self, formula: Expression) -> None:
        """Whoever is named takes part, and what became of them is one of the things that can."""
        if strangers := formula.asked - {*self.keys, *self.others}:
            known = ", ".join(self.keys) or "nobody"
            raise ValueError(f"{formula.text!r} names {min(strangers)!r}, who does not race here: {known}")
        if unknown := formula.compared - WORDS:
            raise ValueError(f"{formula.text!r} has {min(unknown)!r}; known are: {', '.join(sorted(WORDS))}")


def _kind(block: Block) -> str:
    kinds = [kind for kind in KINDS if kind in block.header.values]
    if not block.title or len(kinds) != 1:
        raise block.header.source.wrong("a screen has a title, and shows one thing: race = …, check = … or map = …")
    return kinds[0]


def _shown(table: Table, key: str, address: str, kind: str) -> Scene | CheckScene | MapScene:
    """What an address shows; with nothing left that it could not make sense of."""
    query = dict(parse_qsl(address.lstrip("?"), keep_blank_values=True)) | VERSION
    scene, problems = READ[kind](query)
    race = scene.race if isinstance(scene, MapScene) else scene
    if isinstance(race, Scene) and not race.setup.optimizers:
        problems.append("nobody races")
    if isinstance(scene, MapScene) and scene.look.tuned != "rate":
        problems.append("tuned: a lesson tells of learning rates alone")
    if isinstance(scene, Scene) and scene.look.future:
        problems.append("future: what lies ahead is hidden in a lesson")
    if problems:
        raise table.wrong(f"{key}: {'; '.join(problems)}", key)
    return scene


def _question(reader: Reader, table: Table) -> Question:
    table.only("ask", "answers", "because")
    answers = table.table("answers")
    if len(answers.values) < 2:
        raise table.wrong("a question has two answers at least: [question.answers]", "answers")
    read_answers = {text: reader.formula(answers, text, answers.text(text)) for text in answers.values}
    return Question(ask(table), read_answers, because(table, reader.numbers))


def _task(reader: Reader, header: Table) -> Task:
    table = header.table("task")
    if "race" not in header.values or "question" in header.values:
        raise table.wrong("a task belongs to a race, and on a screen without a question")
    table.only("ask", "goal", "because", "solution")
    live = Reader({name: reader.functions[name] for name in LIVE}, reader.keys, reader.others)
    goal = live.formula(table, "goal", table.text("goal"))
    try:
        goal.data()
    except ValueError as problem:
        raise table.wrong(str(problem), "goal") from None
    address = f"{header.text('race')}&{table.text('solution').lstrip('?')}"
    solution = _shown(table, "solution", address, "race")
    assert isinstance(solution, Scene)
    if solution.setup.keys != reader.keys:
        raise table.wrong("solution: others race than on the screen", "solution")
    return Task(ask(table), goal, because(table, reader.numbers), solution)
