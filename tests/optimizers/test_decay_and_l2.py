"""L2 regularization against weight decay: one thing for gradient descent, two for methods that rescale the gradient."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import descend
from optimizers.rules.adam import Adam
from optimizers.rules.adaptive import AdaGrad, RMSProp
from optimizers.rules.first_order import GradientDescent, Momentum
from optimizers.wrappers import Decayed
from surfaces.data.linear_models import LinearRegression, LogisticRegression
from surfaces.layers.penalty import Regularized

L2 = 0.1
DATA = LogisticRegression()
PENALIZED = Regularized(DATA, l2=L2)
RESCALING = {"AdaGrad": (AdaGrad(0.3), 4000), "RMSProp": (RMSProp(0.003, rho=0.9), 4000), "Adam": (Adam(0.01), 4000)}


def paths(rule, steps=300):
    return [
        descend(loss, o, DATA.start, steps).points for loss, o in ((PENALIZED, rule), (DATA, Decayed(rule, 2 * L2)))
    ]


def test_for_gradient_descent_they_are_the_same():
    ours, theirs = paths(GradientDescent(0.3))
    assert_allclose(ours, theirs, rtol=0, atol=1e-14)


@pytest.mark.parametrize("surface", [LinearRegression(), LogisticRegression(form="one feature")], ids=lambda s: s.label)
@pytest.mark.parametrize("intercept", [False, True])
def test_they_are_the_same_where_the_intercept_is_left_alone_by_both(surface, intercept):
    rule, loss = GradientDescent(0.01), Regularized(surface, l2=L2, intercept=intercept)
    ours = descend(loss, rule, surface.start, 300).points
    for decays in (False, True):
        theirs = descend(surface, Decayed(rule, 2 * L2, intercept=decays), surface.start, 300).points
        assert (np.abs(ours - theirs).max() < 1e-13) == (decays == intercept)


def test_for_momentum_they_end_at_the_same_place_on_other_paths():
    ours, theirs = paths(Momentum(0.1), 600)
    assert np.abs(ours - theirs).max() > 0.1
    assert_allclose(ours[-1], PENALIZED.minima[0], atol=1e-9)


@pytest.mark.seldom(1)
@pytest.mark.parametrize(("rule", "steps"), RESCALING.values(), ids=RESCALING)
def test_for_rescaling_methods_they_end_apart(rule, steps):
    """L2 ends at the penalized minimum. Decay ends where the rescaled slope balances it, which is elsewhere."""
    ours, theirs = (path[-1] for path in paths(rule, steps))
    home = np.array(PENALIZED.minima[0])
    assert np.hypot(*(ours - home)) < 0.02
    assert np.hypot(*(theirs - home)) > 0.1
