"""Losses with and without their wrappers: the form in which a page edits them."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from surfaces.base import Surface
from surfaces.layers.base import Wrapper, nested
from surfaces.layers.minibatch import Minibatch
from surfaces.layers.noise import NoisyGradient
from surfaces.layers.numeric import NumericalGradient
from surfaces.layers.penalty import Regularized

LAYERS: dict[str, type[Wrapper]] = {
    cls.__name__: cls for cls in (Minibatch, NoisyGradient, Regularized, NumericalGradient)
}
"""Name → what may change a loss, from the innermost to the outermost."""


def plain(surface: Surface) -> Surface:
    """The surface within all wrappers, by which a loss is known on a page."""
    *_, innermost = nested(surface)
    return innermost


def layers_of(surface: Surface) -> dict[str, Wrapper]:
    """Name → wrapper of `surface`, from the innermost to the outermost."""
    found = [layer for layer in nested(surface) if isinstance(layer, Wrapper)]
    return {type(layer).__name__: layer for layer in reversed(found)}


def fits(name: str, base: Surface) -> bool:
    """Whether the layer of this name can be laid over the plain surface `base`: minibatches need data."""
    inner = next(f.type for f in fields(LAYERS[name]) if f.name == "surface")
    return isinstance(inner, type) and isinstance(base, inner)


def over(base: Surface, wrappers: Iterable[Wrapper]) -> Surface:
    """`base` under those of `wrappers` that fit, in the order of `LAYERS`."""
    given = {type(wrapper).__name__: wrapper for wrapper in wrappers}
    surface = base
    for name in LAYERS:
        if name in given and fits(name, base):
            surface = replace(given[name], surface=surface)
    return surface


def with_base(surface: Surface, base: Surface) -> Surface:
    """`surface` with another plain surface at its bottom, under the layers that fit it."""
    return over(base, layers_of(surface).values())


def layered(surface: Surface, names: Iterable[str]) -> Surface:
    """`surface` under the layers of these names: those that it has as they are, others with their defaults."""
    base, present = plain(surface), layers_of(surface)
    return over(base, [present.get(name) or LAYERS[name](base) for name in names if fits(name, base)])


def altered(surface: Surface, name: str, changes: dict[str, Any]) -> Surface:
    """`surface` with other fields in its layer `name`, if it has that."""
    present = layers_of(surface)
    changed = {name: replace(present[name], **changes)} if name in present else {}
    return over(plain(surface), (present | changed).values())


def penalty(surface: Surface) -> Regularized | None:
    """The penalty that is part of the loss, None if there is none or its strength is zero."""
    found = layers_of(surface).get("Regularized")
    return found if isinstance(found, Regularized) and (found.l1 or found.l2) else None
