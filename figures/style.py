"""The looks: one colour, dash and marker for each optimizer, the same everywhere, and the quiet ground under the paths."""

from collections.abc import Iterable, Sequence
from itertools import chain
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
MARKERS = ("circle", "square", "triangle", "diamond", "cross", "pentagon")
COLOUR_STEP = 7
"""From the colour of a method to that of the next of its class: prime to the number of colours, so that none comes twice before all have come."""
LIGHT_GROUND = ("#fcfdfe", "#d9e2ec", "#afbed2")
"""The ramp of the contours in light mode, from low loss to high."""
DARK_GROUND = ("#0f141b", "#232f42", "#435573")
ARROWS = {
    "gradient": ("#006b00", "#00ff99"),
    "memory": ("#0000ff", "#99a6ff"),
    "decay": ("#990066", "#ffa0a0"),
    "step": ("#000000", "#ffff00"),
}
"""What makes up a step → the colour of its arrow on a light ground, and on a dark one: none that a path has."""
MINIMA = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9",
    "#b8a800", "#7b5ea7", "#9a2f5e", "#6b7a1e", "#0b7c8c", "#8c5a2b",
)  # fmt: skip
"""Of minima on a map of starts, by their number: none is a method's; the first six are those of Okabe and Ito (2008)."""
MAP_RAMP = ("#00224e", "#2a3f6d", "#575c6d", "#7d7c78", "#a69d75", "#d3c164", "#fee838")
"""From little to much on a map: cividis (Nuñez, Anderton, Renslow 2018), which a colour-blind person sees as others do."""
RIVAL_DASH = (3, 6)
"""Of the second of a pair that shares colour and marker; its marker is hollow."""


class Style(NamedTuple):
    """How an optimizer is drawn: `light` and `dark` are its colours in light and in dark mode."""

    light: str
    dark: str
    dash: tuple[int, ...]
    marker: str


def style_of(optimizer: Optimizer | type[Optimizer], number: int = 1) -> Style:
    """The style of the rule within all wrappers, which it brings with it; another one for the second of its class, and so on."""
    colour, dash, marker = (optimizer if isinstance(optimizer, type) else plain_type(optimizer)).style
    around, again = (number - 1) * COLOUR_STEP, (number - 1) // len(COLOURS)
    return Style(
        *COLOURS[_after(colour, COLOURS, around)],
        DASHES[_after(dash, DASHES, number - 1 + again)],
        _after(marker, MARKERS, number - 1),
    )


def styles(racing: Iterable[tuple[Optimizer, int]]) -> list[Style]:
    """The style of each (optimizer, which it is of its class) in a race. The first of a class has its own; any other one takes the
    first from its number on of which nobody has the colour, nor dash and marker both; where all colours are taken, nobody who has
    the colour has either of them.
    """
    everyone = [*racing]
    found = {i: style_of(optimizer) for i, (optimizer, number) in enumerate(everyone) if number == 1}
    for i, (optimizer, number) in enumerate(everyone):
        if number > 1:
            found[i] = _free(optimizer, number, [*found.values()])
    return [found[i] for i in range(len(everyone))]


def _free(optimizer: Optimizer, number: int, taken: Sequence[Style]) -> Style:
    offered = [style_of(optimizer, number + k) for k in range(len(COLOURS) * len(MARKERS))]
    free = (look for look in offered if all(look.light != one.light and look[2:] != one[2:] for one in taken))
    apart = (look for look in offered if not any(_are_alike(look, one) for one in taken))
    return next(chain(free, apart, offered))


def _are_alike(a: Style, b: Style) -> bool:
    return a.light == b.light and (a.dash == b.dash or a.marker == b.marker)


def _after(name: str, names: Iterable[str], count: int) -> str:
    """The name that comes `count` places after `name`, around the end."""
    around = [*names]
    return around[(around.index(name) + count) % len(around)]
