"""Plotly figures of what a penalty does as its strength grows: to both losses, and to the weights."""

from typing import Any

import plotly.graph_objects as go

from figures.words import number
from language import _
from surfaces import LossPair, Path

LEAST = 10**-4.5
"""Where no penalty at all stands on the logarithmic axis."""
TRAIN, TEST, NOW = "#0b7a75", "#c2410c", "#6b7280"
HEIGHT = 260


def loss_curves(path: Path, losses: LossPair, strength: float) -> go.Figure:
    """Training and test loss at the minimum for each λ; the best λ by test loss and the present one are marked."""
    figure = _figure(path, _("loss at the minimum"), strength)
    for name, values, colour, dash in (
        (_("training"), losses.train, TRAIN, "solid"),
        (_("test"), losses.test, TEST, "dash"),
    ):
        figure.add_scatter(x=_places(path), y=values, name=name, line={"color": colour, "dash": dash, "width": 2.2})
    if losses.best >= 0:
        best = _places(path)[losses.best]
        best_strength = number(float(path.strengths[losses.best]), 2)
        label = _("best λ by test loss: {strength}", strength=best_strength)
        figure.add_scatter(
            x=[best], y=[losses.test[losses.best]], name=label, mode="markers",
            marker={"color": TEST, "size": 11, "symbol": "star"},
        )  # fmt: skip
    return figure


def weight_curves(path: Path, strength: float) -> go.Figure:
    """The weights of the minimum for each λ: what L1 sets to zero stays there."""
    figure = _figure(path, _("weight at the minimum"), strength)
    for name, values, colour, dash in zip("xy", path.points, (TRAIN, TEST), ("solid", "dash"), strict=True):
        figure.add_scatter(x=_places(path), y=values, name=name, line={"color": colour, "dash": dash, "width": 2.2})
    figure.add_hline(0, line={"color": NOW, "width": 1})
    return figure


def _figure(path: Path, title: str, strength: float) -> go.Figure:
    """Axes with λ across, and a line at the present λ."""
    axis: dict[str, Any] = {"type": "log", "title": "λ", "tickvals": [LEAST, 1e-3, 1e-2, 0.1, 1, 10]}
    figure = go.Figure(
        layout={
            "height": HEIGHT,
            "margin": {"l": 10, "r": 10, "t": 30, "b": 10},
            "xaxis": axis | {"ticktext": ["0", "0.001", "0.01", "0.1", "1", "10"]},
            "yaxis": {"title": title},
            "legend": {"orientation": "h", "y": 1.14, "x": 0},
        }
    )
    figure.add_vline(max(strength, LEAST), line={"color": NOW, "dash": "dot"})
    return figure


def _places(path: Path) -> list[float]:
    """The strengths on a logarithmic axis, which has no zero."""
    return [max(strength, LEAST) for strength in path.strengths.tolist()]
