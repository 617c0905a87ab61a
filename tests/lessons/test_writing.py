"""What the page for those who write lessons says is so."""

import inspect
import re
from pathlib import Path

import pytest

from descent import Kind
from lessons import (
    CheckMeasures,
    MapMeasures,
    RaceMeasures,
    filled,
    holds,
    is_done,
    lesson,
    measures_of,
    numbers,
    right_answer,
    run_of,
)
from lessons.measures import LIVE, functions
from tests.lessons.test_reading import write

PAGE = (Path(__file__).parents[2] / "docs" / "writing-lessons.md").read_text("utf-8")
EXAMPLE = re.search(r"```markdown\n(.*?)```", PAGE, re.DOTALL)[1]


def row(name, measure):
    """The line of a measure: how it is called, and its meaning."""
    taken = [p for p in inspect.signature(measure).parameters.values() if p.name != "self"]
    needed = ", ".join(p.name for p in taken if p.default is p.empty)
    optional = "".join(f"[, {p.name}]" for p in taken if p.default is not p.empty)
    meaning = re.sub(r"\s+", " ", inspect.getdoc(measure)).removesuffix(".")
    return f"| `{name}({needed}{optional})`{' ★' * (name in LIVE and bool(taken))} | {meaning} |"


def rows(kind):
    return [row(name, measure) for name, measure in functions(kind).items()]


@pytest.mark.parametrize(
    ("heading", "kind"), [("a race", RaceMeasures), ("a gradient check", CheckMeasures), ("maps", MapMeasures)]
)
def test_every_measure_is_explained(heading, kind):
    table = PAGE[PAGE.index(f"| of {heading} |") :].partition("\n\n")[0]
    assert table.splitlines()[2:] == rows(kind)


def test_every_outcome_is_explained():
    assert [kind.name for kind in Kind if f"`'{kind.name}'`" not in PAGE] == []


def test_the_example_is_a_lesson(tmp_path):
    first, second = lesson(write(tmp_path, EXAMPLE)).screens
    run = run_of(first)
    assert all(holds(first, run).values())
    assert right_answer(first, run) == "Fewer than ten"
    assert "{{" not in filled(first.question.because, numbers(first, run))
    assert (is_done(second, run_of(second)), is_done(second, measures_of(second.task.solution))) == (False, True)


def test_it_is_soon_read():
    assert len(PAGE.splitlines()) <= 150
