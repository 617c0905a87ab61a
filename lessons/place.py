"""Where somebody is in the lessons, and what has been done there, as one value, which is its address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from string import ascii_lowercase
from typing import NamedTuple

from language import _
from lessons.base import Lesson, Screen
from lessons.library import LESSONS
from params import Param
from scenes import Reader

UNSEEN, SEEN, DONE = ".", "-", "~"
FIRST = 1


class Mark(NamedTuple):
    """What was done on a screen.

    answer: the number of the one that was chosen, in the order of the file, −1 for none; done: whether the task was met.
    """

    seen: bool = False
    answer: int = -1
    done: bool = False

    def __str__(self) -> str:
        """One character of an address: not seen, seen, done, or a letter for the answer."""
        if self.answer >= 0:
            return ascii_lowercase[self.answer]
        return DONE if self.done else SEEN if self.seen else UNSEEN


@dataclass(frozen=True)
class LessonScene:
    """What the page of the lessons shows.

    lesson: its name, "" for the contents; screen: counted from 1; marks: name of a lesson → what was done on its screens,
    the one that was visited last at the end;
    teacher: whether questions are left out; present: whether it is shown to a room.
    """

    lesson: str = ""
    screen: int = FIRST
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    teacher: bool = False
    present: bool = False

    @property
    def shown(self) -> Screen:
        """The screen. Raises KeyError on the contents."""
        return LESSONS[self.lesson].screens[self.screen - 1]

    def marks_of(self, name: str) -> tuple[Mark, ...]:
        """What was done on each screen of a lesson. The one that is shown has been seen."""
        marks = self.marks.get(name) or (Mark(),) * len(LESSONS[name].screens)
        here = self.screen - 1
        return (*marks[:here], marks[here]._replace(seen=True), *marks[here + 1 :]) if name == self.lesson else marks

    @property
    def mark(self) -> Mark:
        """What was done on the screen."""
        return self.marks_of(self.lesson)[self.screen - 1]

    def noting(self, **done: object) -> "LessonScene":
        """The same with something more done on the screen: the fields of its mark."""
        if not self.lesson:
            return self
        marks, here = self.marks_of(self.lesson), self.screen - 1
        changed = (*marks[:here], marks[here]._replace(**done), *marks[here + 1 :])  # type: ignore[arg-type]
        others = {name: found for name, found in self.marks.items() if name != self.lesson}
        return replace(self, marks={**others, self.lesson: changed})

    def at(self, lesson: str, screen: int = FIRST) -> "LessonScene":
        """Another screen. This one has been seen."""
        return replace(self.noting(seen=True), lesson=lesson, screen=screen)

    def beside(self, by: int) -> tuple[str, int] | None:
        """Lesson and number of the screen before (−1) or after (1) this one; None if there is none."""
        places = [(name, k) for name, one in LESSONS.items() for k in range(FIRST, len(one.screens) + FIRST)]
        there = places.index((self.lesson, self.screen)) + by
        return places[there] if 0 <= there < len(places) else None


def to_query(scene: LessonScene) -> dict[str, str]:
    """The address of `scene`: only what differs from the contents on a first visit."""
    query = {"lesson": scene.lesson, "screen": str(scene.screen)} if scene.lesson else {}
    query = {key: text for key, text in query.items() if (key, text) != ("screen", str(FIRST))}
    query |= {name: "1" for name in ("teacher", "present") if getattr(scene, name)}
    written = {name: "".join(map(str, marks)).rstrip(UNSEEN) for name, marks in scene.marks.items()}
    return query | {name: text for name, text in written.items() if text}


def from_query(query: Mapping[str, str]) -> tuple[LessonScene, list[str]]:
    """The scene at an address, and a sentence for each part of it that could not be understood and was left out."""
    reader = Reader(query)
    name = reader.name("lesson", LESSONS, "") if "lesson" in query else ""
    last = len(LESSONS[name].screens) if name else FIRST
    screen = reader.value("screen", Param(FIRST, FIRST, last))
    teacher, present = (reader.value(key, Param(False, 0, 1)) for key in ("teacher", "present"))
    marks = {name: _marks(reader, name, one) for name in query if (one := LESSONS.get(name))}
    done = {name: found for name, found in marks.items() if found}
    return LessonScene(name, screen, done, teacher, present), reader.problems()


def _marks(reader: Reader, name: str, lesson: Lesson) -> tuple[Mark, ...]:
    """What an address says was done on the screens of a lesson; nothing, if it cannot have been."""
    reader.known.add(name)
    text = reader.query[name]
    signs = text.ljust(len(lesson.screens), UNSEEN)
    found = [_mark(sign, screen) for sign, screen in zip(signs, lesson.screens, strict=False)]
    if len(text) <= len(lesson.screens) and None not in found:
        return tuple(mark for mark in found if mark)
    reader.wrong.append(_("{setting} is no progress in this lesson", setting=name))
    return ()


def _mark(sign: str, screen: Screen) -> Mark | None:
    """What a character means on a screen; None for one that it cannot have."""
    answers = range(len(screen.question.answers)) if screen.question else ()
    marks = [
        Mark(),
        Mark(seen=True),
        *(Mark(True, k) for k in answers),
        *([Mark(True, done=True)] if screen.task else []),
    ]
    return next((mark for mark in marks if str(mark) == sign), None)
