"""What is shown of a step: the arrows that make it up, and the equations of a form that has others."""

from collections.abc import Mapping
from typing import Any, NamedTuple

RATE = r"\alpha_\mathrm{eff}"
"""The name of the learning rate of each axis: the factor on the gradient, or on its average. @private"""
NOW = r"\alpha_t"
"""The name of the learning rate of a step, with its schedule."""


class Arrow(NamedTuple):
    """A vector of a step: the sum of `terms`, each a factor and the names of noted values that it multiplies.

    label: LaTeX; kind: what it stands for, "gradient", "memory", "decay" or "step"; scaled: whether its length is not in the
    units of a step, so that only its direction means something beside one.
    """

    label: str
    kind: str
    terms: tuple[tuple[float, tuple[str, ...]], ...]
    scaled: bool = False

    def __repr__(self) -> str:
        return f"<arrow of the {self.kind}>"


class Variant(NamedTuple):
    """What is shown in place of a rule's own where its fields have the values `where`; arrows: None if they are the rule's own."""

    where: Mapping[str, Any]
    equations: str
    arrows: tuple[Arrow, ...] | None = None

    def __repr__(self) -> str:
        return f"<variant where {self.where}>"


def part(kind: str, label: str, *names: str, factor: float = -1.0) -> Arrow:
    """A part of the step, which adds up with the others."""
    return Arrow(label, kind, ((factor, names),))


def direction(kind: str, label: str, name: str) -> Arrow:
    """Where `name` points from, turned downhill."""
    return Arrow(label, kind, ((-1.0, (name,)),), scaled=True)


DOWNHILL = direction("gradient", "-g", "g")
STEP = Arrow(r"w_{t+1} - w_t", "step", ((1.0, ("w",)), (-1.0, ("w before",))))
"""What every rule has."""
