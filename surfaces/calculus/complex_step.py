"""Whether a complex step can be trusted with a loss: it must carry the imaginary part through, as a power series would."""

from collections.abc import Callable
from typing import Any

import numpy as np

from params import Array
from surfaces.base import QUIET, Box

ROUNDED = 4 * float(np.finfo(float).eps)
"""A loss made of a few operations is right to so much of its size: measured on the surfaces here."""
TINY = 1e-20
"""A complex step without truncation."""
LEAST = float(np.finfo(float).smallest_subnormal) / TINY
STEPS = (1e-1, 1e-3, 1e-5, 1e-7, 1e-9)
"""Real steps beside it; the one that leaves least in doubt counts."""
AGREED = 1e-7
PROOF = 1 + 2 * len(STEPS)
"""Losses that the proof asks for, and again if some slope is 0."""
SAMPLED = 16
INSTEAD = 'take formula="centered", or write f with what a power series has (sqrt(x * x) for abs(x))'
NOT_ANALYTIC = (
    "the complex step contradicts differences: f loses or changes the imaginary part (as abs, float, .real, max and conj do), "
    f"or is not smooth at w. Instead, {INSTEAD}"
)


def at_complex(f: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`f`, with a ValueError that says what to do where it refuses complex numbers."""

    def ask(w: Any) -> Any:
        try:
            return f(w)
        except (TypeError, np.exceptions.ComplexWarning) as error:
            if not np.iscomplexobj(w):
                raise
            raise ValueError(
                f"f cannot take the complex numbers of a complex step ({error}). Instead, {INSTEAD}"
            ) from error

    return ask


def contradicted(f: Callable[[Any], Any], w: Array, gradient: Array) -> Any:
    """Where differences contradict complex steps at `w` of shape (d, ...), which made this `gradient`: bools (...).

    Along one direction, which no wrong part escapes, and along one that has only the parts with a slope of 0, where the
    others cannot drown what was lost.
    """
    ahead = np.random.default_rng(0).uniform(0.5, 1.0, len(w)).reshape(-1, *[1] * (w.ndim - 1)) + np.zeros(w.shape)
    silent = np.where(gradient == 0, ahead, 0.0)
    wrong = _contradicted_along(f, w, ahead)
    return wrong | _contradicted_along(f, w, silent) if silent.any() else wrong


def require_analytic(f: Callable[[Any], Any], box: Box) -> None:
    """Raise ValueError if an elementwise `f` of (2, n) is not one for a complex step at most points of a window."""
    rng = np.random.default_rng(0)
    w = np.stack([rng.uniform(box.x0, box.x1, SAMPLED), rng.uniform(box.y0, box.y1, SAMPLED)])
    if np.mean(_contradicted_along(at_complex(f), w, w * 0 + [[1.0], [0.0]])) > 1 / 2:
        raise ValueError(NOT_ANALYTIC)


@QUIET
def _contradicted_along(f: Callable[[Any], Any], w: Array, direction: Array) -> Any:
    slope = np.imag(f(w + 1j * TINY * direction)) / TINY
    measured, doubt = _measured_along(f, w, direction)
    bound = AGREED * np.maximum(np.abs(slope), np.abs(measured)) + doubt
    return np.isfinite(slope) & ~(np.abs(slope - measured) <= bound)


def _measured_along(f: Callable[[Any], Any], w: Array, direction: Array) -> tuple[Any, Any]:
    """The slope along a direction by that of the `STEPS` which leaves least in doubt, and how much that is."""
    steps = np.array(STEPS).reshape(-1, *[1] * (w.ndim - 1))
    after, before = (np.stack([np.asarray(f(w + h * direction)) for h in sign * np.array(STEPS)]) for sign in (1, -1))
    slopes, far = (after - before) / (2 * steps), np.abs(w).max(axis=0)
    rounding = ROUNDED * (np.maximum(np.abs(after), np.abs(before)) + far * np.abs(slopes)) / steps
    bend = np.max(np.abs(np.diff(after + before, axis=0)) / steps[:-1] ** 2, axis=0)
    doubts = rounding + 2 * _unlike_finer(slopes, rounding) + ROUNDED * far * bend + LEAST
    doubts = np.where(np.isfinite(doubts), doubts, np.inf)
    best = np.argmin(doubts, axis=0)[None]
    return np.take_along_axis(slopes, best, 0)[0], np.take_along_axis(doubts, best, 0)[0]


def _unlike_finer(slopes: Array, rounding: Array) -> Array:
    """How far each slope is from those by smaller steps, beyond the rounding of those: its truncation."""
    apart = [
        np.max(np.maximum(np.abs(slopes[i] - slopes[i + 1 :]) - rounding[i + 1 :], 0), axis=0)
        for i in range(len(slopes) - 1)
    ]
    return np.stack([*apart, apart[-1]])
