"""The lessons: their contents, or one screen, a text beside what it is about."""

import streamlit as st

from views.lesson import contents, shown, text
from views.lesson.visit import desk, place
from views.pages.race import complain


def page(race: st.Page, check: st.Page, maps: st.Page) -> None:
    """The whole page; what a screen shows opens on the page of the `race`, of the gradient `check`, or of the `maps`."""
    scene = place.value()
    desk().arrive(scene)
    complain(place.problems())
    if not scene.lesson:
        contents.show(scene)
    else:
        with st.container(key="lesson"):
            with st.container(key="lesson-text"):
                text.show(scene, {"race": race, "check": check, "map": maps}[scene.shown.kind])
            with st.container(key="lesson-shown"):
                shown.show(scene, race)
    place.mirror(alias=True)
