"""Mounts the maps on a page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from player import taking
from player.atlas.asked import Answer
from player.atlas.given import Given
from player.atlas.packet import pack_maps
from player.component import component
from player.mount import Handler, assets, heard, reporting
from player.packing import live
from scenes import MapScene, RaceReport


def show_maps(
    told: RaceReport,
    scene: MapScene,
    given: Sequence[Given] | None,
    on_report: Handler,
    answers: Sequence[Answer] = (),
    key: str = "atlas",
    makers: taking.Makers | None = None,
) -> dict[str, Any] | None:
    """Show what `scene` maps of the race that was `told`; `given` are maps that the server has computed, `answers` those that were
    asked for, and `makers` make what a visitor takes along. What the race is to be opened with, as a report of the player says it,
    if somebody just asked for that: whatever a browser sends, so it is to be checked.
    """
    mount, program = component("atlas", assets()), live.program(told, mapping=True)
    data = pack_maps(told, scene, program, heard(key), given, answers)
    shown = mount(key=key, data=data, on_report_change=reporting(key, on_report), on_open_change=lambda: None)
    for what, data in live.apart(program).items() if program else ():
        mount(key=f"{key}-{what}", data=data)
    taking.answer(st.session_state, key, mount, told, makers or {})
    return shown.open if isinstance(shown.open, dict) else None
