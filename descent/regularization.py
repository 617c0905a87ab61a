"""Overfitting and its remedy: how the minimum moves with the penalty, and what training and test set say of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from descent.run import Trajectory
from surfaces import DataSurface, Surface
from surfaces.convex import downhill
from surfaces.regularized import Regularized
from surfaces.wrappers import layers

Array = NDArray[np.float64]
STRENGTHS = np.concatenate([[0.0], np.logspace(-4, 1, 51)])
"""λ: none, and ten a decade."""


@dataclass(frozen=True)
class Path:
    """The minimum against the strength of the penalty. strengths: (n,); points: (2, n), NaN where there is none."""

    strengths: Array
    points: Array


@dataclass(frozen=True)
class LossPair:
    """Loss on the training and on the test set, both without penalty, against the strength or the step: (n,) each.

    best: the number of the smallest test loss, −1 if there is none.
    """

    train: Array
    test: Array
    best: int


def regularization_path(surface: Surface, penalty: str, strengths: Array = STRENGTHS) -> Path:
    """Where the minimum of `surface` plus a penalty "l1" or "l2" lies for each strength.

    Each search starts where the one before ended: of several minima that of the first strength is followed.
    """
    points, w = np.full((2, len(strengths)), np.nan), _lowest(surface)
    for i, strength in enumerate(strengths.tolist()):
        found = _minimum(surface, penalty, strength, w)
        if found is not None:
            points[:, i] = w = np.array(found)
    return Path(strengths, points)


def losses_along(surface: Surface, points: Array) -> LossPair:
    """Training and test loss at `points` (2, n), a path of minima or of an optimizer, of the data behind `surface`."""
    data = data_of(surface)
    train, test = data(points), data.test_surface(points)
    return LossPair(train, test, int(np.nanargmin(test)) if np.isfinite(test).any() else -1)


def learning_curves(surface: Surface, run: Trajectory) -> LossPair:
    """Training and test loss at each step of a single run; `best` is where early stopping would have stopped."""
    return losses_along(surface, run.points.T)


def data_of(surface: Surface) -> DataSurface:
    """The data surface within all wrappers. Raises ValueError if the surface is not made of data."""
    for layer in layers(surface):
        if isinstance(layer, DataSurface):
            return layer
    raise ValueError(f"{surface.label} is not made of data")


def _lowest(surface: Surface) -> Array:
    return np.array(min(surface.minima, key=lambda point: float(surface(point)), default=surface.start))


def _minimum(surface: Surface, penalty: str, strength: float, w: Array):
    if not surface.smooth:
        return next(iter(Regularized(surface, **{penalty: strength}).minima), None)
    if penalty == "l1":
        return downhill(surface, w, strength)
    return downhill(Regularized(surface, l2=strength), w)
