"""The contents of the lessons, with what the visitor has done."""

from functools import partial

import streamlit as st

from language import _, several
from lessons import LESSONS, PROBLEMS, Lesson, LessonScene, Mark, Screen, is_right
from views.lesson.visit import NAME, go, teachers_view


def show(scene: LessonScene) -> None:
    """All lessons, and the way to go on."""
    with st.container(key="contents"):
        st.markdown("## " + _("The lecture, to play with"))
        st.markdown(
            _(
                "Each lesson is a few screens: read, predict what will happen, and let the run answer. :gray[PageDown and "
                "PageUp lead from screen to screen, P presents.]"
            )
        )
        if PROBLEMS:
            said = "".join(f"\n- `{problem.replace('`', ' ')}`" for problem in PROBLEMS)
            st.warning(_("These lessons cannot be read, and are left out:") + "\n" + said, icon=":material/report:")
        with st.container(horizontal=True, vertical_alignment="center"):
            _go_on(scene)
            teachers_view(scene)
        for number, (name, lesson) in enumerate(LESSONS.items(), 1):
            _row(scene, number, name, lesson)


def _go_on(scene: LessonScene) -> None:
    """To the first screen that has not been seen, from the lesson on that was visited last."""
    names = list(LESSONS)
    started = [name for name in scene.marks if any(mark.seen for mark in scene.marks[name])]
    begin = names.index(started[-1]) if started else 0
    left = (there for name in names[begin:] if (there := _next(scene, name)))
    if not (there := next(left, None)):
        return
    name, screen = there
    label = _("Go on: {title}", title=_(LESSONS[name].title)) if started else _("Start with lesson 1")
    st.button(label, type="primary", key="lesson.start", on_click=partial(go, (name, screen)))


def _next(scene: LessonScene, name: str) -> tuple[str, int] | None:
    unseen = [k for k, mark in enumerate(scene.marks_of(name), 1) if not mark.seen]
    return (name, unseen[0]) if unseen else None


def _row(scene: LessonScene, number: int, name: str, lesson: Lesson) -> None:
    marks = scene.marks_of(name)
    count = several("{count} screen", "{count} screens", len(marks))
    seen = sum(mark.seen for mark in marks)
    said = _("{seen} of {count} seen", seen=seen, count=count) if seen else count
    with st.container(horizontal=True, vertical_alignment="center", key=f"contents-{number}"):
        st.button(
            f"{number}. {_(lesson.title)}",
            type="tertiary",
            width=280,
            key=f"lesson.open.{name}",
            on_click=partial(go, _next(scene, name) or (name, 1)),
        )
        section = _("Lecture, section {section}", section=lesson.section)
        st.markdown(f":gray[{section}]", width=150)
        st.markdown(dots(lesson, marks), width=90)
        st.markdown(f":gray[{said}]", width="content")


def dots(lesson: Lesson, marks: tuple[Mark, ...]) -> str:
    """A sign for each screen of a lesson: not seen, seen, done or answered, and whether that was right."""
    return " ".join(_sign(screen, mark) for screen, mark in zip(lesson.screens, marks, strict=True))


def _sign(screen: Screen, mark: Mark) -> str:
    if mark.answer >= 0 and not is_right(screen, mark.answer):
        return "✗"
    return "✓" if mark.done or mark.answer >= 0 else "●" if mark.seen else "○"


def offer(page: st.Page) -> None:
    """The first lesson, for who has not been to the lessons; `page` is theirs."""
    if NAME not in st.session_state and LESSONS:
        first = {"lesson": next(iter(LESSONS))}
        st.page_link(page, label=_("New here? Start with lesson 1"), icon=":material/school:", query_params=first)
