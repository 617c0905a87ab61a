"""The outcome of many paths at a fraction of its price: where a piece of them ends, and the box around it, tell most of what is asked.

The verdict needs the last step at which something held. If it holds where a piece ends, that is the last step of the piece; if it
holds nowhere in the box around the piece, the piece changes nothing. Else it is looked for, from the end of the piece back. Only
the windows at the end of a run, and paths that end, are gone through step by step. Of a path that is at a minimum nothing but that
it stays there counts (`Fold.is_at_rest`): what else it does there, is not looked at.
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

MANY = 0.4
"""From this share of the paths on, what is asked of some is asked of all."""

State = tuple[Course, Stay]


class Sketch(NamedTuple):
    """What is seen of a piece of n steps of paths from step `t` on without going through it.

    points: (n + 1, 2, m), the first is the one before; end: its last step; low, high: (2, m), the corners of the box around it;
    loss: where it ends; moved: how long its last step was; place, gap: the number of the place near which it ends, −1 for none,
    and the distance to it; calm: whether it was there before the piece, and its box is, too; asked: whether it matters how it
    goes there.
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
    asked: Bools

    @property
    def n(self) -> int:
        """How many steps there are."""
        return len(self.points) - 1

    def last(self, lanes: Ints, before: Ints, holds: Callable[[slice, Ints], Bools]) -> Ints:
        """Per path (m,) the last step at which `holds(part, lanes)`, bools (n, lanes) of a part of the piece, looked for in the
        paths of the numbers `lanes`, else what was known `before`.
        """
        latest = before.copy()
        for part in reversed(self.parts(0, self.n, lanes.size)):
            if not lanes.size:
                break
            held = holds(part, lanes)
            found = held.any(axis=0)
            latest[lanes[found]] = self.t + part.stop - 1 - held[::-1, found].argmax(axis=0)
            lanes = lanes[~found]
        return latest

    def parts(self, first: int, end: int, lanes: int) -> list[slice]:
        """The piece from its step `first` to before `end` in parts that fit the cache, one step at least, for so many paths."""
        size = max(1, CACHED // max(1, lanes))
        return [slice(k, min(k + size, end)) for k in range(first, end, size)]

    def at(self, part: slice, lanes: Ints) -> Array:
        """Where some paths are after each step of a part of the piece: (n, 2, lanes)."""
        return _some(self.points[part.start + 1 : part.stop + 1], lanes)

    def ways(self, part: slice, lanes: Ints) -> Array:
        """How long the steps of a part of the piece are, squared: (n, lanes)."""
        points = _some(self.points[part.start : part.stop + 1], lanes)
        return _squares(points[1:] - points[:-1])

    def gaps(self, part: slice, lanes: Ints, centre: Array) -> Array:
        """How far some paths are from their own `centre` (2, lanes) after each step of a part of the piece, squared: (n, lanes)."""
        return _squares(self.at(part, lanes) - centre)

    def place_of(self, step: int) -> int:
        """Where in the piece `step` is, or the end of the piece that is nearest to it."""
        return min(max(step - self.t, 0), self.n)


@np.errstate(all="ignore")
def skim(
    fold: Fold, state: State, t: int, points: Array, box: tuple[Array, Array] | None = None, thorough: bool = True
) -> State:
    """As `fold.advance` after the steps from `t` on, which led along `points` (n + 1, 2, m) from the first of them: the verdict
    will be the same.

    What it does not read, such as since when a path has been near nothing, may be anything. box: the smallest and the largest
    coordinates of each path (2, m), if they are known. If it is not `thorough`, a path near a place counts as high and as moving,
    and one at a minimum is not followed, which makes no difference but to its radius unless it is `in_doubt` at the end.
    """
    seen = _sketch(fold, state, t, points, box or (points.min(axis=0), points.max(axis=0)), thorough)
    rest = np.flatnonzero(_is_hidden(fold, state, seen))
    skimmed = _go_on(fold, state[0], seen, thorough), _stay_on(fold, state[1], seen)
    if not rest.size:
        return skimmed
    some = points[1:].take(rest, axis=-1)
    exact = fold.advance(lanes(state, rest), t, some, fold.surface(np.moveaxis(some, 1, 0)))
    return put(skimmed, rest, exact)


def in_doubt(fold: Fold, state: State) -> Bools:
    """Which paths have to be skimmed thoroughly: those that end low and near no place, where it matters since when they are low;
    those that were at a minimum and did not stay; and those that would rest, had they moved no more.
    """
    course, stay = state
    low = (stay.place < 0) & ~fold.is_high(course.loss, course.first)
    astir = ~fold.is_at_rest(stay)
    unseen = np.flatnonzero(astir & (course.long > fold.steps))
    may_rest = _with(np.zeros_like(low), unseen, _may_rest(fold, lanes(state, unseen)))
    return ~course.over & (low | (astir & np.isnan(course.earlier)) | may_rest)


def _may_rest(fold: Fold, state: State) -> Bools:
    """Whether it makes a difference when the last long step was."""
    course, stay = state
    resting = course._replace(long=np.full_like(course.long, -1))
    return fold.verdict((resting, stay)).kind != fold.verdict(state).kind


def put(state: State, chosen: Ints, part: State) -> State:
    """The state with that of the paths of these numbers taken from `part`."""
    return _put(state[0], chosen, part[0]), _put(state[1], chosen, part[1])


def lanes(state: State, chosen: Ints) -> State:
    """The state of the paths of these numbers."""
    course, stay = state
    return _each(course, lambda part: part.take(chosen, axis=-1)), _each(stay, lambda part: part.take(chosen, axis=-1))


def _sketch(fold: Fold, state: State, t: int, points: Array, box: tuple[Array, Array], thorough: bool) -> Sketch:
    (_, stay), places, w = state, fold.places, points[-1]
    low, high = np.minimum(box[0], points[0]), np.maximum(box[1], points[0])
    centre = places.points.take(stay.place, axis=-1)
    reach = length(np.maximum(high - centre, centre - low))
    calm = reach <= CLEARLY * places.own[stay.place]
    place, gap = np.where(calm, stay.place, -1), np.where(calm, length(w - centre), np.nan)
    others = np.flatnonzero(~calm)
    place[others], gap[others] = places.nearest_of_many(w.take(others, axis=-1))
    asked = ~(calm & fold.is_at(stay._replace(gap=reach))) | thorough
    moved = length(w - points[-2])
    return Sketch(t, points, t + len(points) - 2, low, high, fold.surface(w), moved, place, gap, calm, asked)


def _is_hidden(fold: Fold, state: State, seen: Sketch) -> Bools:
    """Whether a path ends, or has ended, or comes to a place or goes about it where two places are near at once."""
    goes_on = ((seen.low >= -FAR) & (seen.high <= FAR)).all(axis=0) & ~state[0].over
    crowded = fold.places.own < fold.places.radius
    return ~goes_on | (crowded[seen.place] & ~seen.calm)


def _go_on(fold: Fold, course: Course, seen: Sketch, thorough: bool) -> Course:
    earlier, late = _ways(fold, seen)
    return course._replace(
        w=seen.points[-1].copy(),
        loss=seen.loss,
        last=course.last + seen.n,
        inside=_last_inside(fold, course, seen),
        long=_last_long(fold, course, seen, thorough),
        high=_last_high(fold, course, seen, thorough),
        earlier=np.where(seen.asked, course.earlier + earlier, np.nan),
        late=course.late + late,
    )


def _last_inside(fold: Fold, course: Course, seen: Sketch) -> Ints:
    window, (low, high) = fold.surface.domain, (seen.low, seen.high)
    inside = window.contains(seen.points[-1])
    beside = (high[0] < window.x0) | (window.x1 < low[0]) | (high[1] < window.y0) | (window.y1 < low[1])
    before = np.where(inside, seen.end, course.inside)
    return seen.last(
        np.flatnonzero(~inside & ~beside),
        before,
        lambda part, some: window.contains(seen.at(part, some).swapaxes(0, 1)),
    )


def _last_long(fold: Fold, course: Course, seen: Sketch, thorough: bool) -> Ints:
    """Past all steps, where it was not looked for: who is near a place seldom rests on the way."""
    still = STILL * fold.surface.domain.size
    is_long, hardly = seen.moved > still, length(seen.high - seen.low) <= CLEARLY * still
    unseen = (seen.place >= 0) & ~is_long & ~hardly & (not thorough)
    before = np.where(is_long, seen.end, np.where(unseen, fold.steps + 1, course.long))
    lanes = np.flatnonzero(~is_long & ~hardly & ~unseen)
    return seen.last(lanes, before, lambda part, some: seen.ways(part, some) > square(still))


def _last_high(fold: Fold, course: Course, seen: Sketch, thorough: bool) -> Ints:
    """How a loss goes in a box, the box does not tell: who is low in the end is followed back."""
    high = fold.is_high(seen.loss, course.first) | ((seen.place >= 0) & (not thorough))
    before = np.where(high, seen.end, course.high)

    def is_high(part: slice, some: Ints) -> Bools:
        return fold.is_high(fold.surface(seen.at(part, some).swapaxes(0, 1)), _some(course.first, some))

    return seen.last(np.flatnonzero(~high), before, is_high)


def _ways(fold: Fold, seen: Sketch) -> Array:
    """The ways (2, m) that were covered in those steps of the piece that belong to the last window but one, and to the last."""
    first, late = (seen.place_of(int(fold.steps - k * fold.window) + 1) for k in (2, 1))
    asked = _many(seen.asked)
    ways = np.zeros((2, asked.size))
    for way, begin, end in zip(ways, (first, late), (late, seen.n), strict=True):
        for part in seen.parts(begin, end, asked.size):
            way += np.sqrt(seen.ways(part, asked)).sum(axis=0)
    return _with(np.zeros((2, seen.moved.size)), asked, ways)


def _stay_on(fold: Fold, stay: Stay, seen: Sketch) -> Stay:
    stay, late = _come(fold, stay, seen), seen.place_of(int(fold.steps - fold.window) + 1)
    if late == seen.n:
        return stay
    stayed, comes = _many(seen.calm & seen.asked), np.flatnonzero((seen.place >= 0) & ~seen.calm)
    return _put(_put(stay, stayed, _late(fold, stay, seen, late, stayed)), comes, _late(fold, stay, seen, late, comes))


def _late(fold: Fold, stay: Stay, seen: Sketch, late: int, some: Ints) -> Stay:
    """How some paths went nearer and farther from step `late` of the piece on."""
    stay = _each(stay, lambda part: _some(part, some))
    centre, comes = fold.places.points.take(stay.place, axis=-1), bool((stay.since >= seen.t).any())
    before = np.sqrt(seen.gaps(slice(late - 1, late), some, centre))
    closer, farther = np.zeros((2, some.size), np.int32)
    radius = stay.radius
    for part in seen.parts(late, seen.n, some.size):
        gap = np.sqrt(seen.gaps(part, some, centre))
        gap_before = np.concatenate([before, gap[:-1]])
        change, noise, before = gap - gap_before, CHANGED * gap_before, gap[-1:]
        falls, rises = change < -noise, change > noise
        if comes:
            number = np.arange(seen.t + part.start, seen.t + part.stop)[:, None]
            falls &= number > stay.since
            rises &= number > stay.since
            gap = np.where(number >= stay.since, gap, -np.inf)
        closer += falls.sum(axis=0, dtype=np.int32)
        farther += rises.sum(axis=0, dtype=np.int32)
        radius = np.fmax(radius, gap.max(axis=0))
    return stay._replace(closer=stay.closer + closer, farther=stay.farther + farther, radius=radius)


def _come(fold: Fold, stay: Stay, seen: Sketch) -> Stay:
    """With the place where each path is, and for who has come there in this piece, or come back, since when."""
    comes = np.flatnonzero((seen.place >= 0) & ~seen.calm)
    place, first = seen.place[comes], np.where(stay.place[comes] == seen.place[comes], -1, seen.t)
    centre = np.zeros_like(seen.low)
    centre[:, comes] = fold.places.points[:, place]

    def is_away(part: slice, some: Ints) -> Bools:
        return seen.gaps(part, some, _some(centre, some)) > square(fold.places.radius)

    away = seen.last(comes, np.full_like(seen.place, -2), is_away)[comes]
    since = np.maximum(away + 1, first)
    new, since = comes[since >= 0], since[since >= 0]
    gap = length(seen.points[since - seen.t + 1, :, new].T - centre[:, new])
    return Stay(
        place=seen.place,
        since=_with(stay.since, new, since),
        entry=_with(stay.entry, new, gap),
        gap=seen.gap,
        closer=_with(stay.closer, new, 0),
        farther=_with(stay.farther, new, 0),
        radius=_with(stay.radius, new, -np.inf),
    )


def _squares(v: Array) -> Array:
    """|v|² of vectors `v` (n, 2, m), which are lost."""
    v *= v
    return v[:, 0] + v[:, 1]


def square(limit: float) -> float:
    """The largest number of which the root is not larger than `limit`: whose square is larger is longer, to the last bit."""
    largest = limit * limit
    while np.sqrt(largest) > limit:
        largest = np.nextafter(largest, 0)
    while np.sqrt(np.nextafter(largest, np.inf)) <= limit:
        largest = np.nextafter(largest, np.inf)
    return float(largest)


def _many(chosen: Bools) -> Ints:
    """The numbers of these paths, or of all, if they are so many that it takes longer to pick them."""
    return np.flatnonzero(chosen) if np.count_nonzero(chosen) < MANY * chosen.size else np.arange(chosen.size)


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
