"""The widgets: each made from a field's own declaration, each changing the scene."""

from dataclasses import replace
from typing import Any

import streamlit as st

from descent import Scene, suited
from descent.scene import MOST_OPTIMIZERS, SETTINGS
from descent.suit import preferred
from figures.words import number
from optimizers import OPTIMIZERS, Optimizer
from params import Param, params_of
from surfaces import SURFACES, Point
from views.state import bound, touch

TUNED, SHELF = "tuned", "shelf"
"""Session keys: whose sliders are shown, and optimizers taken out of the race with the hyperparameters they had."""


def surface_controls(scene: Scene) -> None:
    """Which surface, and its shape."""
    st.selectbox(
        "Surface",
        list(SURFACES),
        format_func=lambda name: SURFACES[name].label,
        **bound("surface", type(scene.surface).__name__, lambda now, name: now.on(SURFACES[name])),
    )
    for name, declared in params_of(type(scene.surface)).items():
        field(scene.surface, name, declared, lambda now, changed: replace(now, surface=changed))


def optimizer_controls(scene: Scene) -> None:
    """Who races, and with which hyperparameters."""
    st.multiselect(
        "Optimizers",
        list(OPTIMIZERS),
        format_func=lambda name: OPTIMIZERS[name].label,
        max_selections=MOST_OPTIMIZERS,
        placeholder="Choose who races",
        **bound("optimizers", [type(o).__name__ for o in scene.optimizers], _choose),
    )
    _hyperparameters(scene)


def start_controls(scene: Scene) -> None:
    """Where the paths begin, and how long they are."""
    box = scene.surface.domain
    row = st.container(horizontal=True)
    for axis, low, high in zip("xy", box[::2], box[1::2], strict=True):
        row.number_input(
            f"Start {axis}",
            min_value=low,
            max_value=high,
            step=(high - low) / 100,
            format="%.4g",
            width=112,
            **bound(f"start.{axis}", getattr(scene.start, axis), _move(axis)),
        )
    steps = SETTINGS["steps"]
    st.slider(
        "Steps", int(steps.low), int(steps.high), step=10,
        **bound("steps", scene.steps, lambda now, n: replace(now, steps=n)),
    )  # fmt: skip


def layout_control(scene: Scene) -> None:
    """Side by side, or all on one plot."""
    st.toggle(
        "All on one plot", **bound("overlay", scene.overlay, lambda now, on: replace(now, overlay=on))
    )  # fmt: skip


def field(owner: Any, name: str, declared: Param, put: Any) -> None:
    """The widget of one field of `owner`; `put(scene, changed)` puts the changed owner back."""
    value, cls = getattr(owner, name), type(owner)
    title, _, more = declared.help.partition(": ")
    common = {
        "label": f"${declared.symbol}$ {title}" if declared.symbol else title,
        "help": f"{more} (`{name}` in Python)" if more else f"`{name}` in Python",
        **bound(f"{cls.__name__}.{name}", value, lambda now, v: put(now, replace(_same(now, cls), **{name: v}))),
    }
    if declared.options:
        st.segmented_control(options=declared.options, required=True, **common)
    elif isinstance(declared.default, bool):
        st.toggle(**common)
    elif declared.log:
        st.select_slider(options=sorted({*preferred(declared.low, declared.high), value}), format_func=number, **common)
    else:
        whole = isinstance(declared.default, int)
        ends = (int(declared.low), int(declared.high)) if whole else (declared.low, declared.high)
        st.slider(
            min_value=ends[0], max_value=ends[1], step=1 if whole else _step(declared), format=None if whole else "%.4g",
            **common,
        )  # fmt: skip


def _same(scene: Scene, cls: type) -> Any:
    """The surface or optimizer of class `cls` as it is in `scene` now."""
    return next(owner for owner in (scene.surface, *scene.optimizers) if type(owner) is cls)


def _step(declared: Param) -> float:
    """A slider's step: a hundredth of its range or finer, and a power of ten."""
    return 10.0 ** _floor_log10((declared.high - declared.low) / 100)


def _floor_log10(value: float) -> int:
    return int(f"{value:e}".split("e")[1])


def _hyperparameters(scene: Scene) -> None:
    """The sliders of one optimizer at a time, so that twelve of them don't bury the page."""
    racing = {type(o).__name__: o for o in scene.optimizers}
    if not racing:
        return
    if st.session_state.get(TUNED) not in racing:
        st.session_state[TUNED] = None
    tuned = st.pills("Tune", list(racing), format_func=lambda name: racing[name].label, key=TUNED, on_change=touch)
    if tuned:
        for name, declared in params_of(type(racing[tuned])).items():
            field(racing[tuned], name, declared, _put)


def _put(scene: Scene, changed: Optimizer) -> Scene:
    return replace(scene, optimizers=tuple(changed if type(o) is type(changed) else o for o in scene.optimizers))


def _choose(scene: Scene, names: list[str]) -> Scene:
    """The optimizers of these names, each with the hyperparameters that it has or had last on this surface."""
    surface = type(scene.surface)
    shelf = st.session_state.setdefault(SHELF, {})
    shelf |= {(type(o).__name__, surface): o for o in scene.optimizers}
    chosen = (shelf.get((name, surface)) or suited(OPTIMIZERS[name], surface) for name in names)
    return replace(scene, optimizers=tuple(chosen))


def _move(axis: str) -> Any:
    return lambda now, value: replace(now, start=Point(**(now.start._asdict() | {axis: value})))
