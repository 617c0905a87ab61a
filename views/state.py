"""The one value behind a page: the scene, kept in the session and mirrored in the address.

Widgets follow the scene and the scene follows the widgets: each run starts from `scene()`, a widget's callback replaces
it with `change(...)`, and `mirror()` writes it into the address at the end.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from descent import Scene, default_scene, from_query, to_query

SCENE, PROBLEMS, ADDRESS, TOUCHED, PASSING = "scene", "problems", "address", "touched", "passing"
PAGE, RETURNED = "page", "returned"


def enter(page: str) -> None:
    """Say which page this run shows. The bare address of one that was entered from another means "as I left it"."""
    before = st.session_state.get(PAGE, page)
    st.session_state[PAGE], st.session_state[RETURNED] = page, before != page and not _address()


def scene() -> Scene:
    """The scene to show: the session's own, or that of the address on a first visit and after back or forward.

    A run that no widget caused and whose address is not the one last written is a navigation. A run that a widget
    caused may carry an address that is older than the session, because the browser was told of the new one only then.
    """
    stays = st.session_state.pop(TOUCHED, False) or st.session_state[RETURNED]
    navigated = not stays and _address() != st.session_state.get(ADDRESS)
    if SCENE not in st.session_state or navigated:
        st.session_state[SCENE], st.session_state[PROBLEMS] = from_query(_address())
    return st.session_state[SCENE]


def kept() -> Scene:
    """The session's scene, for a page whose address does not tell of it."""
    return st.session_state.setdefault(SCENE, default_scene())


def problems() -> list[str]:
    """What the address asked for and could not get."""
    return st.session_state.get(PROBLEMS, [])


def touch() -> None:
    """Say that this run was caused by a widget."""
    st.session_state[TOUCHED] = True


def change(update: Callable[[Scene], Scene], passing: bool = False) -> None:
    """Replace the scene from within a callback. A `passing` change, as within a drag, does not reach the address."""
    touch()
    st.session_state[PASSING] = passing
    st.session_state[SCENE] = update(st.session_state[SCENE])
    st.session_state[PROBLEMS] = []


def announced() -> dict[str, str]:
    """The address of the session's scene, which is about to be the page's."""
    st.session_state[ADDRESS] = to_query(kept())
    return st.session_state[ADDRESS]


def write(setting: str) -> Callable[[Scene, Any], Scene]:
    """The update that gives a setting of the scene another value."""
    return lambda now, value: replace(now, **{setting: value})


def bound(key: str, value: Any, update: Callable[[Scene, Any], Scene]) -> dict[str, Any]:
    """`key` and `on_change` for a widget that shows `value` and changes the scene by `update`."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return {"key": key, "on_change": lambda: change(lambda now: update(now, st.session_state[key]))}


def mirror(shown: Scene) -> None:
    """Write the scene into the address, so that a reload or a friend gets the same page, and "back" undoes a change."""
    if st.session_state.pop(PASSING, False):
        return
    query = to_query(shown)
    if query != _address():
        st.query_params.from_dict(query)
    st.session_state[ADDRESS] = query


def _address() -> dict[str, str]:
    return st.query_params.to_dict()
