"""Every lesson keeps its word. A new file in `lessons/` is tested by itself."""

import math
import re
from urllib.parse import parse_qsl

import pytest

from lessons import (
    LESSONS,
    PROBLEMS,
    filled,
    holds,
    is_done,
    measures_of,
    numbers,
    presets,
    right_answer,
    run_of,
)
from lessons.wording import GAP, MOST_WORDS
from scenes import Scene, from_query
from tests.lessons.mutations import breakers, named

SCREENS = {f"{one.name}-{i}": screen for one in LESSONS.values() for i, screen in enumerate(one.screens, 1)}
QUESTIONS = {name: screen for name, screen in SCREENS.items() if screen.question}
TASKS = {name: screen for name, screen in SCREENS.items() if screen.task}
CLAIMS = {f"{name}: {claim.text}": (screen, claim) for name, screen in SCREENS.items() for claim in screen.claims}


def texts(screen):
    """Those with gaps."""
    return [screen.text, *(asked.because for asked in (screen.question, screen.task) if asked)]


def gaps(screen):
    """The names of the numbers that are told."""
    return {gap[1] for text in texts(screen) for gap in GAP.finditer(text)}


def each(screens):
    return pytest.mark.parametrize("screen", screens.values(), ids=screens)


def test_all_files_are_lessons():
    assert PROBLEMS == []
    assert len(LESSONS) > 0


@pytest.mark.parametrize(("screen", "claim"), CLAIMS.values(), ids=CLAIMS)
def test_the_claim_holds(screen, claim):
    run = run_of(screen)
    kept = holds(screen, run)[claim.text]
    assert kept, f"line {screen.line}: {numbers(screen, run)}"


@pytest.mark.seldom(130)
@pytest.mark.parametrize(("screen", "claim"), CLAIMS.values(), ids=CLAIMS)
def test_another_path_breaks_the_claim(screen, claim):
    who = ", ".join(sorted(named(screen, claim))) or "what is shown"
    breaker = next(breakers(screen, claim), "")
    assert breaker, f"line {screen.line}: {claim.text} says nothing, for it is true whatever stands for {who}"


@each(QUESTIONS)
def test_the_run_gives_one_answer(screen):
    right = right_answer(screen, run_of(screen))
    assert right, f"line {screen.line}: none of the answers is right, or more than one is"


@each(QUESTIONS)
def test_no_answer_begins_with_what_the_page_says_before_it(screen):
    assert not [answer for answer in screen.question.answers if answer.startswith(("No,", "No:", "Yes,", "Yes:"))]


@each(QUESTIONS)
def test_another_path_gives_another_answer(screen):
    answer = screen.question.answers[right_answer(screen, run_of(screen))]
    breaker = next(breakers(screen, answer), "")
    assert breaker, f"line {screen.line}: {answer.text} is right whatever is run"


@each(TASKS)
def test_the_task_is_not_done_until_it_is_solved(screen):
    before, after = is_done(screen, run_of(screen)), is_done(screen, measures_of(screen.task.solution))
    assert (before, after) == (False, True), f"line {screen.line}: {screen.task.goal.text}"


@each(SCREENS)
def test_texts_are_short_and_complete(screen):
    values = numbers(screen, run_of(screen))
    assert {name: values[name] for name in gaps(screen) if not math.isfinite(values[name])} == {}
    said = [filled(text, values) for text in texts(screen)]
    assert not [text for text in said if "{{" in text or "}}" in re.sub(r"\$.*?\$", "", text)]
    assert max(len(re.sub(r"\$+[^$]*\$+", " ", text).split()) for text in said) <= MOST_WORDS
    assert not {"–", "∞", "nan", "inf"} & {word.strip(".,;:") for text in said for word in text.split()}


@each(SCREENS)
def test_every_number_is_used(screen):
    asked = [*screen.claims, *screen.numbers.values()]
    asked += screen.question.answers.values() if screen.question else []
    assert {*screen.numbers} - gaps(screen) - {name for formula in asked for name in formula.names} == set()


def test_the_presets_are_the_races_of_the_lessons():
    scenes = [screen.shows for screen in SCREENS.values() if isinstance(screen.shows, Scene)]
    read = [from_query(dict(parse_qsl(address, keep_blank_values=True))) for address in presets().values()]
    assert [scene for scene, _problems in read] == scenes
    assert [problems for _scene, problems in read if problems] == []
