"""What a session holds of the lessons: where the visitor is, and what has been changed on which screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from language import _
from lessons import LessonScene, is_done, lesson_from_query, lesson_to_query, measures_of
from scenes import CheckScene, MapScene, Scene
from views import state
from views.pages.race import after_report

NAME, DESK = "lesson", "lesson.desk"
KEPT = ("speed", "pacing")
"""What was set on one screen and stays on the next."""
LEFT_OUT = {
    "code": False,
    "strengths": False,
    "theory": "off",
    "field": False,
    "basins": False,
    "view3d": False,
    "logheight": False,
}
"""Switches that a lesson leaves to the race, and how they are off: one that the lesson itself has on stays."""


def read(query: Mapping[str, str]) -> tuple[LessonScene, list[str]]:
    """The scene at an address; a bare one is that of the contents, with what has been done so far."""
    if not query and NAME in st.session_state:
        return replace(place.left().at("", 1), present=False), []
    return lesson_from_query(query)


place = state.SessionValue(NAME, read, lesson_to_query)


@dataclass
class Desk:
    """What is not in the address.

    changed: lesson and screen → what the visitor has made of it; kept: settings that stay; runs: how often an answer was given;
    unanswered: whether the last time none was chosen; at, visits: lesson and screen where the visitor is, and how many were visited.
    """

    changed: dict[tuple[str, int], Scene | CheckScene | MapScene] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    runs: int = 0
    unanswered: bool = False
    at: tuple[str, int] = ("", 1)
    visits: int = 0

    def arrive(self, scene: LessonScene) -> None:
        """Count the visit, if it is one: between two visits to the same screen a browser may have drawn no other."""
        if (at := (scene.lesson, scene.screen)) != self.at:
            self.at, self.visits = at, self.visits + 1

    @property
    def visit(self) -> str:
        """What tells this visit from all others."""
        return f"{self.at[0]} {self.at[1]} {self.visits}"


def desk() -> Desk:
    """That of this session."""
    return st.session_state.setdefault(DESK, Desk())


def go(there: tuple[str, int] | None) -> None:
    """To another screen, or to the contents."""
    desk().unanswered = False
    place.change(lambda now: now.at(*there) if there else replace(now.at("", 1), present=False))


def race(scene: LessonScene, own: Scene) -> Scene:
    """The race of the screen as the visitor has left it."""
    left = desk().changed.get((scene.lesson, scene.screen), own)
    shown = left if isinstance(left, Scene) else own
    return shown.but(**desk().kept, present=scene.present)


def check(scene: LessonScene, own: CheckScene) -> CheckScene:
    """The gradient check of the screen as the visitor has left it."""
    left = desk().changed.get((scene.lesson, scene.screen), own)
    return left if isinstance(left, CheckScene) else own


def maps(scene: LessonScene, own: MapScene) -> MapScene:
    """The maps of the screen as the visitor has left them."""
    left = desk().changed.get((scene.lesson, scene.screen), own)
    return left if isinstance(left, MapScene) else own


def keep(scene: LessonScene, shown: Scene | CheckScene | MapScene) -> None:
    """What the visitor has made of the screen."""
    desk().changed[scene.lesson, scene.screen] = shown
    if isinstance(shown, Scene):
        desk().kept |= {name: getattr(shown.look, name) for name in KEPT}


def is_changed(scene: LessonScene) -> bool:
    """Whether there is something to reset."""
    return (scene.lesson, scene.screen) in desk().changed


def reset(scene: LessonScene) -> None:
    """The screen as it was."""
    desk().changed.pop((scene.lesson, scene.screen), None)
    place.touch()


def take(sent: dict[str, Any]) -> None:
    """What the player reports of the race on the screen, checked, because any browser may send anything."""
    is_live = sent.get("live") is True
    place.change(lambda now: taken(now, sent, is_live), passing=is_live)


def taken(now: LessonScene, sent: dict[str, Any], is_live: bool) -> LessonScene:
    """`now` after a report; if it ends a move, with what that has brought about."""
    if not (now.lesson and isinstance(own := now.shown.shows, Scene)):
        return now
    before = race(now, own)
    after = after_report(before, sent)
    if after.but(present=now.present) != before:
        keep(now, after.but(present=False))
    shown = replace(now, present=after.look.present)
    is_met = not is_live and not now.mark.done and is_done(now.shown, measures_of(after))
    return shown.noting(seen=True, done=True) if is_met else shown


def tied(part: str, value: Any, update: Callable[[CheckScene, Any], CheckScene]) -> dict[str, Any]:
    """`key` and `on_change` for a widget of a gradient check on a screen."""

    def changed(now: LessonScene, chosen: Any) -> LessonScene:
        if now.lesson and isinstance(own := now.shown.shows, CheckScene):
            keep(now, update(check(now, own), chosen))
        return now

    return place.bound(f"lesson.{part}", value, changed)


def answer(scene: LessonScene, key: str) -> None:
    """Give the answer that the widget `key` holds. The run that was asked for is the one to be seen: the screen as it was, from
    its first step.
    """
    chosen, question = st.session_state.get(key), scene.shown.question
    answers = list(question.answers) if question else []
    desk().unanswered = chosen not in answers
    reset(scene)
    if chosen in answers:
        desk().runs += 1
        place.change(lambda now: now.noting(seen=True, answer=answers.index(chosen)))


def ask_again(key: str) -> None:
    """Take the answer back."""
    st.session_state[key] = None
    place.change(lambda now: now.noting(answer=-1))


def present() -> None:
    """Show the screen to a room, or no longer: where there is no player to ask for it."""
    place.change(lambda now: replace(now, present=not now.present))


def teachers_view(scene: LessonScene) -> None:
    """The choice to leave out what is asked."""
    bound = place.bound("lesson.teacher", scene.teacher, lambda now, value: replace(now, teacher=value))
    st.toggle(_("Without questions"), **bound)
