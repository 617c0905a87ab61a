"""What is told of a path while it is walked, for the browser: the same outcome and standing as those of a `Trajectory`."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from compiler import Begun, Stepped, counted, look_up, repeat
from descent.compiled import Asked, is_near, shaped
from descent.costs import calls, work
from descent.outcome import Fold
from optimizers import Optimizer
from surfaces import DataSurface, Surface, plain

ASKED = ("loss", "gradient", "hessian")
"""What a loss is asked, and what is counted."""


class Way(NamedTuple):
    """length: of the path so far; reached: the first step within the tolerance of a minimum, −1 before."""

    length: Any
    reached: Any


@dataclass(frozen=True)
class Told:
    """`optimizer` on `loss`, with what is told of it: points, losses and, if there are, test losses are written down, and the
    numbers of `descent.Standing` and `descent.Outcome` told at the end.

    shown: the surface on which losses and outcome are read; known, asked: this and the loss with their own numbers, for the
    critical points and for what an evaluation costs; test: the surface of the test losses that are written down.
    """

    optimizer: Optimizer
    loss: Surface
    shown: Surface
    known: Surface
    asked: Surface
    test: Surface | None
    steps: Any

    @property
    def fold(self) -> Fold:
        return Fold(self.known, self.steps)

    def begin(self, w: Any) -> Begun:
        loss = loss_at(self.shown, w)
        reached = np.where(self.fold.places.is_near_minimum(w), 0, -1)
        state = (w, self.optimizer.init(w)), self.fold.begin(w, loss), Way(0.0 * w[0], reached)
        return Begun(state, self._written(w, loss))

    def advance(self, state: Any, t: Any) -> Stepped:
        (before, inner), told, way = state
        w, inner = self.optimizer.step(before, Asked(self.loss.at(t + 1)), inner)
        near, loss = is_near(w), loss_at(self.shown, w)
        length = way.length + np.where(near, np.hypot(*(w - before)), 0.0)
        arrives = near & (way.reached < 0) & self.fold.places.is_near_minimum(w)
        told = self.fold.advance(told, t + 1, w[None], loss[None])
        state = (w, inner), told, Way(length, np.where(arrives, t + 1, way.reached))
        return Stepped(state, ~near, tuple(np.where(near, v, np.nan) for v in self._written(w, loss)))

    def finish(self, state: Any, steps: Any) -> Any:
        (w, _), told, way = state
        course, outcome = told[0], self.fold.verdict(told)
        evaluations = {name: counted(w, name) for name in ASKED}
        standing = course.loss, self._distance(course.w), way.reached, way.length, calls(self.asked, evaluations)
        return (
            *standing, *self._learned(course.w, evaluations),
            outcome.kind, outcome.step, *outcome.target, outcome.near, outcome.radius, outcome.above,
        )  # fmt: skip

    def _learned(self, w: Any, evaluations: Any) -> tuple[Any, ...]:
        """test, gap, gradients, epochs."""
        base = plain(self.known)
        if not isinstance(base, DataSurface):
            return np.nan, np.nan, 0, np.nan
        test, cost = loss_at(base.test_surface, w), work(self.asked, evaluations)
        return test, test - loss_at(base, w), cost.gradients, cost.epochs

    def _distance(self, w: Any) -> Any:
        """To the nearest known minimum, NaN if none is known."""
        minima = np.array(self.known.minima, float).T
        if not minima.size:
            return np.nan
        xs, ys = minima

        def nearer(least: Any, k: Any) -> Any:
            gap = np.hypot(w[0] - look_up(xs, k), w[1] - look_up(ys, k))
            return (np.minimum(least, gap), k + 1), k + 1 >= xs.size

        return repeat(nearer, (np.full_like(w[0], np.inf), 0), xs.size)[0]

    def _written(self, w: Any, loss: Any) -> tuple[Any, ...]:
        return (*w, loss) if self.test is None else (*w, loss, loss_at(self.test, w))


def loss_at(surface: Surface, w: Any) -> Any:
    """The loss at a point that is traced."""
    return shaped(surface.f(*w), w)
