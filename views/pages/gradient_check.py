"""The gradient check: the analytic gradient against a numeric one, at a point, over the window, and against the step h."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from language import _
from scenes import DEFAULT_SURFACE, FORMULA, KEY, CheckScene, check_from_query, check_to_query, written
from surfaces import ALL_SURFACES, Formula, Surface
from views import state
from views.pages.race import complain
from views.widgets import gradient
from views.widgets.check_tables import tables
from views.widgets.controls import label, place

EQUATIONS = {
    "forward": r"\frac{f(w + h e_k) - f(w)}{h}",
    "centered": r"\frac{f(w + h e_k) - f(w - h e_k)}{2h}",
    "five points": r"\frac{8\,\delta(h) - \delta(2h)}{12 h} \\ \footnotesize \delta(h) = f(w + h e_k) - f(w - h e_k)",
    "complex step": r"\frac{\operatorname{Im} f(w + i h e_k)}{h}",
}
RACED = "check.raced"
"""Session key: the surface of the race when this page was last shown."""
NAMED = {"surface", KEY}
"""What of an address names a surface."""
OPENED = "Peaks"
"""Its error against h is a U for every formula: truncation on the right, rounding on the left."""


def page() -> None:
    """The whole page."""
    scene = checked.value(again)
    st.session_state[RACED] = raced()
    with st.sidebar:
        controls(scene)
    introduce(scene)
    complain(checked.problems())
    gradient.result(scene, tied)
    tables(scene)
    checked.mirror()


def raced() -> Surface:
    """The surface of the race in this session as it is by default, or as it was typed; another than that on which the race opens,
    for differences are exact there.
    """
    base = state.scene_left().setup.plain
    if isinstance(base, Formula):
        return base
    return ALL_SURFACES[OPENED if type(base).__name__ == DEFAULT_SURFACE else type(base).__name__]()


def again(left: CheckScene) -> CheckScene:
    """The check as it was left, on the surface of the race if that has changed meanwhile."""
    before, now = st.session_state.get(RACED, raced()), raced()
    return left if before == now else left.of(now)


def read(query: Any) -> tuple[CheckScene, list[str]]:
    """The check at an address, on the surface of the race if it names none."""
    now = raced()
    if not isinstance(now, Formula):
        return check_from_query(query, type(now).__name__)
    return check_from_query(query if NAMED & set(query) else {**written(now), **query}, OPENED)


checked = state.SessionValue("check", read, check_to_query)


def introduce(scene: CheckScene) -> None:
    """What one sees."""
    said = _(
        "**Gradient check.** The analytic gradient of this loss was derived by hand; the numeric one is measured from "
        "the loss alone. :gray[Grey on the map: they agree. Orange: they differ. Blank: rounding hides the gradient. "
        "Break the gradient and watch.]"
    )
    derived = _(
        "**Gradient check.** The analytic gradient was derived from your formula, rule by rule; the numeric one is measured "
        "from the loss alone. :gray[Grey on the map: they agree. Orange: they differ. Blank: rounding hides the gradient. "
        "Break the gradient and watch.]"
    )
    st.markdown(derived if scene.typed else said)


def controls(scene: CheckScene) -> None:
    """Which surface, formula, step and point."""
    surface(scene)
    gradient.formula(scene, tied)
    st.markdown(rf"$$\frac{{\partial f}}{{\partial w_k}} \approx {EQUATIONS[scene.formula]}$$")
    gradient.step(scene, tied)
    place(_("Point {axis}"), scene.plain.domain, lambda axis: tied(axis, getattr(scene.point, axis), _move(axis)))


def surface(scene: CheckScene) -> None:
    """Which surface: one of ours, or the formula that was typed."""
    own = scene.typed or (typed if isinstance(typed := raced(), Formula) else None)
    menu = [FORMULA] * bool(own) + list(ALL_SURFACES)

    def choose(now: CheckScene, name: str) -> CheckScene:
        return now.of(own) if own and name == FORMULA else now.on(name)

    st.selectbox(_("Surface"), menu, format_func=label, **tied("surface", scene.surface, choose))


def tied(part: str, value: Any, update: Callable[[CheckScene, Any], CheckScene]) -> dict[str, Any]:
    """The widget of any part of the check."""
    return checked.bound(f"check.{part}", value, update)


def _move(axis: str) -> Callable[[CheckScene, float], CheckScene]:
    return lambda now, value: replace(now, point=now.point._replace(**{axis: value}))
