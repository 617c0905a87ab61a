"""What stands beside the plots of a screen: where one is, the text, what is asked, and what the run says to it."""

from functools import partial

import streamlit as st

from language import _
from lessons import LESSONS, LessonScene, Question, filled, numbers, right_answer, run_of
from scenes import VERSION, MapScene, Scene, check_to_query, maps_to_query, to_query
from views.lesson.contents import dots
from views.lesson.visit import answer, ask_again, check, desk, go, is_changed, maps, present, race, reset, teachers_view


def show(scene: LessonScene, page: st.Page) -> None:
    """The whole column; `page` is the one that can do more with what the screen shows."""
    screen = scene.shown
    _ways(scene)
    _heading(scene)
    st.markdown(told(scene, screen.text))
    if screen.equation:
        st.markdown(f"$$\n{lines(screen.equation)}\n$$")
    if scene.teacher:
        for asked in (screen.question, screen.task):
            if asked:
                st.markdown(told(scene, asked.because))
    else:
        if screen.question:
            _question(scene, screen.question)
        if screen.task:
            _task(scene)
    _tools(scene, page)


def told(scene: LessonScene, text: str) -> str:
    """A text in the visitor's language, with the numbers of the screen's own run."""
    screen = scene.shown
    return filled(_(text), numbers(screen, run_of(screen)))


def lines(equation: str) -> str:
    """An equation with its parts below one another: side by side they are wider than the column."""
    parts = equation.split(r", \qquad ")
    return r"\begin{gathered} " + r" \\ ".join(parts) + r" \end{gathered}" if len(parts) > 1 else equation


def _ways(scene: LessonScene) -> None:
    """Contents, back and forth, always at the same place."""
    before, after = scene.beside(-1), scene.beside(1)
    with st.container(horizontal=True, key="lesson-ways"):
        st.button(_("Contents"), key="lesson.contents", icon=":material/toc:", on_click=partial(go, None))
        st.button(
            _("Previous"),
            key="lesson.back",
            icon=":material/chevron_left:",
            disabled=not before,
            shortcut="PageUp",
            on_click=partial(go, before),
        )
        st.button(
            _("Next"),
            key="lesson.next",
            icon=":material/chevron_right:",
            icon_position="right",
            type="primary",
            shortcut="PageDown",
            on_click=partial(go, after),
        )


def _heading(scene: LessonScene) -> None:
    """The title of the screen, and above it which one of which lesson it is."""
    lesson, marks = LESSONS[scene.lesson], scene.marks_of(scene.lesson)
    where = _("screen {number} of {count}", number=scene.screen, count=len(marks))
    # Whether the answer on this screen is right is told once the run has been seen.
    shown = (mark if k != scene.screen else mark._replace(answer=-1) for k, mark in enumerate(marks, 1))
    st.markdown(f":gray[{_(lesson.title)} · {where}] {dots(lesson, tuple(shown))}\n## {_(scene.shown.title)}")


def _question(scene: LessonScene, question: Question) -> None:
    """The answers to choose from, and once one has been given what the run says."""
    key, given = f"lesson.choice {scene.lesson} {scene.screen}", scene.mark.answer
    answers = list(question.answers)
    if given >= 0:
        st.session_state.setdefault(key, answers[given])
    with st.form("lesson-question", border=False):
        st.radio(told(scene, question.ask), answers, index=None, format_func=_, key=key)
        with st.container(horizontal=True):
            run, again = _("Let it run"), _("Ask me again")
            st.form_submit_button(run, type="primary", key="lesson.run", on_click=partial(answer, scene, key))
            if given >= 0:
                st.form_submit_button(again, key="lesson.again", on_click=partial(ask_again, key))
    with st.container(key="lesson-verdict"):
        if given >= 0:
            _verdict(scene, question, answers[given])
        elif desk().unanswered:
            st.markdown(_("Choose an answer first."))
        else:
            st.markdown("&nbsp;")


def _verdict(scene: LessonScene, question: Question, given: str) -> None:
    """Right or wrong, and why. It waits until the player has shown the run (player/assets/lesson/cue.js)."""
    if isinstance(scene.shown.shows, Scene):
        shown = f".ravine[data-run='{desk().runs}']:not(.playing)"
        st.html(f"<style>body:not(:has({shown})) .st-key-lesson-verdict {{ visibility: hidden; }}</style>")
    right = right_answer(scene.shown, run_of(scene.shown))
    why = told(scene, question.because)
    if given == right:
        verdict = _("Right.")
        st.success(f"**{verdict}** {why}", icon=":material/check:")
    else:
        verdict = _("No: {answer}.", answer=_(right))
        st.warning(f"**{verdict}** {why}", icon=":material/close:")


def _task(scene: LessonScene) -> None:
    """What is to be brought about, and once it was why it is so."""
    task = scene.shown.task
    if not task:
        return
    turn, done = _("Your turn."), _("Done.")
    st.markdown(f"**{turn}** {told(scene, task.ask)}")
    with st.container(key="lesson-done"):
        if scene.mark.done:
            st.success(f"**{done}** {told(scene, task.because)}", icon=":material/check:")
        else:
            st.markdown("&nbsp;")


def _tools(scene: LessonScene, page: st.Page) -> None:
    """What else can be done with a screen."""
    own = scene.shown.shows
    with st.container(horizontal=True, vertical_alignment="center", key="lesson-tools"):
        labels = {"race": _("Open in the race"), "check": _("Open in Gradient check"), "map": _("Open in Maps")}
        st.page_link(page, label=labels[scene.shown.kind], icon=":material/open_in_full:", query_params=address(scene))
        st.button(
            _("Reset"),
            key="lesson.reset",
            icon=":material/restart_alt:",
            disabled=not is_changed(scene),
            on_click=partial(reset, scene),
        )
        if not isinstance(own, Scene):
            st.button(_("Present"), key="lesson.present", shortcut="P", on_click=present)
        teachers_view(scene)


def address(scene: LessonScene) -> dict[str, str]:
    """Of what the screen shows, as it is now, on the page that shows nothing else. A bare one would be that of a race left there."""
    own = scene.shown.shows
    if isinstance(own, Scene):
        return to_query(race(scene, own).but(present=False)) | VERSION
    return maps_to_query(maps(scene, own)) if isinstance(own, MapScene) else check_to_query(check(scene, own))
