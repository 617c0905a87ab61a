"""A gradient check on a page: what is chosen, the verdict, and its two pictures."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from checking import (
    FORMULAS,
    Diagnosis,
    Finding,
    StepErrors,
    error_against_step,
    examine,
    over_window,
    reference,
    suspect,
    witness,
)
from figures import error_curves, error_map, number, point
from language import _, marked
from scenes import RIGHT, CheckScene
from surfaces import Point, Surface
from views.widgets.verdict import NEXT_LINE, floor, mistaken, verdict

Tie = Callable[[str, Any, Callable[[CheckScene, Any], CheckScene]], dict[str, Any]]
"""`key` and `on_change` for the widget of a part of the check: its name, its value, and the update that changes it."""
STEPS = [float(f"{digit}e{decade}") for decade in range(-15, 0) for digit in (1, 2, 5)] + [1.0]
MISTAKES = {
    RIGHT: marked("No, it is right"),
    "sign": marked("Sign of ∂y"),
    "factor": marked("∂x doubled"),
    "missing term": marked("Term missing in ∂y"),
    "swapped": marked("∂x, ∂y swapped"),
}
HEIGHT = 320


def setting(name: str, scene: CheckScene, tie: Tie) -> dict[str, Any]:
    """The widget of one of the `CHECK_SETTINGS`."""
    return tie(name, getattr(scene, name), lambda now, value: replace(now, **{name: value}))


def formula(scene: CheckScene, tie: Tie) -> None:
    """The choice of a formula."""
    st.selectbox(_("Measured by"), list(FORMULAS), format_func=formula_name, **setting("formula", scene, tie))


def formula_name(name: str) -> str:
    """The name of a formula, as it begins a line."""
    return _(name).capitalize()


def step(scene: CheckScene, tie: Tie) -> None:
    """The choice of h."""
    st.select_slider("h " + _("step"), sorted({*STEPS, scene.h}), format_func=number, **setting("h", scene, tie))


def mistake(scene: CheckScene, tie: Tie) -> None:
    """The choice of a mistake."""
    st.segmented_control(
        _("Break the gradient"),
        list(MISTAKES),
        format_func=lambda name: _(MISTAKES[name]),
        required=True,
        **setting("mistake", scene, tie),
    )


@lru_cache(maxsize=256)
def by_step(loss: Surface, here: Point) -> dict[str, StepErrors]:
    """The error at a point against h, by each formula. Remembered."""
    return {name: error_against_step(loss, here, name) for name in FORMULAS}


def judge(scene: CheckScene, found: Diagnosis, steps: StepErrors) -> None:
    """The verdict."""
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


def result(scene: CheckScene, tie: Tie) -> None:
    """The choice of a mistake, the verdict, and the pictures."""
    found = examine(scene.loss, scene.formula, scene.h)
    curves = by_step(scene.loss, scene.point)
    mistake(scene, tie)
    judge(scene, found, curves[scene.formula])
    pictures(scene, found, curves)
