"""The scenes of the lessons, to begin a race with."""

from urllib.parse import parse_qsl

import streamlit as st

from language import _
from lessons import presets
from scenes import Scene, from_query
from views.state import bound

PRESET = "preset"


def preset_control() -> None:
    """The choice of a scene."""
    st.selectbox(
        _("Scene of a lesson"),
        list(presets()),
        index=None,
        placeholder=_("Begin with a scene of a lesson"),
        label_visibility="collapsed",
        **bound(PRESET, None, _chosen),
    )


def _chosen(now: Scene, title: str | None) -> Scene:
    address = presets().get(title or "")
    return from_query(dict(parse_qsl(address, keep_blank_values=True)))[0] if address else now
