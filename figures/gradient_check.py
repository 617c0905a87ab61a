"""The gradient check in pictures: where in the window the gradients differ, and how the error depends on the step h."""

from collections.abc import Iterable, Mapping
from math import log10
from typing import Any

import numpy as np
import plotly.graph_objects as go

from checking import STEPS, TOLERANCE, Check, StepErrors
from figures.words import number
from language import _
from params import Array
from surfaces import FORMULAS, Box, Point

FLOOR_AT = -17
FLOOR = 10.0**FLOOR_AT
"""Errors of 0 are drawn here, for a logarithm has no place for them."""
TICKS = (-15, -12, -9, -6, -3, 0)
SEEN = log10(TOLERANCE)
LINES = {
    "forward": ("#c97a00", "dash"),
    "centered": ("#3f83e0", "solid"),
    "five points": ("#12997f", "dashdot"),
    "complex step": ("#c45f9f", "dot"),
}
"""Formula → colour, seen on a light and on a dark ground and by the colour-blind, and dash."""
AGREE, DIFFER = "125, 140, 165", "224, 108, 20"
GROUND = (
    (0.0, f"rgba({AGREE}, 0.06)"),
    (0.6249, f"rgba({AGREE}, 0.42)"),
    (0.625, f"rgba({DIFFER}, 0.30)"),
    (1.0, f"rgba({DIFFER}, 0.85)"),
)
"""Grey where the check passes and orange where it does not; translucent, so that it suits any ground."""
LOWEST = -16.0
EDGE = 0.01
CLOSE = 0.2
"""Steps that are closer than so many decades are marked together."""
FAR_LEFT, FAR_RIGHT = 1e-12, 1e-2
"""Beyond these a text on the outer side would be cut."""
PLAIN: dict[str, Any] = {
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "dragmode": False,
    "showlegend": False,
    "separators": ".,",
}
LEGEND = {
    "orientation": "h",
    "x": 0.0,
    "y": 1.0,
    "yanchor": "bottom",
    "itemclick": False,
    "itemdoubleclick": False,
    "font": {"size": 12},
}


def error_map(check: Check, box: Box, here: Point, worst: Point | None = None) -> go.Figure:
    """The error of `check`, on a grid (ny, nx) over `box`, on a logarithmic scale; a cross `here`, a ring at the `worst`.

    Blank where nobody can tell; a difference that rounding explains is as grey as one within the tolerance.
    """
    ny, nx = check.error.shape
    ground = go.Heatmap(
        x=np.linspace(box.x0, box.x1, nx),
        y=np.linspace(box.y0, box.y1, ny),
        z=_shade(check),
        customdata=check.error,
        colorscale=GROUND,
        zmin=LOWEST,
        zmax=0.0,
        hovertemplate="(%{x:.3g}, %{y:.3g})<br>relative error %{customdata:.1e}<extra></extra>",
        colorbar=_scale(),
    )
    figure = go.Figure(
        [ground, *_mark(here, "x-thin", "point"), *(_mark(worst, "circle-open", "worst") if worst else [])]
    )
    figure.update_layout(margin={"l": 36, "r": 0, "t": 8, "b": 24}, **PLAIN)
    if check.hidden.all():
        figure.add_annotation(**_note(0.5, 0.99, _("blank: rounding hides the gradient"), "center"))
    common = {"constrain": "domain", "fixedrange": True, "showgrid": False, "zeroline": False}
    figure.update_xaxes(range=[box.x0, box.x1], **common)
    figure.update_yaxes(range=[box.y0, box.y1], scaleanchor="x", **common)
    return figure


def _shade(check: Check) -> Array:
    shade = np.where(check.apart, _log(check.error), np.minimum(_log(check.error), SEEN - EDGE))
    return np.where(check.hidden, np.nan, shade)


def _scale() -> dict[str, Any]:
    texts = [_power(e) + (" " + _("pass") if e == SEEN else "") for e in TICKS]
    return {"tickvals": TICKS, "ticktext": texts, "thickness": 12, "outlinewidth": 0, "len": 1.0, "xpad": 6}


def _mark(place: Point, symbol: str, name: str) -> list[go.Scatter]:
    """A mark in black with a white casing, which is seen on every ground."""
    return [_stroke(place, symbol, name, width, colour) for width, colour in ((6, "#ffffff"), (2.5, "#111827"))]


def _stroke(place: Point, symbol: str, name: str, width: float, colour: str) -> go.Scatter:
    look = {"symbol": symbol, "size": 13, "color": colour, "line": {"width": width, "color": colour}}
    where = {"x": [place.x], "y": [place.y], "mode": "markers"}
    return go.Scatter(**where, marker=look, name=name, hoverinfo="skip", cliponaxis=False)


