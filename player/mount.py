"""Mounts the player on a page.

Plotly comes from the chunk that Streamlit ships for its own charts, which browsers keep for good because its name
carries a hash.
"""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st

from player.component import component
from player.packet import pack
from scenes import Race

Handler = Callable[[dict[str, Any]], None]
"""Takes what the player reports: {"start": [x, y], "live": bool} while and after the start is moved, or any of
the scene's settings, {"speed": …, "loop": …}. Whatever a browser sends may arrive here, so it is to be checked."""


def show(race: Race, story: str, on_report: Handler, key: str = "player") -> None:
    """Show `race` under the sentence `story`. Call it once on a page for each key."""

    def report() -> None:
        sent = st.session_state[key].report
        if isinstance(sent, dict):
            on_report(sent)

    mount = component("player", f'<div class="ravine-assets" data-plotly="{plotly_chunk()}" hidden></div>')
    mount(key=key, data=pack(race, story), on_report_change=report)


def plotly_chunk() -> str:
    """The file name of Streamlit's plotly.js chunk; importing it sets `window.Plotly`.

    Raises RuntimeError if this version of Streamlit has none.
    """
    spec = find_spec("streamlit")
    folder = Path(spec.origin if spec and spec.origin else "").parent / "static" / "static" / "js"
    found = sorted(folder.glob("PlotlyChart.*.js"))
    if len(found) != 1:
        raise RuntimeError(f"Streamlit should ship one PlotlyChart.*.js in its static files; found {len(found)}")
    return found[0].name
