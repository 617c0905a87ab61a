"""A run: shapes, batches, counting, and how a path ends that grows without bound."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import Kind, descend
from descent.run import FAR, Counted
from optimizers import OPTIMIZERS, Optimizer
from scenes import default_for
from surfaces import SURFACES
from surfaces.analytic.bowls import Bowl

GradientDescent, Adam = OPTIMIZERS["GradientDescent"], OPTIMIZERS["Adam"]
BOWL = Bowl()
DOUBLING = 1.5
"""The learning rate at which gradient descent on the bowl turns w into −2w: 2¹⁹ is the last power of two below FAR."""


class Nothing(NamedTuple):
    """No state."""


@dataclass(frozen=True)
class Curious(Optimizer):
    """Asks for the loss twice, the gradient once and the Hessian once a step, and creeps to the left."""

    def init(self, w):
        return Nothing()

    def step(self, w, loss, state):
        loss(w), loss(w), loss.gradient(w), loss.hessian(w)
        return w - [[0.01], [0.0]] if w.ndim > 1 else w - [0.01, 0.0], state


@dataclass(frozen=True)
class Jumper(Optimizer):
    """Goes where it is told at once."""

    x: float = 0.0

    def init(self, w):
        return Nothing()

    def step(self, w, loss, state):
        return np.full_like(w, self.x), state


class Boomerang(Jumper):
    """Leaves the world at every other step, but stays where it is at the origin."""

    def step(self, w, loss, state):
        return np.where(np.abs(w) > FAR, 1.0, np.where(w == 0, 0.0, 2 * FAR)), state


@dataclass(frozen=True)
class Drifting(Bowl):
    """A bowl whose minibatch of step t pulls toward x = t."""

    t: int = 0

    def at(self, t):
        return Drifting(t)

    def f(self, x, y):
        return (x - self.t) * (x - self.t) + y * y

    def df(self, x, y):
        return 2 * (x - self.t), 2 * y


@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3)], ids=str)
def test_shapes_follow_the_starts(shape, rng):
    run = descend(BOWL, Adam(), rng.uniform(-1, 1, (2, *shape)), 7)
    assert (run.points.shape, run.losses.shape) == ((8, 2, *shape), (8, *shape))
    assert (run.last.shape, run.outcome.kind.shape, run.outcome.step.shape) == (shape, shape, shape)
    assert run.outcome.target.shape == (2, *shape)


@pytest.mark.parametrize("start", [(1, -1), [1.0, -1.0], np.array([1.0, -1.0]), BOWL.start], ids=repr)
def test_a_run_begins_at_its_start(start):
    assert_array_equal(descend(BOWL, Adam(), start, 3).points[0], start)


def test_no_step_leaves_the_start():
    run = descend(BOWL, Adam(), (1.0, 1.0), 0)
    assert_array_equal(run.points, [[1.0, 1.0]])
    assert (run.last, run.outcome.kind, run.evaluations) == (0, Kind.MOVING, {})


def test_starts_and_learning_rates_make_a_grid(rng):
    starts, rates = rng.uniform(-1, 1, (2, 4)), np.array([[0.1], [0.2], [0.3]])
    run = descend(BOWL, GradientDescent(lr=rates), starts, 5)
    assert run.points.shape == (6, 2, 3, 4)
    assert_array_equal(run.points[..., 1, 2], descend(BOWL, GradientDescent(lr=0.2), starts[:, 2], 5).points)


def test_the_start_is_left_as_it_is():
    start = np.array([1.0, 2.0])
    start.flags.writeable = False
    descend(BOWL, GradientDescent(), start, 3)
    assert_array_equal(start, [1.0, 2.0])


@pytest.mark.parametrize(
    "start",
    [(np.nan, 0.0), (0.0, np.inf), (1.0,), (1.0, 2.0, 3.0), 1.0, [], [[1.0, np.nan], [0.0, 0.0]], ("a", "b")],
    ids=repr,
)
def test_a_start_is_two_finite_coordinates(start):
    with pytest.raises(ValueError, match=r"start must hold two finite|could not convert"):
        descend(BOWL, Adam(), start, 3)


def test_steps_are_not_negative():
    with pytest.raises(ValueError, match="steps = -1"):
        descend(BOWL, Adam(), (1.0, 1.0), -1)


def test_losses_are_those_of_the_points(surface_class):
    surface = surface_class()
    run = descend(surface, default_for(Adam, surface_class), surface.start, 20)
    assert_array_equal(run.losses, surface(np.moveaxis(run.points, 1, 0)))


def test_gradient_descent_on_the_bowl_is_a_geometric_series():
    run = descend(BOWL, GradientDescent(lr=0.25), (1.0, -2.0), 10)
    assert_allclose(run.points, [[0.5**t, -2 * 0.5**t] for t in range(11)], rtol=1e-15)
    assert run.last == 10


def test_a_path_that_diverges_ends_where_it_left():
    run = descend(BOWL, GradientDescent(lr=DOUBLING), (1.0, -1.0), 100)
    assert_array_equal(run.points[:20, 0], (-2.0) ** np.arange(20))
    assert np.isnan(run.points[20:]).all()
    assert np.isnan(run.losses[20:]).all()
    assert (run.last, run.outcome.kind, run.outcome.step) == (19, Kind.DIVERGED, 20)


def test_the_others_go_on_untouched():
    rates = [0.1, DOUBLING, 0.2, 1e300]
    together = descend(BOWL, GradientDescent(lr=np.array(rates)), (1.0, 1.0), 200)
    assert together.last.tolist() == [200, 19, 200, 0]
    for i, rate in enumerate(rates):
        alone = descend(BOWL, GradientDescent(lr=rate), (1.0, 1.0), 200)
        assert_array_equal(together.points[..., i], alone.points)
        assert_array_equal(together.losses[..., i], alone.losses)


@pytest.mark.parametrize("x", [np.nan, np.inf, -np.inf, 1e300, 1.01 * FAR])
def test_a_jump_out_of_the_world_ends_the_path(x):
    run = descend(BOWL, Jumper(x), (1.0, 1.0), 5)
    assert (run.last, run.outcome.kind, run.outcome.step) == (0, Kind.DIVERGED, 1)


def test_the_edge_of_the_world_belongs_to_it():
    assert descend(BOWL, Jumper(FAR), (1.0, 1.0), 5).last == 5


def test_a_path_that_ended_does_not_come_back():
    """Past the edge of the world a path may turn round by itself; it has ended all the same."""
    run = descend(BOWL, Boomerang(), [[1.0, 0.0], [1.0, 0.0]], 4)
    assert run.last.tolist() == [0, 4]
    assert np.isnan(run.points[1:, :, 0]).all()


def test_evaluations_are_counted():
    assert descend(BOWL, Curious(), (1.0, 1.0), 10).evaluations == {"loss": 20, "gradient": 10, "hessian": 10}
    assert descend(BOWL, GradientDescent(), (1.0, 1.0), 10).evaluations == {"gradient": 10}


def test_evaluations_are_those_of_one_path():
    assert descend(BOWL, Curious(), np.ones((2, 50)), 10).evaluations["gradient"] == 10


def test_each_step_sees_its_own_loss_and_the_page_the_true_one():
    run = descend(Drifting(), GradientDescent(lr=0.5), (9.0, 0.0), 4)
    assert_array_equal(run.points[:, 0], [9, 1, 2, 3, 4])
    assert_array_equal(run.losses, [81, 1, 4, 9, 16])


def test_a_run_is_the_same_every_time(optimizer_class):
    himmelblau = SURFACES["Himmelblau"]()
    first, second = (descend(himmelblau, optimizer_class(), (1.0, 1.0), 30) for _ in range(2))
    assert_array_equal(first.points, second.points)


def test_a_path_that_has_ended_asks_no_more():
    assert descend(BOWL, GradientDescent(lr=DOUBLING), (1.0, -1.0), 100).evaluations == {"gradient": 20}


def test_counting_changes_no_answer():
    calls, w = Counter(), np.array([[0.3, 1.0], [0.2, -1.0]])
    counted = Counted(BOWL, calls)
    assert_array_equal(counted(w), BOWL(w))
    assert_array_equal(counted.gradient(w), BOWL.gradient(w))
    assert_array_equal(counted.hessian(w), BOWL.hessian(w))
    assert calls == {"loss": 1, "gradient": 1, "hessian": 1}
