"""The gradient check: the derived gradient against a measured one, at a point, over the window, and against the step h."""

from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import streamlit as st

from descent.check_scene import RIGHT, SETTINGS, CheckScene, from_query, to_query
from descent.diagnosis import Diagnosis, Finding, diagnose, suspect
from descent.gradient_check import (
    FORMULAS,
    Check,
    Cost,
    StepErrors,
    check,
    check_grid,
    costs,
    error_against_step,
    sides,
)
from figures.gradient_check import error_curves, error_map
from figures.words import duration, number, point
from surfaces import ALL_SURFACES, Point, Surface
from surfaces.numerical import evaluations
from views import state
from views.keeping import Kept
from views.verdict import mistaken, verdict

MANY = 1_000_000
"""Weights of a small network."""
A_LOSS = 1e-3
"""Seconds that one loss of such a network may take."""
GRID = 41
STEPS = [float(f"{digit}e{decade}") for decade in range(-15, 0) for digit in (1, 2, 5)] + [1.0]
MISTAKES = {
    RIGHT: "No, it is right",
    "sign": "Sign of ∂y",
    "factor": "∂x doubled",
    "missing term": "Term missing in ∂y",
    "swapped": "∂x, ∂y swapped",
}
EQUATIONS = {
    "forward": r"\frac{f(w + h e_k) - f(w)}{h}",
    "centered": r"\frac{f(w + h e_k) - f(w - h e_k)}{2h}",
    "five points": r"\frac{8\,\delta(h) - \delta(2h)}{12 h}, \quad \delta(h) = f(w + h e_k) - f(w - h e_k)",
    "complex step": r"\frac{\operatorname{Im} f(w + i h e_k)}{h}",
}
RACED = "check.raced"
"""Session key: the surface of the race when this page was last shown."""
HEIGHT = 320
JUMP = 0.01
"""Slopes on two sides of a point that differ by more than this share are those of a kink."""


def page() -> None:
    """The whole page."""
    scene = kept.value(again)
    st.session_state[RACED] = raced()
    with st.sidebar:
        controls(scene)
    introduce()
    found = examine(scene.loss, scene.formula, scene.h)
    curves = by_step(scene.loss, scene.point)
    judge(scene, found, curves[scene.formula])
    pictures(scene, found, curves)
    tables(scene)
    kept.mirror()


def raced() -> str:
    """The surface of the race in this session."""
    return type(state.kept().surface).__name__


def again(left: CheckScene) -> CheckScene:
    """The check as it was left, on the surface of the race if that has changed meanwhile."""
    before, now = st.session_state.get(RACED, raced()), raced()
    return left if before == now else left.on(now)


def read(query: Any) -> tuple[CheckScene, list[str]]:
    """The check at an address, on the surface of the race if it names none."""
    return from_query(query, raced())


kept = Kept("check", read, to_query)


def introduce() -> None:
    """What one sees, and what in the address made no sense."""
    st.markdown(
        "**Gradient check.** Somebody derived the gradient of this loss; here it is compared with one that is measured from "
        "the loss alone. :gray[Grey on the map: they agree. Orange: they don't. Break the gradient and watch the check find it.]"
    )
    if kept.problems:
        st.warning(
            f"Not understood in the address, and left at its default: {'; '.join(kept.problems)}.",
            icon=":material/link_off:",
        )


def controls(scene: CheckScene) -> None:
    """Which surface, formula, step and point."""
    st.selectbox(
        "Surface",
        list(ALL_SURFACES),
        format_func=lambda name: ALL_SURFACES[name].label,
        **kept.bound("surface", scene.surface, lambda now, name: now.on(name)),
    )
    st.selectbox("Measured by", list(FORMULAS), format_func=str.capitalize, **bound("formula", scene))
    st.markdown(rf"$$\frac{{\partial f}}{{\partial w_k}} \approx {EQUATIONS[scene.formula]}$$")
    st.select_slider("$h$ step", sorted({*STEPS, scene.h}), format_func=number, **bound("h", scene))
    row = st.container(horizontal=True)
    box = scene.plain.domain
    for axis, low, high in zip("xy", box[::2], box[1::2], strict=True):
        row.number_input(
            f"Point {axis}",
            min_value=low,
            max_value=high,
            step=(high - low) / 100,
            format="%.4g",
            width=112,
            **kept.bound(axis, getattr(scene.point, axis), _move(axis)),
        )


def bound(setting: str, scene: CheckScene) -> dict[str, Any]:
    """The widget of one of the `SETTINGS`."""
    return kept.bound(setting, getattr(scene, setting), lambda now, value: replace(now, **{setting: value}))


def _move(axis: str) -> Any:
    return lambda now, value: replace(now, point=Point(**(now.point._asdict() | {axis: value})))