def error_curves(curves: Mapping[str, StepErrors], formula: str, h: float) -> go.Figure:
    """The error against h, one line a formula, with what the line of `formula` is made of, its best h, and `h`."""
    chosen = curves[formula]
    order = sorted(curves, key=lambda name: name == formula)
    figure = go.Figure([*(_line(name, curves[name], name == formula) for name in order), *_stops(chosen, formula, h)])
    figure.update_layout(margin={"l": 52, "r": 4, "t": 8, "b": 40}, **PLAIN | {"showlegend": True}, legend=LEGEND)
    figure.update_xaxes(title=_("step h"), **_decades(STEPS[0] / 3, STEPS[-1] * 10, range(-15, 1, 3)))
    figure.update_yaxes(title=_("relative error"), title_standoff=2, **_decades(FLOOR / 300, 3e3, (FLOOR_AT, *TICKS)))
    for note in _notes(chosen, formula):
        figure.add_annotation(**note)
    return figure


def _decades(low: float, high: float, exponents: Iterable[int]) -> dict[str, Any]:
    common = {"type": "log", "range": [log10(low), log10(high)], "fixedrange": True, "zeroline": False}
    return common | {"tickvals": [10.0**e for e in exponents], "ticktext": [_power(e) for e in exponents]}


def _power(exponent: int) -> str:
    return {0: "1", FLOOR_AT: "0"}.get(exponent, f"1e{number(exponent)}")


def _line(name: str, curve: StepErrors, chosen: bool) -> go.Scatter:
    colour, dash = LINES[name]
    return go.Scatter(
        x=curve.hs,
        y=np.maximum(curve.errors, FLOOR),
        customdata=curve.errors,
        name=f"{_(name)} ~ h{'  ²³⁴'[FORMULAS[name].order].strip()}",
        line={"color": colour, "dash": dash, "width": 4 if chosen else 1.6},
        opacity=1.0 if chosen else 0.8,
        mode="lines",
        legendrank=list(LINES).index(name),
        hovertemplate=f"{name}<br>h = %{{x:.1e}}: %{{customdata:.1e}}<extra></extra>",
    )


def _stops(curve: StepErrors, formula: str, h: float) -> list[go.Scatter]:
    """The best h and the chosen one, on the line of the formula; no h is best if none is good."""
    if not _useful(curve):
        return []
    if not curve.errors.any():
        return [_stop(curve, formula, h, "circle-open", _("your h: {h}", h=number(h, 1)))]
    if abs(log10(h / curve.best)) < CLOSE:
        return [_stop(curve, formula, curve.best, "star", _("best h, and yours: {h}", h=number(h, 1)))]
    best = _stop(curve, formula, curve.best, "star", _("best h: {h}", h=number(curve.best, 1)))
    return [best, _stop(curve, formula, h, "circle-open", _("your h: {h}", h=number(h, 1)))]


def _stop(curve: StepErrors, formula: str, h: float, symbol: str, text: str) -> go.Scatter:
    error, colour = _error_at(curve, h), LINES[formula][0]
    return go.Scatter(
        x=[h],
        y=[max(error, FLOOR)],
        mode="markers+text",
        text=text,
        textposition=_beside(h, curve.best),
        textfont={"color": colour, "size": 13},
        marker={"symbol": symbol, "size": 15, "color": colour, "line": {"width": 2.5, "color": colour}},
        showlegend=False,
        cliponaxis=False,
        hovertemplate=f"{text}<br>error {number(error, 2)}<extra></extra>",
    )


def _beside(h: float, best: float) -> str:
    """Where a text is not crossed by the line, which falls up to the best h and rises after it, and is not cut."""
    if h <= best:
        return "middle right" if h < FAR_LEFT else "bottom left"
    return "middle left" if h > FAR_RIGHT else "bottom right"


def _error_at(curve: StepErrors, h: float) -> float:
    """The error at `h`, between the steps at which it is known."""
    return float(10 ** np.interp(log10(h), np.log10(curve.hs), _log(curve.errors)))


def _useful(curve: StepErrors) -> bool:
    return curve.agree or not curve.errors.any()


def _notes(curve: StepErrors, formula: str) -> list[dict[str, Any]]:
    """What makes the error on either side of the best h."""
    if not curve.errors.any():
        return [_note(0.5, 0.4, _("no error, whatever h"), "center")]
    if not curve.told:
        return [_note(0.5, 0.99, _("no slope here to compare: a relative error says nothing"), "center")]
    if not curve.agree:
        return [_note(0.5, 0.4, _("no h makes them agree"), "center")]
    left = _("no difference, no rounding") if formula == "complex step" else _("◂ rounding: last digits ÷ h")
    exact = curve.errors[-1] <= TOLERANCE
    right = _("no truncation: exact here") if exact else _("truncation: the loss bends ▸")
    return [_note(0.01, 0.99, left, "left"), _note(0.99, 0.99, right, "right")]


def _note(x: float, y: float, text: str, anchor: str) -> dict[str, Any]:
    place = {"x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": anchor, "yanchor": "top"}
    return place | {"text": text, "showarrow": False, "font": {"size": 13}}


def _log(values: Array) -> Array:
    return np.log10(np.clip(values, FLOOR, 1 / FLOOR))
