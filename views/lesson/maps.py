"""The maps that a screen is about, as the visitor has left them."""

from typing import Any

import streamlit as st

import player
from language import _
from lessons import LessonScene
from scenes import VERSION, MapScene, play, report, to_query
from views.lesson.visit import LEFT_OUT, desk, keep, maps, place
from views.pages.maps import after, alone, answers, given
from views.pages.race import after_report, one_at_a_time
from views.taking import MAKERS


def show(scene: LessonScene, own: MapScene, page: st.Page) -> None:
    """The maps, once the learner has said what they will show, and until then their race; a click on a map opens it on its `page`."""
    now, is_due = maps(scene, own), scene.teacher or not scene.shown.question or scene.mark.answer >= 0
    with st.container(key="lesson-check-present" if scene.present else "lesson-maps"), one_at_a_time():
        told, asked = report(play(now.race)), None
        if is_due:
            asked = player.show_maps(told, now, given(told, now), take, answers(told), makers=MAKERS)
        else:
            st.info(_("Answer first, then the map is drawn. This is the race of which it is."), icon=":material/help:")
            player.show(told, "", "", take, player.Guide(desk().visit, without=[*LEFT_OUT]), makers=MAKERS)
    if asked is not None:
        st.switch_page(page, query_params=to_query(after_report(now.race, asked)) | VERSION)


def take(sent: dict[str, Any]) -> None:
    """What the maps report, checked, because any browser may send anything."""
    alone(sent)
    place.change(lambda now: taken(now, sent))


def taken(now: LessonScene, sent: dict[str, Any]) -> LessonScene:
    """`now` after a report of the maps on its screen."""
    if now.lesson and isinstance(own := now.shown.shows, MapScene):
        before = maps(now, own)
        if (changed := after(before, sent)) != before:
            keep(now, changed)
    return now