@lru_cache(maxsize=256)
def over_window(loss: Surface, formula: str, h: float) -> Check:
    """The check on the grid of the map. Remembered."""
    return check_grid(loss, GRID, GRID, h, formula)


def examine(loss: Surface, formula: str, h: float) -> Diagnosis:
    """What the check over the window says, with centered differences at their usual step to rely on."""
    return diagnose(loss.domain.mesh(GRID, GRID), over_window(loss, formula, h), reference(loss))


def reference(loss: Surface) -> Check:
    """The check that is relied on: it finds every mistake, and nothing else."""
    return over_window(loss, SETTINGS["formula"].default, SETTINGS["h"].default)


@lru_cache(maxsize=256)
def by_step(loss: Surface, place: Point) -> dict[str, StepErrors]:
    """The error at a point against h, by each formula. Remembered."""
    return {name: error_against_step(loss, place, name) for name in FORMULAS}


@cache
def price(surface: str) -> dict[str, Cost]:
    """What a gradient of a surface costs; timed once a process, so that the numbers stand still."""
    return costs(ALL_SURFACES[surface](), ALL_SURFACES[surface].start)


def judge(scene: CheckScene, found: Diagnosis, steps: StepErrors) -> None:
    """The choice of a mistake, and the verdict."""
    st.segmented_control(
        "Break the gradient", list(MISTAKES), format_func=MISTAKES.get, required=True, **bound("mistake", scene)
    )
    if found.finding is Finding.MISTAKE and found.worst:
        st.error(mistaken(found.worst, suspect(reference(scene.loss))), icon=":material/close:")
    elif found.finding is Finding.PASSED:
        st.success(verdict(scene, found, steps), icon=":material/check:")
    else:
        st.warning(verdict(scene, found, steps), icon=":material/straighten:")


def pictures(scene: CheckScene, found: Diagnosis, curves: dict[str, StepErrors]) -> None:
    """Where they differ, and how that depends on h."""
    left, right = st.columns([2, 3], gap="medium")
    worst = found.worst.place if found.worst and found.finding is Finding.MISTAKE else None
    grid = over_window(scene.loss, scene.formula, scene.h)
    with left:
        ring = ", ring: the worst" if worst else ""
        st.markdown(f"**Relative error over the window** :gray[cross: your point{ring}]")
        _chart(error_map(grid, scene.plain.domain, scene.point, worst), "map")
    with right:
        st.markdown(f"**Relative error at {point(scene.point)}** :gray[as it depends on h]")
        _chart(error_curves(curves, scene.formula, scene.h), "curves")


def _chart(figure: Any, name: str) -> None:
    st.plotly_chart(figure, config={"displayModeBar": False}, height=HEIGHT, key=f"check.{name}")


def tables(scene: CheckScene) -> None:
    """The gradients at the point, and the price of each formula."""
    with st.container(key="check"):
        left, right = st.columns([2, 3], gap="medium")
        left.markdown(at_point(scene))
        right.markdown(price_list(scene))


def at_point(scene: CheckScene) -> str:
    """Both gradients at the point, as Markdown."""
    here = check(scene.loss, scene.point, scene.h, scene.formula)
    rows = [
        ("derived", here.analytic, 9),
        ("measured", here.numeric, 9),
        ("difference", here.analytic - here.numeric, 2),
    ]
    lines = [f"| {name} | {' | '.join(number(float(v), digits) for v in part)} |" for name, part, digits in rows]
    head = f"| at {point(scene.point)} | ∂x | ∂y |\n| --- | --- | --- |\n"
    return head + "\n".join(lines) + f"\n\nRelative error **{number(float(here.error), 2)}**. {kink(scene)}"


def kink(scene: CheckScene) -> str:
    """What is special about a point beside a kink, if it is one."""
    slopes = sides(scene.plain, scene.point, scene.h)
    apart = [
        f"∂{axis} is {number(before)} before and {number(after)} after it"
        for axis, before, after in zip("xy", *slopes, strict=True)
        if abs(after - before) > JUMP * max(1.0, abs(after), abs(before))
    ]
    return f"A kink within reach of h: {', '.join(apart)}." if apart and not scene.plain.smooth else ""


def price_list(scene: CheckScene) -> str:
    """What one gradient costs by each formula, here and with a million weights, as Markdown."""
    found = price(scene.surface)
    lines = [
        f"| {name} | {found[name].evaluations} | {duration(found[name].seconds)} | {evaluations(name, MANY):,} | "
        f"{duration(A_LOSS * evaluations(name, MANY))} |"
        for name in FORMULAS
    ]
    head = (
        "| one gradient | losses | took here | losses, 10⁶ weights | at 1 ms each |\n| --- | --- | --- | --- | --- |\n"
    )
    derived = f"\n| derived | 0 | {duration(found['analytic'].seconds)} | 0 | a few ms |"
    return head + "\n".join(lines) + derived
