"""Losses taken apart and put together, and the racers of L2 against weight decay."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import Kind
from optimizers.rules.adam import Adam
from optimizers.rules.first_order import GradientDescent
from scenes import default_scene, play
from surfaces import ALL_SURFACES, Minibatch, NoisyGradient, NumericalGradient, Regularized
from surfaces.analytic.bowls import Bowl
from surfaces.data.linear_models import HingeLoss, LogisticRegression
from surfaces.layers.stack import LAYERS, altered, fits, layered, layers_of, over, penalty, plain, with_base

DATA = LogisticRegression(n=30)
FULL = NumericalGradient(Regularized(NoisyGradient(Minibatch(DATA, 4)), l1=0.2))


def test_a_loss_comes_apart_and_together():
    assert plain(FULL) == DATA
    assert list(layers_of(FULL)) == list(LAYERS)
    assert over(DATA, reversed(layers_of(FULL).values())) == FULL
    assert over(Bowl(), []) == Bowl()


@pytest.mark.parametrize("cls", ALL_SURFACES.values(), ids=ALL_SURFACES)
def test_what_fits_can_be_laid_over(cls):
    for name in LAYERS:
        surface = layered(cls(), [name])
        assert list(layers_of(surface)) == [name] * fits(name, cls())
        assert np.isfinite(surface(surface.start))


def test_another_surface_keeps_the_layers_that_fit_it():
    assert with_base(FULL, HingeLoss()) == over(HingeLoss(), layers_of(FULL).values())
    assert list(layers_of(with_base(FULL, Bowl()))) == ["NoisyGradient", "Regularized", "NumericalGradient"]


def test_layers_keep_their_fields_when_others_come_and_go():
    assert layered(FULL, ["Regularized"]) == Regularized(DATA, l1=0.2)
    assert layered(Regularized(DATA, l1=0.2), ["Minibatch", "Regularized"]) == Regularized(Minibatch(DATA), l1=0.2)
    assert altered(FULL, "Minibatch", {"size": 7}) == NumericalGradient(
        Regularized(NoisyGradient(Minibatch(DATA, 7)), l1=0.2)
    )
    assert altered(DATA, "Minibatch", {"size": 7}) == DATA


def test_a_penalty_of_no_strength_is_none():
    assert penalty(Regularized(DATA)) is None
    assert penalty(FULL) == layers_of(FULL)["Regularized"]


def test_what_is_drawn_has_the_losses_and_no_noise():
    assert FULL.landscape == Regularized(DATA, l1=0.2)
    w = DATA.domain.mesh(5, 5)
    assert_allclose(FULL.landscape(w), FULL(w))
    assert FULL.minima == FULL.landscape.minima


def test_l2_meets_decay():
    scene = (
        default_scene()
        .on(LogisticRegression)
        .but(
            surface=Regularized(LogisticRegression(), l2=0.1),
            optimizers=(GradientDescent(0.3), Adam(0.05)),
            steps=1500,
            versus=True,
        )
    )
    race = play(scene)
    assert [(r.name, r.panel, r.rival) for r in scene.setup.racers] == [
        ("Gradient descent + L2", 0, False),
        ("Gradient descent + decay", 0, True),
        ("Adam + L2", 1, False),
        ("Adam + decay", 1, True),
    ]
    gd, gd_decayed, adam, adam_decayed = race.trajectories
    assert_allclose(gd_decayed.points, gd.points, atol=1e-13)
    assert_allclose(gd_decayed.losses, scene.setup.surface(gd_decayed.points.T))
    assert Kind(int(adam.outcome.kind)) == Kind.CONVERGED
    assert Kind(int(adam_decayed.outcome.kind)) == Kind.MOVING
    assert np.hypot(*(adam_decayed.points[-1] - scene.setup.surface.minima[0])) > 0.1
    assert [r.rival for r in scene.but(surface=LogisticRegression()).setup.racers] == [False, False]
