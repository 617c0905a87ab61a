"""What a lesson is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lessons.expressions import Expression
from scenes import CheckScene, MapScene, Scene

KINDS: dict[type, Literal["race", "check", "map"]] = {Scene: "race", CheckScene: "check", MapScene: "map"}
"""What a screen can show, and its key in a file."""


@dataclass(frozen=True, eq=False)
class Question:
    """What the learner predicts before the run answers.

    ask: the question; answers: text → what holds if that is the right one; because: why, in two sentences.
    """

    ask: str
    answers: Mapping[str, Expression]
    because: str


@dataclass(frozen=True, eq=False)
class Task:
    """What the learner tries to bring about. goal: what holds once it is done; solution: an address of the scene that does it."""

    ask: str
    goal: Expression
    because: str
    solution: Scene


@dataclass(frozen=True, eq=False)
class Screen:
    """One screen of a lesson.

    text: Markdown with gaps like {{name}} for the numbers; equation: LaTeX; shows: a race, a gradient check, or maps of a race; numbers: what is
    read off it, by name; claims: what holds of it, which a test runs; line: where in its file it begins.
    """

    title: str
    text: str
    equation: str
    shows: Scene | CheckScene | MapScene
    numbers: Mapping[str, Expression]
    claims: tuple[Expression, ...]
    question: Question | None = None
    task: Task | None = None
    line: int = 1

    @property
    def kind(self) -> Literal["race", "check", "map"]:
        """What is shown."""
        return KINDS[type(self.shows)]

    @property
    def asks(self) -> bool:
        """Whether the learner has something to do."""
        return self.question is not None or self.task is not None


@dataclass(frozen=True, eq=False)
class Lesson:
    """A lesson. name: that of its file, without the number; section: the part of the lecture that it shows."""

    name: str
    title: str
    section: str
    screens: tuple[Screen, ...]
