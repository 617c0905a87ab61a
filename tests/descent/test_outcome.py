"""What became of a path: every kind, with a path built to end that way."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import Kind, descend, nearest_minimum, path_length
from descent.outcome import SETTLED, STILL, Course, Fold, Stay, judge
from descent.places import known_places, near
from optimizers import OPTIMIZERS
from scenes import scaled
from surfaces import DATA_SURFACES, SURFACES, Box, CriticalPoints, Point
from surfaces.analytic.bowls import Bowl

GradientDescent = OPTIMIZERS["GradientDescent"]
WELLS = SURFACES["DoubleWell"]()
HIMMELBLAU = SURFACES["Himmelblau"]()
NOWHERE = (None, None)
NEVER = -1
MINIMUM = Kind.CONVERGED


def verdict(surface, path):
    """(kind, step, target) of one path of shape (T+1, 2) that may end in NaN."""
    points = np.array(path, float)
    outcome = judge(points, surface(points.T), surface)
    return Kind(int(outcome.kind)), int(outcome.step), named(outcome.target)


def named(target):
    return NOWHERE if np.isnan(target).all() else tuple(target)


def legs(*corners, steps=50):
    """A path straight from corner to corner, `steps` steps each; a corner named twice is a rest."""
    pairs = pairwise(corners)
    return np.concatenate([*(np.linspace(a, b, steps, endpoint=False) for a, b in pairs), np.array(corners[-1:])])


def test_a_path_has_converged_since_it_came_near_for_good():
    """Near is 1 % of a window 4 wide: 0.04, which y = 0.9 (1 − t / 50) has gone below at t = 48."""
    path = legs((-1, 0.9), (-1, 0), (-1, 0))
    assert near(WELLS) == 0.04
    assert verdict(WELLS, path) == (Kind.CONVERGED, 48, (-1.0, 0.0))


def test_a_visit_before_does_not_count():
    path = legs((1, 0), (1, 0), (1, 0.9), (1, 0), (1, 0))
    assert verdict(WELLS, path) == (Kind.CONVERGED, 148, (1.0, 0.0))


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        (Kind.CONVERGED, HIMMELBLAU.minima),
        (Kind.SADDLE, HIMMELBLAU.saddles),
        (Kind.MAXIMUM, HIMMELBLAU.maxima),
    ],
    ids=["minima", "saddles", "maxima"],
)
def test_every_place_is_told_from_the_others(kind, places):
    for place in places:
        reached, step, target = verdict(HIMMELBLAU, legs((5.9, 5.9), place, place))
        assert (reached, target) == (kind, tuple(place))
        assert 40 < step <= 50


def test_every_known_place_is_its_own(surface_class):
    """A path that rests where the surface has a minimum, a saddle or a maximum is told just that."""
    surface = surface_class()
    kinds = {MINIMUM: surface.minima, Kind.SADDLE: surface.saddles, Kind.MAXIMUM: surface.maxima}
    pairs = [(kind, place) for kind, places in kinds.items() for place in places][:200]
    w = np.array([place for _, place in pairs], float).reshape(-1, 2).T
    points = np.stack([w, w])
    outcome = judge(points, surface(np.moveaxis(points, 1, 0)), surface)
    assert_array_equal(np.where(outcome.kind == Kind.LOCAL, MINIMUM, outcome.kind), [kind for kind, _ in pairs])
    assert_array_equal(outcome.target, w)
    assert_array_equal(outcome.near, outcome.kind)
    assert_array_equal(outcome.radius, 0)
    assert not outcome.step.any()


def test_passing_through_is_not_arriving():
    through = legs((-1, 0.5), (1, 0), (1.5, 0))
    assert verdict(WELLS, through) == (Kind.MOVING, NEVER, NOWHERE)
    assert tuple(through[50]) == (1, 0)
    assert verdict(WELLS, through[:51]) == (Kind.MOVING, NEVER, NOWHERE)


@pytest.mark.parametrize(("rest", "kind"), [(4, Kind.MOVING), (5, Kind.CONVERGED)])
def test_arriving_takes_a_twentieth_of_the_path(rest, kind):
    path = [(0.5, 1.0)] * (100 - rest) + [(1.0, 0.0)] * (rest + 1)
    assert SETTLED == 0.05
    assert verdict(WELLS, path)[0] == kind


def test_a_path_that_swings_about_a_minimum_still_moves():
    swing = [(1 + 0.1 * (-1) ** t, 0.0) for t in range(100)]
    assert verdict(WELLS, swing) == (Kind.MOVING, NEVER, NOWHERE)


def test_a_path_that_is_outside_has_left_since_its_last_step_inside():
    path = legs((0, 0), (0, 5), (0, 0), (0, 5))
    assert verdict(WELLS, path) == (Kind.LEFT, 121, NOWHERE)  # y = 5 · 20 / 50 is the edge, and inside


def test_a_path_that_came_back_has_not_left():
    assert verdict(WELLS, legs((0.5, 0), (0.5, 5), (0.5, 1))) == (Kind.MOVING, NEVER, NOWHERE)


def test_a_path_that_ended_uphill_has_diverged_at_the_step_that_broke_it():
    path = [*legs((0.5, 0), (100, 0)), (1e7, 0), *[(np.nan, np.nan)] * 20]
    assert verdict(WELLS, path) == (Kind.DIVERGED, 51, NOWHERE)


def test_a_start_that_nothing_follows_has_diverged():
    assert verdict(WELLS, [(0.5, 0.5), *[(np.nan, np.nan)] * 9]) == (Kind.DIVERGED, 1, NOWHERE)


def test_a_path_without_steps_moves_or_rests():
    assert verdict(WELLS, [(0.5, 0.5)]) == (Kind.MOVING, NEVER, NOWHERE)
    assert verdict(WELLS, [(1.0, 0.0)]) == (Kind.CONVERGED, 0, (1.0, 0.0))


def run(surface, start, lr, steps=200):
    outcome = descend(surface, GradientDescent(lr=lr), start, steps).outcome
    return Kind(int(outcome.kind)), int(outcome.step), named(outcome.target)


def test_gradient_descent_converges():
    assert run(WELLS, (0.05, 1.6), 0.05)[::2] == (Kind.CONVERGED, (1.0, 0.0))


def test_gradient_descent_on_the_ridge_is_stuck_at_the_saddle():
    assert run(WELLS, (0.0, 1.6), 0.05)[::2] == (Kind.SADDLE, (0.0, 0.0))


def test_gradient_descent_on_the_top_is_stuck_at_the_maximum():
    top = HIMMELBLAU.maxima[0]
    assert run(HIMMELBLAU, top, 1e-4) == (Kind.MAXIMUM, 0, tuple(top))


def test_gradient_descent_in_slow_motion_still_moves():
    assert run(WELLS, (0.05, 1.6), 1e-4) == (Kind.MOVING, NEVER, NOWHERE)


def test_gradient_descent_with_a_long_step_diverges():
    assert run(Bowl(), (1.0, 1.0), 1.5) == (Kind.DIVERGED, 20, NOWHERE)


@pytest.mark.parametrize("steps", [20, 2000], ids=["on the way", "past all bounds"])
def test_where_there_is_no_bottom_a_path_leaves_and_does_not_diverge(steps):
    """The saddle: y = 1.2ᵗ, so that it leaves a window of ±3 at t = 7 and the world at t = 76."""
    assert run(SURFACES["Saddle"](), (1.0, 1.0), 0.1, steps) == (Kind.LEFT, 7, NOWHERE)


def test_a_batch_is_judged_lane_by_lane():
    starts = np.array([[[0.05, 0.0], [-0.05, 0.05]], [[1.6, 1.6], [1.6, 1.6]]])
    rates = np.array([[0.05, 0.05], [0.05, 1e6]])
    outcome = descend(WELLS, GradientDescent(lr=rates), starts, 200).outcome
    assert outcome.kind.tolist() == [[Kind.CONVERGED, Kind.SADDLE], [Kind.CONVERGED, Kind.DIVERGED]]
    assert_array_equal(outcome.target, [[[1, 0], [-1, np.nan]], [[0, 0], [0, np.nan]]])
    assert outcome.step[1, 1] == 1


@dataclass(frozen=True)
class Featureless(Bowl):
    """Nothing is known of it."""

    domain, minima = Box(-1.0, 1.0, -1.0, 1.0), ()


def test_where_nothing_is_known_a_path_moves_or_is_at_rest():
    kind, step, target = run(Featureless(), (0.5, 0.5), 0.25)
    assert kind == Kind.RESTING
    assert np.hypot(*target) < 1e-12
    assert 5 < step < 60
    assert run(Featureless(), (0.5, 0.5), 0.001) == (Kind.MOVING, NEVER, NOWHERE)


def test_a_path_rests_where_it_stops():
    path = np.full((100, 2), (0.3, -0.2))
    path[:5, 0] = 0.8, 0.7, 0.6, 0.5, 0.4
    assert verdict(Featureless(), path) == (Kind.RESTING, 5, (0.3, -0.2))
    path[::2, 1] += 1e-4
    assert verdict(Featureless(), path) == (Kind.MOVING, NEVER, NOWHERE)


def random_states(fold, n, rng):
    """What `n` paths may have come to, near a place or not, after any ways, with late steps that went closer, farther or neither."""
    steps, size = fold.steps, fold.surface.domain.size

    def whole(top):
        return rng.integers(0, np.asarray(top, int) + 1, n)

    def some(scale):
        return scale * 10.0 ** rng.uniform(-9, 1, n)

    place, since, last, nothing = rng.integers(-1, 2, n), whole(steps), np.full(n, steps), np.zeros(n)
    late = np.minimum(fold.window, steps - since)
    closer = whole(late)
    course = Course(
        w=np.zeros((2, n)), loss=nothing + 1.0, last=last, first=nothing + 2.0, over=last < 0, spilled=nothing + np.nan,
        inside=last, long=whole(steps), high=last, earlier=some(size), late=some(size),
    )  # fmt: skip
    return course, Stay(place, since, some(size), some(size), closer, whole(late - closer), nothing)


def test_of_who_has_arrived_the_ways_do_not_matter():
    """And of who stays nowhere no more of the last way than whether it was covered at rest."""
    fold, rng = Fold(WELLS, 100), np.random.default_rng(3)
    course, stay = random_states(fold, 20_000, rng)
    before = fold.verdict((course, stay))
    other = course._replace(earlier=rng.permutation(course.earlier), late=rng.permutation(course.late))
    after = fold.verdict((other, stay))
    arrived, nowhere = fold.has_arrived(stay), ~fold.stays(stay) & (course.late > STILL * WELLS.domain.size)
    assert min(arrived.sum(), nowhere.sum()) > 100
    gone = fold.verdict((course._replace(earlier=0 * course.late, late=np.inf + course.late), stay))
    for mine, theirs, there in ((before, after, arrived), (before, gone, nowhere)):
        assert_array_equal(mine.kind[there], theirs.kind[there])
        assert_array_equal(mine.step[there], theirs.step[there])
    assert (before.kind[arrived] != Kind.MOVING).all()


def test_the_nearest_minimum():
    assert nearest_minimum((0.1, 0.0), WELLS) == (0.9, Point(1.0, 0.0))
    assert nearest_minimum(np.array([-4.0, 4.0]), WELLS) == (5.0, Point(-1.0, 0.0))


def test_the_nearest_minimum_to_itself(surface_class):
    surface = surface_class()
    for minimum in surface.minima[:50]:
        assert nearest_minimum(minimum, surface) == (0.0, minimum)


@pytest.mark.parametrize(
    ("w", "surface"),
    [((0.0, 0.0), Featureless()), ((np.nan, np.nan), WELLS), ((np.inf, 0.0), WELLS)],
    ids=["none known", "no point", "infinity"],
)
def test_no_minimum_is_nearest(w, surface):
    distance, minimum = nearest_minimum(w, surface)
    assert np.isnan(distance)
    assert minimum is None


def test_path_length():
    path = np.array([(0, 0), (3, 4), (3, 4), (3, 5), NOWHERE, NOWHERE], float)
    assert path_length(path) == 6
    assert path_length(path[:1]) == 0


def test_path_lengths_of_a_batch(rng):
    points = rng.normal(size=(9, 2, 3, 4))
    lengths = path_length(points)
    assert lengths.shape == (3, 4)
    for lane in np.ndindex(3, 4):
        assert lengths[lane] == pytest.approx(path_length(points[(..., *lane)]), rel=1e-15)


# What follows is a path of known fate for each way in which place alone would mislead.


def gd(surface, start, lr, steps=200, name="GradientDescent"):
    outcome = descend(surface, OPTIMIZERS[name](lr=lr), start, steps).outcome
    return Kind(int(outcome.kind))


@pytest.mark.parametrize(
    ("name", "start", "lr", "kind"),
    [
        ("MonkeySaddle", (-1.66, 0.14), 1.72, Kind.DIVERGED),  # −4.5, −3.7e3, −1.6e9, +7.8e19
        ("Rosenbrock", (0.98, 0.96), 1e-5, Kind.MOVING),  # creeps, and is not at rest
        ("DoubleWell", (0.001, 0.0), 1e-3, Kind.MOVING),  # |x| doubles: it leaves the saddle
        ("Himmelblau", (-0.2708, -0.923), 1e-4, Kind.MOVING),  # the same at a maximum
        ("Bowl", (0.03, 0.0), 1e-5, Kind.MOVING),  # starts near and has moved by 0.4 %
        ("Bowl", (0.03, 0.0), 1e-3, Kind.MOVING),  # a third of the way is not there yet
        ("Bowl", (0.03, 0.0), 1e-2, Kind.CONVERGED),
        ("Bowl", (0.03, 0.0), 0.0, Kind.RESTING),  # who never moves has not arrived
        ("Bowl", (0.03, 0.0), 1.0, Kind.HOVERING),  # from side to side for ever
        ("Bowl", (1e-4, 0.0), 1.01, Kind.MOVING),  # each hop is longer than the last
        ("AbsoluteValue", (0.5, 0.0), 0.02, Kind.HOVERING),
        ("Rastrigin", (-3.4, 2.7), 1e-3, Kind.LOCAL),
        ("GoldsteinPrice", (-0.6, -0.45), 1e-5, Kind.LOCAL),
        ("GoldsteinPrice", (0.01, -0.98), 1e-5, Kind.CONVERGED),
    ],
)  # fmt: skip
def test_place_and_progress_decide(name, start, lr, kind):
    assert gd(SURFACES[name](), start, lr) == kind


@pytest.mark.parametrize("steps", [20, 100, 500])
def test_a_method_that_hops_for_ever_hovers(steps):
    """SignSGD goes ±α: from 0.41 it comes to 0.41 − 13 · 0.03 = 0.02, and then to and fro over the minimum."""
    rule, bowl = OPTIMIZERS["SignSGD"](lr=0.03), Bowl()
    outcome = descend(bowl, rule, (0.41, 0.0), steps).outcome
    assert (Kind(int(outcome.kind)), int(outcome.step)) == (Kind.HOVERING, 13)
    assert outcome.radius == pytest.approx(0.02)
    assert_array_equal(outcome.target, (0, 0))


def test_who_is_kicked_off_a_minimum_again_has_not_converged():
    """No kind is absorbing: at rest on the minimum for 80 steps, then away."""
    path = legs((0.5, 0), (0, 0), (0, 0), (0.5, 0.5), steps=40)
    assert verdict(Bowl(), path)[0] == Kind.MOVING
    assert verdict(Bowl(), path[:81]) == (Kind.CONVERGED, 37, (0.0, 0.0))
    assert verdict(Bowl(), np.concatenate([path, path]))[0] == Kind.MOVING


def test_a_local_minimum_is_told_by_its_loss():
    surface = SURFACES["Rastrigin"]()
    outcome = descend(surface, GradientDescent(lr=1e-3), (-3.4, 2.7), 200).outcome
    assert outcome.above == pytest.approx(17.909202482974)
    assert outcome.near == Kind.LOCAL


@pytest.mark.parametrize("name", ["GradientDescent", "Momentum", "BFGS"])
@pytest.mark.parametrize("loss", ["HingeLoss", "SquaredHingeLoss"])
def test_a_whole_region_of_lowest_loss_is_the_bottom(name, loss):
    """Four examples that a line parts with room to spare: no loss at all in a whole wedge."""
    surface = DATA_SURFACES[loss](n=4, seed=10)
    run = descend(surface, scaled(OPTIMIZERS[name], DATA_SURFACES[loss]), (-2.0, 4.0), 300)
    assert (surface.minima, surface.bottom) == ((), 0.0)
    assert Kind(int(run.outcome.kind)) == Kind.CONVERGED
    assert run.outcome.near == Kind.MOVING
    first = int(run.outcome.step)
    assert (run.losses[first:] <= 1e-12 * run.losses[0]).all()
    assert run.losses[first - 1] > 1e-12 * run.losses[0]
    assert_array_equal(run.outcome.target, run.points[-1])


def test_the_point_that_spilled_is_judged():
    """Downhill beyond all bounds is leaving; uphill at the last moment is not, nor is what is no number."""
    down = [(0.0, y) for y in (1.0, 10.0, 1e3, 1e5)]
    saddle = SURFACES["Saddle"]()
    for last, kind in [
        ((0, 1e7), Kind.LEFT),
        ((1e7, 0), Kind.DIVERGED),
        ((0, 9e3), Kind.LEFT),
        ((np.nan, 0), Kind.DIVERGED),
    ]:
        assert verdict(saddle, [*down, last])[0] == kind
    assert verdict(saddle, [*down, (1e7, 1.1e7), (0, 0), (0, 0)])[0] == Kind.LEFT


def spiral(start, rate, turn, steps):
    """Towards (or away from) the origin by `rate` a step, turning."""
    t = np.arange(steps + 1)
    return start * rate**t * np.array([np.cos(turn * t), np.sin(turn * t)])


@pytest.mark.seldom
def test_spirals_end_as_their_rate_says(forall, st):
    """From 1.5 inwards: hops on a circle hover, what shrinks by 2 a tenth has converged, what grows within a tenth moves."""

    def check(steps, turn, share):
        halving = 0.5 ** (10 / steps)
        inwards = 1.9 * spiral(1, 1e-4 ** (1 / steps), turn, steps)
        assert verdict(Bowl(), inwards.T)[0] == Kind.CONVERGED
        circle = np.concatenate([spiral(1.5, halving, turn, 3), share * 0.039 * spiral(1, 1, 2.0, steps)], axis=1)
        assert verdict(Bowl(), circle.T)[0] == Kind.HOVERING
        outwards = 0.039 * spiral(1, 0.2 ** (1 / steps), turn, steps)[:, ::-1]
        assert verdict(Bowl(), outwards.T)[0] == Kind.MOVING

    forall(check, st.integers(30, 400), st.floats(0.0, 0.2), st.floats(0.1, 1.0))


def test_the_fold_does_not_care_how_the_steps_come(forall, st):
    """Step by step, in pieces of any length, or all at once."""
    surface = SURFACES["Himmelblau"]()
    rates = np.geomspace(1e-5, 3.0, 60)
    runs = [OPTIMIZERS[name](lr=rates) for name in ("GradientDescent", "SignSGD", "Adam")]
    paths = [raw_path(surface, rule, np.array(surface.start), 60) for rule in runs]

    def check(cuts, which):
        points, fold = paths[which], Fold(surface, 60)
        losses = quiet(surface)(np.moveaxis(points, 1, 0))
        whole, run, t = judge(points, losses, surface), fold.begin(points[0], losses[0]), 1
        for n in [*cuts, 60]:
            piece = points[t : t + n]
            run = fold.advance(run, t, piece, losses[t : t + n]) if len(piece) else run
            t += len(piece)
        again = fold.verdict(run)
        for field in ("kind", "step", "target", "near", "above"):
            assert_array_equal(getattr(again, field), getattr(whole, field))
        assert_allclose(again.radius, whole.radius)
        assert len(set(whole.kind.tolist())) > 1

    forall(check, st.lists(st.integers(1, 30), max_size=30), st.integers(0, 2))


def raw_path(surface, rule, start, steps):
    """Every point, those beyond all bounds included."""
    w = np.stack([np.full(60, c) for c in start])
    points, state = [w], rule.init(w)
    for _ in range(steps):
        w, state = rule.step(w, surface, state)
        points.append(w)
    return np.array(points)


def quiet(surface):
    return np.errstate(all="ignore")(surface)


def test_lanes_are_judged_as_if_alone():
    surface = SURFACES["Rastrigin"]()
    starts = surface.domain.mesh(7, 7)
    batch = descend(surface, OPTIMIZERS["Momentum"](lr=2e-3), starts, 120).outcome
    for lane in np.ndindex(7, 7):
        alone = descend(surface, OPTIMIZERS["Momentum"](lr=2e-3), starts[(slice(None), *lane)], 120).outcome
        assert (alone.kind, alone.step, alone.near) == (batch.kind[lane], batch.step[lane], batch.near[lane])
        assert_array_equal(alone.target, batch.target[(slice(None), *lane)])


@pytest.mark.parametrize("name", ["Rastrigin", "Levy13", "SixHumpCamel", "Easom", "Eggholder", "Saddle"])
def test_the_grid_finds_the_place_that_is_near(name, rng):
    """Against the distances to all of them: inside, far outside, at the edge of being near, and nowhere."""
    surface, known = SURFACES[name](), known_places(SURFACES[name]())
    box, radius = surface.domain, near(surface)
    points = known.points[:, :-1]
    around = points + radius * rng.uniform(-1.2, 1.2, points.shape)
    random = rng.uniform([[box.x0 - 3], [box.y0 - 3]], [[box.x1 + 3], [box.y1 + 3]], (2, 2000))
    odd = np.array([[np.nan, np.inf, -np.inf, 1e300, 0], [0, 0, 1, -1e300, np.nan]])
    w = np.concatenate([points, around, random, odd], axis=1)
    gaps = np.hypot(*(w[:, :, None] - points[:, None])) if points.size else np.full((w.shape[1], 1), np.inf)
    gaps = np.where(np.isfinite(gaps), gaps, np.inf)
    number, gap = known.nearest(w)
    assert_array_equal(number >= 0, gaps.min(axis=1) <= radius)
    assert_allclose(gap[number >= 0], gaps.min(axis=1)[number >= 0], rtol=1e-15)
    assert_array_equal(known.nearest_of_many(w), known.nearest(w))


def beside(*xs):
    """What becomes of a path on the x-axis of a bowl 4 wide (near is 0.04) that comes from afar and goes on over `xs`."""
    return verdict(Bowl(), [(1.0, 0.0), *((x, 0.0) for x in xs)])


def hops(size, n):
    return [size * (-1) ** t for t in range(n)]


def test_hops_that_fade_have_arrived_and_hops_that_last_have_not():
    """From one tenth to the next: by 0.7 they last, by 0.3 they fade; and it is the last two tenths that count."""
    for fading, kind in [(0.7, Kind.HOVERING), (0.3, Kind.CONVERGED)]:
        assert beside(*hops(0.02, 90), *hops(0.02 * fading, 10))[0] == kind
    assert beside(*hops(0.02, 80), *hops(0.008, 20))[0] == Kind.HOVERING


def test_hops_that_nobody_sees_are_none():
    """1e-5 of the window is 4e-5: hops of 2e-5 to and fro are two of 4e-5 apart, half as many not."""
    assert beside(*hops(1e-4, 100))[0] == Kind.HOVERING
    assert beside(*hops(1e-5, 100))[0] == Kind.CONVERGED


def test_hops_that_shrink_by_rounding_only_hover():
    assert beside(*(x * (1 - 1e-12) ** t for t, x in enumerate(hops(0.02, 100))))[0] == Kind.HOVERING


def test_who_starts_beside_a_minimum_and_stays_has_not_arrived_but_who_came_has():
    for x, kind in [(1e-5, Kind.RESTING), (1e-6, Kind.CONVERGED)]:
        assert verdict(Bowl(), [(x, 0.0)] * 100)[0] == kind
    assert beside(*[0.03] * 99)[0] == Kind.CONVERGED


def test_who_is_at_a_minimum_may_still_come_closer():
    assert verdict(Bowl(), [(1e-6 * 0.999**t, 0.0) for t in range(100)])[0] == Kind.CONVERGED


@pytest.mark.parametrize(("first", "kind"), [(1e-9, Kind.MOVING), (1e-17, Kind.SADDLE)], ids=["leaving", "rounding"])
def test_who_leaves_a_saddle_is_not_stuck_however_near(first, kind):
    """Growth by 2 % a step is leaving, unless it is no more than what rounding makes of no step."""
    assert verdict(WELLS, [(first * 1.02**t, 0.0) for t in range(100)])[0] == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ([(0, 1), (0, 100), (0, 2e6)], Kind.LEFT),
        ([(0, 1), (0, 1e6), (1.9e6, 2e6)], Kind.DIVERGED),  # lower than at the start, higher than before
        ([(0, 1e4), (1e5, 0), (0, 2e3), (2e6, 1.9e6)], Kind.DIVERGED),  # higher than at the start
        ([(0, 1e4), (1e6, 0), (1.1e6, 1e6)], Kind.DIVERGED),  # lower than before, higher than at the start
    ],
)
def test_downhill_is_lower_than_before_and_than_at_the_start(path, kind):
    """On the saddle x² − y²."""
    assert verdict(SURFACES["Saddle"](), path)[0] == kind


@dataclass(frozen=True)
class Rounded(SURFACES["DoubleWell"]):
    """Its second minimum is known to seven digits only."""

    critical = CriticalPoints(minima=(Point(1.0, 0.0), Point(-1.0000001, 0.0)))


def test_minima_that_differ_by_rounding_are_equally_low():
    assert known_places(Rounded()).kinds.tolist()[:2] == [Kind.CONVERGED] * 2
    assert Kind.LOCAL not in known_places(HIMMELBLAU).kinds


def test_who_leaves_a_saddle_too_slowly_to_be_seen_is_on_its_way():
    """By 1 % a step, and never further from it than a millionth of the window: a minimum would hold it, a saddle does not."""
    y = 1e-9 * 1.01 ** np.arange(401.0)
    assert verdict(SURFACES["Saddle"](), np.stack([0 * y, y], axis=1)) == (Kind.MOVING, NEVER, NOWHERE)
    assert verdict(SURFACES["Bowl"](), np.stack([0 * y, y], axis=1))[0] == Kind.CONVERGED


def test_who_stopped_a_moment_ago_has_not_come_to_rest():
    """It went on as before for most of the last tenth, and has stood still since."""
    x = np.minimum(np.arange(1001.0), 940) / 1000
    assert verdict(SURFACES["AbsoluteValue"](), np.stack([x - 2, 0 * x + 1], axis=1)) == (Kind.MOVING, NEVER, NOWHERE)
