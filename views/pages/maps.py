"""The maps: where every start leads, and what every rate does, computed in the browser."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

import player
from language import _
from scenes import (
    DEFAULT_SURFACE,
    MapScene,
    RaceReport,
    Scene,
    mapped,
    maps_from_query,
    maps_to_query,
    play,
    report,
    retold,
    within,
)
from views import state
from views.formula import sidebar
from views.pages.race import after_report, complain, one_at_a_time
from views.taking import MAKERS
from views.widgets import controls, loss, own_table, tuning

PATH = "maps"
MOST_WANTED = 24
"""Questions at a time: of each of twelve methods, two."""
RACED, ALONE, WANTED = "maps.raced", "maps.alone", "maps.wanted"
"""Session keys: the race when this page was last shown, whether the browser can run nothing, and what it asks for then."""


def page(race: st.Page) -> None:
    """The whole page; `race` is the one that a click opens."""
    scene = maps.value(again)
    st.session_state[RACED] = state.scene_left()
    with st.sidebar:
        controls.surface_controls(scene.race)
        sidebar.formula_controls(scene.race)
        own_table.table_controls(scene.race)
        loss.layer_controls(scene.race)
        tuning.optimizer_controls(scene.race)
        controls.start_controls(scene.race)
    complain(maps.problems())
    if not scene.race.setup.optimizers:
        st.info(_("No optimizer is chosen. Choose one to twelve in the sidebar."), icon=":material/sprint:")
        tuning.usual()
    with one_at_a_time():
        told = report(play(scene.race))
        asked = player.show_maps(told, scene, given(told, scene), take, answers(told), makers=MAKERS)
    if asked is not None:
        opened = after_report(scene.race, asked)
        state.race.change(lambda _now: opened)
        st.switch_page(race, query_params=state.announced())
    maps.mirror()


def read(query: Mapping[str, str]) -> tuple[MapScene, list[str]]:
    """The maps at an address; a bare one is those of the race."""
    return maps_from_query(query, DEFAULT_SURFACE) if query else (mapped(state.scene_left()), [])


def again(left: MapScene) -> MapScene:
    """The maps as they were left, of the race if that has changed meanwhile."""
    now = state.scene_left()
    return left if st.session_state.get(RACED, now) == now else within(replace(left, race=now))


maps: state.SessionValue[MapScene] = state.SessionValue(PATH, read, maps_to_query)


def raced(now: MapScene, update: Callable[[Scene], Scene]) -> MapScene:
    """The maps after a change of the race, without what it has no more."""
    return within(replace(now, race=update(now.race)))


state.parts[PATH] = state.Part(maps, raced)


def take(sent: dict[str, Any]) -> None:
    """What the maps report, checked, because any browser may send anything."""
    alone(sent)
    maps.change(lambda now: after(now, sent))


def alone(sent: dict[str, Any]) -> None:
    """Note whether the browser can map nothing by itself, and what it asks for then, if that is reported."""
    if "alone" in sent:
        st.session_state[ALONE] = sent["alone"] is True
    if isinstance(sent.get("wanted"), list):
        st.session_state[WANTED] = sent["wanted"][:MOST_WANTED]


def after(now: MapScene, sent: dict[str, Any]) -> MapScene:
    """The maps after a report: other settings of theirs, or of the race as its player would report them. Nonsense changes nothing."""
    return raced(retold(now, sent) or now, lambda race: after_report(race, sent))


def given(told: RaceReport, scene: MapScene) -> list[player.Given] | None:
    """What the browser cannot compute, if that is shown: one after the other, under a bar."""
    racers = told.race.racers
    if scene.look.show != "basins" or not (st.session_state.get(ALONE) or player.is_left(told)):
        return None
    return under_a_bar([partial(player.mapped_here, racer, scene) for racer in racers])


def answers(told: RaceReport) -> list[player.Answer]:
    """What the browser asked for, as far as it is still asked."""
    return under_a_bar([partial(player.answer, told, one) for one in st.session_state.get(WANTED, [])])


def under_a_bar(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """The results of jobs, done one after another. A report of the browser, such as that none is wanted any more, ends them between two."""
    if not jobs:
        return []
    bar = st.progress(0.0, _("The server computes the maps: this browser lets no worker run."))
    found = []
    for i, job in enumerate(jobs):
        found.append(job())
        bar.progress((i + 1) / len(jobs))
    bar.empty()
    return found
