"""The gallery: every surface as a small picture. A click opens the race on it, with those who were racing before."""

from itertools import groupby
from threading import Lock
from urllib.parse import urlencode

import streamlit as st

import player
from figures import thumbnail
from language import _
from scenes import Scene, family, heading, story, to_query
from surfaces import ALL_SURFACES, Surface
from views import state

DRAWING = Lock()


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
    families = groupby(ALL_SURFACES.values(), key=family)
    return tuple(player.Family(*heading(name), tuple(_card(cls, scene) for cls in some)) for name, some in families)


def _card(cls: type[Surface], scene: Scene) -> player.Card:
    surface = cls()
    address = "./?" + urlencode(to_query(scene.on(cls)))
    return player.Card(cls.__name__, _(cls.label), story(surface), address, thumbnail(surface))
