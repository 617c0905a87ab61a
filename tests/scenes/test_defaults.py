"""Hyperparameters that suit a surface: scaled by its size and curvature, and good enough to go downhill."""

from dataclasses import dataclass
from math import log10

import numpy as np
import pytest

from descent import Kind, descend
from optimizers import OPTIMIZERS, Optimizer
from params import param, params_of
from references import recorded
from scenes import OwnTable, default_for, learning, scaled
from scenes.defaults import REFERENCE_CURVATURE, REFERENCE_SIZE, curvature, preferred, rescaled
from surfaces import (
    DATA_SURFACES,
    SURFACES,
    Box,
    Minibatch,
    NoisyGradient,
    NumericalGradient,
    Point,
    Regularized,
    Surface,
)
from surfaces.layers.penalty_path import STRENGTHS

STEPS = 300


@dataclass(frozen=True)
class Parabola(Surface):
    """A bowl as steep as the reference and as wide."""

    domain, start, minima = Box(-3, 3, -1, 1), Point(2.0, 1.0), (Point(0.0, 0.0),)
    steepness = 100.0

    def f(self, x, y):
        return self.steepness / 2 * (x * x + y * y)

    def df(self, x, y):
        return self.steepness * x, self.steepness * y

    def d2f(self, x, y):
        return self.steepness, 0.0, self.steepness


class Steep(Parabola):
    """A hundred times as steep."""

    steepness = 1e4


class Wide(Parabola):
    """Ten times as wide."""

    domain = Box(-3, 3, -30, 30)


class Slope(Parabola):
    """Straight walls that meet in a kink: |x|."""

    def f(self, x, y):
        return np.abs(x)

    def df(self, x, y):
        return np.sign(x), 0.0

    def d2f(self, x, y):
        return 0.0, 0.0, 0.0


@dataclass(frozen=True)
class Runner(Optimizer):
    """One field of every unit."""

    rate: float = param(0.1, 1e-5, 10.0, log=True, unit="1/curvature")
    length: float = param(0.1, 1e-4, 2.0, log=True, unit="size")
    memory: float = param(0.9, 0.0, 0.99)

    def init(self, w):
        raise NotImplementedError

    def step(self, w, loss, state):
        raise NotImplementedError


def test_a_default_is_meant_for_the_reference():
    assert default_for(Runner, Parabola) == Runner()


def test_a_rate_scales_with_one_over_the_curvature():
    assert default_for(Runner, Steep) == Runner(rate=0.001)


def test_a_length_scales_with_the_longer_side():
    assert default_for(Runner, Wide) == Runner(length=1.0)


def test_what_is_scaled_stays_on_the_slider():
    @dataclass(frozen=True)
    class Endless(Wide):
        domain = Box(-1e6, 1e6, -1.0, 1.0)

    assert default_for(Runner, Endless).length == 2.0


def test_straight_walls_have_a_curvature_of_their_own():
    assert curvature(Slope()) > 0
    assert default_for(Runner, Slope).rate > 0


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
def test_a_curvature_is_positive_and_finite(surface):
    assert 0 < curvature(surface()) < np.inf


def test_the_reference_is_what_the_defaults_say():
    assert curvature(Parabola()) == 100
    assert (curvature(Parabola()), Parabola.domain.size) == (REFERENCE_CURVATURE, REFERENCE_SIZE)


def test_between_straight_walls_gradient_descent_arrives_and_then_hops_little():
    """Within a hundred steps nearer than 5 % of the window to the minimum, and for ever after."""
    cls = SURFACES["AbsoluteValue"]
    points = descend(cls(), scaled(OPTIMIZERS["GradientDescent"], cls), cls.start, 200).points
    apart = np.hypot(*(points - cls().minima[0]).T) / cls.domain.size
    assert apart[0] > 0.3
    assert apart[100:].max() < 0.05
    assert np.hypot(*(points[1] - points[0])) > 0.01 * cls.domain.size


def test_a_penaltys_slider_goes_down_to_where_the_curve_against_its_strength_begins():
    declared = params_of(Regularized)["l2"]
    assert preferred(declared.low, declared.high)[:2] == [0.0, pytest.approx(STRENGTHS[1])]
    assert declared.high == STRENGTHS[-1]


def test_suited_values_are_numbers_of_the_slider(surface_class, optimizer_class):
    """Otherwise the slider could not show what it holds."""
    chosen = default_for(optimizer_class, surface_class)
    for name, declared in params_of(optimizer_class).items():
        value = getattr(chosen, name)
        assert declared.unit or value == declared.default
        assert declared.options or declared.low <= value <= declared.high
        assert not (declared.unit and declared.log) or value in preferred(declared.low, declared.high)


