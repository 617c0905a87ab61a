"""The regularization path, and the two curves by which λ and the step are chosen."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import descend
from optimizers.rules.adam import Adam
from optimizers.rules.first_order import GradientDescent
from surfaces import DATA_SURFACES
from surfaces.analytic.bowls import Booth, Bowl
from surfaces.analytic.local_minima import Himmelblau
from surfaces.data.linear_models import LinearRegression, LogisticRegression
from surfaces.data.network import TinyNetwork
from surfaces.layers.minibatch import Minibatch
from surfaces.layers.penalty import Regularized
from surfaces.layers.penalty_path import STRENGTHS, data_of, losses_along, own_path, regularization_path
from tests.surfaces.shapes import FORMS

DATA = {name: cls() for name, cls in DATA_SURFACES.items()}
SMALL = LogisticRegression(n=12, noise=1.3, seed=9)
"""Few examples of classes that overlap: what they say of the weights is not to be trusted."""


@pytest.mark.parametrize("l1_ratio", [1.0, 0.5, 0.0])
@pytest.mark.parametrize("surface", DATA.values(), ids=DATA)
def test_the_path_is_made_of_the_minima_and_shrinks_to_the_origin(surface, l1_ratio):
    strengths = STRENGTHS[::10] if surface.convex else STRENGTHS[1::25]
    path = regularization_path(surface, l1_ratio, strengths)
    for strength, point in zip(strengths, path.points.T, strict=True):
        loss = Regularized(surface, l1=l1_ratio * float(strength), l2=(1 - l1_ratio) * float(strength))
        known = np.array(loss.minima)
        assert np.hypot(*(known - point).T).min() < 1e-8
    who = np.array([1.0, 0.0 if isinstance(surface, LinearRegression) else 1.0])
    size = l1_ratio * who @ np.abs(path.points) + (1 - l1_ratio) * who @ (path.points * path.points)
    assert (np.diff(size) <= 1e-9).all()
    assert size[-1] < 0.4 * size[0]


@pytest.mark.seldom(1)
@pytest.mark.sampled
@pytest.mark.parametrize("l1_ratio", [1.0, 0.5, 0.0])
@pytest.mark.parametrize("surface", [LinearRegression(offset=1.0), *FORMS.values()], ids=lambda s: s.label)
def test_the_intercept_follows_unless_it_is_penalized(surface, l1_ratio):
    alone, held = (regularization_path(surface, l1_ratio, STRENGTHS[1::10], on).points for on in (False, True))
    assert abs(alone[0, -1]) < 0.05 + 0.2 * (l1_ratio == 0)
    assert abs(held[1, -1]) < 0.1
    for on, points in ((False, alone), (True, held)):
        loss = Regularized(surface, l1_ratio * 1e-3, (1 - l1_ratio) * 1e-3, on)
        assert_allclose(points[:, 1], loss.minima[0], atol=1e-8)
        loss = Regularized(surface, l1_ratio * 0.1, (1 - l1_ratio) * 0.1, on)
        assert own_path(loss).points[:, 31] == pytest.approx(np.array(loss.minima[0]), abs=1e-8)


def test_l1_drops_one_weight_after_the_other_and_stays_at_zero():
    zero = regularization_path(LogisticRegression(), 1.0).points == 0
    counts = zero.sum(axis=0)
    assert set(counts) == {0, 1, 2}
    assert (np.diff(counts) >= 0).all()
    assert not (regularization_path(LogisticRegression(), 0.0).points == 0).any()


def test_ridge_on_booth_in_closed_form():
    path = regularization_path(Booth(), 0.0)
    hessian = Booth().hessian((0.0, 0.0))
    for strength, point in zip(path.strengths, path.points.T, strict=True):
        assert_allclose(point, np.linalg.solve(hessian + 2 * strength * np.eye(2), hessian @ (1.0, 3.0)), rtol=1e-10)


def test_of_several_minima_one_is_followed():
    points = regularization_path(Himmelblau(), 0.0, np.linspace(0, 1, 21)).points
    assert_allclose(points[:, 0], min(Himmelblau().minima, key=Himmelblau()))
    assert np.hypot(*np.diff(points)).max() < 0.1


def test_no_minimum_is_no_number_and_the_path_goes_on():
    points = regularization_path(LogisticRegression(n=10, noise=0.3), 0.0).points
    assert np.isnan(points[:, 0]).all()
    assert np.isfinite(points[:, 20:]).all()


def test_the_best_strength_is_where_the_test_loss_is_smallest():
    path = regularization_path(SMALL, 0.0)
    pair = losses_along(SMALL, path.points)
    assert (np.diff(pair.train[1:]) >= -1e-12).all()
    assert 0 < pair.best < len(STRENGTHS) - 1
    assert pair.test[pair.best] < pair.test[1] - 0.01
    assert pair.train[pair.best] > pair.train[1]
    assert_allclose(pair.test, SMALL.test_surface(path.points))


def test_the_test_loss_rises_while_the_training_loss_falls():
    pair = losses_along(SMALL, descend(SMALL, Adam(0.05), (0.0, 0.0), 600).points.T)
    assert 0 < pair.best < 600
    assert pair.test[-1] > pair.test[pair.best] + 0.01
    assert pair.train[-1] < pair.train[pair.best]


def test_curves_belong_to_the_data_within_the_wrappers():
    loss = Regularized(Minibatch(TinyNetwork(), 8), l2=0.1)
    run = descend(loss, Adam(0.05), loss.start, 20)
    pair = losses_along(loss, run.points.T)
    assert_allclose(pair.train, TinyNetwork()(run.points.T))
    assert data_of(loss) == TinyNetwork()
    with pytest.raises(ValueError, match="Bowl is not made of data"):
        data_of(Bowl())


def test_a_run_that_diverges_leaves_gaps():
    run = descend(DATA["LinearRegression"], GradientDescent(1.0), (0.0, 0.0), 100)
    pair = losses_along(DATA["LinearRegression"], run.points.T)
    assert pair.best >= 0
    assert np.isnan(pair.test[-1])


def test_where_no_loss_is_finite_none_is_the_best():
    assert losses_along(SMALL, np.full((2, 3), np.nan)).best == -1
    assert losses_along(SMALL, np.array([[np.nan, 0.0], [np.nan, 0.0]])).best == 1
