"""Who races; and what is set over the plots: hyperparameters, weight decay and schedules."""

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from language import _
from optimizers import OPTIMIZERS, SCHEDULES, Constant
from params import params_of, write_number
from scenes import (
    DEFAULT_OPTIMIZERS,
    MOST_OPTIMIZERS,
    SCHEDULE,
    VERSION,
    Scene,
    default_for,
    free_key,
    from_query,
    in_family,
    read_key,
    stated,
    to_query,
)
from views.state import bound, change

SHELF, ANOTHER = "shelf", "another"
"""Session keys: optimizers taken out of the race with the hyperparameters they had, and which method is to race once more."""


def optimizer_controls(scene: Scene) -> None:
    """The choice of optimizers, those that don't race by family; what is set of each stands over the plots."""
    racing = list(scene.setup.entries)
    st.multiselect(
        _("Optimizers"),
        list(dict.fromkeys([*OPTIMIZERS, *racing])),
        format_func=lambda key: _label(key) if key in racing else in_family(OPTIMIZERS[key]),
        max_selections=MOST_OPTIMIZERS,
        placeholder=_("Choose optimizers"),
        **bound("optimizers", racing, _choose),
    )
    if racing:
        _another(racing)


def _label(key: str) -> str:
    """Gradient descent, Gradient descent 2: what differs is left to the plots, for a chip has to keep its name."""
    name, count = read_key(key)
    return _(OPTIMIZERS[name].label) + (f" {count}" if count > 1 else "")


def _another(racing: Collection[str]) -> None:
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
    """One more of the class `name`, as the last of it is."""
    entries = scene.setup.entries
    if name is None or len(entries) >= MOST_OPTIMIZERS:
        return scene
    last = [optimizer for other, optimizer in entries.items() if read_key(other)[0] == name][-1]
    return scene.racing(entries | {free_key(name, entries): last})


def usual() -> None:
    """The way back from an empty choice."""
    st.button(_("Bring back the four"), type="primary", on_click=lambda: change(_with_usual))


def _with_usual(scene: Scene) -> Scene:
    return _choose(scene, list(DEFAULT_OPTIMIZERS))


def retuned(scene: Scene, sent: Mapping[str, Any]) -> Scene | None:
    """`scene` with other values in some fields of its surface and optimizers, by their names in its address, and all others as
    they are; None if they make no sense there. Another schedule begins anew, and lasts as long as the run if it has a length.
    """
    try:
        fields = {key: _written(value) for key, value in sent.items()}
    except (TypeError, ValueError):
        return None
    query = to_query(scene)
    for key, kind in fields.items():
        owner, _dot, name = key.rpartition(".")
        if name == "schedule" and query.get(key, SCHEDULE.default) != kind:
            query = {k: text for k, text in query.items() if not (k.startswith(f"{owner}.") and k.count(".") == 2)}
            query |= _lasting(f"{owner}.{kind}", kind, scene.setup.steps)
    found, problems = from_query(query | stated(scene) | VERSION | fields)
    return None if problems else found


def _written(value: Any) -> str:
    """A value as an address has it. Raises TypeError or ValueError if it is no switch, choice or number."""
    if isinstance(value, str):
        return value
    return str(int(value)) if isinstance(value, bool) else write_number(float(value))


def _lasting(owner: str, kind: str, steps: int) -> dict[str, str]:
    return {f"{owner}.length": str(steps)} if "length" in params_of(SCHEDULES.get(kind, Constant)) else {}


def _choose(scene: Scene, keys: list[str]) -> Scene:
    """The optimizers of these names in the address, each with the hyperparameters that it has or had last on this surface."""
    kind, loss = type(scene.setup.plain), scene.setup.surface
    shelf = st.session_state.setdefault(SHELF, {})
    shelf |= {(key, kind): optimizer for key, optimizer in scene.setup.entries.items()}
    return scene.racing({k: shelf.get((k, kind)) or default_for(OPTIMIZERS[read_key(k)[0]], loss) for k in keys})
