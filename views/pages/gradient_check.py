"""The gradient check: the analytic gradient against a numeric one, at a point, over the window, and against the step h."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from checking import (
    FORMULAS,
    Check,
    Diagnosis,
    Finding,
    StepErrors,
    check_grid,
    diagnose,
    error_against_step,
    suspect,
    witness,
)
from figures import error_curves, error_map, number, point
from language import _, marked
from scenes import CHECK_SETTINGS, DEFAULT_SURFACE, RIGHT, CheckScene, check_from_query, check_to_query
from surfaces import ALL_SURFACES, Point, Surface
from views import state
from views.pages.race import complain
from views.widgets.check_tables import tables
from views.widgets.controls import label, place
from views.widgets.verdict import NEXT_LINE, floor, mistaken, verdict

GRID = 41
STEPS = [float(f"{digit}e{decade}") for decade in range(-15, 0) for digit in (1, 2, 5)] + [1.0]
MISTAKES = {
    RIGHT: marked("No, it is right"),
    "sign": marked("Sign of ∂y"),
    "factor": marked("∂x doubled"),
    "missing term": marked("Term missing in ∂y"),
    "swapped": marked("∂x, ∂y swapped"),
}
EQUATIONS = {
    "forward": r"\frac{f(w + h e_k) - f(w)}{h}",
    "centered": r"\frac{f(w + h e_k) - f(w - h e_k)}{2h}",
    "five points": r"\frac{8\,\delta(h) - \delta(2h)}{12 h} \\ \footnotesize \delta(h) = f(w + h e_k) - f(w - h e_k)",
    "complex step": r"\frac{\operatorname{Im} f(w + i h e_k)}{h}",
}
RACED = "check.raced"
"""Session key: the surface of the race when this page was last shown."""
OPENED = "Peaks"
"""Its error against h is a U for every formula: truncation on the right, rounding on the left."""
HEIGHT = 320


def page() -> None:
    """The whole page."""
    scene = checked.value(again)
    st.session_state[RACED] = raced()
    with st.sidebar:
        controls(scene)
    introduce()
    complain(checked.problems())
    found = examine(scene.loss, scene.formula, scene.h)
    curves = by_step(scene.loss, scene.point)
    judge(scene, found, curves[scene.formula])
    pictures(scene, found, curves)
    tables(scene)
    checked.mirror()


def raced() -> str:
    """The surface of the race in this session, but for the one on which it opens: differences are exact there."""
    name = type(state.scene_left().setup.surface).__name__
    return OPENED if name == DEFAULT_SURFACE else name


def again(left: CheckScene) -> CheckScene:
    """The check as it was left, on the surface of the race if that has changed meanwhile."""
    before, now = st.session_state.get(RACED, raced()), raced()
    return left if before == now else left.on(now)


def read(query: Any) -> tuple[CheckScene, list[str]]:
    """The check at an address, on the surface of the race if it names none."""
    return check_from_query(query, raced())


checked = state.SessionValue("check", read, check_to_query)


def introduce() -> None:
    """What one sees."""
    st.markdown(
        _(
            "**Gradient check.** The analytic gradient of this loss was derived by hand; the numeric one is measured from "
            "the loss alone. :gray[Grey on the map: they agree. Orange: they differ. Blank: rounding hides the gradient. "
            "Break the gradient and watch.]"
        )
    )


def controls(scene: CheckScene) -> None:
    """Which surface, formula, step and point."""
    st.selectbox(_("Surface"), list(ALL_SURFACES), format_func=label, **tied("surface", scene.surface, CheckScene.on))
    st.selectbox(_("Measured by"), list(FORMULAS), format_func=formula_name, **bound("formula", scene))
    st.markdown(rf"$$\frac{{\partial f}}{{\partial w_k}} \approx {EQUATIONS[scene.formula]}$$")
    st.select_slider("h " + _("step"), sorted({*STEPS, scene.h}), format_func=number, **bound("h", scene))
    place(_("Point {axis}"), scene.plain.domain, lambda axis: tied(axis, getattr(scene.point, axis), _move(axis)))


def formula_name(name: str) -> str:
    """The name of a formula, as it begins a line."""
    return _(name).capitalize()


def bound(setting: str, scene: CheckScene) -> dict[str, Any]:
    """The widget of one of the `CHECK_SETTINGS`."""
    return tied(setting, getattr(scene, setting), lambda now, value: replace(now, **{setting: value}))


def tied(part: str, value: Any, update: Callable[[CheckScene, Any], CheckScene]) -> dict[str, Any]:
    """The widget of any part of the check."""
    return checked.bound(f"check.{part}", value, update)


def _move(axis: str) -> Callable[[CheckScene, float], CheckScene]:
    return lambda now, value: replace(now, point=now.point._replace(**{axis: value}))


@lru_cache(maxsize=256)
def over_window(loss: Surface, formula: str, h: float) -> Check:
    """The check on the grid of the map. Remembered."""
    return check_grid(loss, GRID, GRID, h, formula)


def examine(loss: Surface, formula: str, h: float) -> Diagnosis:
    """What the check over the window says, with centered differences at their usual step to rely on."""
    return diagnose(loss.domain.mesh(GRID, GRID), over_window(loss, formula, h), reference(loss))


def reference(loss: Surface) -> Check:
    """The check that is relied on: it finds every mistake, and nothing else."""
    return over_window(loss, CHECK_SETTINGS["formula"].default, CHECK_SETTINGS["h"].default)


@lru_cache(maxsize=256)
def by_step(loss: Surface, here: Point) -> dict[str, StepErrors]:
    """The error at a point against h, by each formula. Remembered."""
    return {name: error_against_step(loss, here, name) for name in FORMULAS}


def judge(scene: CheckScene, found: Diagnosis, steps: StepErrors) -> None:
    """The choice of a mistake, and the verdict."""
    st.segmented_control(
        _("Break the gradient"),
        list(MISTAKES),
        format_func=lambda name: _(MISTAKES[name]),
        required=True,
        **bound("mistake", scene),
    )
    with st.container(key="verdict"):
        if found.finding is Finding.MISTAKE and found.worst:
            proof = witness(over_window(scene.loss, scene.formula, scene.h), reference(scene.loss))
            st.error(f"{mistaken(found.worst, suspect(proof))} {floor(found)}", icon=":material/close:")
        elif found.finding is Finding.PASSED:
            below = _("A smaller difference says nothing.")
            text = f"{verdict(scene, found, steps)}{NEXT_LINE}{floor(found)} {below}"
            st.success(text, icon=":material/check:")
        else:
            st.warning(f"{verdict(scene, found, steps)} {floor(found)}", icon=":material/straighten:")


def pictures(scene: CheckScene, found: Diagnosis, curves: dict[str, StepErrors]) -> None:
    """Where they differ, and how that depends on h."""
    left, right = st.columns([2, 3], gap="medium")
    worst = found.worst.place if found.worst and found.finding is Finding.MISTAKE else None
    grid = over_window(scene.loss, scene.formula, scene.h)
    with left:
        st.markdown(
            _("**Relative error over the window** :gray[× your point, ○ the worst]")
            if worst
            else _("**Relative error over the window** :gray[× your point]")
        )
        _chart(error_map(grid, scene.plain.domain, scene.point, worst), "map")
    with right:
        st.markdown(_("**Relative error at {place}** :gray[as it depends on h]", place=point(scene.point)))
        _chart(error_curves(curves, scene.formula, scene.h), "curves")


def _chart(figure: Any, name: str) -> None:
    st.plotly_chart(figure, config={"displayModeBar": False}, height=HEIGHT, key=f"check.{name}")
