"""An optimizer running on a loss."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from descent.compiled import inputs_of, is_near, python
from descent.outcome import FAR, Outcome, judge
from optimizers import Optimizer
from params import Array
from surfaces import Point, Surface


@dataclass(frozen=True)
class Trajectory:
    """A run from one start, or from a batch of starts of any shape `...`.

    points: (T+1, 2, ...), the start first, NaN after a path has ended; losses: (T+1, ...), the true loss there;
    last: (...), the number of the last step that holds a point; outcome: how it ended, arrays of shape (...);
    evaluations: how often "loss", "gradient" and "hessian" were asked for in one path's run.
    """

    points: Array
    losses: Array
    last: NDArray[np.intp]
    outcome: Outcome
    evaluations: Mapping[str, int]


class Counted:
    """A loss that counts what it is asked, in `calls`."""

    def __init__(self, loss: Surface, calls: Counter[str]) -> None:
        self.loss, self.calls, self.domain = loss, calls, loss.domain

    def __call__(self, w: Any) -> Array:
        self.calls["loss"] += 1
        return self.loss(w)

    def gradient(self, w: Any) -> Array:
        self.calls["gradient"] += 1
        return self.loss.gradient(w)

    def hessian(self, w: Any) -> Array:
        self.calls["hessian"] += 1
        return self.loss.hessian(w)

    @property
    def sparsity(self) -> Point:
        return self.loss.sparsity


def descend(
    loss: Surface, optimizer: Optimizer, start: ArrayLike, steps: int, shown: Surface | None = None
) -> Trajectory:
    """Run `optimizer` on `loss` for `steps` steps from `start` of shape (2,) or (2, ...).

    Hyperparameters given as arrays widen the batch. A path that grows past `FAR` or stops being finite ends there;
    the others go on. Losses and outcome are those on `shown`, if that is another surface. Raises ValueError if `start` has
    not two finite coordinates or `steps` is negative.
    """
    if steps < 0:
        raise ValueError(f"steps = {steps} must not be negative")
    calls = Counter[str]()
    with np.errstate(all="ignore"):
        points, surface = _points(loss, optimizer, _batch(start, optimizer), steps, calls), shown or loss
        losses = surface(np.moveaxis(points, 1, 0))
        outcome = judge(points, losses, surface)
        last = _end(points, losses)
    return Trajectory(points, losses, last, outcome, dict(+calls))


def _batch(start: ArrayLike, optimizer: Optimizer) -> Array:
    """The first `w`: `start` once for each path, shape (2, ...)."""
    w = np.asarray(start, float)
    if w.shape[:1] != (2,) or not np.isfinite(w).all():
        raise ValueError(f"start must hold two finite coordinates, shape (2, ...); got {start!r}")
    shape = np.broadcast_shapes(w.shape[1:], optimizer.batch)
    return np.stack([np.broadcast_to(coordinate, shape) for coordinate in w])


def _points(loss: Surface, optimizer: Optimizer, w: Array, steps: int, calls: Counter[str]) -> Array:
    """Where the paths go, (T+1, 2, ...); a single one as a program, which takes a tenth of the time."""
    program = python(optimizer, loss) if w.ndim == 1 else None
    if program is None:
        return _walk(loss, optimizer, w, steps, calls)
    x, y = w.tolist()
    written, _, counts = program(x, y, steps, inputs_of(optimizer) | inputs_of(loss))
    points = np.full((steps + 1, 2), np.nan)
    points.ravel()[: len(written)] = written
    calls.update(counts)
    return points


def _walk(loss: Surface, optimizer: Optimizer, w: Array, steps: int, calls: Counter[str]) -> Array:
    points = np.full((steps + 1, *w.shape), np.nan)
    points[0] = w
    state = optimizer.init(w)
    for t in range(1, steps + 1):
        w, state = optimizer.step(w, Counted(loss.at(t), calls), state)
        points[t] = w
        if not _goes_on(w):
            break
    return points


def _goes_on(w: Array) -> bool:
    """Whether any path of `w` is still finite and near. One path is looked at in Python, ten times faster than in NumPy."""
    if w.ndim == 1:
        x, y = w.tolist()
        return abs(x) <= FAR and abs(y) <= FAR
    return bool(is_near(w).any())


def _end(points: Array, losses: Array) -> NDArray[np.intp]:
    """The last good step of each path; what comes after it is set to NaN in place."""
    good = np.logical_and.accumulate((np.abs(points) <= FAR).all(axis=1))
    points[np.broadcast_to(~good[:, None], points.shape)] = losses[~good] = np.nan
    return good.sum(axis=0) - 1
