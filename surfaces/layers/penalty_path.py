"""Overfitting and its remedy: how the minimum moves with the penalty, and what training and test set say of it."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from params import Array
from surfaces.base import Point, Surface
from surfaces.calculus.convex import downhill
from surfaces.data.base import DataSurface
from surfaces.layers.penalty import Regularized
from surfaces.layers.stack import penalty, plain

STRENGTHS = np.concatenate([[0.0], np.logspace(-4, 1, 51)])
"""λ: none, and ten a decade."""


@dataclass(frozen=True)
class Path:
    """The minimum against the strength of the penalty. strengths: (n,); points: (2, n), NaN where there is none."""

    strengths: Array
    points: Array

    @property
    def places(self) -> list[list[float]]:
        """The points that there are, as (x, y)."""
        return [point for point in self.points.T.tolist() if np.isfinite(point).all()]


@dataclass(frozen=True)
class LossPair:
    """Loss on the training and on the test set, both without penalty, against the strength or the step: (n,) each.

    best: the number of the smallest test loss, −1 if there is none.
    """

    train: Array
    test: Array
    best: int


def regularization_path(
    surface: Surface, l1_ratio: float, strengths: Array = STRENGTHS, intercept: bool = False
) -> Path:
    """Where the minimum of `surface` plus a penalty lies for each strength λ.

    l1_ratio: the share of λ that is L1, the rest is L2; intercept: whether an intercept is penalized, too. Each search starts where the one before ended: of several minima that of the first strength is followed.
    """
    points, w = np.full((2, len(strengths)), np.nan), _lowest(surface)
    for i, strength in enumerate(strengths.tolist()):
        found = _minimum(Regularized(surface, l1_ratio * strength, (1 - l1_ratio) * strength, intercept), w)
        if found is not None:
            points[:, i] = w = np.array(found)
    return Path(strengths, points)


def own_path(surface: Surface) -> Path:
    """The path of the plain surface within `surface`, for its own mix of L1 and L2; for L2 if it has no penalty."""
    penalized = penalty(surface)
    l1_ratio = penalized.l1 / (penalized.l1 + penalized.l2) if penalized else 0.0
    return _remembered(plain(surface), l1_ratio, bool(penalized and penalized.intercept))


@lru_cache(maxsize=64)
def _remembered(surface: Surface, l1_ratio: float, intercept: bool) -> Path:
    return regularization_path(surface, l1_ratio, intercept=intercept)


def losses_along(surface: Surface, points: Array) -> LossPair:
    """Training and test loss at `points` (2, n), a path of minima or of an optimizer, of the data behind `surface`."""
    data = data_of(surface)
    train, test = data(points), data.test_surface(points)
    return LossPair(train, test, int(np.nanargmin(test)) if np.isfinite(test).any() else -1)


def data_of(surface: Surface) -> DataSurface:
    """The data surface within all wrappers. Raises ValueError if the surface is not made of data."""
    if isinstance(base := plain(surface), DataSurface):
        return base
    raise ValueError(f"{base.label} is not made of data")


def _lowest(surface: Surface) -> Array:
    return np.array(min(surface.minima, key=lambda point: float(surface(point)), default=surface.start))


def _minimum(loss: Regularized, w: Array) -> Point | None:
    found = downhill(replace(loss, l1=0.0), w, loss.sparsity) if loss.surface.smooth else None
    return found or (next(iter(loss.minima), None) if loss.convex else None)
