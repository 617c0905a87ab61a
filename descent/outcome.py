"""What became of a run: a fold over its steps that looks at place and progress, and never back at the path."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from compiler import look_up
from descent.places import Kind, Places, known_places, length
from params import Array, Bools, Ints
from surfaces import Point, Surface

FAR = 1e6
"""A coordinate beyond this ends a path: nothing on the page reaches that far, and browsers draw it wrong."""
SETTLED = 0.05
"""The share of a path, counted from its end, that has to stay at a place: passing through is not arriving."""
WINDOW = 0.1
"""Progress is what the last share of a path of this length shows, compared with the share before it."""
STILL = 1e-6
"""Steps shorter than this share of the window's longer side move nothing that one could see."""
HOP = 1e-5
"""Steps longer than this share, and no shorter than `LASTING` times those before, go on for ever."""
LASTING = 0.5
CLOSER = 0.5
"""Who has come this much closer since it came near has arrived, even if it still comes closer."""
MOSTLY = 0.75
"""A distance that changes one way in this share of the steps goes that way."""
ROUNDING = 4 * np.finfo(float).eps
"""Steps shorter than this share of the window are what rounding makes of no step."""
CHANGED = 1e-9
"""A distance that changes by less than this share of it has stayed the same."""
AS_LOW = 1e-12
"""A loss that lies above the bottom by less than this share of what the path has come down is at the bottom."""


@dataclass(frozen=True)
class Outcome:
    """How each path of a batch of shape (...) ended.

    kind: a `Kind`; step: the first step from which it stays there, or at which it left or diverged, −1 if it still moves;
    target: (2, ...), the place where it stays: a critical point, unless it is RESTING or in a whole region of lowest loss;
    near: the kind of that critical point, MOVING where there is none; radius: the largest distance to it at the end of
    the path; above: by how much its loss lies above the lowest that is known. NaN where there is no such thing.
    """

    kind: NDArray[np.int8]
    step: Ints
    target: Array
    near: NDArray[np.int8]
    radius: Array
    above: Array


class Course(NamedTuple):
    """How paths of shape (...) have gone so far.

    w: (2, ...), the last good point; loss, last: its loss and the number of its step; first: the loss at the start; over:
    whether a point went past `FAR`; spilled: the loss there, or NaN. inside: the last step inside the window; long: the
    last one that was longer than `STILL`; high: the last one whose loss was above the bottom (−1: none). earlier, late:
    the way that was covered in the two windows at the end.
    """

    w: Array
    loss: Array
    last: Ints
    first: Array
    over: Bools
    spilled: Array
    inside: Ints
    long: Ints
    high: Ints
    earlier: Array
    late: Array


class Stay(NamedTuple):
    """Where paths of shape (...) have stayed so far.

    place: the number of the critical point that is near, −1 for none; since: the first step from which it has been that;
    entry, gap: the distance to it then and now; closer, farther: in how many late steps that fell and rose; radius: the
    largest in late steps.
    """

    place: Ints
    since: Ints
    entry: Array
    gap: Array
    closer: Ints
    farther: Ints
    radius: Array


class Piece(NamedTuple):
    """Some steps of paths of shape (...): their numbers (n, 1 …), which are good (n, ...), how many are, and the points."""

    number: Ints
    good: Bools
    length: Ints
    points: Array


