"""What changes a loss wraps a loss."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from params import choice, param, validate
from surfaces.base import Box, Point, Surface
from surfaces.complex_step import require_analytic
from surfaces.numerical import FORMULAS, slopes


@dataclass(frozen=True)
class Wrapper(Surface):
    """A surface made of another one: the same, but for what a subclass says."""

    surface: Surface

    @property
    def domain(self) -> Box:  # type: ignore[override]
        return self.surface.domain

    @property
    def start(self) -> Point:  # type: ignore[override]
        return self.surface.start

    @property
    def smooth(self) -> bool:  # type: ignore[override]
        return self.surface.smooth

    @property
    def convex(self) -> bool:  # type: ignore[override]
        return self.surface.convex

    @property
    def has_intercept(self) -> bool:  # type: ignore[override]
        return self.surface.has_intercept

    @property
    def sparsity(self) -> Point:
        return self.surface.sparsity

    @property
    def landscape(self) -> Surface:
        return self.surface.landscape

    def f(self, x: Any, y: Any) -> Any:
        return self.surface.f(x, y)

    def df(self, x: Any, y: Any) -> tuple[Any, Any]:
        return self.surface.df(x, y)

    def d2f(self, x: Any, y: Any) -> tuple[Any, Any, Any]:
        return self.surface.d2f(x, y)

    @property
    def minima(self) -> tuple[Point, ...]:
        return self.surface.minima

    @property
    def bottom(self) -> float:
        return self.surface.bottom

    @property
    def saddles(self) -> tuple[Point, ...]:
        return self.surface.saddles

    @property
    def maxima(self) -> tuple[Point, ...]:
        return self.surface.maxima

    def at(self, t: int) -> Surface:
        return replace(self, surface=self.surface.at(t))


def layers(surface: Surface) -> Iterator[Surface]:
    """The surface, the one that it wraps, the one that this wraps …"""
    yield surface
    if isinstance(surface, Wrapper):
        yield from layers(surface.surface)


@dataclass(frozen=True)
class Tilted(Wrapper):
    r"""A surface with the same slope added everywhere.

    $$f(w) + s^T w$$

    Its critical points are not those of the surface, and not searched for.
    """

    slope: Point

    minima = saddles = maxima = ()
    bottom = Surface.bottom

    @property
    def landscape(self) -> Surface:
        return replace(self, surface=self.surface.landscape)

    def f(self, x, y):
        return self.surface.f(x, y) + self.slope.x * x + self.slope.y * y

    def df(self, x, y):
        gx, gy = self.surface.df(x, y)
        return gx + self.slope.x, gy + self.slope.y


@dataclass(frozen=True)
class NumericalGradient(Wrapper):
    r"""A surface whose gradient is measured and not derived: slow, approximate, and right if the loss is.

    $$\frac{\partial f}{\partial w_k} \approx \frac{f(w + h e_k) - f(w - h e_k)}{2 h}$$

    That is the centered one of the `formula`s in `surfaces.numerical.FORMULAS`. Raises ValueError for a complex step on a
    surface that loses the imaginary part.
    """

    label = "Numeric gradient"

    h: float = param(1e-5, 1e-12, 1e-1, "h", "step: how far apart the losses are", log=True)
    formula: str = choice("centered", tuple(FORMULAS), "", "formula: which differences are taken")

    def __post_init__(self) -> None:
        validate(self)
        if FORMULAS[self.formula].complex:
            require_analytic(lambda w: self.surface.f(*w), self.domain)

    def df(self, x, y):
        return tuple(slopes(lambda w: self.surface.f(*w), np.stack(np.broadcast_arrays(x, y)), self.h, self.formula))

    @property
    def evaluations(self) -> int:
        """How many losses one gradient costs."""
        return FORMULAS[self.formula].evaluations(2)


@dataclass(frozen=True)
class BrokenGradient(Wrapper):
    """A surface whose gradient has a mistake of the kind that a gradient check finds.

    sign: ∂y f has the wrong sign; factor: ∂x f is twice too large; missing term: ∂y f lacks its value at the start;
    swapped: ∂x f and ∂y f have changed places.
    """

    how: str = choice("sign", ("sign", "factor", "missing term", "swapped"), "", "mistake: what is wrong")

    def df(self, x, y):
        gx, gy = self.surface.df(x, y)
        match self.how:
            case "sign":
                return gx, -np.asarray(gy)
            case "factor":
                return 2 * np.asarray(gx), gy
            case "missing term":
                return gx, gy - self.surface.gradient(self.start)[1]
        return gy, gx
