"""The looks: one colour, dash and marker for each optimizer, the same everywhere, and the quiet ground under the paths."""

from typing import NamedTuple

from optimizers import Optimizer, plain_type

COLOURS = {
    "rose": ("#b80f5f", "#ff8fc0"),
    "blue": ("#0b5fba", "#6cb4ff"),
    "orange": ("#ad380a", "#ff9d5c"),
    "violet": ("#8b2fa8", "#d79bff"),
    "gold": ("#7a5200", "#e5c04b"),
    "teal": ("#00697a", "#5fd3e0"),
    "ink": ("#1f2937", "#e8edf4"),
    "olive": ("#566000", "#c3d94a"),
    "red": ("#8c1c13", "#ff8a80"),
    "green": ("#00704a", "#4fd6a5"),
}
"""Name → the colour of a path on a light ground, and the same hue on a dark one."""
DASHES = {"solid": (), "dash": (8, 4), "dot": (2, 4), "longdash": (18, 4), "dashdot": (11, 4, 2, 4)}
"""Name → lengths of stroke and gap in pixels."""
LIGHT_GROUND = ("#fcfdfe", "#d9e2ec", "#afbed2")
"""The ramp of the contours in light mode, from low loss to high."""
DARK_GROUND = ("#0f141b", "#232f42", "#435573")
RIVAL_DASH = (3, 6)
"""Of the second of a pair that shares colour and marker; its marker is hollow."""


class Style(NamedTuple):
    """How an optimizer is drawn: `light` and `dark` are its colours in light and in dark mode."""

    light: str
    dark: str
    dash: tuple[int, ...]
    marker: str


def style_of(optimizer: Optimizer | type[Optimizer]) -> Style:
    """The style of the rule within all wrappers, which it brings with it."""
    colour, dash, marker = (optimizer if isinstance(optimizer, type) else plain_type(optimizer)).style
    return Style(*COLOURS[colour], DASHES[dash], marker)