@dataclass(frozen=True)
class Fold:
    """The rule for paths of `steps` steps on `surface`: `begin`, `advance` over pieces of any length, `verdict`."""

    surface: Surface
    steps: Any

    @property
    def window(self) -> Any:
        """The number of late steps."""
        return np.maximum(1, np.floor(WINDOW * self.steps))

    @property
    def places(self) -> Places:
        return known_places(self.surface)

    def begin(self, w: Array, loss: Array) -> tuple[Course, Stay]:
        """Nothing but the start `w` (2, ...) is known."""
        zero, nothing = np.zeros(w.shape[1:], int), np.zeros(w.shape[1:])
        inside, high = (np.where(holds, 0, -1) for holds in (self.surface.domain.contains(w), self.is_high(loss, loss)))
        place, gap = self.places.nearest(w)
        course = Course(w, loss, zero, loss, zero > 0, nothing + np.nan, inside, zero, high, nothing, nothing)
        return course, Stay(place, zero, gap, gap, zero, zero, gap)

    def advance(self, state: tuple[Course, Stay], t: int, points: Array, losses: Array) -> tuple[Course, Stay]:
        """After the steps from `t` on, which led to `points` (n, 2, ...) with `losses` (n, ...)."""
        course, stay = state
        number = t + np.arange(len(points)).reshape(-1, *(1,) * course.loss.ndim)
        good = np.logical_and.accumulate((np.abs(points) <= FAR).all(axis=1) & ~course.over)
        piece = Piece(number, good, good.sum(axis=0), np.where(good[:, None], points, np.nan))
        return self._go_on(course, piece, losses), self._stay_on(stay, piece)

    def _go_on(self, course: Course, piece: Piece, losses: Array) -> Course:
        number, good, count, points = piece
        size, n = self.surface.domain.size, len(number)
        way = length(np.moveaxis(np.diff(points, axis=0, prepend=course.w[None]), 1, 0))
        late, earlier = self.is_late(number), self.is_late(number + self.window) & ~self.is_late(number)
        spills = (count < n) & ~course.over
        return course._replace(
            w=_last(points, count, course.w),
            loss=_last(losses, count, course.loss),
            last=course.last + count,
            over=course.over | spills,
            spilled=np.where(spills, _pick(losses, np.minimum(count, n - 1)), course.spilled),
            inside=_latest(good & self.surface.domain.contains(np.moveaxis(points, 1, 0)), number, course.inside),
            long=_latest(good & (way > STILL * size), number, course.long),
            high=_latest(good & self.is_high(losses, course.first), number, course.high),
            earlier=course.earlier + np.where(good & earlier, way, 0.0).sum(axis=0),
            late=course.late + np.where(good & late, way, 0.0).sum(axis=0),
        )

    def _stay_on(self, stay: Stay, piece: Piece) -> Stay:
        number, good, count, points = piece
        place, gap = self.places.nearest(np.moveaxis(points, 1, 0))
        place_before, gap_before = _shifted(place, stay.place), _shifted(gap, stay.gap)
        entered = _latest(good & (place != place_before), number, -1)
        is_new = entered >= 0
        since, entry = np.where(is_new, entered, stay.since), _pick(gap, np.maximum(entered - number[0], 0))
        late, change = good & self.is_late(number), gap - gap_before
        closer, farther = (
            (late & (number > since) & (sign * change > CHANGED * gap_before)).sum(axis=0) + np.where(is_new, 0, before)
            for sign, before in ((-1, stay.closer), (1, stay.farther))
        )
        radius = np.where(late & (number >= since), gap, -np.inf).max(axis=0)
        return Stay(
            place=_last(place, count, stay.place),
            since=since,
            entry=np.where(is_new, entry, stay.entry),
            gap=_last(gap, count, stay.gap),
            closer=closer,
            farther=farther,
            radius=np.fmax(np.where(is_new, -np.inf, stay.radius), radius),
        )

    def at_rest(self, state: tuple[Course, Stay]) -> tuple[Course, Stay]:
        """After all steps that are left, if none of them moves a path that has not ended."""
        course, stay = state
        goes_on, w = ~course.over, course.w
        course = course._replace(
            last=np.where(goes_on, self.steps, course.last),
            inside=np.where(goes_on & self.surface.domain.contains(w), self.steps, course.inside),
            high=np.where(goes_on & self.is_high(course.loss, course.first), self.steps, course.high),
        )
        return course, stay._replace(radius=np.fmax(stay.radius, np.where(goes_on, stay.gap, -np.inf)))

    def verdict(self, state: tuple[Course, Stay]) -> Outcome:
        """What became of the paths, once all steps have been taken."""
        (course, stay), known, size = state, self.places, self.surface.domain.size
        moves, moved = course.late / self.window, course.earlier / self.window
        is_still, lasts = moves <= ROUNDING * size, moves >= LASTING * moved
        hops = lasts & (moves > HOP * size)
        diverged = course.over & ~(course.spilled <= np.minimum(course.loss, course.first))
        left = course.over | (course.inside < course.last)
        drifts, arrived = self._progress(stay, is_still, hops)
        stays = self.stays(stay)
        hovers = stays & ~drifts & ~arrived & hops & self._is_long(stay)
        rests = self._holds_since(course.long) & (course.late <= STILL * size) & (is_still | ~lasts) & (self.steps > 0)
        low = self._holds_since(course.high + 1) & (rests | (course.loss <= known.bottom)) & (stay.place < 0)
        cases: list[tuple[Bools, Any, Any]] = [
            (diverged, Kind.DIVERGED, course.last + 1),
            (left, Kind.LEFT, course.inside + 1),
            (stays & drifts, Kind.MOVING, -1),
            (hovers, Kind.HOVERING, stay.since),
            (stays & arrived, look_up(known.kinds, stay.place), stay.since),
            (low, Kind.CONVERGED, course.high + 1),
            (rests, Kind.RESTING, course.long),
        ]
        holds = [condition for condition, _, _ in cases]
        kind = np.select(holds, [what for _, what, _ in cases], Kind.MOVING).astype(np.int8)
        there = (hovers | (stays & arrived)) & ~left & ~diverged
        place = np.where(there, stay.place, -1)
        own = ~there & ((kind == Kind.CONVERGED) | (kind == Kind.RESTING))
        return Outcome(
            kind=kind,
            step=np.select(holds, [step for _, _, step in cases], -1),
            target=np.where(own, course.w, known.at(place)),
            near=look_up(known.kinds, place),
            radius=np.where(there, stay.radius, np.nan),
            above=look_up(known.losses, place) - known.bottom,
        )

    def _progress(self, stay: Stay, is_still: Bools, hops: Bools) -> tuple[Bools, Bools]:
        """Whether a path near a place still goes there or away from it, and whether it has arrived."""
        at, is_closer = stay.gap <= STILL * self.surface.domain.size, stay.gap <= CLOSER * stay.entry
        falls, rises = (self.is_most(many, stay.since) for many in (stay.closer, stay.farther))
        drifts = ~is_still & ((falls & ~is_closer & ~at) | (rises & (self._repels(stay) | ~at)))
        has_come = is_closer | at | (stay.since > 0)
        settles = is_still | at | falls | (self._is_long(stay) & ~hops)
        return drifts, ~drifts & has_come & settles

    def is_most(self, many: Ints, since: Ints) -> Bools:
        """Whether so many are most of the late steps that a path took near its place."""
        return (many > 0) & (many >= MOSTLY * np.minimum(self.window, self.steps - since))

    def stays(self, stay: Stay) -> Bools:
        """Whether a path has been near its place for long enough; of one that has not, the `verdict` reads no progress there."""
        return (stay.place >= 0) & self._holds_since(stay.since)

    def has_arrived(self, stay: Stay) -> Bools:
        """Whether the `verdict` on a path that has not left is that it has arrived, whatever ways it covered: it came much closer, and still does."""
        return self.stays(stay) & self.is_most(stay.closer, stay.since) & (stay.gap <= CLOSER * stay.entry)

    def is_at(self, stay: Stay) -> Bools:
        """Whether a path is so close to a minimum that one could not see it anywhere else."""
        return (stay.place >= 0) & (stay.gap <= STILL * self.surface.domain.size) & ~self._repels(stay)

    def is_at_rest(self, stay: Stay) -> Bools:
        """Whether the `verdict` on a path that has not left reads nothing but this: it has been near a minimum for long, and is at it."""
        return self.is_at(stay) & self._holds_since(stay.since)

    def _repels(self, stay: Stay) -> Bools:
        kind = look_up(self.places.kinds, stay.place)
        return (kind == Kind.SADDLE) | (kind == Kind.MAXIMUM)

    def is_late(self, number: Ints) -> Bools:
        return number > self.steps - self.window

    def _is_long(self, stay: Stay) -> Bools:
        """Whether a path has been near its place for a whole window."""
        return stay.since <= self.steps - self.window

    def _holds_since(self, step: Ints) -> Bools:
        """Whether what holds from `step` on has held for long enough at the end."""
        return step <= (1 - SETTLED) * self.steps

    def is_high(self, loss: Array, first: Array) -> Bools:
        """Whether a loss lies above the lowest that is known, by the measure of the loss at the start."""
        bottom = self.places.bottom
        return ~(loss - bottom <= AS_LOW * np.abs(first - bottom)) | np.isinf(bottom)


