"""What is minimized: loss surfaces over two weights, each with its gradient and Hessian in closed form."""

from params import registry
from surfaces import bowls, egg_boxes, hills, kinks, local_minima, plateaus, ravines, ripples, saddles
from surfaces.base import Box, Point, Surface
from surfaces.critical import CriticalPoints, boundary_index, find_critical_points
from surfaces.theory import LocalTheory, Tuning, local_theory

SURFACES: dict[str, type[Surface]] = registry(
    Surface, bowls, ravines, saddles, local_minima, hills, egg_boxes, ripples, plateaus, kinks
)
"""name → class, from simple to hard."""

__all__ = [
    "SURFACES",
    "Box",
    "CriticalPoints",
    "LocalTheory",
    "Point",
    "Surface",
    "Tuning",
    "boundary_index",
    "find_critical_points",
    "local_theory",
]
