"""Where runs from one start end, over one hyperparameter or two."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from maps.basins import minimum_of
from maps.many import run_many
from optimizers import Optimizer
from params import Array, Declared, Ints, params_of
from surfaces import Surface


@dataclass(frozen=True)
class Sweep:
    """What became of the runs from one start with each value of a field, shape (n,), or of two fields, shape (n₂, n₁): row i is
    the second field, column j the first, as y and x are in a map of starts.

    fields, values: those that were swept; kind, minimum, steps, end: as in `Basins`; loss: at the end.
    """

    fields: tuple[str, ...]
    values: tuple[Array, ...]
    kind: NDArray[np.int8]
    minimum: Ints
    steps: Ints
    end: Array
    loss: Array


def sweep(
    surface: Surface, optimizer: Optimizer, field: str | Sequence[str], values: Any,
    start: ArrayLike, steps: int,
) -> Sweep:  # fmt: skip
    """What `descend` would say of a run from `start` (2,) for each of the `values` of `field`, in place of the optimizer's own.

    Two fields at once are given as a pair of names and a pair of sequences. A field of a rule within wrappers is found there.
    Raises ValueError if there is no such field, if it takes no array (a switch, a choice, a count), if a value has no meaning
    or the start is not two finite numbers.
    """
    names = (field,) if isinstance(field, str) else tuple(field)
    axes = tuple(np.atleast_1d(np.asarray(v, float)) for v in ([values] if isinstance(field, str) else values))
    if len(names) not in (1, 2) or len(names) != len(axes) or any(axis.ndim != 1 or not axis.size for axis in axes):
        raise ValueError(f"a sweep takes one field and its values, or two and theirs; got {field!r} with {len(axes)}")
    place = np.asarray(start, float)
    if place.shape != (2,):
        raise ValueError(f"start must be one point of shape (2,); got {start!r}")
    shape = tuple(len(axis) for axis in axes[::-1])
    for name, mesh in zip(names, np.meshgrid(*axes), strict=True):
        optimizer = with_field(optimizer, name, mesh.ravel())
    starts = np.repeat(place[:, None], int(np.prod(shape)), axis=1)
    outcome, end = run_many(surface, optimizer, starts, steps)
    return Sweep(
        fields=names,
        values=axes,
        kind=outcome.kind.reshape(shape),
        minimum=minimum_of(surface, outcome).reshape(shape),
        steps=outcome.step.reshape(shape),
        end=end.reshape(2, *shape),
        loss=surface(end).reshape(shape),
    )


def with_field(optimizer: Optimizer, name: str, values: Array) -> Optimizer:
    """`optimizer` with `values` for its field `name`, or for that of what it wraps. Raises ValueError if there is none."""
    if name in params_of(type(optimizer)):
        return replace(optimizer, **{name: values})
    for f in fields(optimizer):
        part = getattr(optimizer, f.name)
        if isinstance(part, Declared) and _has(part, name):
            return replace(optimizer, **{f.name: with_field(part, name, values)})  # type: ignore[arg-type]
    raise ValueError(f"{type(optimizer).__name__} has no field {name!r}")


def _has(part: Declared, name: str) -> bool:
    """Whether a part of an optimizer, or a part of that, has a field `name`."""
    if name in params_of(type(part)):
        return True
    return any(_has(v, name) for f in fields(part) if isinstance(v := getattr(part, f.name), Declared))  # type: ignore[arg-type]
