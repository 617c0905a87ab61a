"""Forecasts, against the race itself."""

from dataclasses import dataclass

import pytest

from descent import descend
from descent.forecast import forecast
from optimizers.rules.adaptive import RMSProp
from optimizers.rules.first_order import GradientDescent, Momentum
from scenes import Scene, Setup, play, report
from surfaces import Minibatch, NoisyGradient, NumericalGradient, Point, Regularized, local_theory
from surfaces.analytic.bowls import Booth, Bowl, Matyas
from surfaces.analytic.kinks import AbsoluteValue
from surfaces.analytic.local_minima import Himmelblau
from surfaces.analytic.ravines import Ravine, Rosenbrock
from surfaces.analytic.saddles import Saddle
from surfaces.data.linear_models import LinearRegression


@pytest.mark.parametrize("surface", [Ravine(), Matyas(), Booth()], ids=["Ravine", "Matyas", "Booth"])
@pytest.mark.parametrize("rule", [GradientDescent, Momentum])
@pytest.mark.parametrize("share", [0.2, 0.7, 1.05])
def test_a_quadratic_does_what_its_hessian_says(surface, rule, share):
    lr = share * local_theory(surface, surface.minima[0]).largest_lr()
    optimizer = rule(lr=lr)
    found = forecast(surface, optimizer, descend(surface, optimizer, surface.start, 400))
    assert found.since == 0
    assert found.measured == pytest.approx(found.rate, rel=0.02)


def test_too_large_a_learning_rate_is_forecast_to_diverge():
    optimizer = GradientDescent(lr=0.21)
    found = forecast(Ravine(), optimizer, descend(Ravine(), optimizer, (-2.6, -0.2), 100))
    assert found.rate == pytest.approx(1.1)


def test_the_best_tuning_has_the_rate_that_is_promised():
    theory = local_theory(Ravine(), (0.0, 0.0))
    assert theory.rate(theory.descent.lr) == pytest.approx(theory.descent.rate)
    assert theory.rate(theory.heavy_ball.lr, theory.heavy_ball.momentum) == pytest.approx(
        theory.heavy_ball.rate, rel=1e-6
    )


def test_elsewhere_it_holds_from_the_arrival_on():
    optimizer = GradientDescent(lr=0.003)
    run = descend(Himmelblau(), optimizer, Himmelblau.start, 200)
    found = forecast(Himmelblau(), optimizer, run)
    assert found.since == run.outcome.step > 0
    assert found.measured == pytest.approx(found.rate, rel=0.05)


@pytest.mark.parametrize(
    ("surface", "optimizer"),
    [(Ravine(), RMSProp()), (Rosenbrock(), GradientDescent(lr=1e-4)), (Saddle(), GradientDescent(lr=0.1))],
    ids=["no closed form", "has not arrived", "no minimum"],
)
def test_where_nothing_is_known_nothing_is_forecast(surface, optimizer):
    assert forecast(surface, optimizer, descend(surface, optimizer, surface.start, 50)) is None


def of_race(optimizer):
    """The forecast that a race of one on the ravine reports."""
    return report(play(Scene(Setup(Ravine(), (optimizer,), Ravine.start)).but(theory="start"))).forecasts[0]


def test_dampening_is_a_smaller_learning_rate():
    plain, damped = (of_race(o) for o in (Momentum(0.01, 0.5), Momentum(0.02, 0.5, 0.5)))
    assert plain.rate == damped.rate


def test_without_momentum_dampening_has_no_part_in_the_forecast():
    plain, damped = (of_race(o) for o in (Momentum(0.01, 0.0), Momentum(0.01, 0.0, 0.5)))
    assert plain.rate == damped.rate


def test_the_hessian_is_read_where_the_scene_says():
    scene = Scene(Setup(Himmelblau(), (), Point(2.0, 2.0)))
    assert read_at(scene.but(theory="minimum")) == (3.0, 2.0)
    assert read_at(scene.but(theory="start")) == (2.0, 2.0)
    assert read_at(scene.but(theory="minimum", surface=Saddle())) == (2.0, 2.0)
    assert report(play(scene)).theory is None


def read_at(scene):
    """The point at which the theory of a scene is told."""
    return report(play(scene)).theory.point


@pytest.mark.parametrize(
    "loss",
    [
        Regularized(Bowl(), l1=0.5),
        AbsoluteValue(),
        Minibatch(LinearRegression(), size=4),
        NoisyGradient(Ravine(), sigma=0.1),
        Regularized(NoisyGradient(Bowl(), sigma=0.1), l2=0.1),
    ],
    ids=["L1", "kink", "minibatch", "noise", "noise within"],
)
@pytest.mark.parametrize("rule", [GradientDescent(lr=0.1), Momentum(lr=0.02)], ids=["descent", "momentum"])
def test_no_hessian_tells_what_comes_on_a_kinked_or_random_loss(loss, rule):
    assert forecast(loss, rule, descend(loss, rule, loss.start, 400)) is None


def test_a_penalty_without_kinks_and_a_measured_gradient_keep_their_forecast():
    rule = GradientDescent(lr=0.1)
    for loss in (Regularized(Bowl(), l2=0.5), NumericalGradient(Bowl())):
        found = forecast(loss, rule, descend(loss, rule, loss.start, 100))
        assert found.measured == pytest.approx(found.rate, rel=1e-6)


@pytest.mark.parametrize(("steps", "tells"), [(6, False), (7, True)])
def test_a_rate_is_measured_from_eight_losses_on(steps, tells):
    """Fewer would be read off the first oscillation of a path that has not settled to its rate."""
    rule = GradientDescent(lr=0.1)
    found = forecast(Bowl(), rule, descend(Bowl(), rule, (1.0, 1.0), steps))
    assert (found.measured is not None) == tells
    assert found.rate == pytest.approx(0.8)


@pytest.mark.parametrize(("bend", "quadratic"), [(0.0, True), (1e-12, True), (1e-8, False)])
def test_a_hessian_that_changes_by_a_hundred_millionth_is_not_constant(bend, quadratic):
    """A forecast from the first step is for quadratics only: a quartic's holds from the arrival on."""
    surface, rule = Quartic(bend), GradientDescent(lr=0.01)
    found = forecast(surface, rule, descend(surface, rule, (1.9, 0.0), 400))
    assert (found.since == 0) == quadratic


@dataclass(frozen=True)
class Quartic(Bowl):
    """A bowl whose curvature is larger by 12 bend x²."""

    bend: float = 0.0

    def f(self, x, y):
        return x * x + y * y + self.bend * x**4

    def df(self, x, y):
        return 2 * x + 4 * self.bend * x**3, 2 * y

    def d2f(self, x, y):
        return 2 + 12 * self.bend * x * x, 0 * x, 2 + 0 * x


def test_momentum_without_memory_ignores_its_dampening():
    """As in PyTorch, where a buffer that is not kept is not dampened."""
    found = of_race(Momentum(0.01, 0.0, 0.5))
    assert found.rate == of_race(GradientDescent(0.01)).rate


def test_a_rate_is_not_measured_in_the_rounding_of_the_loss():
    """Himmelblau's losses stop at 1e-30 and stay there: no sign of a slow path."""
    rule = GradientDescent(lr=0.3 * local_theory(Himmelblau(), (3.0, 2.0)).largest_lr())
    found = forecast(Himmelblau(), rule, descend(Himmelblau(), rule, (3.14, 2.07), 500))
    assert found.measured == pytest.approx(found.rate, rel=0.02)
