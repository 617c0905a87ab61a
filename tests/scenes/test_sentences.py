"""What a surface's sentence says is to be seen in its default scene, where its learning rates are the recorded ones."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pytest

from descent import Kind, path_length
from optimizers import plain_type
from scenes import Scene, default_scene, play
from surfaces import ALL_SURFACES, Point

GD, MOMENTUM, RMSPROP, ADAM = FOUR = ("GradientDescent", "Momentum", "RMSProp", "Adam")


@dataclass(frozen=True)
class Seen:
    """What is seen in a scene: who is one of `FOUR`, a path holds (n, 2) points."""

    scene: Scene

    @cached_property
    def runs(self):
        names = [plain_type(o).__name__ for o in self.scene.setup.optimizers]
        return dict(zip(names, play(self.scene).trajectories, strict=True))

    @property
    def surface(self):
        return self.scene.setup.plain

    @property
    def size(self):
        return self.surface.domain.size

    @property
    def start(self):
        return np.array(self.scene.setup.start)

    @property
    def lowest(self):
        return min(self.surface.minima, key=self.surface)

    @property
    def nearest(self):
        """The known minimum nearest to the start."""
        return self.minimum_at(self.start)

    def minimum_at(self, w):
        """The known minimum nearest to `w`."""
        return min(self.surface.minima, key=lambda m: np.hypot(*(w - np.array(m))))

    def path(self, who):
        return self.runs[who].points[: int(self.runs[who].last) + 1]

    def end(self, who):
        return self.path(who)[-1]

    def steps(self, who):
        """How long its steps are."""
        return np.hypot(*np.diff(self.path(who), axis=0).T)

    def gap(self, who, point):
        """How far its path is from a point, step by step."""
        return np.hypot(*(self.path(who) - np.array(point)).T)

    def arrival(self, who):
        """The step from which it stays at a lowest minimum, ∞ for never."""
        outcome = self.runs[who].outcome
        stays = outcome.kind in (Kind.CONVERGED, Kind.HOVERING) and outcome.above <= 1e-9
        return float(outcome.step) if stays else np.inf

    def arrive(self, *names):
        return all(np.isfinite(self.arrival(who)) for who in names)

    def is_last(self, who):
        return all(self.arrival(other) < self.arrival(who) for other in FOUR if other != who)

    def has_left(self, who):
        return self.runs[who].outcome.kind == Kind.LEFT

    def pit(self, who):
        """The known minimum nearest to where it ended."""
        return self.minimum_at(self.end(who))


def crossings(height, least=0.0):
    """How often `height` (n,) changes its sign, between places where it is larger than `least`."""
    seen = height[np.abs(height) > least]
    return int((np.diff(np.sign(seen)) != 0).sum())


def opposite(one, other):
    return np.allclose(np.array(one), -np.array(other))


def bowl(seen):
    assert seen.arrival(GD) == 1
    for who in (MOMENTUM, ADAM):
        assert (seen.path(who) @ -seen.start).max() > 0.01 * seen.size * np.hypot(*seen.start)


def booth(seen):
    way, slope = np.array(seen.lowest) - seen.start, -seen.surface.gradient(seen.start)
    assert way @ slope < 0.9 * np.hypot(*way) * np.hypot(*slope)
    assert crossings((seen.path(GD) - np.array(seen.lowest)).sum(axis=1), 0.01 * seen.size) >= 3
    assert all(path_length(seen.path(who)) > 1.05 * np.hypot(*way) for who in FOUR)


def matyas(seen):
    x, y = seen.path(GD).T
    assert crossings(x - y, 0.01 * seen.size) >= 5
    settled = int(np.abs(x - y).cumsum().searchsorted(0.95 * np.abs(x - y).sum()))
    assert abs(x + y)[settled] > 0.25 * abs(x + y)[0]


def ravine(seen):
    c, s = seen.surface._axes
    x, y = seen.path(GD).T
    assert crossings(c * y - s * x, 0.01 * seen.size) >= 10
    assert seen.is_last(GD)


def rosenbrock(seen):
    for who in FOUR:
        x, y = seen.path(who).T
        is_on_floor = np.abs(y - x * x) / np.hypot(1, 2 * x) < 0.05 * seen.size
        tenth = len(x) // 10
        assert is_on_floor[:tenth].any()
        assert is_on_floor[tenth:].mean() > 0.95
    assert not seen.arrive(GD)
    assert seen.arrive(MOMENTUM, ADAM)


def beale(seen):
    assert seen.steps(GD)[0] > 20 * np.median(seen.steps(GD))
    assert seen.is_last(GD)


def dixon_price(seen):
    own, other = sorted(seen.surface.minima, key=lambda m: -m.y)
    for who in (MOMENTUM, ADAM):
        x, y = seen.path(who).T
        assert seen.pit(who) == other
        assert seen.gap(who, own).min() < 0.05 * seen.size
        assert x[int((y < 0).argmax())] < own.x


def saddle(seen):
    assert seen.has_left(ADAM)
    assert seen.gap(GD, (0, 0))[seen.runs[ADAM].outcome.step] < 0.1
    assert min(seen.gap(who, (0, 0)).min() for who in (RMSPROP, ADAM)) > 1


def bounded_saddle(seen):
    for who in (GD, MOMENTUM):
        assert (seen.gap(who, (0, 0)) < 0.1).any()
        assert np.abs(seen.path(who)[: int(seen.gap(who, (0, 0)).argmin()), 1]).max() < 0.1
    assert (seen.gap(GD, (0, 0)) < 0.1).sum() > 10
    assert min(seen.gap(who, (0, 0)).min() for who in (RMSPROP, ADAM)) > 0.5


def monkey_saddle(seen):
    assert (seen.gap(GD, (0, 0))[-20:] < 0.1).all()
    assert seen.steps(GD)[-20:].max() < 0.01 * seen.steps(GD)[0]
    assert seen.has_left(MOMENTUM)
    assert seen.end(MOMENTUM)[0] < -10 * abs(seen.end(MOMENTUM)[1])


def double_well(seen):
    mirrored = Seen(seen.scene.but(start=Point(-seen.start[0], seen.start[1])))
    assert all(seen.pit(who).x > 0 > mirrored.pit(who).x for who in FOUR)
    assert seen.arrive(*FOUR)


def mccormick(seen):
    for who in (MOMENTUM, ADAM):
        beyond = (np.array(seen.lowest) - seen.path(who)).sum(axis=1) / np.sqrt(2)
        assert beyond.max() > 0.05 * seen.size
    assert seen.arrive(*FOUR)


def himmelblau(seen):
    elsewhere = Seen(seen.scene.but(start=Point(2.0, 0.5)))
    assert len({seen.pit(who) for who in FOUR}) > 1
    assert seen.pit(GD) != elsewhere.pit(GD)
    assert seen.arrive(*FOUR)


def styblinski_tang(seen):
    assert seen.pit(RMSPROP) == seen.nearest
    assert seen.pit(GD) == seen.pit(MOMENTUM) not in (seen.nearest, seen.lowest)
    assert seen.pit(ADAM) == seen.lowest


def three_hump_camel(seen):
    assert seen.pit(MOMENTUM).x > 1
    assert all(seen.pit(who) == seen.lowest for who in (GD, RMSPROP, ADAM))


def six_hump_camel(seen):
    assert seen.arrive(*FOUR)
    assert all(opposite(seen.pit(GD), seen.pit(who)) for who in (MOMENTUM, RMSPROP, ADAM))


def goldstein_price(seen):
    assert seen.surface(seen.surface.domain.mesh(50, 50)).max() > 1000 * seen.surface.bottom
    assert seen.surface(seen.start) > 1000 * seen.surface.bottom
    assert seen.steps(GD)[-1] < 0.02 * seen.steps(GD).max()
    assert not seen.arrive(GD)
    assert seen.arrive(MOMENTUM, ADAM)


def branin(seen):
    assert seen.arrive(*FOUR)
    assert seen.pit(GD) == seen.pit(ADAM) != seen.pit(MOMENTUM) == seen.pit(RMSPROP)


def peaks(seen):
    assert seen.pit(MOMENTUM) == seen.pit(ADAM) == seen.lowest
    assert seen.pit(GD) == seen.pit(RMSPROP) == max(seen.surface.minima, key=seen.surface)


def bumps(seen):
    assert seen.pit(GD) == seen.nearest != seen.lowest
    assert all(seen.pit(who) == seen.lowest for who in (MOMENTUM, RMSPROP, ADAM))


def rastrigin(seen):
    middle = {who: np.hypot(*seen.pit(who)) for who in FOUR}
    assert np.abs(seen.start - np.array(seen.pit(GD))).max() < 0.6
    assert max(middle[MOMENTUM], middle[ADAM]) < middle[GD] - 0.9
    assert not any(seen.pit(who) == seen.lowest for who in FOUR)


def griewank(seen):
    ripples = np.ptp(seen.surface(seen.surface.domain.mesh(99, 99)))
    for who in FOUR:
        assert np.hypot(*seen.pit(who)) > 0.25 * seen.size
        assert seen.surface(seen.pit(who)) < 0.02 * ripples


def levy13(seen):
    assert len(seen.surface.minima) > 500
    assert seen.arrive(MOMENTUM, ADAM)
    assert not seen.arrive(GD)
    assert not seen.arrive(RMSPROP)


def ackley(seen):
    assert seen.arrive(ADAM)
    assert seen.gap(MOMENTUM, (0, 0))[-20:].min() > 1


def drop_wave(seen):
    trough = np.pi / 6
    for who, crosses in zip(FOUR, (False, False, True, True), strict=True):
        radius = seen.gap(who, (0, 0))
        assert (np.ptp(radius) > trough) == crosses
        assert not seen.arrive(who)
    x, y = seen.surface.domain.mesh(9, 9)
    gx, gy = seen.surface.gradient((x, y))
    assert np.abs(x * gy - y * gx).max() < 1e-9


def schaffer2(seen):
    assert seen.steps(GD).max() > 0.2 * seen.size
    assert seen.steps(GD)[-10:].max() < 0.01 * seen.size
    assert seen.gap(GD, (0, 0))[-1] < 0.1 * seen.size


def log_plateau(seen):
    assert np.hypot(*seen.surface.gradient(seen.start)) == pytest.approx(2 / np.hypot(*seen.start), rel=0.01)
    assert seen.is_last(GD)


def easom(seen):
    assert seen.gap(GD, seen.start).max() < 0.05 * seen.size
    assert seen.arrive(RMSPROP, ADAM)


def michalewicz(seen):
    for who in (GD, MOMENTUM):
        assert np.abs(seen.path(who)[:, 0] - seen.start[0]).max() < 0.02 * seen.size
        assert abs(seen.end(who)[1] - seen.lowest.y) < 0.05 * seen.size
    assert seen.arrive(RMSPROP, ADAM)


def absolute_value(seen):
    assert seen.arrive(*FOUR)
    assert seen.steps(GD)[-20:] == pytest.approx(seen.steps(GD)[0])


def eggholder(seen):
    assert len({seen.pit(who) for who in FOUR}) == 3
    assert seen.surface((512, 404.2318)) < seen.surface.bottom


def linear_regression(seen):
    assert crossings(seen.path(GD)[:, 0] - seen.lowest.x, 0.01 * seen.size) >= 5


def logistic_regression(seen):
    assert seen.arrive(*FOUR)
    assert not type(seen.surface)(noise=0.3).minima


def hinge_loss(seen):
    moves = np.diff(seen.path(GD)[:20], axis=0)
    turns = np.hypot(*np.diff(moves, axis=0).T) > 1e-9
    assert 0 < turns.mean() < 0.5


def squared_hinge_loss(seen):
    assert seen.arrive(*FOUR)
    bends = seen.surface.hessian(seen.path(GD).T)[0, 0]
    assert 1 < len(np.unique(bends.round(9))) < len(bends) / 2


def softmax(seen):
    assert seen.arrive(*FOUR)
    assert len(seen.surface.minima) == 1


def tiny_network(seen):
    assert seen.arrive(*FOUR)
    assert seen.pit(GD) == seen.pit(MOMENTUM)
    assert seen.pit(RMSPROP) == seen.pit(ADAM)
    assert opposite(seen.pit(GD), seen.pit(ADAM))


CHECKS = {
    "Bowl": bowl, "Booth": booth, "Matyas": matyas, "Ravine": ravine, "Rosenbrock": rosenbrock, "Beale": beale,
    "DixonPrice": dixon_price, "Saddle": saddle, "BoundedSaddle": bounded_saddle, "MonkeySaddle": monkey_saddle,
    "DoubleWell": double_well, "McCormick": mccormick, "Himmelblau": himmelblau, "StyblinskiTang": styblinski_tang,
    "ThreeHumpCamel": three_hump_camel, "SixHumpCamel": six_hump_camel, "GoldsteinPrice": goldstein_price,
    "Branin": branin, "Peaks": peaks, "Bumps": bumps, "Rastrigin": rastrigin, "Griewank": griewank, "Levy13": levy13,
    "Ackley": ackley, "DropWave": drop_wave, "Schaffer2": schaffer2, "LogPlateau": log_plateau, "Easom": easom,
    "Michalewicz": michalewicz, "AbsoluteValue": absolute_value, "Eggholder": eggholder,
    "LinearRegression": linear_regression, "LogisticRegression": logistic_regression, "HingeLoss": hinge_loss,
    "SquaredHingeLoss": squared_hinge_loss, "Softmax": softmax, "TinyNetwork": tiny_network,
}  # fmt: skip


@pytest.fixture(params=ALL_SURFACES, scope="module")
def seen(request):
    return Seen(default_scene().on(ALL_SURFACES[request.param]))


def test_what_the_sentence_says_is_seen(seen):
    CHECKS[type(seen.surface).__name__](seen)


def test_two_paths_are_long_enough_to_be_seen(seen):
    box = seen.surface.domain
    within = [path[box.contains(path.T)] for path in map(seen.path, FOUR)]
    spans = sorted(max(np.ptp(path, axis=0) / (box.width, box.height)) for path in within)
    assert spans[-2] > 0.05


def test_somebody_is_on_the_way_for_most_of_the_run(seen):
    assert max(map(seen.arrival, FOUR)) > 0.6 * seen.scene.setup.steps


def test_each_sentence_has_its_check():
    assert list(CHECKS) == list(ALL_SURFACES)
