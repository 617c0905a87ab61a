"""Contour lines on top of the ground."""

import numpy as np
from numpy.testing import assert_allclose

from figures.lines import contour_lines, other_minima
from figures.loss_grid import mesh
from surfaces import Minibatch, Regularized
from surfaces.analytic.bowls import Bowl
from surfaces.data.linear_models import LinearRegression, LogisticRegression

DATA = LogisticRegression()
LOSS = Regularized(Minibatch(DATA, 4), l1=0.3, l2=0.2)


def losses(lines):
    return lines.grid.above + lines.grid.low


def test_the_parts_add_up_to_the_loss():
    parts = contour_lines(LOSS, "parts")
    assert [one.kind for one in parts] == ["data", "penalty"]
    w = mesh(DATA.domain, 4_000)
    assert_allclose(sum(losses(one) for one in parts), LOSS(w), rtol=1e-6)
    assert_allclose(losses(parts[1]), 0.3 * np.abs(w).sum(axis=0) + 0.2 * (w * w).sum(axis=0), rtol=1e-6)


def test_the_penalty_of_a_line_does_not_depend_on_the_intercept():
    for intercept, who in ((False, 0.0), (True, 1.0)):
        loss = Regularized(LinearRegression(), l1=0.3, l2=0.2, intercept=intercept)
        x, y = mesh(loss.domain, 4_000)
        alone = 0.3 * (np.abs(x) + who * np.abs(y)) + 0.2 * (x * x + who * y * y)
        assert_allclose(losses(contour_lines(loss, "parts")[1]), alone, rtol=1e-6)


def test_the_test_loss_has_no_penalty():
    (test,) = contour_lines(LOSS, "test")
    assert_allclose(losses(test), DATA.test_surface(mesh(DATA.domain, 4_000)), rtol=1e-6)


def test_there_are_no_lines_of_what_is_not_there():
    assert contour_lines(Bowl(), "test") == contour_lines(DATA, "parts") == contour_lines(LOSS, "off") == ()
    assert other_minima(Bowl(), "test") == {"bare": (), "test": ()}


def test_other_minima_are_marked():
    assert other_minima(LOSS, "test") == {"bare": DATA.minima, "test": DATA.test_surface.minima}
    assert other_minima(DATA, "off") == {"bare": (), "test": ()}
