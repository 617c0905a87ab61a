"""What a screen says: its text with the numbers of its run in it, and whose answer is right."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from figures import number
from lessons.base import Screen
from lessons.measures import Measures, bound, measures_of
from lessons.wording import GAP


@lru_cache(maxsize=64)
def run_of(screen: Screen) -> Measures:
    """What the screen shows, as it is when nobody has changed it, run and measured."""
    return measures_of(screen.shows)


def numbers(screen: Screen, run: Measures) -> dict[str, Any]:
    """Name → what it comes to in a run."""
    found: dict[str, Any] = {}
    for name, expression in screen.numbers.items():
        found[name] = expression.value(bound(run), found)
    return found


def filled(text: str, values: Mapping[str, Any]) -> str:
    """`text` with these values in its gaps."""
    return GAP.sub(lambda gap: _written(values[gap[1]], gap[2]), text)


def _written(value: Any, form: str | None) -> str:
    """{{name}}: as everywhere, {{name:.2}}: to two digits, {{name:%}}: in per cent."""
    if form == "%":
        return f"{100 * value:.0f} %"
    return number(float(f"{float(value):{form}}")) if form else number(value)


def right_answer(screen: Screen, run: Measures) -> str:
    """The answer that the run gives to the question; "" if it gives none, or more than one."""
    if not screen.question:
        return ""
    values = numbers(screen, run)
    right = [text for text, holds in screen.question.answers.items() if holds.value(bound(run), values)]
    return right[0] if len(right) == 1 else ""


@lru_cache(maxsize=256)
def is_right(screen: Screen, answer: int) -> bool:
    """Whether the run gives the answer of this number."""
    answers = [*screen.question.answers] if screen.question else []
    return answer < len(answers) and answers[answer] == right_answer(screen, run_of(screen))


def holds(screen: Screen, run: Measures) -> dict[str, bool]:
    """Claim → whether it holds in a run."""
    values = numbers(screen, run)
    return {claim.text: bool(claim.value(bound(run), values)) for claim in screen.claims}


def is_done(screen: Screen, run: Measures) -> bool:
    """Whether the goal of the task is reached in a run."""
    return screen.task is not None and bool(screen.task.goal.value(bound(run), {}))
