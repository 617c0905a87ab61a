"""Critical points of a formula: found beside the first picture of it, which does not wait for long."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

import streamlit as st

from surfaces import Formula, Surface

SEARCH = "formula.search"
"""Session key: the surface whose critical points are searched for, and the search."""
PATIENCE, GLANCE = 0.04, 0.02
"""Seconds: for what a picture waits, and after which somebody who goes on typing is noticed."""


def is_found(surface: Surface) -> bool:
    """Whether the critical points of `surface` are known, or soon are."""
    if not isinstance(surface, Formula):
        return True
    held, search = st.session_state.get(SEARCH, (None, None))
    if held != surface or search is None:
        if search:
            search.cancel()
        search = helper().submit(lambda: surface.critical)
        st.session_state[SEARCH] = surface, search
    return _is_done(search, PATIENCE)


def finish(surface: Surface) -> None:
    """Wait until they are found, and show the page again."""
    held, search = st.session_state.get(SEARCH, (None, None))
    # What is asked of the session in between lets a new run of the page end this one.
    while held == surface and search and not _is_done(search, GLANCE):
        held, search = st.session_state.get(SEARCH, (None, None))
    st.rerun()


def _is_done(search: "Future[Any]", seconds: float) -> bool:
    return search in wait([search], seconds).done


@st.cache_resource
def helper() -> ThreadPoolExecutor:
    """One thread: who searches for long keeps others waiting for points, and nobody for a picture."""
    return ThreadPoolExecutor(1)
