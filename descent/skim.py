"""The outcome of many paths at a fraction of its price: where a piece of them ends, and the box around it, tell most of what is asked.

The verdict needs the last step at which something held. If it holds where a piece ends, that is the last step of the piece; if it
holds nowhere in the box around the piece, the piece changes nothing. Else it is looked for, from the end of the piece back. Only
the windows at the end of a run, and paths that end, are gone through step by step.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from descent.outcome import CHANGED, FAR, STILL, Course, Fold, Stay
from descent.places import length
from params import Array, Bools, Ints

CLEARLY = 1 - 1e-9
"""A box counts as within a distance if it is by more than rounding."""

CACHED = 2**14
"""Numbers at a time, so that what is made of them stays in the cache."""

State = tuple[Course, Stay]


class Sketch(NamedTuple):
    """What is seen of a piece of paths (n, 2, m) from step `t` on without going through it.

    points: all of it; end: its last step; low, high: (2, m), the corners of the box around it and the point before; loss: where
    it ends; moved: how long its last step was; place, gap: the number of the place near which it ends, −1 for none, and the
    distance to it; calm: whether it was there before the piece, and its box is, too.
    """

    t: int
    points: Array
    end: int
    low: Array
    high: Array
    loss: Array
    moved: Array
    place: Ints
    gap: Array
    calm: Bools

    def last(self, lanes: Ints, before: Ints, holds: Callable[[slice, Ints], Bools]) -> Ints:
        """Per path (m,) the last step at which `holds(part, lanes)`, bools (n, lanes) of a part of the piece, looked for in the
        paths of the numbers `lanes`, else what was known `before`.
        """
        latest = before.copy()
        for part in reversed(self.parts(0, lanes.size)):
            if not lanes.size:
                break
            held = holds(part, lanes)
            found = held.any(axis=0)
            steps = self.t + part.stop - 1 - held[::-1].argmax(axis=0)
            latest[lanes[found]] = steps[found]
            lanes = lanes[~found]
        return latest

    def parts(self, first: int, lanes: int) -> list[slice]:
        """The piece from its step `first` on in parts that fit the cache, one step at least, for so many paths."""
        size, end = max(1, CACHED // max(1, lanes)), len(self.points)
        return [slice(k, min(k + size, end)) for k in range(first, end, size)]

    def at(self, part: slice, lanes: Ints) -> Array:
        """Where some paths are in a part of the piece: (2, n, lanes). `take` has a seventh of the price of an index."""
        return np.moveaxis(_some(self.points[part], lanes), 1, 0)

    def from_where(self, part: slice, lanes: Ints, w: Array) -> Array:
        """Where they were a step before; w: before the piece."""
        if part.start:
            return self.at(slice(part.start - 1, part.stop - 1), lanes)
        some = self.at(slice(0, part.stop - 1), lanes)
        return np.concatenate([_some(w, lanes)[:, None], some], axis=1)

    def place_of(self, step: int) -> int:
        """Where in the piece `step` is, or the end of the piece that is nearest to it."""
        return min(max(step - self.t, 0), len(self.points))


@np.errstate(all="ignore")
def skim(
    fold: Fold, state: State, t: int, points: Array, box: tuple[Array, Array] | None = None, thorough: bool = True
) -> State:
    """As `fold.advance` after the steps from `t` on, which led to `points` (n, 2, m): the verdict will be the same.

    What it does not read, such as since when a path has been near nothing, may be anything. box: the smallest and the largest
    coordinates of each path (2, m), if they are known. If it is not `thorough`, a path near a place counts as high, which makes no
    difference unless it is `in_doubt` at the end.
    """
    seen = _sketch(fold, state, t, points, box or (points.min(axis=0), points.max(axis=0)))
    rest = np.flatnonzero(_is_hidden(fold, state, seen))
    skimmed = _go_on(fold, state[0], seen, thorough), _stay_on(fold, state[1], seen)
    if not rest.size:
        return skimmed
    some = points.take(rest, axis=-1)
    exact = fold.advance(lanes(state, rest), t, some, fold.surface(np.moveaxis(some, 1, 0)))
    return put(skimmed, rest, exact)


def in_doubt(fold: Fold, state: State) -> Bools:
    """Which paths have to be skimmed thoroughly: those that end low and near no place, where it matters since when they are low."""
    course, stay = state
    return (stay.place < 0) & ~course.over & ~fold.is_high(course.loss, course.first)


def put(state: State, chosen: Ints, part: State) -> State:
    """The state with that of the paths of these numbers taken from `part`."""
    return _put(state[0], chosen, part[0]), _put(state[1], chosen, part[1])


def lanes(state: State, chosen: Ints) -> State:
    """The state of the paths of these numbers."""
    course, stay = state
    return _each(course, lambda part: part.take(chosen, axis=-1)), _each(stay, lambda part: part.take(chosen, axis=-1))


def _sketch(fold: Fold, state: State, t: int, points: Array, box: tuple[Array, Array]) -> Sketch:
    (course, stay), places, w = state, fold.places, points[-1]
    low, high = np.minimum(box[0], course.w), np.maximum(box[1], course.w)
    place, gap = places.nearest_of_many(w)
    near = np.flatnonzero(place >= 0)
    number, centre = place[near], places.points[:, place[near]]
    reach = length(np.maximum(high[:, near] - centre, centre - low[:, near]))
    calm = np.zeros(w.shape[1], bool)
    calm[near] = (stay.place[near] == number) & (reach <= CLEARLY * places.own[number])
    moved = length(w - (points[-2] if len(points) > 1 else course.w))
    return Sketch(t, points, t + len(points) - 1, low, high, fold.surface(w), moved, place, gap, calm)


def _is_hidden(fold: Fold, state: State, seen: Sketch) -> Bools:
    """Whether a path ends, or has ended, or comes to a place or goes about it where two places are near at once."""
    goes_on = ((seen.low >= -FAR) & (seen.high <= FAR)).all(axis=0) & ~state[0].over
    crowded = fold.places.own < fold.places.radius
    return ~goes_on | (crowded[seen.place] & ~seen.calm)


def _go_on(fold: Fold, course: Course, seen: Sketch, thorough: bool) -> Course:
    size, w = fold.surface.domain.size, seen.points[-1]
    earlier, late = _ways(fold, course, seen)
    return course._replace(
        w=w.copy(),
        loss=seen.loss,
        last=course.last + len(seen.points),
        inside=_last_inside(fold, course, seen),
        long=_last_long(STILL * size, course, seen),
        high=_last_high(fold, course, seen, thorough),
        earlier=course.earlier + earlier,
        late=course.late + late,
    )


def _last_inside(fold: Fold, course: Course, seen: Sketch) -> Ints:
    window, (low, high) = fold.surface.domain, (seen.low, seen.high)
    inside = window.contains(seen.points[-1])
    beside = (high[0] < window.x0) | (window.x1 < low[0]) | (high[1] < window.y0) | (window.y1 < low[1])
    before = np.where(inside, seen.end, course.inside)
    return seen.last(np.flatnonzero(~inside & ~beside), before, lambda part, some: window.contains(seen.at(part, some)))


def _last_long(still: float, course: Course, seen: Sketch) -> Ints:
    is_long, hardly = seen.moved > still, length(seen.high - seen.low) <= CLEARLY * still
    before = np.where(is_long, seen.end, course.long)

    def moves(part: slice, some: Ints) -> Bools:
        return length(seen.at(part, some) - seen.from_where(part, some, course.w)) > still

    return seen.last(np.flatnonzero(~is_long & ~hardly), before, moves)


def _last_high(fold: Fold, course: Course, seen: Sketch, thorough: bool) -> Ints:
    """How a loss goes in a box, the box does not tell: who is low in the end is followed back."""
    high = fold.is_high(seen.loss, course.first) | ((seen.place >= 0) & (not thorough))
    before = np.where(high, seen.end, course.high)

    def is_high(part: slice, some: Ints) -> Bools:
        return fold.is_high(fold.surface(seen.at(part, some)), _some(course.first, some))

    return seen.last(np.flatnonzero(~high), before, is_high)


def _ways(fold: Fold, course: Course, seen: Sketch) -> tuple[Array, Array]:
    """The ways (m,) that were covered in those steps of the piece that belong to the last window but one, and to the last."""
    first, late = (seen.place_of(int(fold.steps - k * fold.window) + 1) for k in (2, 1))
    ways, every = np.zeros((2, seen.moved.size)), np.arange(seen.moved.size)
    for part in seen.parts(first, every.size):
        way = length(seen.at(part, every) - seen.from_where(part, every, course.w))
        cut = min(max(late - part.start, 0), len(way))
        ways[0] += way[:cut].sum(axis=0)
        ways[1] += way[cut:].sum(axis=0)
    return ways[0], ways[1]


def _stay_on(fold: Fold, stay: Stay, seen: Sketch) -> Stay:
    near = np.flatnonzero(seen.place >= 0)
    before, stay = stay.gap[near], _come(fold, stay, seen)
    centre, since = fold.places.points[:, seen.place[near]], stay.since[near]
    closer, farther = np.zeros((2, near.size), np.int32)
    radius, comes = stay.radius[near], bool((since >= seen.t).any())
    late = seen.place_of(int(fold.steps - fold.window) + 1)
    if late:
        before = length(seen.at(slice(late - 1, late), near)[:, 0] - centre)
    for part in seen.parts(late, near.size):
        gap = length(seen.at(part, near) - centre[:, None])
        gap_before = np.concatenate([before[None], gap[:-1]])
        change, noise, before = gap - gap_before, CHANGED * gap_before, gap[-1]
        falls, rises = change < -noise, change > noise
        if comes:
            number = np.arange(seen.t + part.start, seen.t + part.stop)[:, None]
            falls, rises, gap = (
                falls & (number > since),
                rises & (number > since),
                np.where(number >= since, gap, -np.inf),
            )
        closer += falls.sum(axis=0, dtype=np.int32)
        farther += rises.sum(axis=0, dtype=np.int32)
        radius = np.fmax(radius, gap.max(axis=0))
    values = {"closer": stay.closer[near] + closer, "farther": stay.farther[near] + farther, "radius": radius}
    return stay._replace(**{name: _with(getattr(stay, name), near, value) for name, value in values.items()})


def _come(fold: Fold, stay: Stay, seen: Sketch) -> Stay:
    """With the place where each path is, and for who has come there in this piece, or come back, since when."""
    comes = np.flatnonzero((seen.place >= 0) & ~seen.calm)
    place, first = seen.place[comes], np.where(stay.place[comes] == seen.place[comes], -1, seen.t)
    centre = np.zeros_like(seen.low)
    centre[:, comes] = fold.places.points[:, place]

    def is_away(part: slice, some: Ints) -> Bools:
        return length(seen.at(part, some) - _some(centre, some)[:, None]) > fold.places.radius

    away = seen.last(comes, np.full_like(seen.place, -2), is_away)[comes]
    since = np.maximum(away + 1, first)
    new, since = comes[since >= 0], since[since >= 0]
    gap = length(seen.points[since - seen.t, :, new].T - centre[:, new])
    return Stay(
        place=seen.place,
        since=_with(stay.since, new, since),
        entry=_with(stay.entry, new, gap),
        gap=seen.gap,
        closer=_with(stay.closer, new, 0),
        farther=_with(stay.farther, new, 0),
        radius=_with(stay.radius, new, -np.inf),
    )


def _some(values: Any, chosen: Ints) -> Any:
    """Those of these numbers, which are in order: the array itself, if they are all."""
    return values if chosen.size == values.shape[-1] else values.take(chosen, axis=-1)


def _with(values: Any, chosen: Ints, others: Any) -> Any:
    """`values` (..., m), with `others` for the paths of these numbers."""
    changed = values.copy()
    changed[..., chosen] = others
    return changed


def _put(whole: Any, chosen: Ints, part: Any) -> Any:
    """A tuple of arrays with those of another one for the paths of these numbers."""
    return type(whole)(*(_with(values, chosen, some) for values, some in zip(whole, part, strict=True)))


def _each(parts: Any, change: Callable[[Any], Any]) -> Any:
    """A tuple of arrays, each of them changed."""
    return type(parts)(*map(change, parts))
