"""Below the pictures of a gradient check: both gradients at the point, and what each formula costs."""

from functools import lru_cache

import streamlit as st

from checking import FORMULAS, Check, Cost, check, costs, sides
from figures import duration, number, point
from language import _
from scenes import CHECK_SETTINGS, CheckScene
from surfaces import Surface

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
        (_("analytic"), here.analytic, 9),
        (_("numeric"), here.numeric, 9),
        (_("difference"), here.analytic - here.numeric, 2),
    ]
    lines = [f"| {name} | {' | '.join(number(float(v), digits) for v in part)} |" for name, part, digits in rows]
    where = _("at {place}", place=point(scene.point))
    head = f"| {where} | ∂x | ∂y |\n| --- | --- | --- |\n"
    return head + "\n".join(lines) + f"\n\n{said(here)} {kink(scene)}"


def said(here: Check) -> str:
    """The relative error at a point, and the floor below which it says nothing."""
    found = {"error": number(float(here.error), 2), "floor": number(float(here.floor), 1)}
    if here.hidden:
        return _("Relative error **{error}**, floor {floor}: it says nothing where rounding hides the slope.", **found)
    return _("Relative error **{error}**, floor {floor}.", **found)


def kink(scene: CheckScene) -> str:
    """What is special about a point on a kink, if it is one. A step of its own, for h may be too bad to tell."""
    found = sides(scene.plain, scene.point, CHECK_SETTINGS["h"].default)
    apart = [
        _(
            "∂{axis} is {before} before and {after} after it",
            axis=axis,
            before=number(found.before[k]),
            after=number(found.after[k]),
        )
        for k, axis in enumerate("xy")
        if found.kinked[k]
    ]
    if not apart or scene.plain.smooth:
        return ""
    return _("Your point is on a kink: {slopes}.", slopes=", ".join(apart))


def price_list(scene: CheckScene) -> str:
    """What one gradient costs by each formula, here and with a million weights, as Markdown."""
    found = price(scene.plain)
    lines = [
        f"| {_(name)} | {found[name].evaluations} | {duration(found[name].seconds)} | {rule.evaluations(MANY):,} | "
        f"{duration(A_LOSS * rule.evaluations(MANY))} |"
        for name, rule in FORMULAS.items()
    ]
    columns = (
        _("one gradient"),
        _("losses"),
        _("time here"),
        _("losses, 10⁶ weights"),
        _("at 1 ms a loss"),
    )
    head = f"| {' | '.join(columns)} |\n| --- | --- | --- | --- | --- |\n"
    analytic = _("analytic"), "0", duration(found["analytic"].seconds), "0", _("a few ms")
    return head + "\n".join([*lines, f"| {' | '.join(analytic)} |"])


@lru_cache(maxsize=256)
def price(surface: Surface) -> dict[str, Cost]:
    """What a gradient of a surface costs; timed once a process, so that the numbers stand still."""
    return costs(surface, surface.start)
