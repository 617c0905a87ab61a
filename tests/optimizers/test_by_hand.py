"""The rules of the lecture worked out by hand: two steps each, with numbers whose roots are whole.

Each starts at (0, 0) on a plane whose slope is (g, −g), another one at each step, so that y mirrors x.
"""

from math import sqrt

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers import OPTIMIZERS
from surfaces import SURFACES

SIX = ("GradientDescent", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam")
GradientDescent, Momentum, Nesterov, AdaGrad, RMSProp, Adam = (OPTIMIZERS[name] for name in SIX)


class Slope:
    """A plane: what it answers does not depend on where it is asked."""

    def __init__(self, g):
        self.g = g

    def gradient(self, w):
        return np.array([self.g, -self.g])


BY_HAND = {
    # −½ · 3;  −1.5 − ½ · (−1)
    "gradient descent": (GradientDescent(lr=0.5), (3, -1), (-1.5, -1.0)),
    # v = 4;  v = ½ · 4 + 1 = 3
    "momentum": (Momentum(lr=0.5, momentum=0.5), (4, 1), (-2.0, -3.5)),
    # v = 4, for the first gradient counts in full;  v = ½ · 4 + ¼ · 1 = 2.25
    "momentum, dampened": (Momentum(lr=0.5, momentum=0.5, dampening=0.75), (4, 1), (-2.0, -3.125)),
    # v = −½ · 4 = −2;  v = ½ · (−2) − ½ · 1 = −1.5
    "Nesterov": (Nesterov(lr=0.5, momentum=0.5), (4, 1), (-2.0, -3.5)),
    # s = 9, 3 / (3 + 1);  s = 25, 4 / (5 + 1)
    "AdaGrad": (AdaGrad(lr=1.0, eps=1.0), (3, 4), (-3 / 4, -3 / 4 - 2 / 3)),
    # the same, the second step at α / (1 + 1)
    "AdaGrad, decaying": (AdaGrad(lr=1.0, eps=1.0, lr_decay=1.0), (3, 4), (-3 / 4, -3 / 4 - 1 / 3)),
    # s = ¼ · 9 = 1.5², 3 / (1.5 + .5);  s = ¾ · 2.25 + ¼ · 2.25 = 1.5², 1.5 / (1.5 + .5)
    "RMSProp": (RMSProp(lr=1.0, rho=0.75, eps=0.5), (3, 1.5), (-1.5, -2.25)),
    # m̂ = 1.5 / ½, v̂ = 2.25 / ¼, 3 / (3 + 1);  m̂ = (.75 − 1.5) / ¾, v̂ = 3.9375 / .4375, −1 / (3 + 1)
    "Adam": (Adam(lr=1.0, beta1=0.5, beta2=0.75, eps=1.0), (3, -3), (-3 / 4, -1 / 2)),
    # m = 1.5, v = 2.25, 1.5 / (1.5 + 1);  m = −.75, v = 3.9375 = 63 / 16
    "Adam, uncorrected": (
        Adam(lr=1.0, beta1=0.5, beta2=0.75, eps=1.0, bias_correction=False),
        (3, -3),
        (-0.6, -0.6 + 0.75 / (sqrt(63) / 4 + 1)),
    ),
}


@pytest.mark.parametrize(("optimizer", "slopes", "path"), BY_HAND.values(), ids=BY_HAND)
def test_two_steps_by_hand(optimizer, slopes, path):
    w = np.zeros(2)
    state = optimizer.init(w)
    for g, x in zip(slopes, path, strict=True):
        w, state = optimizer.step(w, Slope(g), state)
        assert_allclose(w, [x, -x], rtol=1e-15)


def test_nesterov_looks_ahead():
    """On x² + y² from (1, −2): v = −.1 · (2, −4); at w + ½v = (.7, −1.4): v = ½v − .1 · (1.4, −2.8)."""
    bowl, rule = SURFACES["Bowl"](), Nesterov(lr=0.1, momentum=0.5)
    w = np.array([1.0, -2.0])
    w, state = rule.step(w, bowl, rule.init(w))
    assert_allclose(w, [0.8, -1.6], rtol=1e-15)
    w, state = rule.step(w, bowl, state)
    assert_allclose(w, [0.56, -1.12], rtol=1e-15)


MEANINGLESS = [
    (GradientDescent, "lr", -0.1),
    (Momentum, "momentum", 1.0),
    (Momentum, "dampening", 1.0),
    (Nesterov, "momentum", -0.1),
    (AdaGrad, "eps", 0.0),
    (AdaGrad, "lr_decay", -1.0),
    (RMSProp, "rho", 1.0),
    (Adam, "beta1", 1.0),
    (Adam, "beta2", 1.0),
    (Adam, "bias_correction", 2),
]


@pytest.mark.parametrize(("cls", "field", "value"), MEANINGLESS, ids=[f"{c.__name__}.{f}" for c, f, _ in MEANINGLESS])
def test_what_would_break_the_formula_is_refused(cls, field, value):
    with pytest.raises(ValueError, match=rf"^{cls.__name__}\.{field} = .* must "):
        cls(**{field: value})
