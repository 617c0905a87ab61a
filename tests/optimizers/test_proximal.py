"""Proximal gradient descent: exact zeros, and plain descent where nothing is penalized."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from descent import descend
from optimizers.first_order import GradientDescent
from optimizers.proximal import ProximalGradient
from surfaces.bowls import Booth, Bowl
from surfaces.data import LogisticRegression
from surfaces.ravines import Ravine
from surfaces.regularized import Regularized
from surfaces.stochastic import Minibatch

LASSO = Regularized(LogisticRegression(), l1=0.4)


def test_one_step_by_hand():
    """On x² + y² + |x| + |y| from (2, −0.1) with α = ¼: the smooth step halves w, the threshold takes off ¼."""
    run = descend(Regularized(Bowl(), l1=1.0), ProximalGradient(lr=0.25), (2.0, -0.1), 1)
    assert_allclose(run.points[1], (0.75, 0.0))


def test_without_a_penalty_it_is_gradient_descent():
    for loss in (Booth(), Regularized(Booth(), l2=0.3)):
        ours, plain = (
            descend(loss, rule(lr=0.02), loss.start, 50).points for rule in (ProximalGradient, GradientDescent)
        )
        assert_array_equal(ours, plain)


def test_it_reaches_exact_zeros_where_subgradient_steps_jitter():
    lr, (home,) = 0.5, LASSO.minima
    proximal = descend(LASSO, ProximalGradient(lr=lr), (1.0, 1.0), 400).points
    plain = descend(LASSO, GradientDescent(lr=lr), (1.0, 1.0), 400).points
    assert home.y == 0.0
    assert (proximal[-100:, 1] == 0.0).all()
    assert_allclose(proximal[-1], home, atol=1e-9)
    assert (plain[-100:, 1] != 0.0).all()
    assert (np.diff(np.sign(plain[-100:, 1])) != 0).any()
    assert np.abs(plain[-100:, 1]).max() > 1e-3


def test_every_step_goes_downhill_below_the_largest_learning_rate():
    loss = Regularized(Ravine(kappa=20.0), l1=0.5)
    losses = descend(loss, ProximalGradient(lr=0.1), (-2.0, 1.0), 200).losses
    assert (np.diff(losses) <= 1e-15).all()


def test_minibatches_bring_the_penalty_along():
    loss = Regularized(Minibatch(LogisticRegression(), size=8), l1=0.4)
    points = descend(loss, ProximalGradient(lr=0.1), (1.0, 1.0), 300).points
    assert (points[-200:, 1] == 0.0).mean() > 0.3
