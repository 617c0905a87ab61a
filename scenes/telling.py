"""What a page says of surfaces and optimizers: their families, each in the order of its file, whose first line names it; their
stories; and how fair a race is.
"""

import sys
from typing import Any

from language import _
from surfaces import DATA_SURFACES, DataSurface, Formula

FIRST_OF_DATA = next(iter(DATA_SURFACES.values()))


def family(cls: type) -> str:
    """The module whose first line names the family: that of the class, but one for all surfaces that are made of data."""
    return FIRST_OF_DATA.__module__ if issubclass(cls, DataSurface) else cls.__module__


def heading(module: str) -> tuple[str, str]:
    """Name and sentence of a family, in the visitor's language."""
    name, sentence = _(first_line(module)).split(": ", 1)
    return name, sentence[:1].upper() + sentence[1:]


def first_line(module: str) -> str:
    """Of a module's docstring."""
    return str(sys.modules[module].__doc__).split("\n")[0]


def in_family(cls: Any) -> str:
    """Ravines · Rosenbrock: a class by the name of its family and its own."""
    return _("{family} · {name}", family=heading(family(cls))[0], name=_(cls.label))


def story(surface: Any) -> str:
    """The first paragraph of a surface's docstring, in the visitor's language; nothing of a formula, of which more is said above."""
    return "" if isinstance(surface, Formula) else _(first_paragraph(type(surface)))


def formula_of(surface: Any) -> str:
    """What somebody has typed, as an equation of plain text; nothing of the other surfaces, whose names are known."""
    return f"f(x, y) = {type(surface).definition.spelled}" if isinstance(surface, Formula) else ""


def first_paragraph(cls: type) -> str:
    """Of a docstring, in one line."""
    return " ".join(str(cls.__doc__).split("\n\n")[0].split())


def fairness(tried: list[int]) -> str:
    """That each method has the best of so many rates, at least."""
    if not tried:
        return ""
    said = _("Each method has the best of {count} learning rates tried on this surface.")
    if len(tried) > 1:
        said = _("Each method has the best of at least {count} learning rates tried on this surface.")
    return said.format(count=tried[0])
