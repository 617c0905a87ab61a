"""Who races, and with which hyperparameters, weight decay and schedule."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from figures import curve
from language import _
from optimizers import OPTIMIZERS, SCHEDULES, Constant, Parts, Schedule, plain_type, unwrap, wrap
from params import params_of
from scenes import DECAY, MOST_OPTIMIZERS, SCHEDULE, Scene, default_for
from views.state import bound, touch
from views.widgets.controls import Update, field

TUNED, SHELF = "tuned", "shelf"
"""Session keys: whose sliders are shown, and optimizers taken out of the race with the hyperparameters they had."""


def optimizer_controls(scene: Scene) -> None:
    """The choice of optimizers, and the sliders of one of them at a time, so that twelve don't bury the page."""
    racing = {plain_type(o).__name__: unwrap(o) for o in scene.setup.optimizers}
    st.multiselect(
        _("Optimizers"),
        list(OPTIMIZERS),
        format_func=_label,
        max_selections=MOST_OPTIMIZERS,
        placeholder=_("Choose optimizers"),
        **bound("optimizers", list(racing), _choose),
    )
    if st.session_state.get(TUNED) not in racing:
        st.session_state[TUNED] = None
    tuned = st.pills(_("Tune"), list(racing), format_func=_label, key=TUNED, on_change=touch) if racing else None
    if tuned:
        _tune(tuned, racing[tuned], scene.setup.steps)


def _label(name: str) -> str:
    return _(OPTIMIZERS[name].label)


def _tune(name: str, parts: Parts, steps: int) -> None:
    """All sliders of the optimizer `name`."""
    for key, declared in params_of(type(parts.plain)).items():
        field(f"{name}.{key}", getattr(parts.plain, key), declared, _retune(name, _in_plain(key)))
    field(f"{name}.decay", parts.decay, DECAY, _retune(name, lambda p, v: p._replace(decay=v)))
    if hasattr(parts.plain, "lr"):
        _schedule(name, parts.schedule, steps)


def _schedule(name: str, schedule: Schedule, steps: int) -> None:
    """The choice of a schedule, its curve over the run, and its sliders."""
    kind = type(schedule).__name__
    field(f"{name}.schedule", kind, SCHEDULE, _retune(name, lambda p, v: p._replace(schedule=_fresh(v, steps))))
    if isinstance(schedule, Constant):
        return
    st.image(curve(schedule(np.arange(steps))), caption=_("learning rate over the run"))
    for key, declared in params_of(type(schedule)).items():
        field(f"{name}.{kind}.{key}", getattr(schedule, key), declared, _retune(name, _in_schedule(key)))


def _fresh(kind: str, steps: int) -> Schedule:
    """A schedule that lasts as long as the run, if it has a length."""
    cls: Any = SCHEDULES[kind]
    return cls(length=steps) if "length" in params_of(cls) else cls()


def _in_plain(key: str) -> Callable[[Parts, Any], Parts]:
    return lambda parts, value: parts._replace(plain=replace(parts.plain, **{key: value}))


def _in_schedule(key: str) -> Callable[[Parts, Any], Parts]:
    return lambda parts, value: parts._replace(schedule=replace(parts.schedule, **{key: value}))


def _retune(name: str, update: Callable[[Parts, Any], Parts]) -> Update:
    """The change of a scene that changes the parts of its optimizer `name`."""

    def change(scene: Scene, value: Any) -> Scene:
        changed = (
            wrap(update(unwrap(o), value)) if plain_type(o).__name__ == name else o for o in scene.setup.optimizers
        )
        return scene.but(optimizers=tuple(changed))

    return change


def _choose(scene: Scene, names: list[str]) -> Scene:
    """The optimizers of these names, each with the hyperparameters that it has or had last on this surface."""
    surface = type(scene.setup.plain)
    shelf = st.session_state.setdefault(SHELF, {})
    shelf |= {(plain_type(o).__name__, surface): o for o in scene.setup.optimizers}
    chosen = (shelf.get((name, surface)) or default_for(OPTIMIZERS[name], surface) for name in names)
    return scene.but(optimizers=tuple(chosen))
