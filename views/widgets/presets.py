"""The scenes of the lessons, to begin a race with."""

import streamlit as st

from language import _
from lessons import LESSONS
from scenes import Scene
from views.state import bound

PRESET = "preset"


def preset_control() -> None:
    """The choice of a scene."""
    st.selectbox(
        _("Scene of a lesson"),
        list(scenes()),
        index=None,
        placeholder=_("Begin with a scene of a lesson"),
        label_visibility="collapsed",
        **bound(PRESET, None, _chosen),
    )


def scenes() -> dict[str, Scene]:
    """Title → race of each screen that shows one."""
    return {
        f"{_(lesson.title)}: {_(screen.title)}": screen.shows
        for lesson in LESSONS.values()
        for screen in lesson.screens
        if isinstance(screen.shows, Scene)
    }


def _chosen(now: Scene, title: str | None) -> Scene:
    return scenes().get(title or "", now)
