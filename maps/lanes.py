"""Runs side by side: whatever describes them has one lane for each on its last axis."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np

from compiler import flatten
from params import Array, Declared, Ints, changed


def each_array(tree: Any, change: Callable[[Array], Array], count: int | None = None) -> Any:
    """`tree`, an array, a state or an optimizer, with `change` done to each of its arrays, and `count` in place of the counts in
    a state. Plain numbers are the same for all lanes.
    """
    if isinstance(tree, tuple):
        return type(tree)(*(each_array(part, change, count) for part in tree))
    if isinstance(tree, Declared):
        return changed(tree, **{f.name: each_array(getattr(tree, f.name), change) for f in fields(tree)})  # type: ignore[arg-type]
    if type(tree) is int and count is not None:
        return count
    return change(tree) if isinstance(tree, np.ndarray) and tree.ndim else tree


def take(tree: Any, chosen: Ints) -> Any:
    """The lanes of these numbers."""
    return each_array(tree, lambda values: values.take(chosen, axis=-1))


def arrays_of(tree: Any) -> list[Array]:
    """The arrays of a state, from left to right."""
    return [leaf for leaf in flatten(tree)[0] if isinstance(leaf, np.ndarray)]


def flat(w: Array, state: Any) -> Array:
    """All numbers that the next step of each lane depends on, (D, m): its place first, then its state."""
    return np.concatenate([part.reshape(-1, w.shape[1]) for part in arrays_of((w, state))])


def unflat(z: Array, state: Any) -> tuple[Array, Any]:
    """What `flat` has made flat, with the form and the plain numbers of `state`."""
    at = 2

    def part(values: Array) -> Array:
        nonlocal at
        rows = values[..., 0].size
        at += rows
        return z[at - rows : at].reshape(*values.shape[:-1], z.shape[1])

    return z[:2], each_array(state, part)
