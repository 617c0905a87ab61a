"""What a map tells of a path that has been walked, for the browser: its outcome at a fraction of the price.

The verdict (`Fold.verdict`) reads since when something has held. That is looked for from the end of the path back; only the late steps are gone
through, of those paths of which it matters; and of one that is at rest at a minimum nothing else is looked at (`Fold.is_at_rest`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from compiler import look_up, repeat
from descent.compiled import shaped
from descent.outcome import CHANGED, STILL, Course, Stay
from descent.places import ROUNDED, length
from descent.script.looking import FOREVER, PIECE, Looking
from descent.skim import CLEARLY
from params import Array

FEW = 8
"""Minima of which each is asked whether a box comes near it."""


@dataclass(frozen=True)
class Glance(Looking):
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
    def _over(self) -> Any:
        return self._named("over")

    def _course(self, end: Array, stay: Stay) -> Course:
        fold, last, first = self.fold, self._last, self._named("first")
        still, stirs = STILL * fold.surface.domain.size, ~(self._over | fold.is_at_rest(stay) | fold.has_arrived(stay))
        inside = self._latest(last, lambda t: fold.surface.domain.contains(self.point(t)))
        earlier, late = self._ways(stirs, fold.stays(stay), still)
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
        places, own = self.fold.places, CLEARLY * look_up(self.given("own"), place)

        def is_within(to: Any) -> Any:
            return to[0] * to[0] + to[1] * to[1] <= own * own

        def is_beside(t: Any) -> Any:
            return ~is_within(self.point(np.maximum(t, 0)) - places.at(place))

        def holds_no(low: Any, high: Any) -> Any:
            return is_within(np.maximum(np.abs(low - places.at(place)), np.abs(high - places.at(place))))

        beside = self._latest(self._skipped(self._last, is_beside, holds_no, -1), is_beside)
        return 1 + self._latest(beside, lambda t: (place < 0) | (places.nearest(self.point(t))[0] != place))

    def _changed(self, stay: Stay) -> Stay:
        """With the numbers of the late steps in which the path came closer, and went farther, of which nobody asks more than whether they are most."""
        fold, last = self.fold, self._last
        quiet = ~fold.stays(stay) | fold.is_at_rest(stay)
        first = np.maximum(fold.steps - fold.window, stay.since).astype(int)

        def step(t: Any, before: Any, closer: Any, farther: Any) -> Any:
            gap = self._gap(np.minimum(t, last), stay.place)
            change, noise = gap - before, CHANGED * before
            closer, farther = closer + (change < -noise), farther + (change > noise)
            known = fold.is_most(closer, stay.since) | fold.is_most(farther, stay.since)
            return (t + 1, gap, closer, farther), quiet | (t >= last) | known

        begin = first + 1, self._gap(np.minimum(first, last), stay.place), 0, 0
        _, _, closer, farther = repeat(step, begin, FOREVER)
        return stay._replace(closer=closer, farther=farther)

    def _ways(self, stirs: Any, stays: Any, still: float) -> tuple[Any, Any]:
        """The ways that were covered in the last window but one, and in the last: if the path stays nowhere, only whether the last is longer
        than that of one that is `still`, and if it does not stir, 0.
        """
        begin = np.maximum(self.fold.steps - 2 * self.fold.window, 0).astype(int)
        middle = np.maximum(self.fold.steps - self.fold.window, 0).astype(int)
        late = self._covered(middle, self.fold.steps, stirs, np.where(stays, np.inf, still))
        return self._covered(begin, middle, stirs & (stays | (late <= still)), np.inf), late

    def _covered(self, begin: Any, end: Any, stirs: Any, most: Any) -> Any:
        """The way from one step to another, or as far as the path goes, or until it is longer than `most`; 0 if it does not stir."""
        end = np.minimum(end, self._last)
        none = ~stirs | (begin >= end)

        def step(t: Any, before: Any, way: Any) -> Any:
            w = self.point(np.minimum(t + 1, end))
            way = np.where(none, way, way + length(w - before))
            return (t + 1, w, way), none | (t + 1 >= end) | (way > most)

        return repeat(step, (begin, self.point(np.minimum(begin, end)), 0.0), FOREVER)[2]

    def _reached(self) -> Any:
        """The first step near a minimum."""
        (many,) = self.shapes["minima x"]
        if not many:
            return 0 * self._last - 1
        return self._reached_by_boxes() if self.boxed and many <= FEW else self._reached_by_squares()

    def _reached_by_boxes(self) -> Any:
        """It is looked for where a box comes near one of the minima."""
        last, about = self._last, self.fold.places.radius * (1 + ROUNDED)
        numbers = np.stack([0 * last + k for k in range(self.shapes["minima x"][0])])
        minima = np.stack([look_up(self.given(name), numbers) for name in ("minima x", "minima y")])

        def holds_no(low: Any, high: Any) -> Any:
            near = (low[..., None] - minima <= about) & (minima - high[..., None] <= about)
            return ~near.all(axis=0).any(axis=-1)

        def is_close(t: Any) -> Any:
            to = self.point(t)[..., None] - minima
            return (to[0] * to[0] + to[1] * to[1] <= about * about).any(axis=-1)

        def look(t: Any, found: Any) -> Any:
            t = self._skipped_pieces(t, holds_no, 1)
            t = self._first(t, is_close, np.minimum(last, PIECE * self._piece_of(t) + PIECE - 1))
            found = self.fold.places.is_near_minimum(self.point(t))
            done = found | (t >= last)
            return (np.where(done, t, t + 1), found), done

        t, found = repeat(look, (0 * last, False), FOREVER)
        return np.where(found, t, -1)

    def _reached_by_squares(self) -> Any:
        """From where there is no minimum far and wide, it is looked for again when the path has left that."""
        places, last = self.fold.places, self._last

        def look(t: Any, found: Any) -> Any:
            w = self.point(t)
            middle, half, minima = places.free_about(w, self.given("free"))
            about = places.radius * (1 + ROUNDED)

            def is_out(u: Any) -> Any:
                v = self.point(u)
                to = v[..., None] - minima
                near = (to[0] * to[0] + to[1] * to[1] <= about * about).any(axis=-1)
                return ~(np.abs(v - middle) < half).all(axis=0) | near

            def holds_no(low: Any, high: Any) -> Any:
                fits = (np.abs(low - middle) < half) & (np.abs(high - middle) < half)
                return fits.all(axis=0) & np.isnan(minima[0]).all(axis=-1)

            found = places.is_near_minimum(w)
            done = found | (t >= last)
            following = self._first(self._skipped(np.minimum(t + 1, last), is_out, holds_no, 1), is_out, last)
            return (np.where(done, t, following), found), done

        t, found = repeat(look, (0 * last, False), FOREVER)
        return np.where(found, t, -1)

    def _gap(self, t: Any, place: Any) -> Any:
        return length(self.point(t) - self.fold.places.at(place))

    def _way(self, t: Any) -> Any:
        """How long step t is."""
        return length(self.point(t) - self.point(t - 1))

    def _loss_at(self, t: Any) -> Any:
        w = self.point(t)
        return shaped(self.surface.f(*w), w)
