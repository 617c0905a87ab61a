"""What a screen is about: a race on the player, a gradient check, or maps."""

import streamlit as st

import player
from language import _
from lessons import LessonScene, RaceMeasures, run_of
from scenes import CheckScene, MapScene, RaceReport, Scene, play, report
from views.lesson import maps
from views.lesson.visit import LEFT_OUT, check, desk, race, take, tied
from views.pages.race import below, one_at_a_time
from views.taking import MAKERS
from views.widgets import gradient


def show(scene: LessonScene, page: st.Page) -> None:
    """What the screen shows, as the visitor has left it; `page` is that of the race."""
    own = scene.shown.shows
    if isinstance(own, Scene):
        _race(scene, race(scene, own), own)
    elif isinstance(own, MapScene):
        maps.show(scene, own, page)
    else:
        _check(scene, check(scene, own))


def _race(scene: LessonScene, now: Scene, own: Scene) -> None:
    with one_at_a_time():
        told = _told(scene, now, own)
        player.show(told, "", "", take, _guide(scene, own), makers=MAKERS)
    below(told)


def _told(scene: LessonScene, now: Scene, own: Scene) -> RaceReport:
    """The report, which is known of a screen that nobody has changed."""
    run = run_of(scene.shown) if now == own else None
    return run.told if isinstance(run, RaceMeasures) else report(play(now))


def _guide(scene: LessonScene, own: Scene) -> player.Guide:
    task = None if scene.teacher else scene.shown.task
    return player.Guide(
        desk().visit,
        desk().runs,
        task and task.goal.data(),
        scene.mark.done,
        [key for key, off in LEFT_OUT.items() if getattr(own.look, key) == off],
    )


def _check(scene: LessonScene, now: CheckScene) -> None:
    """The check, once the learner has said what it will find."""
    with st.container(key="lesson-check-present" if scene.present else "lesson-check"):
        if scene.shown.question and scene.mark.answer < 0 and not scene.teacher:
            st.info(_("Answer first, then the check is made."), icon=":material/help:")
            return
        with st.container(horizontal=True):
            gradient.formula(now, tied)
            gradient.step(now, tied)
        gradient.result(now, tied)
