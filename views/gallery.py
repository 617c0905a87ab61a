"""The gallery: every surface as a small picture. A click opens the race on it, with those who were racing before."""

import sys
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st

import player
from descent import Scene, to_query
from figures import thumbnail
from surfaces import SURFACES, Surface
from views import state
from views.race import story


def page(race: st.Page) -> None:
    """The whole page; `race` is the one that a click opens."""
    scene = state.kept()
    st.markdown("**Every surface.** A click races on it. :gray[Filled: the global minimum. Open: local minima.]")
    chosen = player.gallery(families(scene))
    if chosen in SURFACES:
        state.change(lambda now: now.on(SURFACES[chosen]))
        st.switch_page(race, query_params=state.announced())


def families(scene: Scene) -> tuple[player.Family, ...]:
    """All surfaces by family; the addresses lead to `scene` on each of them."""
    return tuple(
        player.Family(*_heading(module), tuple(_card(cls, scene) for cls in members))
        for module, members in groupby(SURFACES.values(), key=lambda cls: cls.__module__)
    )


def _heading(module: str) -> tuple[str, str]:
    """Name and sentence of a family, from the first line of its module."""
    name, _, sentence = str(sys.modules[module].__doc__).split("\n")[0].partition(": ")
    return name, sentence[:1].upper() + sentence[1:]


def _card(cls: type[Surface], scene: Scene) -> player.Card:
    surface = cls()
    address = "./?" + urlencode(to_query(scene.on(cls)))
    return player.Card(cls.__name__, cls.label, story(surface), address, thumbnail(surface))
