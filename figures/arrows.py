"""What can be drawn over the contours: which way is down, for all examples and for a batch, and how the surface curves."""

from math import sqrt
from typing import NamedTuple

import numpy as np

from params import Array
from surfaces import Box, LocalTheory, Point, Surface

ALONG = 13
"""Arrows along the longer side."""
ARM = 0.16
"""The half axis of the flatter direction, as a share of the window's shorter side."""
SHORTEST = 0.12
"""No half axis is shorter than this share of the other."""


class Field(NamedTuple):
    """places: (x, y) on a coarse grid; angles: where −∇f points there, in radians; gap: between two places."""

    places: list[list[float]]
    angles: list[float]
    gap: float


class Cross(NamedTuple):
    """The axes of the Hessian at `point`: `arms` are the half axes of the ellipse on which the loss has risen equally.

    signs: of the eigenvalues.
    """

    point: Point
    arms: list[list[float]]
    signs: list[int]


def downhill(surface: Surface) -> Field:
    """Which way is down, where there is one."""
    box = surface.domain
    gap = box.size / ALONG
    w = _inner(box, gap / 2).mesh(round(box.width / gap), round(box.height / gap)).reshape(2, -1)
    gx, gy = surface.gradient(w)
    slopes = np.hypot(gx, gy)
    known = np.isfinite(slopes) & (slopes > 0)
    angles = np.arctan2(-gy, -gx)[known]
    return Field(w.T[known].round(4).tolist(), angles.round(3).tolist(), gap)


def pulls(loss: Surface, points: Array) -> Array:
    """(4, T, R): where −∇f points where each step begins, x and y, and −∇ of what the step sees of f; points: (T + 1, 2, R)."""
    begins = points[:-1]
    seen = np.array([loss.at(t).gradient(w) for t, w in enumerate(begins, 1)])
    return -np.concatenate([loss.landscape.gradient(np.moveaxis(begins, 1, 0)), np.moveaxis(seen, 1, 0)])


def cross(theory: LocalTheory, box: Box) -> Cross | None:
    """The axes of the Hessian, to be drawn in `box`. None where it has none."""
    low, high = sorted(map(abs, theory.eigenvalues))
    if not np.isfinite(high):
        return None
    longest = ARM * min(box.width, box.height)
    lengths = [longest * _share(low, abs(value)) for value in theory.eigenvalues]
    arms = [[length * axis.x, length * axis.y] for length, axis in zip(lengths, theory.axes, strict=True)]
    return Cross(theory.point, arms, [int(np.sign(value)) for value in theory.eigenvalues])


def _share(flattest: float, curvature: float) -> float:
    return max(SHORTEST, sqrt(flattest / curvature)) if curvature else 1.0


def _inner(box: Box, margin: float) -> Box:
    return Box(box.x0 + margin, box.x1 - margin, box.y0 + margin, box.y1 - margin)
