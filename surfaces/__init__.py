"""What is minimized: loss surfaces over two weights, each with its gradient and Hessian in closed form."""

from params import registry
from surfaces import bowls, multimodal, ravines, saddles
from surfaces.base import Box, Point, Surface

SURFACES: dict[str, type[Surface]] = registry(Surface, bowls, ravines, saddles, multimodal)
"""name → class, from simple to hard."""

__all__ = ["SURFACES", "Box", "Point", "Surface"]
