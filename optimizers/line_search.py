"""How far to go along a direction."""

from collections.abc import Callable

import numpy as np

from compiler import repeat
from optimizers.algebra import dot
from optimizers.base import Loss
from params import Array, Bools

ENOUGH = 1e-4
TRIALS = 12
FARTHER = 4.0


def line_search(loss: Loss, w: Array, d: Array, g: Array, trial: float | Array, farther: int = TRIALS) -> Array:
    """The length a ≥ 0 of a step from `w` along the descent direction `d` (2, ...), where the gradient is `g`: shape (...).

    Back from `trial` until the loss falls enough (Armijo 1966), then on to the minimum of the parabola through what is
    known, which is exact on a quadratic, and further while that is far away: up to `farther` times, 4 times as far each.
    0 where even the shortest step doesn't help.
    """
    here, slope = loss(w), dot(d, g)

    def along(a: Array) -> Array:
        return loss(w + a * d) - here

    a, rise, falls = _back(along, slope, np.zeros_like(here) + trial)
    return np.where(falls, _on(along, slope, a, rise, farther), 0.0)


def _back(along: Callable[[Array], Array], slope: Array, a: Array) -> tuple[Array, Array, Bools]:
    """(a, the rise there, whether it is a fall that is deep enough)."""

    def shorten(a: Array, _rise: Array, _falls: Bools) -> tuple[tuple[Array, Array, Bools], Bools]:
        rise = along(a)
        falls = rise <= ENOUGH * a * slope
        return (np.where(falls, a, np.clip(_bottom(a, rise, slope), 0.1 * a, 0.5 * a)), rise, falls), falls

    return repeat(shorten, (a, np.zeros_like(a), a < a), TRIALS)


def _on(along: Callable[[Array], Array], slope: Array, a: Array, rise: Array, farther: int) -> Array:
    """The length a, moved on; a path of a batch stops by itself as soon as its minimum is near."""

    def lengthen(a: Array, rise: Array, far: Bools) -> tuple[tuple[Array, Array, Bools], Bools]:
        best = np.minimum(_bottom(a, rise, slope), FARTHER * a)
        then = along(best)
        lower = far & (then < rise)
        far = lower & (best == FARTHER * a)
        return (np.where(lower, best, a), np.where(lower, then, rise), far), ~far

    return repeat(lengthen, (a, rise, a == a), farther)[0]


def _bottom(a: Array, rise: Array, slope: Array) -> Array:
    """Where the parabola with `slope` at 0 and `rise` at `a` has its minimum; infinitely far if it bends down."""
    bend = rise - slope * a
    return np.where(bend > 0, -slope * a * a / np.where(bend > 0, 2 * bend, 1.0), np.inf)
