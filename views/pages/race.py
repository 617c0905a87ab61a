"""The race: optimizers side by side on one surface, from one start, on one clock."""

import threading
from collections.abc import Callable
from typing import Any

import streamlit as st

import player
from language import _
from params import Param
from scenes import SETTINGS, RaceReport, Scene, as_typed, fairness, play, report, story
from surfaces import Point
from views import state
from views.formula import bar, sidebar
from views.taking import MAKERS
from views.widgets import controls, loss, own_table, presets, strengths, theory, tuning
from views.widgets.explain import explanations


def page(offer: Callable[[], None]) -> None:
    """The whole page; `offer` shows where to begin."""
    scene = state.scene()
    with st.sidebar:
        offer()
        presets.preset_control()
        controls.surface_controls(scene)
        sidebar.formula_controls(scene)
        own_table.table_controls(scene)
        loss.layer_controls(scene)
        tuning.optimizer_controls(scene)
        controls.start_controls(scene)
    complain(state.problems())
    if not scene.setup.optimizers:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(_("No optimizer is chosen. Choose one to twelve in the sidebar."), icon=":material/sprint:")
            tuning.usual()
    drawn = bar.shown(scene)
    bar.formula_bar(drawn)
    with one_at_a_time():
        told = report(play(drawn))
        player.show(told, story(scene.setup.plain), fairness(scene.rates_tried), take, makers=MAKERS)
    below(told)
    state.mirror()
    bar.follow(scene, drawn)


def below(told: RaceReport) -> None:
    """What switches open below the player."""
    scene = told.race.scene
    theory.section(told)
    if scene.look.strengths:
        with st.container(key="below-strengths"):
            strengths.section(scene.setup)
    if scene.look.code:
        with st.container(key="below-code"):
            explanations(scene.setup)


def complain(problems: list[str]) -> None:
    """Say what in the address made no sense."""
    if problems:
        st.warning(
            _("Not understood in the address, and left at its default: {problems}.", problems="; ".join(problems)),
            icon=":material/link_off:",
        )


def take(sent: dict[str, Any]) -> None:
    """What the player reports, checked, because any browser may send anything."""
    state.change(lambda scene: after_report(scene, sent), passing=sent.get("live") is True)


def after_report(scene: Scene, sent: dict[str, Any]) -> Scene:
    """`scene` after a report of the player: a moved start, another setting, or fields as in an address. Nonsense changes nothing."""
    if sent.get("formula") is True:
        return as_typed(scene)
    box = scene.setup.surface.domain
    try:
        changes = {key: _read(SETTINGS[key], sent[key]) for key in SETTINGS if key in sent}
        if "start" in sent:
            x, y = sent["start"]
            changes["start"] = Point(_read(Param(0.0, box.x0, box.x1), x), _read(Param(0.0, box.y0, box.y1), y))
    except (TypeError, ValueError):
        return scene
    fields = {key: value for key, value in sent.items() if "." in str(key)}
    return (tuning.retuned(scene.but(**changes), fields) if fields else scene.but(**changes)) or scene


def _read(declared: Param, value: Any) -> Any:
    return declared.read(declared.write(value))


@st.cache_resource
def one_at_a_time() -> threading.BoundedSemaphore:
    """Two runs that compute at once fight for the interpreter and are both slower than one after the other."""
    return threading.BoundedSemaphore(1)
