"""Arrows and axes."""

import numpy as np
import pytest

from descent import descend
from figures.arrows import ALONG, SHORTEST, cross, downhill, pulls
from optimizers import GradientDescent
from surfaces import SURFACES, LogisticRegression, Minibatch, local_theory
from surfaces.analytic.bowls import Bowl
from surfaces.analytic.ravines import Ravine
from surfaces.analytic.saddles import MonkeySaddle, Saddle


@pytest.mark.parametrize("name", SURFACES)
def test_a_small_step_along_an_arrow_lowers_the_loss(name):
    surface = SURFACES[name]()
    field = downhill(surface)
    w = np.array(field.places).T
    step = 1e-5 * surface.domain.size * np.array([np.cos(field.angles), np.sin(field.angles)])
    slopes = np.hypot(*surface.gradient(w))
    steep = slopes > 1e-3 * slopes.max()
    assert surface.domain.contains(w).all()
    assert (surface(w + step) < surface(w))[steep].mean() > 0.99
    assert len(field.places) <= ALONG * ALONG


def test_a_step_of_gradient_descent_is_where_its_batch_pulls():
    loss = Minibatch(LogisticRegression(), size=4)
    path = descend(loss, GradientDescent(lr=0.5), (-2.0, 3.0), 20).points
    found = pulls(loss, path[..., None])[..., 0]
    assert found.shape == (4, 20)
    np.testing.assert_allclose(found[2:], np.diff(path, axis=0).T / 0.5, rtol=1e-9, atol=1e-12)
    np.testing.assert_array_equal(found[:2], -loss.surface.gradient(path[:-1].T))


def test_flat_places_have_no_arrow():
    assert [0.0, 0.0] not in downhill(Bowl()).places


def test_axes_are_those_of_an_ellipse_of_equal_loss():
    surface = Ravine(kappa=16.0, angle=30.0)
    drawn = cross(local_theory(surface, (0.0, 0.0)), surface.domain)
    rises = [float(surface(arm)) for arm in drawn.arms]
    assert rises[0] == pytest.approx(rises[1])
    assert drawn.signs == [1, 1]


def test_axes_of_a_saddle_tell_up_from_down():
    assert cross(local_theory(Saddle(), (0.0, 0.0)), Saddle.domain).signs == [-1, 1]


def test_no_axis_is_too_short_to_see_and_a_flat_place_has_axes_too():
    long, short = (np.hypot(*arm) for arm in cross(local_theory(Ravine(1000.0), (0.0, 0.0)), Ravine.domain).arms)
    assert short == pytest.approx(SHORTEST * long)
    assert np.isfinite(cross(local_theory(MonkeySaddle(), (0.0, 0.0)), MonkeySaddle.domain).arms).all()


def test_where_there_is_no_hessian_there_are_no_axes():
    assert cross(local_theory(MonkeySaddle(), (np.inf, 0.0)), MonkeySaddle.domain) is None
