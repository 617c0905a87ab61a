"""Contour lines on top of the ground: the loss on the test set, or the parts that a regularized loss is the sum of."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from figures.loss_grid import LossGrid, grid_of, loss_grid, mesh
from figures.marks import Marks, marks
from surfaces import DataSurface, Regularized, Surface, penalty, plain

CELLS = 4_000
"""Grid points of a set of lines: enough for lines, a quarter of the ground's."""


class Lines(NamedTuple):
    """A set of contour lines, and what they are lines of: "test", "data" or "penalty"."""

    kind: str
    grid: LossGrid


def shown_test_surface(surface: Surface, wanted: str) -> Surface | None:
    """The loss on the test set behind `surface`, if it is "test" that is `wanted` beside the loss and there are examples."""
    base = plain(surface)
    return base.test_surface if wanted == "test" and isinstance(base, DataSurface) else None


def contour_lines(surface: Surface, wanted: str) -> tuple[Lines, ...]:
    """The lines over the loss `surface` that are `wanted`: "test", "parts" or "off"."""
    base, penalized = plain(surface), penalty(surface)
    if test := shown_test_surface(surface, wanted):
        return (Lines("test", loss_grid(test, CELLS)),)
    if wanted == "parts" and penalized:
        bare = Lines("data", loss_grid(base, CELLS))
        return bare, Lines("penalty", _alone(replace(penalized, surface=base)))
    return ()


def other_minima(surface: Surface, wanted: str) -> Marks:
    """The best minima of other losses over the same weights: on the `test` set, and `bare` of any penalty."""
    test = shown_test_surface(surface, wanted)
    return {
        "bare": marks(plain(surface))["best"] if penalty(surface) else (),
        "test": marks(test)["best"] if test else (),
    }


@lru_cache(maxsize=64)
def _alone(loss: Regularized) -> LossGrid:
    """The losses of a penalty over the window of its loss."""
    return grid_of(loss.penalty(*mesh(loss.domain, CELLS)), loss.domain, np.empty(0))
