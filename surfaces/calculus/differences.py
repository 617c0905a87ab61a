"""The gradient by differences: what one has before the calculus is done, and checks it with afterwards."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from params import Array
from surfaces.base import QUIET
from surfaces.calculus.complex_step import NOT_ANALYTIC, PROOF, ROUNDED, at_complex, contradicted


class Formula(NamedTuple):
    """Σ weight · f(w + shift · h eₖ) / h; order: how the error shrinks with h."""

    shifts: tuple[complex, ...]
    weights: tuple[float, ...]
    order: int

    @property
    def complex(self) -> bool:
        """Whether it asks for losses at complex numbers, and takes no difference."""
        return any(isinstance(shift, complex) for shift in self.shifts)

    def evaluations(self, size: int) -> int:
        """How often a gradient of `size` numbers asks for the loss."""
        still = self.shifts.count(0)
        return size * (len(self.shifts) - still) + still


FORMULAS = {
    "forward": Formula((1, 0), (1, -1), 1),
    "centered": Formula((1, -1), (1 / 2, -1 / 2), 2),
    "five points": Formula((1, -1, 2, -2), (2 / 3, -2 / 3, -1 / 12, 1 / 12), 4),
    "complex step": Formula((1j,), (1,), 2),
}
"""name → formula, from simple to subtle. Squire & Trapp (1998) for the complex step, which takes no difference."""


class Measured(NamedTuple):
    """A numeric gradient, and the size of the losses that each part is made of: both of shape (d, ...)."""

    gradient: Array
    losses: Array


def numerical_gradient(f: Callable[[Any], Any], w: ArrayLike, h: float = 1e-5, formula: str = "centered") -> Array:
    """The gradient of `f`, a function of one array that returns one number, at `w` of any shape: the same shape.

    `w` is left as it is; the gradient is not finite where `f` is not. A complex step is proven by differences along a
    direction: of an `f` that drops the imaginary part (np.abs, float, .real) it would make 0 without a word.

    Raises ValueError if h is not positive and finite or is lost beside `w`, if `w` is empty or not finite, if the formula
    is unknown, and if `f` returns many numbers or is nothing for a complex step; TypeError if `w`, h or what `f` returns
    is no real number at all.
    """
    here, rule = _point(w), formula_of(formula)
    _check_step(h, here, rule)
    loss = _one_number(f, here.shape)
    flat = here.ravel()
    found = slopes(loss, flat, float(h), formula)
    if rule.complex and contradicted(loss, flat, found).any():
        raise ValueError(NOT_ANALYTIC)
    return found.reshape(here.shape)


def slopes(f: Callable[[Any], Any], w: Array, h: Any, formula: str) -> Array:
    """∂f/∂wₖ of an `f` that takes (d, ...) to (...), at `w` of shape (d, ...): the same shape. h: of shape (...), too."""
    return _measured(f, w, h, formula).gradient


def measure(f: Callable[[Any], Any], w: Array, h: Any, formula: str) -> Measured:
    """`slopes`, and what their `rounding` depends on. Raises ValueError unless every h is positive and finite."""
    if not np.all(np.isfinite(h) & (np.asarray(h) > 0)):
        raise ValueError(f"h = {h!r} must be positive and finite: 1e-5 suits most losses")
    return _measured(f, w, h, formula)


def _measured(f: Callable[[Any], Any], w: Array, h: Any, formula: str) -> Measured:
    rule = formula_of(formula)
    still: dict[complex, Any] = {0: f(w.copy())} if 0 in rule.shifts else {}
    parts = [[still[s] if s in still else f(_shifted(w, k, s * h)) for s in rule.shifts] for k in range(len(w))]
    return Measured(*(np.stack(column) for column in zip(*(_weighed(part, h, rule) for part in parts), strict=True)))


def rounding(losses: Array, gradient: Array, w: Array, h: Any, formula: str) -> Array:
    """How far rounding may move each part of a numeric gradient (d, ...) that is made of `losses` of this size.

    A loss is right to `ROUNDED` of its size, and w ± h as well, which costs |w| times the slope. A complex step takes no
    difference: what it rounds are the slopes themselves, on the way to which the larger may cancel.
    """
    if FORMULAS[formula].complex:
        return ROUNDED * np.max(np.abs(gradient), axis=0) + np.zeros_like(gradient)
    return ROUNDED * (losses + np.sum(np.abs(w * gradient), axis=0)) / h


def evaluations(formula: str, size: int) -> int:
    """How often `numerical_gradient` asks for the loss for `size` numbers, of which none has a slope of 0."""
    rule = FORMULAS[formula]
    return rule.evaluations(size) + (PROOF if rule.complex else 0)


def formula_of(name: str) -> Formula:
    """The formula of this name. Raises ValueError if there is none."""
    if not isinstance(name, str) or name not in FORMULAS:
        raise ValueError(f"formula = {name!r} is not known: choose one of {', '.join(FORMULAS)}")
    return FORMULAS[name]


@QUIET
def _weighed(losses: list[Any], h: Any, rule: Formula) -> tuple[Array, Array]:
    """One part of the gradient, and Σ |weight · loss|."""
    terms = [np.multiply(weight, loss) for weight, loss in zip(rule.weights, losses, strict=True)]
    total = sum(terms[1:], terms[0])
    return (np.imag(total) if rule.complex else total) / h, sum(np.abs(term) for term in terms)


def _shifted(w: Array, k: int, step: Any) -> Any:
    """`w` with `step` added to its k-th number: a new array."""
    parts = np.broadcast_arrays(*w, step)[: len(w)] if np.ndim(step) else list(w)
    return np.stack([part + step if i == k else part for i, part in enumerate(parts)])


def _point(w: ArrayLike) -> Array:
    """`w` as finite floats, at least one: a new array."""
    here = _floats(w)
    if not here.size:
        raise ValueError("w is empty: there is nothing to take a gradient by")
    if not np.isfinite(here).all():
        raise ValueError(f"w must be finite, and is {here[~np.isfinite(here)][0]} somewhere")
    return here


def _floats(w: ArrayLike) -> Array:
    try:
        given = np.asarray(w)
        return np.array([float(v) for v in given.flat]).reshape(given.shape) if given.dtype == object else _real(given)
    except (TypeError, ValueError) as error:
        raise type(error)(f"w must be an array of real numbers: {error}") from error


def _real(given: Any) -> Array:
    if given.dtype.kind not in "biuf":
        raise TypeError(f"its type is {given.dtype}")
    return np.array(given, float)


def _check_step(h: Any, w: Array, rule: Formula) -> None:
    """Raise TypeError or ValueError unless `h` is one positive number that moves each part of `w`."""
    if np.ndim(h) or np.asarray(h).dtype.kind not in "iuf":
        raise TypeError(f"h = {h!r} must be one real number")
    if not (np.isfinite(h) and h > 0):
        raise ValueError(f"h = {h!r} must be positive and finite: 1e-5 suits most losses")
    lost = (w + h == w) | (w - h == w)
    if lost.any() and not rule.complex:
        large = float(np.abs(w[lost]).max())
        raise ValueError(f"h = {h!r} is lost in the rounding of w = {large:g}: take about {1e-5 * large:.0e}")


def _one_number(f: Callable[[Any], Any], shape: tuple[int, ...]) -> Callable[[Array], Any]:
    """`f` of arrays of this shape as a function of flat ones, which returns one number or says what else it returned."""
    if not callable(f):
        raise TypeError(f"f must be a function of an array, and is {f!r}")
    ask = at_complex(f)
    return lambda v: _number(ask(v.reshape(shape)), np.iscomplexobj(v))


def _number(returned: Any, may_be_complex: bool) -> Any:
    if returned is None:
        raise TypeError("f returned None: does it lack its return?")
    value = _array(returned)
    if value.size != 1:
        raise ValueError(
            f"f returned an array of shape {value.shape} and must return one number: "
            "sum it, or take the gradient of one entry, lambda w: f(w)[0]"
        )
    if np.iscomplexobj(value) and not may_be_complex:
        raise TypeError(f"f returned the complex number {value.item()}: take its real part, or its abs")
    if value.dtype.kind not in "iufc":
        raise TypeError(f"f returned {returned!r}, which is no real number")
    return value.reshape(()).astype(complex if may_be_complex else float)[()]


def _array(returned: Any) -> Any:
    """What f returned as an array; of what is no array of numbers, but can be made a float, that."""
    try:
        value = np.asarray(returned)
        return np.asarray(float(value.item())) if value.dtype == object and value.size == 1 else value
    except (TypeError, ValueError) as error:
        raise TypeError(f"f must return one real number, and returned {returned!r}") from error
