"""What a map tells of a path that has been walked, for the browser: its outcome at a fraction of the price.

The verdict (`Fold.verdict`) reads since when something has held. That is looked for from the end of the path back; only the late steps are gone
through, of those paths of which it matters; and of one that is at rest at a minimum nothing else is looked at (`Fold.is_at_rest`).
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from compiler import look_up, named, repeat
from descent.compiled import shaped
from descent.outcome import CHANGED, STILL, Course, Stay
from descent.places import length
from descent.skim import CLEARLY
from descent.telling import Watched
from params import Array

GLANCED = {"last": "i", "over": "b", "first": "f", "loss": "f", "spilled": "f"}
"""What is given besides, and its kind: the number of the last good step, whether the path ended with the next one, and the losses at the start, at
the last good step and where it ended. A path with fewer steps than there are, which did not end, moves no more."""

FOREVER = 2**31


class Glance(Watched):
    """(kind, step, number of the minimum, x, y, loss, first step within the tolerance of a minimum) of the path from a start."""

    def __call__(self, start: Array) -> tuple[Any, ...]:
        end = self.point(self._last)
        stay = self._stay(end)
        state = self.fold.at_rest((self._course(end, stay), stay))
        outcome, minimum = self.fold.verdict(state), self.fold.places.minimum
        return (
            outcome.kind,
            outcome.step,
            minimum(outcome.near, outcome.target),
            *end,
            self._named("loss"),
            self._reached(),
        )

    @property
    def _last(self) -> Any:
        return self._named("last")

    @property
    def _over(self) -> Any:
        return self._named("over")

    def _named(self, name: str) -> Any:
        return named(self.graph, name, GLANCED[name])

    def _course(self, end: Array, stay: Stay) -> Course:
        fold, last, first = self.fold, self._last, self._named("first")
        still, stirs = STILL * fold.surface.domain.size, self._over | ~fold.is_at_rest(stay)
        inside = self._latest(last, lambda t: fold.surface.domain.contains(self.point(t)))
        earlier, late = self._ways(stirs)
        rests = stirs & (late <= still)
        wanted = (stay.place < 0) & ~self._over & (inside == last)
        return Course(
            w=end,
            loss=self._named("loss"),
            last=last,
            first=first,
            over=self._over,
            spilled=self._named("spilled"),
            inside=inside,
            long=self._latest(last, lambda t: ~rests | (self._way(t) > still), 1),
            high=self._latest(last, lambda t: ~wanted | fold.is_high(self._loss_at(t), first)),
            earlier=earlier,
            late=late,
        )

    def _stay(self, end: Array) -> Stay:
        last, (place, gap) = self._last, self.fold.places.nearest(end)
        since = self._since(place)
        entry = self._gap(np.minimum(since, last), place)
        zero: Any = 0
        return self._changed(Stay(place, since, entry, gap, zero, zero, 0.0 * gap))

    def _since(self, place: Any) -> Any:
        """The first step from which the path has been near its place. Well within what is the place's own, no other one is nearer."""
        places, own = self.fold.places, look_up(self.given("own"), place)
        beside = self._latest(self._last, lambda t: ~(self._gap(t, place) <= CLEARLY * own))
        return 1 + self._latest(beside, lambda t: (place < 0) | (places.nearest(self.point(t))[0] != place))

    def _changed(self, stay: Stay) -> Stay:
        """With the numbers of the late steps in which the path came closer, and went farther."""
        fold, last = self.fold, self._last
        quiet = (stay.place < 0) | fold.is_at_rest(stay)
        first = np.maximum(fold.steps - fold.window, stay.since).astype(int)

        def step(t: Any, before: Any, closer: Any, farther: Any) -> Any:
            gap = self._gap(np.minimum(t, last), stay.place)
            change, noise = gap - before, CHANGED * before
            return (t + 1, gap, closer + (change < -noise), farther + (change > noise)), quiet | (t >= last)

        begin = first + 1, self._gap(np.minimum(first, last), stay.place), 0, 0
        _, _, closer, farther = repeat(step, begin, FOREVER)
        return stay._replace(closer=closer, farther=farther)

    def _ways(self, stirs: Any) -> tuple[Any, Any]:
        """The ways that were covered in the last window but one, and in the last."""
        fold, last = self.fold, self._last

        def step(t: Any, earlier: Any, late: Any) -> Any:
            way, is_late = np.where(t <= last, self._way(np.minimum(t, last)), 0.0), fold.is_late(t)
            ways = earlier + np.where(is_late, 0.0, way), late + np.where(is_late, way, 0.0)
            return (t + 1, *ways), ~stirs | (t >= last)

        begin = np.maximum(fold.steps - 2 * fold.window, 0).astype(int) + 1
        return repeat(step, (begin, 0.0, 0.0), FOREVER)[1:]

    def _reached(self) -> Any:
        """The first step near a minimum: from where there is none far and wide, it is looked for again when the path has left that."""
        places, last = self.fold.places, self._last

        def look(t: Any, found: Any) -> Any:
            w = self.point(t)
            low, high = places.free_box(w, self.given("free"))

            def go(u: Any) -> Any:
                done = ~((low < self.point(u)) & (self.point(u) < high)).all(axis=0) | (u >= last)
                return (np.where(done, u, u + 1),), done

            found = places.is_near_minimum(w)
            done = found | (t >= last)
            (u,) = repeat(go, (np.minimum(t + 1, last),), FOREVER)
            return (np.where(done, t, u), found), done

        t, found = repeat(look, (0 * last, False), FOREVER)
        return np.where(found, t, -1)

    def _latest(self, start: Any, holds: Callable[[Any], Any], first: int = 0) -> Any:
        """The last step from `first` to `start` at which something holds, or the one before the first."""

        def look(t: Any, found: Any) -> Any:
            found = holds(t)
            done = found | (t <= first)
            return (np.where(done, t, t - 1), found), done

        t, found = repeat(look, (np.maximum(start, first), False), FOREVER)
        return np.where(found, t, first - 1)

    def _gap(self, t: Any, place: Any) -> Any:
        return length(self.point(t) - self.fold.places.at(place))

    def _way(self, t: Any) -> Any:
        """How long step t is."""
        return length(self.point(t) - self.point(t - 1))

    def _loss_at(self, t: Any) -> Any:
        w = self.point(t)
        return shaped(self.surface.f(*w), w)
