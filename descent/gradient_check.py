"""The gradient check: the analytic gradient against the numeric one, at a point, over a grid, and against the step h."""

from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from surfaces import Surface
from surfaces.numerical import FORMULAS, evaluations, numerical_gradient, slopes

Array = NDArray[np.float64]
STEPS = np.logspace(-15, 0, 61)
"""The steps h at which the error is looked at."""
TOLERANCE = 1e-6
"""A relative error below this passes: what centered differences with h = 1e-5 reach with room to spare."""
REPEATS = 20


@dataclass(frozen=True)
class Check:
    """A gradient check at points of shape (...).

    analytic, numeric: (2, ...); error: (...), relative as in `relative_error`, NaN where a gradient is not finite.
    """

    analytic: Array
    numeric: Array
    error: Array

    @property
    def worst(self) -> float:
        """The largest error, NaN if there is none."""
        finite = self.error[np.isfinite(self.error)]
        return float(finite.max()) if finite.size else np.nan

    @property
    def passed(self) -> bool:
        """Whether 99 of 100 points agree: differences across a kink are nobody's mistake."""
        finite = self.error[np.isfinite(self.error)]
        return bool(finite.size) and float((finite <= TOLERANCE).mean()) >= 0.99


@dataclass(frozen=True)
class StepErrors:
    """The error against h: truncation makes it grow to the right of `best`, rounding to the left.

    hs, errors: (n,); best: the h with the smallest error, NaN if none is finite.
    """

    hs: Array
    errors: Array
    best: float


@dataclass(frozen=True)
class Cost:
    """What one gradient costs: losses asked for, and seconds."""

    evaluations: int
    seconds: float


def check(surface: Surface, w: ArrayLike, h: float = 1e-5, formula: str = "centered") -> Check:
    """The gradient check at `w` of shape (2, ...)."""
    points = np.asarray(w, float)
    analytic, numeric = surface.gradient(points), measured(surface, points, h, formula)
    return Check(analytic, numeric, relative_error(analytic, numeric))


def check_grid(surface: Surface, nx: int = 41, ny: int = 41, h: float = 1e-5, formula: str = "centered") -> Check:
    """The gradient check on a regular grid over the window: arrays of shape (ny, nx)."""
    return check(surface, surface.domain.mesh(nx, ny), h, formula)


def measured(surface: Surface, w: Array, h: Any, formula: str) -> Array:
    """The numeric gradient at `w` (2, ...)."""
    with np.errstate(all="ignore"):
        return slopes(lambda v: surface.f(*v), w, h, formula) + np.zeros_like(w)


def sides(surface: Surface, w: ArrayLike, h: float) -> tuple[Array, Array]:
    """The slopes before and after the one point `w` (2,), each over a distance h: across a kink they stay apart."""
    points = np.asarray(w, float)
    after = measured(surface, points, h, "forward")
    return 2 * measured(surface, points, h, "centered") - after, after


def relative_error(analytic: Array, numeric: Array) -> Array:
    """|a − n| / max(|a|, |n|, 1) for gradients (2, ...), as lengths: shape (...)."""
    size = np.maximum(np.maximum(np.hypot(*analytic), np.hypot(*numeric)), 1.0)
    return np.asarray(np.hypot(*(analytic - numeric)) / size)


def error_against_step(surface: Surface, w: ArrayLike, formula: str = "centered", hs: Array = STEPS) -> StepErrors:
    """How the error of the numeric gradient at the one point `w` depends on h."""
    points = np.repeat(np.asarray(w, float)[:, None], len(hs), axis=1)
    errors = relative_error(surface.gradient(points), measured(surface, points, hs, formula))
    best = float(hs[np.nanargmin(errors)]) if np.isfinite(errors).any() else np.nan
    return StepErrors(hs, errors, best)


def costs(surface: Surface, w: ArrayLike) -> dict[str, Cost]:
    """The cost of one gradient at `w` by each formula, and "analytic" of the surface's own, which asks for no loss."""
    points = np.asarray(w, float)
    found = {
        name: Cost(evaluations(name, 2), _seconds(partial(measured, surface, points, 1e-5, name))) for name in FORMULAS
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
    "Check",
    "Cost",
    "StepErrors",
    "check",
    "check_grid",
    "costs",
    "error_against_step",
    "numerical_gradient",
]
