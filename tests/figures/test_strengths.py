"""Both losses and the weights against the strength of the penalty."""

import numpy as np
import pytest

from figures.strengths import loss_curves, weight_curves
from surfaces.data.linear_models import LogisticRegression
from surfaces.layers.penalty_path import losses_along, regularization_path

SURFACE = LogisticRegression(n=12, noise=1.3, seed=9)
PATH = regularization_path(SURFACE, 0.0)
LOSSES = losses_along(SURFACE, PATH.points)


def test_the_best_strength_is_marked_where_the_test_loss_is_lowest():
    training, test, best = loss_curves(PATH, LOSSES, 0.1).data
    assert (training.name, test.name) == ("training", "test")
    assert best.x[0] == test.x[int(np.nanargmin(test.y))] == PATH.strengths[LOSSES.best]
    assert best.y[0] == np.nanmin(test.y)
    assert best.name.startswith("best λ by test loss: 0.")


def test_no_penalty_has_a_place_on_the_logarithmic_axis():
    figure = loss_curves(PATH, LOSSES, 0.0)
    assert figure.data[0].x[0] == figure.layout.shapes[0].x0 == pytest.approx(10**-4.5)
    assert figure.layout.xaxis.ticktext[0] == "0"


def test_the_weights_are_those_of_the_path():
    for trace, weights in zip(weight_curves(PATH, 0.1).data, PATH.points, strict=True):
        np.testing.assert_array_equal(trace.y, weights)
