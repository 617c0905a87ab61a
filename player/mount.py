"""Mounts the player on a page."""

import json
from collections.abc import Callable
from html import escape
from math import isfinite
from typing import Any

import streamlit as st

from player import taking
from player.component import component
from player.lesson import Guide
from player.packing import live
from player.packing.packet import pack
from player.streamlit_private import plotly_chunk
from player.words import words
from scenes import RaceReport

Handler = Callable[[dict[str, Any]], None]
"""Takes what the player reports: {"start": [x, y], "live": bool} while and after the start is moved, or any of the scene's
settings, {"speed": …, "loop": …}, or of its fields by their names in the address, {"Adam.lr": …}. Whatever a browser sends may
arrive here, so it is to be checked. `count` is the number of the report, which the player is told once it is heard."""


def show(
    told: RaceReport,
    story: str,
    note: str,
    on_report: Handler,
    guide: Guide | None = None,
    key: str = "player",
    makers: taking.Makers | None = None,
) -> None:
    """Show the race that was `told` under the sentence `story`, and `note` where its rates are as recorded, in a lesson with its
    `guide`. Call it once on a page for each key. `makers` make what a visitor takes along.

    Streamlit calls back for who it has shown before: what a page reports to a server that has started anew is heard here.
    """
    mount, program = component("player", assets()), live.program(told)
    is_known, report = key in st.session_state, reporting(key, on_report)
    first = mount(key=key, data=pack(told, story, note, program, heard(key), guide), on_report_change=report).report
    for what, data in live.apart(program).items() if program else ():
        mount(key=f"{key}-{what}", data=data)
    taking.answer(st.session_state, key, mount, told, makers or {})
    if first and not is_known:
        report()
        st.rerun()


def assets() -> str:
    """What a component begins as that says words and draws with Plotly."""
    said = escape(json.dumps(words(), ensure_ascii=False))
    return f'<div class="ravine-assets" data-plotly="{plotly_chunk()}" data-words="{said}" hidden></div>'


def reporting(key: str, on_report: Handler) -> Callable[[], None]:
    """Hears the report of the component `key`, and keeps its number."""

    def report() -> None:
        sent = st.session_state[key].report
        if isinstance(sent, dict):
            st.session_state[f"{key} heard"] = _number(sent.get("count"))
            taking.note(st.session_state, key, sent)
            on_report(sent)

    return report


def heard(key: str) -> float | None:
    """The number of the last report of the component `key` that was heard."""
    return st.session_state.get(f"{key} heard")


def _number(sent: Any) -> float | None:
    """What JSON can say again."""
    return sent if isinstance(sent, int | float) and isfinite(sent) else None
