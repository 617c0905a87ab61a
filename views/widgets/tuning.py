"""Who races, and with which hyperparameters, weight decay and schedule."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from figures import curve
from language import _
from optimizers import OPTIMIZERS, SCHEDULES, Constant, Parts, Schedule, unwrap, wrap
from params import params_of
from scenes import DECAY, DEFAULT_OPTIMIZERS, MOST_OPTIMIZERS, SCHEDULE, Scene, default_for, free_key, read_key
from views.state import bound, change, touch
from views.widgets.controls import Update, field

TUNED, SHELF, ANOTHER = "tuned", "shelf", "another"
"""Session keys: whose sliders are shown, optimizers taken out of the race with the hyperparameters they had, and which method is to race
once more."""


def optimizer_controls(scene: Scene) -> None:
    """The choice of optimizers, and the sliders of one of them at a time, so that twelve don't bury the page."""
    racing = {key: unwrap(optimizer) for key, optimizer in scene.setup.entries.items()}
    st.multiselect(
        _("Optimizers"),
        list(dict.fromkeys([*OPTIMIZERS, *racing])),
        format_func=_label,
        max_selections=MOST_OPTIMIZERS,
        placeholder=_("Choose optimizers"),
        **bound("optimizers", list(racing), _choose),
    )
    if racing:
        _another(racing)
    if st.session_state.get(TUNED) not in racing:
        st.session_state[TUNED] = None
    tuned = st.pills(_("Tune"), list(racing), format_func=_label, key=TUNED, on_change=touch) if racing else None
    if tuned:
        _tune(tuned, racing[tuned], scene.setup.steps)


def _label(key: str) -> str:
    """Gradient descent, Gradient descent 2: what differs is left to the plots, for a chip has to keep its name."""
    name, count = read_key(key)
    return _(OPTIMIZERS[name].label) + (f" {count}" if count > 1 else "")


def _another(racing: Mapping[str, Parts]) -> None:
    """The choice of a method that shall race once more."""
    st.selectbox(
        _("Add another"),
        list(dict.fromkeys(read_key(key)[0] for key in racing)),
        format_func=_label,
        index=None,
        placeholder=_("Add another of the same method"),
        label_visibility="collapsed",
        disabled=len(racing) >= MOST_OPTIMIZERS,
        **bound(ANOTHER, None, _add),
    )


def _add(scene: Scene, name: str | None) -> Scene:
    """One more of the class `name`, as the last of it is, and its sliders."""
    entries = scene.setup.entries
    if name is None or len(entries) >= MOST_OPTIMIZERS:
        return scene
    key = free_key(name, entries)
    last = [optimizer for other, optimizer in entries.items() if read_key(other)[0] == name][-1]
    st.session_state[TUNED] = key
    return scene.racing(entries | {key: last})


def usual() -> None:
    """The way back from an empty choice."""
    st.button(_("Bring back the four"), type="primary", on_click=lambda: change(_with_usual))


def _with_usual(scene: Scene) -> Scene:
    return _choose(scene, list(DEFAULT_OPTIMIZERS))


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

    def changed(scene: Scene, value: Any) -> Scene:
        entries = scene.setup.entries
        return scene.racing(entries | {name: wrap(update(unwrap(entries[name]), value))})

    return changed


def _choose(scene: Scene, keys: list[str]) -> Scene:
    """The optimizers of these names in the address, each with the hyperparameters that it has or had last on this surface."""
    kind, loss = type(scene.setup.plain), scene.setup.surface
    shelf = st.session_state.setdefault(SHELF, {})
    shelf |= {(key, kind): optimizer for key, optimizer in scene.setup.entries.items()}
    return scene.racing({k: shelf.get((k, kind)) or default_for(OPTIMIZERS[read_key(k)[0]], loss) for k in keys})
