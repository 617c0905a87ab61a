"""Proximal gradient descent: exact zeros, and plain descent where nothing is penalized."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import descend
from optimizers.rules.first_order import GradientDescent
from optimizers.rules.proximal import ProximalGradient
from surfaces.analytic.bowls import Booth, Bowl
from surfaces.analytic.ravines import Ravine
from surfaces.data.linear_models import LinearRegression, LogisticRegression
from surfaces.layers.minibatch import Minibatch
from surfaces.layers.penalty import Regularized

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


def test_an_intercept_that_is_left_alone_is_not_thresholded():
    """One step by hand: the smooth step, and a threshold on x alone; on both once the intercept is penalized, too."""
    line, w, lr = LinearRegression(), np.array([0.6, 0.02]), 0.01
    u = w - lr * line.gradient(w)
    for intercept, tau in ((False, [0.05, 0.0]), (True, [0.05, 0.05])):
        loss = Regularized(line, l1=5.0, intercept=intercept)
        run = descend(loss, ProximalGradient(lr=lr), w, 1)
        assert_allclose(run.points[1], np.sign(u) * np.maximum(np.abs(u) - tau, 0.0), rtol=1e-14)


@pytest.mark.parametrize("l1", [0.5, 2.0, 100.0])
def test_it_arrives_where_scikit_learns_lasso_does(l1):
    linear_model = pytest.importorskip("sklearn.linear_model", reason="scikit-learn is not installed")
    loss = Regularized(LinearRegression(source="iris"), l1=l1)
    a, _, t = loss.surface.data.train
    lasso = linear_model.Lasso(alpha=l1 / 2, tol=1e-14, max_iter=10**6).fit(a[:, None], t)
    end = descend(loss, ProximalGradient(lr=0.05), (2.0, 2.0), 2000).points[-1]
    assert_allclose(end, (*lasso.coef_, lasso.intercept_), atol=1e-12)
    assert end[0] == 0.0 or l1 < 100


def test_a_batch_of_starts_is_thresholded_like_each_alone():
    loss, starts = Regularized(LinearRegression(), l1=5.0), np.array([[0.6, -1.0, 2.0], [0.02, 1.0, -0.5]])
    together = descend(loss, ProximalGradient(lr=0.01), starts, 20).points
    for k, start in enumerate(starts.T):
        assert_allclose(together[..., k], descend(loss, ProximalGradient(lr=0.01), start, 20).points, rtol=1e-13)


def test_minibatches_bring_the_penalty_along():
    loss = Regularized(Minibatch(LogisticRegression(), size=8), l1=0.4)
    points = descend(loss, ProximalGradient(lr=0.1), (1.0, 1.0), 300).points
    assert (points[-200:, 1] == 0.0).mean() > 0.3
