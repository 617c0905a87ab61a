"""All lessons that there are, in the order of their files."""

from pathlib import Path

from lessons.base import Lesson
from lessons.reading import LessonError, lesson

FOLDER = Path(__file__).parent


def read_all(folder: Path) -> tuple[dict[str, Lesson], list[str]]:
    """Name → lesson of each file of `folder`, and what is wrong with those that could not be read: they take no other down."""
    found, problems = dict[str, Lesson](), list[str]()
    for path in sorted(folder.glob("*.md")):
        try:
            one = lesson(path)
            found[one.name] = one
        except LessonError as problem:
            problems.append(str(problem))
    return found, problems


LESSONS, PROBLEMS = read_all(FOLDER)
