"""What changes a loss wraps a loss."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from language import _
from params import changed
from surfaces.base import Box, CriticalPoints, Point, Surface, TorchCode


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
    def critical(self) -> CriticalPoints:
        return self.surface.critical

    @property
    def bottom(self) -> float:
        return self.surface.bottom

    @property
    def torch(self) -> TorchCode:
        """What is added to the loss, as PyTorch code. Raises ValueError, in words for people, if PyTorch cannot have it."""
        raise ValueError(_("PyTorch has no {name} like this.", name=_(self.label).lower()))

    def at(self, t: int) -> Surface:
        return changed(self, surface=self.surface.at(t))


def nested(surface: Surface) -> Iterator[Surface]:
    """The surface, the one that it wraps, the one that this wraps …"""
    yield surface
    if isinstance(surface, Wrapper):
        yield from nested(surface.surface)


@dataclass(frozen=True)
class Tilted(Wrapper):
    r"""A surface with the same slope added everywhere.

    $$f(w) + s^T w$$

    Its critical points are not those of the surface, and not searched for.
    """

    slope: Point

    critical = CriticalPoints()
    bottom = Surface.bottom

    @property
    def landscape(self) -> Surface:
        return changed(self, surface=self.surface.landscape)

    def f(self, x, y):
        return self.surface.f(x, y) + self.slope.x * x + self.slope.y * y

    def df(self, x, y):
        gx, gy = self.surface.df(x, y)
        return gx + self.slope.x, gy + self.slope.y
