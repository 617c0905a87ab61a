"""Below the pictures of a gradient check: both gradients at the point, and what each formula costs."""

from functools import cache

import streamlit as st

from checking import FORMULAS, Check, Cost, check, costs, sides
from figures import duration, number, point
from scenes import CHECK_SETTINGS, CheckScene
from surfaces import ALL_SURFACES

MANY = 1_000_000
"""Weights of a small network."""
A_LOSS = 1e-3
"""Seconds that one loss of such a network may take."""


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
        ("analytic", here.analytic, 9),
        ("numeric", here.numeric, 9),
        ("difference", here.analytic - here.numeric, 2),
    ]
    lines = [f"| {name} | {' | '.join(number(float(v), digits) for v in part)} |" for name, part, digits in rows]
    head = f"| at {point(scene.point)} | ∂x | ∂y |\n| --- | --- | --- |\n"
    return head + "\n".join(lines) + f"\n\n{said(here)} {kink(scene)}"


def said(here: Check) -> str:
    """The relative error at a point, and the floor below which it says nothing."""
    nothing = ": this says nothing where the slope is lost" if here.hidden else ""
    return f"Relative error **{number(float(here.error), 2)}**, floor {number(float(here.floor), 1)}{nothing}."


def kink(scene: CheckScene) -> str:
    """What is special about a point on a kink, if it is one. A step of its own, for h may be too bad to tell."""
    found = sides(scene.plain, scene.point, CHECK_SETTINGS["h"].default)
    apart = [
        f"∂{axis} is {number(found.before[k])} before and {number(found.after[k])} after it"
        for k, axis in enumerate("xy")
        if found.kinked[k]
    ]
    return f"Your point is on a kink: {', '.join(apart)}." if apart and not scene.plain.smooth else ""


def price_list(scene: CheckScene) -> str:
    """What one gradient costs by each formula, here and with a million weights, as Markdown."""
    found = price(scene.surface)
    lines = [
        f"| {name} | {found[name].evaluations} | {duration(found[name].seconds)} | {rule.evaluations(MANY):,} | "
        f"{duration(A_LOSS * rule.evaluations(MANY))} |"
        for name, rule in FORMULAS.items()
    ]
    head = (
        "| one gradient | losses | took here | losses, 10⁶ weights | at 1 ms each |\n| --- | --- | --- | --- | --- |\n"
    )
    analytic = f"\n| analytic | 0 | {duration(found['analytic'].seconds)} | 0 | a few ms |"
    return head + "\n".join(lines) + analytic


@cache
def price(surface: str) -> dict[str, Cost]:
    """What a gradient of a surface costs; timed once a process, so that the numbers stand still."""
    return costs(ALL_SURFACES[surface](), ALL_SURFACES[surface].start)