def judge(points: Array, losses: Array, surface: Surface) -> Outcome:
    """What became of the paths `points` (T+1, 2, ...) with `losses` (T+1, ...) on `surface`.

    What follows the first point that is not finite or lies beyond `FAR` does not matter; that point itself does.
    """
    fold = Fold(surface, len(points) - 1)
    start = fold.begin(points[0], losses[0])
    return fold.verdict(fold.advance(start, 1, points[1:], losses[1:]) if len(points) > 1 else start)


def nearest_minimum(w: Any, surface: Surface) -> tuple[float, Point | None]:
    """(distance, point) of the known minimum nearest to one point `w`; (NaN, None) if none is known."""
    if not surface.minima or not np.isfinite(w).all():
        return np.nan, None
    gaps = np.hypot(*(np.asarray(w, float)[:, None] - np.array(surface.minima).T))
    return float(gaps.min()), surface.minima[int(gaps.argmin())]


def path_length(points: Array) -> Array:
    """The length of paths (T+1, 2, ...) up to where they end: shape (...)."""
    return np.nansum(np.hypot(*np.moveaxis(np.diff(points, axis=0), 1, 0)), axis=0)


def _latest(holds: Bools, number: Ints, before: Any) -> Ints:
    """The number of the last step for which `holds` (n, ...) is true, or what it was before them."""
    return np.maximum(before, np.where(holds, number, -1).max(axis=0))


def _pick(values: Any, index: Ints) -> Any:
    """Of `values` (n, ...) those numbered `index` (...)."""
    return np.take_along_axis(values, index[None], axis=0)[0]


def _shifted(values: Any, before: Any) -> Any:
    """The value before each of `values` (n, ...)."""
    return np.concatenate([before[None], values[:-1]])


def _last(values: Any, count: Ints, before: Any) -> Any:
    """Of `values` (n, ...) or (n, 2, ...) the last of the first `count` (...), or what it was before them."""
    index = np.maximum(count - 1, 0)
    index = index if values.ndim == index.ndim + 1 else np.stack([index, index])
    return np.where(count > 0, _pick(values, index), before)
