"""The gallery: every surface as a small picture. A click opens the race on it, with those who were racing before."""

import sys
from itertools import groupby
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import streamlit as st

import player
from figures import thumbnail
from language import _
from scenes import Scene, to_query
from surfaces import ALL_SURFACES, DATA_SURFACES, DataSurface, Surface
from views import state
from views.pages.race import story

DRAWING = Lock()
FIRST_OF_DATA = next(iter(DATA_SURFACES.values()))


def page(race: st.Page) -> None:
    """The whole page; `race` is the one that a click opens."""
    scene = state.scene_left()
    st.markdown(_("**Every surface.** Click one to race on it. :gray[Filled: the global minimum. Open: local minima.]"))
    place = st.empty()
    if thumbnail.cache_info().currsize < len(ALL_SURFACES):
        with place.container():
            st.caption(_("Drawing the surfaces …"))
            player.gallery((), key="gallery.drawing")  # so that the browser loads meanwhile what shows them
    with place:
        chosen = player.gallery(families(scene))
    if chosen in ALL_SURFACES:
        state.change(lambda now: now.on(ALL_SURFACES[chosen]))
        st.switch_page(race, query_params=state.announced())


def draw() -> None:
    """Every thumbnail, unless that is done; whoever comes while another is drawing waits for it."""
    with DRAWING:
        for cls in ALL_SURFACES.values():
            thumbnail(cls())


def families(scene: Scene) -> tuple[player.Family, ...]:
    """All surfaces by family; the addresses lead to `scene` on each of them."""
    draw()
    families = groupby(ALL_SURFACES.values(), key=_family)
    return tuple(player.Family(*_heading(name), tuple(_card(cls, scene) for cls in some)) for name, some in families)


def _family(cls: type[Surface]) -> str:
    """The module whose first line names the family: the surface's own, but one for all that are made of data."""
    return FIRST_OF_DATA.__module__ if issubclass(cls, DataSurface) else cls.__module__


def _heading(module: str) -> tuple[str, str]:
    """Name and sentence of a family, from the first line of its module."""
    name, sentence = _(first_line(sys.modules[module])).split(": ", 1)
    return name, sentence[:1].upper() + sentence[1:]


def first_line(module: Any) -> str:
    """Of a module's docstring."""
    return str(module.__doc__).split("\n")[0]


def _card(cls: type[Surface], scene: Scene) -> player.Card:
    surface = cls()
    address = "./?" + urlencode(to_query(scene.on(cls)))
    return player.Card(cls.__name__, _(cls.label), story(surface), address, thumbnail(surface))
