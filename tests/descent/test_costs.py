"""What a run costs, counted in examples and epochs."""

from math import isnan

import pytest

from descent import descend
from descent.costs import Work, calls, rates, work
from optimizers.rules.first_order import GradientDescent
from surfaces.analytic.bowls import Bowl
from surfaces.data.linear_models import LogisticRegression
from surfaces.layers.minibatch import Minibatch
from surfaces.layers.numeric import NumericalGradient
from surfaces.layers.penalty import Regularized

DATA = LogisticRegression(n=60)


@pytest.mark.parametrize(
    ("loss", "expected"),
    [
        (DATA, Work(gradients=30 * 60, losses=0, epochs=30.0)),
        (Minibatch(DATA, 6), Work(gradients=30 * 6, losses=0, epochs=3.0)),
        (Minibatch(DATA, 128), Work(gradients=30 * 60, losses=0, epochs=30.0)),
        (Minibatch(DATA, 8), Work(gradients=30 * 60 // 8, losses=0, epochs=3.75)),
        (Minibatch(DATA, 120, "replacement"), Work(gradients=30 * 120, losses=0, epochs=60.0)),
        (Regularized(Minibatch(DATA, 1), l2=0.1), Work(gradients=30, losses=0, epochs=0.5)),
        (NumericalGradient(Minibatch(DATA, 6)), Work(gradients=0, losses=30 * 4 * 6, epochs=3.0)),
    ],
    ids=["full", "minibatch", "large", "uneven", "replacement", "single", "numeric"],
)
def test_work(loss, expected):
    assert work(rates(loss), descend(loss, GradientDescent(0.01), loss.start, 30).evaluations) == expected


def test_a_surface_without_examples_has_no_epochs():
    done = work(rates(Bowl()), descend(Bowl(), GradientDescent(0.01), Bowl.start, 30).evaluations)
    assert (done.gradients, done.losses) == (30, 0)
    assert isnan(done.epochs)


def test_a_numeric_gradient_asks_for_losses():
    for loss, each in ((Bowl(), 1), (NumericalGradient(Bowl()), 4), (NumericalGradient(Bowl(), formula="forward"), 3)):
        assert calls(rates(loss), descend(loss, GradientDescent(0.01), Bowl.start, 30).evaluations) == 30 * each
