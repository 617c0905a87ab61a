"""What is told of a path that has been walked, for the browser: the numbers of `Outcome` and `Standing`, as they are there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from compiler import Begun, Given, Graph, Stepped, look_up, named, read, repeat
from descent.compiled import is_near, shaped
from descent.costs import Rates, calls, rates, work
from descent.outcome import Fold
from descent.places import Places, known_places, near
from surfaces import DataSurface, Surface, plain

ASKED = ("loss", "gradient", "hessian")
"""What a loss is asked, and what is counted: `count_loss` … are given."""


def known_of(surface: Surface, asked: Surface) -> dict[str, Any]:
    """Name → array or number: what has to be known of a surface to tell of paths on it, and of the loss that was asked."""
    places, minima = known_places(surface), np.array(surface.minima, float).reshape(-1, 2)
    arrays = {
        "kinds": places.kinds,
        "x": places.points[0],
        "y": places.points[1],
        "losses": places.losses,
        "cells": places.cells,
        "own": places.own,
        "free": places.free,
    }
    return (
        arrays
        | {"minima x": minima[:, 0], "minima y": minima[:, 1], "bottom": places.bottom, "minima": len(minima)}
        | rates(asked)._asdict()
    )


class Way(NamedTuple):
    """length: of the path so far; reached: the first step within the tolerance of a minimum, −1 before."""

    length: Any
    reached: Any


@dataclass(frozen=True)
class GivenFold(Fold):
    """The fold with places that are given when it runs."""

    given: Places

    @property
    def places(self) -> Places:
        return self.given


@dataclass(frozen=True)
class Watched:
    """Somebody who sees `points`, which are given. surface: that on which they lie; shapes: those of the arrays of `known_of`,
    which are given, too.
    """

    graph: Graph
    surface: Surface
    shapes: Mapping[str, tuple[int, ...]]

    @property
    def fold(self) -> Fold:
        kinds, losses, cells = (self.given(name) for name in ("kinds", "losses", "cells"))
        points: Any = self.given("x"), self.given("y")
        bottom: Any = named(self.graph, "known_bottom")
        places = Places(kinds, points, losses, near(self.surface), self.surface.domain, cells, bottom)
        return GivenFold(self.surface, named(self.graph, "steps", "i"), places)

    def given(self, name: str) -> Any:
        return Given(name, self.shapes[name], "i" if name in ("kinds", "cells", "free") else "f")

    def point(self, t: Any) -> Any:
        """The point of step t."""
        return np.stack([read(self.graph, "points", 2 * t + k) for k in (0, 1)])


class Telling(Watched):
    """A walk over `points` and `losses` that are given."""

    def begin(self, _: Any) -> Begun:
        w, loss = self._seen(0)
        reached = np.where(self.fold.places.is_near_minimum(w), 0, -1)
        return Begun((w, self.fold.begin(w, loss), Way(0.0 * w[0], reached)), ())

    def advance(self, state: Any, t: Any) -> Stepped:
        before, told, way = state
        w, loss = self._seen(t + 1)
        near = is_near(w)
        length = way.length + np.where(near, np.hypot(*(w - before)), 0.0)
        arrives = near & (way.reached < 0) & self.fold.places.is_near_minimum(w)
        told = self.fold.advance(told, t + 1, w[None], loss[None])
        return Stepped((w, told, Way(length, np.where(arrives, t + 1, way.reached))), ~near, ())

    def _seen(self, t: Any) -> tuple[Any, Any]:
        """The point and the loss of step t."""
        return self.point(t), read(self.graph, "losses", t)

    def finish(self, state: Any, steps: Any) -> Any:
        """Standing and outcome, in the order of their fields."""
        _, told, way = state
        course, outcome = told[0], self.fold.verdict(told)
        evaluations = {name: named(self.graph, f"count_{name}", "i") for name in ASKED}
        standing = course.loss, self._distance(course.w), way.reached, way.length, calls(self._rates, evaluations)
        return (
            *standing, *self._learned(course.w, evaluations),
            outcome.kind, outcome.step, *outcome.target, outcome.near, outcome.radius, outcome.above,
        )  # fmt: skip

    @property
    def _rates(self) -> Rates:
        return Rates(*(named(self.graph, f"known_{name}") for name in Rates._fields))

    def _distance(self, w: Any) -> Any:
        """To the nearest known minimum, NaN if none is known."""
        xs, ys, many = self.given("minima x"), self.given("minima y"), named(self.graph, "known_minima", "i")
        if not any(xs.shape):
            return np.nan

        def nearer(least: Any, k: Any) -> Any:
            gap = np.hypot(w[0] - look_up(xs, k), w[1] - look_up(ys, k))
            return (np.minimum(least, gap), k + 1), k + 1 >= many

        return repeat(nearer, (np.full_like(w[0], np.inf), 0), 2**31)[0]

    def _learned(self, w: Any, evaluations: Any) -> tuple[Any, ...]:
        """test, gap, gradients, epochs."""
        base = plain(self.surface)
        if not isinstance(base, DataSurface):
            return np.nan, np.nan, 0, np.nan
        test, train = (shaped(surface.f(*w), w) for surface in (base.test_surface, base))
        cost = work(self._rates, evaluations)
        return test, test - train, cost.gradients, cost.epochs
