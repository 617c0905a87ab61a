"""How a scene is shown: each setting declared once, for the scene, its address, and the player's switch with its tooltip."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from params import Declared, Param, choice, param, params_of, titled


@dataclass(frozen=True)
class Look(Declared):
    """How a scene is shown. A help is the title of a switch of the player, a colon, and its tooltip; so is the meaning of
    what a choice may be, if that has a switch.
    """

    future: bool = param(False, help="Future: Paths, losses and standings to the end of the run, ahead of the clock")
    overlay: str = choice("auto", {"auto": "", "0": "", "1": "One plot: All paths on one plot, or side by side"})
    """"auto" is one plot on a phone, and one for each method elsewhere."""
    lines: str = choice(
        "test",
        {
            "off": "",
            "test": "Test loss: The loss on examples that are not learned from: its contours, its minimum, its curve",
            "parts": "Penalty: Contours of the loss without penalty and of the penalty, whose sum is minimized",
        },
    )
    strengths: bool = param(
        False, help="λ curve: Training loss, test loss and the minimum against the strength of the penalty"
    )
    field: bool = param(
        False, help="Field: Arrows that point downhill, and with minibatches those of this step beside all examples"
    )
    basins: bool = param(
        False, help="Basins: Where each start ends: the map of each method under its paths, coloured by the minimum"
    )
    theory: str = choice(
        "off", ("off", "minimum", "start"), help="Theory: What the Hessian predicts, and whether it comes true"
    )
    code: bool = param(False, help="Code: Equation, source and PyTorch script of each optimizer")
    inspect: bool = param(
        False, help="Step: What the step under the clock computes, with its numbers, and the arrows that make it up"
    )
    view3d: bool = param(False, help="3-D: The surface in three dimensions")
    logheight: bool = param(False, help="Log height: Logarithmic heights, so that the floor of a deep valley shows")
    present: bool = param(False, help="Present: Nothing but the plots, large enough for a room. Key P; Esc leads back")
    speed: float = param(1.0, 0.25, 8.0, help="playback speed: 1 is the whole run in eight seconds")
    pacing: str = choice(
        "step", ("step", "path"), help="pacing: all steps alike, or by path, slower where somebody moves far"
    )
    loop: bool = param(False, help="loop: start again at the end")


TRANSPORT = ("speed", "pacing", "loop")
"""The settings whose controls belong to the clock."""


class Switch(NamedTuple):
    """A button of the player.

    key: its setting; on: the values with which it is pressed, of which it sets the first; off: what it sets if pressed.
    """

    key: str
    title: str
    help: str
    on: tuple[Any, ...]
    off: Any


def switches() -> list[Switch]:
    """All switches of a look, in the order of its settings."""
    settings = params_of(Look).items()
    return [switch for key, declared in settings if key not in TRANSPORT for switch in _switches(key, declared)]


def _switches(key: str, declared: Param) -> Iterator[Switch]:
    off, *on = declared.options or (False, True)
    if declared.meanings:
        meant = zip(declared.options, declared.meanings, strict=True)
        yield from (_switch(key, meaning, (value,), off) for value, meaning in meant if meaning)
    else:
        yield _switch(key, declared.help, tuple(on), off)


def _switch(key: str, words: str, on: tuple[Any, ...], off: Any) -> Switch:
    return Switch(key, *titled(words), on, off)
