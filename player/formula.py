"""Mounts what stands above the plots of a surface that is typed: its field, what is said of it, and the formulas as printed."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from figures import inline, matrix
from player.component import component
from player.mount import Handler, heard, reporting
from player.packing.blocks import packet
from player.words import words
from surfaces import Definition


class Try(NamedTuple):
    """A formula to try: what it teaches, its text, and the address at which it is."""

    title: str
    story: str
    text: str
    address: str


class Typing(NamedTuple):
    """What the field holds, and what is wrong with it from which character to which; no problem where it can be read."""

    text: str
    problem: str = ""
    start: int = 0
    stop: int = 0


def formula_bar(
    typed: Typing, definition: Definition, facts: str, tries: Iterable[Try], on_report: Handler, key: str = "formula"
) -> None:
    """Show the field with what was `typed`, and the formula on the plots under the sentences `facts`.

    It reports {"text": …, "typing": bool}, or {"chosen": …}, the text of a formula to try.
    """
    header = {
        **typed._asdict(),
        "math": printed(definition),
        "facts": facts,
        "examples": [one._asdict() for one in tries],
        "heard": heard(key),
        "words": words(),
    }
    component("formula")(key=key, data=packet(header, {}), on_report_change=reporting(key, on_report))


@lru_cache(maxsize=256)
def printed(definition: Definition) -> dict[str, Any]:
    """The formula, its gradient and its Hessian as MathML; what is too long to be read is empty."""
    gradient, (xx, xy, yy) = definition.gradient_latex, definition.hessian_latex
    return {
        "f": inline(f"f = {definition.latex}"),
        "gradient": matrix(r"\nabla f", [gradient]) if all(gradient) else "",
        "hessian": matrix(r"\nabla^2 f", [(xx, xy), (xy, yy)]) if xx and xy and yy else "",
    }
