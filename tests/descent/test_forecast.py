"""Forecasts, against the race itself."""

from dataclasses import replace

import numpy as np
import pytest

from descent import Scene, descend, play
from descent.forecast import focus, forecast, forecasts
from optimizers.adaptive import RMSProp
from optimizers.first_order import GradientDescent, Momentum
from surfaces import Point, local_theory
from surfaces.bowls import Booth, Matyas
from surfaces.local_minima import Himmelblau
from surfaces.ravines import Ravine, Rosenbrock
from surfaces.saddles import Saddle


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


def test_dampening_is_a_smaller_learning_rate():
    plain, damped = (
        forecasts(play(Scene(Ravine(), (o,), Ravine.start)))[0] for o in (Momentum(0.01, 0.5), Momentum(0.02, 0.5, 0.5))
    )
    assert plain.rate == damped.rate


def test_without_momentum_dampening_has_no_part_in_the_forecast():
    plain, damped = (
        forecasts(play(Scene(Ravine(), (o,), Ravine.start)))[0] for o in (Momentum(0.01, 0.0), Momentum(0.01, 0.0, 0.5))
    )
    assert plain.rate == damped.rate


def test_the_hessian_is_read_where_the_scene_says():
    scene = Scene(Himmelblau(), (), Point(2.0, 2.0), theory="minimum")
    assert focus(scene) == (3.0, 2.0)
    assert focus(replace(scene, theory="start")) == (2.0, 2.0)
    assert focus(replace(scene, surface=Saddle())) == (2.0, 2.0)
    assert np.isfinite(focus(scene)).all()
