"""All lessons that there are, in the order of their files."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from language import _
from lessons.base import Lesson, Screen
from lessons.files import LessonError
from lessons.reading import lesson
from scenes import Scene, to_query

FOLDER = Path(__file__).parent


def read_all(folder: Path) -> tuple[dict[str, Lesson], list[str]]:
    """Name → lesson of each file of `folder`, and what is wrong with those that could not be read: they take no other down."""
    found, problems = dict[str, Lesson](), list[str]()
    for path in sorted(folder.glob("*.md"), key=_place):
        try:
            one = lesson(path)
            if one.name in found:
                raise LessonError(path.name, 1, f"another file is named {one.name}, too")
            found[one.name] = one
        except LessonError as problem:
            problems.append(str(problem))
    return found, problems


def _place(path: Path) -> tuple[float, str]:
    """Where a file stands among the others: by its number, and without one at the end."""
    number = re.match(r"\d+", path.name)
    return float(number[0]) if number else float("inf"), path.name


LESSONS, PROBLEMS = read_all(FOLDER)


def presets() -> dict[str, str]:
    """Title → address of the race, in the visitor's language, of each race in the lessons."""
    return {
        _("{lesson}: {screen}", lesson=_(one.title), screen=_(screen.title)): address
        for one, screen, address in _races()
    }


@cache
def _races() -> tuple[tuple[Lesson, Screen, str], ...]:
    """With their addresses, once: the race's page asks for them in each of its runs."""
    screens = ((one, screen) for one in LESSONS.values() for screen in one.screens)
    return tuple((one, s, urlencode(to_query(s.shows))) for one, s in screens if isinstance(s.shows, Scene))
