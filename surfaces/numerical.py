"""The gradient by differences: what one has before the calculus is done, and checks it with afterwards."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from surfaces.base import Array


class Formula(NamedTuple):
    """Σ weight · f(w + shift · h eₖ) / h; order: how the error shrinks with h."""

    shifts: tuple[complex, ...]
    weights: tuple[float, ...]
    order: int


FORMULAS = {
    "forward": Formula((1, 0), (1, -1), 1),
    "centered": Formula((1, -1), (1 / 2, -1 / 2), 2),
    "five points": Formula((1, -1, 2, -2), (2 / 3, -2 / 3, -1 / 12, 1 / 12), 4),
    "complex step": Formula((1j,), (1,), 2),
}
"""name → formula, from simple to subtle. Squire & Trapp (1998) for the complex step, which takes no difference."""


def numerical_gradient(f: Callable[[Any], Any], w: ArrayLike, h: float = 1e-5, formula: str = "centered") -> Array:
    """The gradient of `f`, a function of one array, at `w` of any shape: the same shape.

    `w` is left as it is. "complex step" needs an `f` that takes complex numbers. Raises ValueError unless h > 0.
    """
    here = np.asarray(w, float)
    flat = slopes(lambda v: f(v.reshape(here.shape)), here.ravel(), h, formula)
    return flat.reshape(here.shape)


def slopes(f: Callable[[Any], Any], w: Array, h: Any, formula: str) -> Array:
    """∂f/∂wₖ of an `f` that takes (d, ...) to (...), at `w` of shape (d, ...): the same shape. h: of shape (...), too."""
    if not np.all(np.asarray(h) > 0):
        raise ValueError(f"h = {h!r} must be positive")
    if formula == "forward":
        here = f(w)
        return np.stack([(f(_shifted(w, k, h)) - here) / h for k in range(len(w))])
    return np.stack([_slope(f, w, k, h, FORMULAS[formula]) for k in range(len(w))])


def evaluations(formula: str, size: int) -> int:
    """How often a gradient of `size` numbers asks for the loss."""
    return size + 1 if formula == "forward" else size * len(FORMULAS[formula].shifts)


def _slope(f: Callable[[Any], Any], w: Array, k: int, h: Any, formula: Formula) -> Array:
    pairs = zip(formula.shifts, formula.weights, strict=True)
    total = sum(weight * np.asarray(f(_shifted(w, k, shift * h))) for shift, weight in pairs)
    return (np.imag(total) if np.iscomplex(formula.shifts[0]) else total) / h


def _shifted(w: Array, k: int, step: Any) -> Any:
    """`w` with `step` added to its k-th number: a new array."""
    shifted = np.array(np.broadcast_arrays(*w, step)[: len(w)] if np.ndim(step) else w, np.result_type(w, step))
    shifted[k] += step
    return shifted