def test_suited_depends_on_the_classes_alone(optimizer_class):
    ravine = SURFACES["Ravine"]
    before = default_for(optimizer_class, ravine)
    curvature(ravine(kappa=1000.0))
    assert default_for(optimizer_class, ravine) == before


def test_carried_keeps_what_has_no_unit():
    assert rescaled(Runner(rate=5.0, length=2.0, memory=0.5), Steep) == Runner(rate=0.001, memory=0.5)


def best(name, surface):
    return recorded()["rates"][surface][name]


def test_on_a_steeper_shape_the_recorded_rate_goes_on_and_stays_stable():
    Rosenbrock, GradientDescent = SURFACES["Rosenbrock"], OPTIMIZERS["GradientDescent"]
    bend = curvature(Rosenbrock(b=200.0)) / curvature(Rosenbrock())
    chosen = default_for(GradientDescent, Rosenbrock(b=200.0)).lr
    assert chosen == pytest.approx(best("GradientDescent", "Rosenbrock") / bend, rel=0.07)
    assert default_for(GradientDescent, Rosenbrock(b=101.0)).lr == best("GradientDescent", "Rosenbrock")
    assert default_for(GradientDescent, Rosenbrock(b=10.0)).lr == best("GradientDescent", "Rosenbrock")
    assert default_for(OPTIMIZERS["Adam"], Rosenbrock(b=200.0)).lr == best("Adam", "Rosenbrock")


@pytest.mark.parametrize("name", ["GradientDescent", "RMSProp"])
def test_only_layers_that_are_the_same_at_every_step_leave_the_recorded_rate(name):
    Logistic, cls = DATA_SURFACES["LogisticRegression"], OPTIMIZERS[name]
    assert default_for(cls, NumericalGradient(Logistic())).lr == best(name, "LogisticRegression")
    for loss in (Minibatch(Logistic()), NoisyGradient(Logistic()), Regularized(Minibatch(Logistic()), l2=0.1)):
        assert default_for(cls, loss) == scaled(cls, Logistic) != default_for(cls, Logistic)


def test_a_table_of_ones_own_has_no_record():
    rows = tuple((float(i), 0.0, float(i * i)) for i in range(10))
    loss, cls = learning(DATA_SURFACES["LinearRegression"](), OwnTable(rows, ("a", "b"))), OPTIMIZERS["Adam"]
    assert default_for(cls, loss) == scaled(cls, type(loss)) != default_for(cls, type(loss))


def test_what_a_penalty_adds_to_the_curvature_makes_steps_shorter():
    bowl, cls = SURFACES["Bowl"], OPTIMIZERS["GradientDescent"]
    assert curvature(Regularized(bowl(), l2=1.0)) == curvature(bowl()) + 2
    assert default_for(cls, Regularized(bowl(), l2=1.0)).lr < default_for(cls, bowl).lr


@pytest.mark.sampled(62)
def test_all_go_downhill_from_the_default_start(surface_class, optimizer_class):
    """A class says `descends = False` if it may climb, as Newton's method does where the loss bends down."""
    surface = surface_class()
    run = descend(surface, default_for(optimizer_class, surface_class), surface.start, STEPS)
    assert np.isfinite(run.losses[run.last])
    if all(getattr(cls, "descends", True) for cls in (surface_class, optimizer_class)):
        assert run.outcome.kind != Kind.DIVERGED
        assert run.losses[run.last] < run.losses[0]


RANGES = [(1e-5, 10.0), (1e-4, 10.0), (0.003, 0.7), (1.0, 1000.0), (3.0, 4.0), (1.13, 1.2), (1e-12, 1e-2)]


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_preferred_numbers_rise_from_end_to_end(low, high):
    numbers = preferred(low, high)
    assert (numbers[0], numbers[-1]) == (low, high)
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_preferred_numbers_are_evenly_spaced(low, high):
    steps = np.diff(np.log10(preferred(low, high)))
    assert steps.max() < 0.06
    assert (steps[1:-1] > 0.04).all()


def test_preferred_numbers_are_twenty_a_decade_and_short():
    numbers = preferred(0.01, 1.0)
    assert len(numbers) == 41
    assert all(len(f"{n:g}") <= len("0.0112") for n in numbers)
    assert 0.1 in numbers
    assert log10(numbers[20]) == -1


@pytest.mark.parametrize("value", [0.0123, 0.5, 7.7e-5, 3.0, 0.1059])
def test_the_nearest_number_is_chosen(value):
    @dataclass(frozen=True)
    class Tuned(Runner):
        rate: float = param(value, 1e-5, 10.0, log=True, unit="1/curvature")

    chosen = default_for(Tuned, Parabola).rate
    assert abs(log10(chosen / value)) == min(abs(log10(n / value)) for n in preferred(1e-5, 10.0))
