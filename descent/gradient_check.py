"""The gradient check: the analytic gradient against the numeric one, at a point, over a grid, and against the step h."""

from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from surfaces import Surface
from surfaces.complex_step import ROUNDED, at_complex, require_analytic
from surfaces.numerical import FORMULAS, formula_of, measure, numerical_gradient, rounding, slopes

Array = NDArray[np.float64]
STEPS = np.logspace(-15, 0, 61)
"""The steps h at which the error is looked at."""
TOLERANCE = 1e-6
"""A relative error below this passes: what centered differences with h = 1e-5 reach with room to spare."""
ENOUGH = 1e-3
"""Where rounding hides no more than so much of a slope, the slope can be told."""
MOST = 0.99
"""So many of the points that can be told must agree: differences across a kink are nobody's mistake."""
NUDGE = 2.0**-26
REPEATS = 20


@dataclass(frozen=True)
class Check:
    """A gradient check at points of shape (...): all arrays are (2, ...).

    analytic, numeric: the two gradients; rounding: how far rounding may have moved them apart; spread: how far the numeric
    one moves when h is doubled, which is what truncation may have done.

    Each part is compared by itself, because a wrong small part beside a right large one is a mistake, too. But where a part
    crosses 0 it has no digits to agree in: as long as rounding and truncation can explain a difference, it is a share of
    the larger part, or of the typical slope of all the points.
    """

    analytic: Array
    numeric: Array
    rounding: Array
    spread: Array

    @property
    def error(self) -> Array:
        """|a − n| / max(|a|, |n|) of the part that is off most: shape (...), NaN where a gradient is not finite."""
        return _share(self._apart, self._scale).max(axis=0)

    @property
    def floor(self) -> Array:
        """What rounding alone may make of the error: shape (...)."""
        return _share(self.rounding, self._scale).max(axis=0)

    @property
    def differs(self) -> Array:
        """Which parts differ by more than the tolerance and rounding allow."""
        seen = self._apart > TOLERANCE * self._scale + self.rounding
        return seen & (self.mistaken | (self._whole > self.doubt))

    @property
    def mistaken(self) -> Array:
        """Which parts differ by more than any fault of the formula can explain."""
        return self._apart > TOLERANCE * self._size + self.doubt

    @property
    def told(self) -> Array:
        """Of which parts anything can be said: rounding hides little of them, or nothing that matters beside the other."""
        little = np.maximum(ENOUGH * self._size, TOLERANCE * self._whole)
        return self.differs | ((self.rounding <= little) & ((self._whole > self.doubt) | (self._apart == 0)))

    @property
    def apart(self) -> Array:
        """Where the gradients differ: shape (...)."""
        return self.differs.any(axis=0)

    @property
    def hidden(self) -> Array:
        """Where nobody can tell whether they do: shape (...)."""
        return self.known & ~self.apart & ~self.told.all(axis=0)

    @property
    def agrees(self) -> Array:
        """Where they agree: shape (...)."""
        return self.known & ~self.apart & ~self.hidden

    @property
    def off(self) -> Array:
        """By what share of its length the gradient is off: shape (...)."""
        return _share(np.hypot(*self._apart), np.hypot(*self._size))

    @property
    def doubt(self) -> Array:
        """By how much rounding and truncation may have moved the gradients apart."""
        return self.rounding + 2 * self.spread

    @property
    def known(self) -> Array:
        """Where both gradients are finite: shape (...)."""
        return np.isfinite(self._apart).all(axis=0)

    @property
    def worst(self) -> float:
        """The largest error of the points that can be told, NaN if there is none."""
        told = self.error[self.known & ~self.hidden]
        return float(told.max()) if told.size else np.nan

    @property
    def passed(self) -> bool:
        """Whether each part can be told somewhere, and agrees nearly everywhere there."""
        return bool(self._told.all() and (self._count(self.differs) <= (1 - MOST) * self._told).all())

    @property
    def wrong(self) -> tuple[int, ...]:
        """The parts that have a mistake at more than a few of the points that can be told: of 0 and 1."""
        return tuple(np.flatnonzero(self._count(self.mistaken) > (1 - MOST) * self._told))

    @property
    def _told(self) -> NDArray[np.int64]:
        return self._count(self.told)

    def _count(self, parts: Array) -> NDArray[np.int64]:
        return parts.reshape(2, -1).sum(axis=1)

    @property
    def _apart(self) -> Array:
        return np.abs(self.analytic - self.numeric)

    @property
    def _size(self) -> Array:
        return np.maximum(np.abs(self.analytic), np.abs(self.numeric))

    @property
    def _whole(self) -> Array:
        larger = self._size.max(axis=0)
        return np.maximum(larger, np.median(larger[self.known]) if self.known.any() else 0.0)

    @property
    def _scale(self) -> Array:
        return np.where(self.mistaken, self._size, self._whole)


@dataclass(frozen=True)
class StepErrors:
    """The error against h: truncation makes it grow to the right of `best`, rounding to the left.

    hs, errors: (n,); floors: what rounding alone may make of the errors, (n,); best: the h with the smallest error, NaN if
    none is finite; agree: whether the gradients agree at any h.
    """

    hs: Array
    errors: Array
    floors: Array
    best: float
    agree: bool


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
        analytic, (numeric, losses) = surface.gradient(points), measure(f, points, h, formula)
        size = np.maximum(np.abs(analytic), np.abs(numeric))
        floor = rounding(losses, size, points, h, formula) + _rounded(surface, points, analytic)
        return Check(analytic, numeric, floor, np.abs(slopes(f, points, 2 * h, formula) - numeric))


def _rounded(surface: Surface, w: Array, gradient: Array) -> Array:
    """What rounding of the point costs the analytic gradient (2, ...): ε Σⱼ |wⱼ ∂ⱼg|, which matters where g crosses 0."""
    nudged = [surface.gradient(np.stack([w[0] * (1 + x * NUDGE), w[1] * (1 + y * NUDGE)])) for x, y in ((1, 0), (0, 1))]
    return np.asarray(ROUNDED * sum(np.abs(near - gradient) for near in nudged) / NUDGE)


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


def error_against_step(surface: Surface, w: ArrayLike, formula: str = "centered", hs: Array = STEPS) -> StepErrors:
    """How the error of the numeric gradient at the one point `w` depends on h."""
    points = np.repeat(np.asarray(w, float)[:, None], len(hs), axis=1)
    found = check(surface, points, hs, formula)
    best = float(hs[np.nanargmin(found.error)]) if found.known.any() else np.nan
    agree = bool(found.agrees.any())
    return StepErrors(hs, found.error, found.floor, best, agree)


def costs(surface: Surface, w: ArrayLike) -> dict[str, Cost]:
    """The cost of one gradient at `w` by each formula, and "analytic" of the surface's own, which asks for no loss."""
    points = np.asarray(w, float)
    found = {
        name: Cost(rule.evaluations(2), _seconds(partial(measured, surface, points, 1e-5, name))) for name, rule in FORMULAS.items()
    }
    return found | {"analytic": Cost(0, _seconds(partial(surface.gradient, points)))}


def _share(part: Array, whole: Array) -> Array:
    """part / whole, where nothing of nothing is 0."""
    with np.errstate(all="ignore"):
        return np.where(part == 0, 0.0, part / whole)


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
