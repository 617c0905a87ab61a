"""The gradient check: the analytic gradient against the numeric one, at a point, over a grid, and against the step h."""

from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from checking.agreement import TOLERANCE, Check, size
from params import Array, Bools
from surfaces import (
    FORMULAS,
    ROUNDED,
    Box,
    Surface,
    at_complex,
    formula_of,
    measure,
    numerical_gradient,
    require_analytic,
    rounding,
    slopes,
)

STEPS = np.logspace(-15, 0, 61)
"""The steps h at which the error is looked at."""
NUDGE = 2.0**-26
"""What rounding of the point costs the gradient, ε Σⱼ |wⱼ ∂ⱼg|, is seen by a move of this share of w."""
KINK, MANY = 0.75, 10.0
REPEATS = 20


@dataclass(frozen=True)
class StepErrors:
    """The error against h: truncation makes it grow to the right of `best`, rounding to the left.

    hs, errors: (n,); floors: what rounding alone may make of the errors, (n,); best: the h with the smallest error, NaN if
    none is finite; agree, told: whether the gradients agree at any h, and whether that can be told at any.
    """

    hs: Array
    errors: Array
    floors: Array
    best: float
    agree: bool
    told: bool


@dataclass(frozen=True)
class Cost:
    """What one gradient costs: losses asked for, and seconds."""

    evaluations: int
    seconds: float


def check(surface: Surface, w: ArrayLike, h: Any = 1e-5, formula: str = "centered") -> Check:
    """The gradient check at `w` of shape (2, ...), with h of shape (...).

    Raises ValueError if h is not positive and finite, if the formula is unknown, and for a complex step on a surface that
    loses the imaginary part.
    """
    points = np.asarray(w, float)
    f = at_complex(lambda v: surface.f(*v))
    if formula_of(formula).complex:
        require_analytic(f, surface.domain)
    with np.errstate(all="ignore"):
        found, twice = (measure(f, points, step, formula) for step in (h, 2 * np.asarray(h)))
        analytic, numeric = surface.gradient(points), found.gradient + np.zeros_like(points)
        floor = rounding(found.losses, size(analytic, numeric), points, h, formula)
        floor += ROUNDED * _changes(surface, points, analytic, np.abs(points) * NUDGE) / NUDGE
        nearby = _changes(surface, points, analytic, _hundredth(surface.domain)).max(axis=0)
        return Check(analytic, numeric, floor, np.abs(twice.gradient - numeric), nearby)


def _changes(surface: Surface, w: Array, gradient: Array, by: Any) -> Array:
    """How much each part of the gradient (2, ...) changes when x is moved by by[0], and y by by[1], both together."""
    moved = [surface.gradient(np.stack([w[0] + by[0] * x, w[1] + by[1] * y])) for x, y in ((1, 0), (0, 1))]
    changes = np.abs(np.stack(moved) - gradient)
    return np.asarray(np.where(np.isfinite(changes), changes, 0.0).sum(axis=0))


def _hundredth(box: Box) -> tuple[float, float]:
    return box.width / 100, box.height / 100


def check_grid(surface: Surface, nx: int = 41, ny: int = 41, h: float = 1e-5, formula: str = "centered") -> Check:
    """The gradient check on a regular grid over the window: arrays of shape (ny, nx)."""
    return check(surface, surface.domain.mesh(nx, ny), h, formula)


def measured(surface: Surface, w: Array, h: Any, formula: str) -> Array:
    """The numeric gradient at `w` (2, ...)."""
    with np.errstate(all="ignore"):
        return slopes(lambda v: surface.f(*v), w, h, formula) + np.zeros_like(w)


@dataclass(frozen=True)
class Sides:
    """The slopes (2,) before and after a point, and which of them stay apart however near one looks: across a kink."""

    before: Array
    after: Array
    kinked: Bools


def sides(surface: Surface, w: ArrayLike, h: float) -> Sides:
    """The slopes on both sides of the one point `w` (2,), each over a distance h.

    Where the surface bends, the slopes over 2h are twice as far apart; where it has a kink, they are as far apart.
    """
    points = np.asarray(w, float)
    (before, after), (before2, after2) = (_sides(surface, points, step) for step in (h, 2 * h))
    jump, jump2 = np.abs(after - before), np.abs(after2 - before2)
    noise = rounding(np.abs(surface(points)), size(before, after), points, h, "forward")
    return Sides(before, after, (jump > KINK * jump2) & (jump > MANY * noise))


def _sides(surface: Surface, w: Array, h: float) -> tuple[Array, Array]:
    after = measured(surface, w, h, "forward")
    return 2 * measured(surface, w, h, "centered") - after, after


def error_against_step(surface: Surface, w: ArrayLike, formula: str = "centered", hs: Array = STEPS) -> StepErrors:
    """How the error of the numeric gradient at the one point `w` depends on h."""
    points = np.repeat(np.asarray(w, float)[:, None], len(hs), axis=1)
    found = check(surface, points, hs, formula)
    best = float(hs[np.nanargmin(found.error)]) if found.known.any() else np.nan
    told = bool((found.known & ~found.hidden).any())
    return StepErrors(hs, found.error, found.floor, best, bool(found.agrees.any()), told)


def costs(surface: Surface, w: ArrayLike) -> dict[str, Cost]:
    """The cost of one gradient at `w` by each formula, and "analytic" of the surface's own, which asks for no loss."""
    points = np.asarray(w, float)
    found = {
        name: Cost(rule.evaluations(2), _seconds(partial(measured, surface, points, 1e-5, name)))
        for name, rule in FORMULAS.items()
    }
    return found | {"analytic": Cost(0, _seconds(partial(surface.gradient, points)))}


def _seconds(way: Any) -> float:
    """The shortest of a few times: what interrupts only adds."""
    times = []
    for _ in range(REPEATS):
        begin = perf_counter()
        way()
        times.append(perf_counter() - begin)
    return min(times)


__all__ = [
    "FORMULAS",
    "STEPS",
    "TOLERANCE",
    "Array",
    "Check",
    "Cost",
    "StepErrors",
    "check",
    "check_grid",
    "costs",
    "error_against_step",
    "numerical_gradient",
]
