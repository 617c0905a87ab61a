"""The lecture, as scenes whose claims are tested: each lesson is a file that a teacher can edit (docs/writing-lessons.md)."""

from lessons.base import Lesson, Question, Screen, Task
from lessons.files import LessonError
from lessons.library import LESSONS, PROBLEMS, presets, read_all
from lessons.measures import CheckMeasures, MapMeasures, Measures, RaceMeasures, measures_of
from lessons.place import LessonScene, Mark
from lessons.place import from_query as lesson_from_query
from lessons.place import to_query as lesson_to_query
from lessons.reading import lesson
from lessons.telling import filled, holds, is_done, is_right, numbers, right_answer, run_of

__all__ = [
    "LESSONS",
    "PROBLEMS",
    "CheckMeasures",
    "Lesson",
    "LessonError",
    "LessonScene",
    "MapMeasures",
    "Mark",
    "Measures",
    "Question",
    "RaceMeasures",
    "Screen",
    "Task",
    "filled",
    "holds",
    "is_done",
    "is_right",
    "lesson",
    "lesson_from_query",
    "lesson_to_query",
    "measures_of",
    "numbers",
    "presets",
    "read_all",
    "right_answer",
    "run_of",
]
