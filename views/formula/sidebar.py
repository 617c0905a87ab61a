"""What the sidebar has of a formula: its window, and the ends of its sliders."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from language import _
from scenes import FAR, Scene, ranged, windowed
from surfaces import Box, Formula, ranges_of
from views.state import bound

Update = Callable[[Scene, float, float], Scene]
"""What a scene becomes with other ends of an interval."""
FORMAT = "%.6g"


def formula_controls(scene: Scene) -> None:
    """The window and the ranges, if the surface is a formula."""
    base = scene.setup.plain
    if not isinstance(base, Formula):
        return
    with st.expander(_("Window and ranges")):
        for axis, ends in {"x": base.domain[:2], "y": base.domain[2:]}.items():
            _ends(axis, ends, _widened(axis))
        for name, ends in ranges_of(type(base)).items():
            _ends(name, ends, partial(_ranged, name))


def _ends(name: str, ends: tuple[float, float], update: Update) -> None:
    """A number box for each end of an interval, side by side in the sidebar (page.css)."""
    low, high = ends
    titles = _("{name} from", name=name), _("{name} to", name=name)
    common: dict[str, Any] = {
        "min_value": -FAR,
        "max_value": FAR,
        "step": (high - low) / 20,
        "format": FORMAT,
        "width": 94,
    }
    st.number_input(titles[0], **common, **bound(f"{name}.from", low, lambda now, value: update(now, value, high)))
    st.number_input(titles[1], **common, **bound(f"{name}.to", high, lambda now, value: update(now, low, value)))


def _ranged(name: str, now: Scene, low: float, high: float) -> Scene:
    return ranged(now, name, low, high)


def _widened(axis: str) -> Update:
    """The update that gives the window another extent along `axis`."""

    def update(now: Scene, low: float, high: float) -> Scene:
        box = now.setup.surface.domain
        x, y = {"x": box[:2], "y": box[2:], axis: (low, high)}.values()
        return windowed(now, Box(*x, *y))

    return update
