"""What changes a loss wraps a loss."""

from dataclasses import dataclass, replace
from typing import Any

from surfaces.base import Box, Point, Surface


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
    def l1(self) -> float:
        return self.surface.l1

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
    def saddles(self) -> tuple[Point, ...]:
        return self.surface.saddles

    @property
    def maxima(self) -> tuple[Point, ...]:
        return self.surface.maxima

    def at(self, t: int) -> Surface:
        return replace(self, surface=self.surface.at(t))
