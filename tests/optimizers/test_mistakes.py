"""Mistakes found in other tools, one test each: none of them is made here."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from descent import Kind, descend
from optimizers import OPTIMIZERS
from optimizers.rules.adam import Adam
from optimizers.rules.adaptive import AdaDelta
from optimizers.rules.first_order import GradientDescent, Momentum, Nesterov
from surfaces import SURFACES
from tests.optimizers.losses import Everywhere, Quadratic, given, walk
from tests.surfaces.shapes import DEFAULT, loop

RULES = {name: cls() for name, cls in OPTIMIZERS.items()}
RATED = {name: rule for name, rule in RULES.items() if hasattr(rule, "lr")}
HIMMELBLAU = SURFACES["Himmelblau"]()


def test_adam_is_corrected_for_its_bias():
    assert_allclose(np.diff(given(Adam(0.1), [3.0] * 20), prepend=0.0), -0.1, rtol=1e-6)


def test_nesterov_asks_for_the_gradient_where_it_will_be():
    class Asked(Quadratic):
        places = ()

        def gradient(self, w):
            self.places = (*self.places, w)
            return super().gradient(w)

    loss = Asked(np.eye(2))
    path = walk(Nesterov(0.1, 0.5), loss, [1.0, 2.0], 3)
    ahead = path[:-1] + 0.5 * np.diff(path[:-1], axis=0, prepend=path[:1])
    assert_allclose(loss.places, ahead)
    assert not np.allclose(path, walk(Momentum(0.1, 0.5), Quadratic(np.eye(2)), [1.0, 2.0], 3))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_second_run_begins_from_nothing(rule):
    first = walk(rule, HIMMELBLAU, HIMMELBLAU.start, 30)
    walk(rule, SURFACES["Rosenbrock"](), [-1.2, 1.0], 30)
    assert (walk(rule, HIMMELBLAU, HIMMELBLAU.start, 30) == first).all()


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_adadelta_goes_against_the_gradient(surface):
    path = walk(AdaDelta(), surface, surface.start, 50)
    slopes = np.stack([surface.gradient(w) for w in path[:-1]])
    assert (np.diff(path, axis=0) * slopes <= 0).all()


@pytest.mark.parametrize("slope", [1e-3, 1.0, 1e3, 1e6])
def test_no_gradient_is_clipped(slope):
    assert given(GradientDescent(0.01), [slope])[0] == -0.01 * slope
    assert_allclose(given(Momentum(0.01, 0.5), [slope, slope]), [-0.01 * slope, -0.025 * slope])


@pytest.mark.parametrize("rule", RATED.values(), ids=RATED)
def test_a_learning_rate_is_what_it_says(rule):
    small, large = (walk(replace(rule, lr=lr), HIMMELBLAU, [0.0, 0.0], 1)[1] for lr in (1e-5, 1e-3))
    assert_allclose(large, 100 * small, rtol=1e-9)


def test_resting_at_a_saddle_is_not_converging():
    race = descend(SURFACES["BoundedSaddle"](), GradientDescent(0.05), (1.0, 0.0), 300)
    assert race.outcome.kind == Kind.SADDLE
    assert_allclose(race.points[-1], [0.0, 0.0], atol=1e-3)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_meets_the_same_noise(rule):
    class Noisy(type(HIMMELBLAU)):
        """Remembers which minibatches were asked for."""

        def at(self, t):
            asked.append(t)
            return Everywhere(slope=np.random.default_rng((3, t)).normal(), bend=1.0)

    asked = []
    descend(Noisy(), rule, HIMMELBLAU.start, 12)
    assert asked == list(range(1, 13))
