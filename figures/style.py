"""The looks: one colour, dash and marker for each optimizer, the same everywhere, and the quiet ground under the paths."""

from typing import NamedTuple

from optimizers import OPTIMIZERS

DARK_INK = (
    "#b80f5f", "#0b5fba", "#c2410c", "#8b2fa8", "#7a5200", "#00697a", "#1f2937", "#566000", "#8c1c13", "#00704a",
)  # fmt: skip
"""Colours of paths on a light ground."""
LIGHT_INK = (
    "#ff8fc0", "#6cb4ff", "#ff9d5c", "#d79bff", "#e5c04b", "#5fd3e0", "#e8edf4", "#c3d94a", "#ff8a80", "#4fd6a5",
)  # fmt: skip
"""The same hues on a dark ground."""
DASHES = ((11, 4, 2, 4), (), (8, 4), (2, 4), (18, 4))
"""Lengths of stroke and gap in pixels; empty is a solid line."""
MARKERS = ("pentagon", "circle", "square", "triangle", "diamond", "cross")
LIGHT_GROUND = ("#fcfdfe", "#e3e9f1", "#c6d1df")
"""The ramp of the contours in light mode, from low loss to high."""
DARK_GROUND = ("#0f141b", "#1f2835", "#36445a")
RIVAL_DASH = (3, 6)
"""Of the second of a pair that shares colour and marker; its marker is hollow."""


class Style(NamedTuple):
    """How an optimizer is drawn: `light` and `dark` are its colours in light and in dark mode."""

    light: str
    dark: str
    dash: tuple[int, ...]
    marker: str


def _style(i: int) -> Style:
    """The i-th look. 10 colours, 5 dashes and 6 markers meet again in the same combination only after 30."""
    return Style(
        DARK_INK[i % len(DARK_INK)], LIGHT_INK[i % len(LIGHT_INK)], DASHES[i % len(DASHES)], MARKERS[i % len(MARKERS)]
    )


STYLES = {name: _style(i) for i, name in enumerate(OPTIMIZERS)}
"""Optimizer name → its look."""
