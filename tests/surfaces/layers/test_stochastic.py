"""Minibatches and noise: what each step sees, and that everyone sees the same."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import descend
from optimizers import OPTIMIZERS
from optimizers.rules.adam import Adam
from optimizers.rules.first_order import GradientDescent, Momentum, Nesterov
from optimizers.rules.second_order import LBFGS
from surfaces import DATA_SURFACES
from surfaces.analytic.bowls import Bowl
from surfaces.analytic.ravines import Rosenbrock
from surfaces.data.linear_models import LogisticRegression
from surfaces.layers.minibatch import SAMPLINGS, Minibatch
from surfaces.layers.noise import NoisyGradient
from surfaces.layers.penalty import Regularized
from tests.surfaces.shapes import loop, seeded

LOGISTIC = LogisticRegression()
DATA = {name: cls() for name, cls in DATA_SURFACES.items()}
N = LOGISTIC.data.train.size
STOCHASTIC = {f"minibatch {s}": Minibatch(LOGISTIC, sampling=s) for s in SAMPLINGS} | {
    "noise": NoisyGradient(Rosenbrock())
}
TORCH = {
    "SGD": (GradientDescent(lr=0.3), {"lr": 0.3}),
    "SGD with momentum": (Momentum(lr=0.1, momentum=0.9), {"lr": 0.1, "momentum": 0.9}),
    "Adam": (Adam(lr=0.05), {"lr": 0.05}),
}


@pytest.mark.parametrize("size", [1, 7, 8, N, 128])
@pytest.mark.parametrize("sampling", ["shuffle", "order"])
@pytest.mark.parametrize("surface", **loop(DATA))
def test_the_mean_over_an_epoch_is_the_full_gradient(surface, sampling, size):
    loss, w = Minibatch(surface, size, sampling), seeded(surface.domain, 20)
    for epoch in (0, 3):
        steps = range(epoch * loss.per_epoch + 1, (epoch + 1) * loss.per_epoch + 1)
        seen = np.concatenate([loss.batch(t) for t in steps])
        assert_array_equal(np.sort(seen), np.arange(surface.data.train.size))
        share = [len(loss.batch(t)) / surface.data.train.size for t in steps]
        total = sum(s * loss.at(t).gradient(w) for s, t in zip(share, steps, strict=True))
        assert_allclose(total, surface.gradient(w), rtol=1e-12, atol=1e-13 * np.abs(surface.gradient(w)).max())


def test_with_replacement_every_example_is_as_likely():
    loss = Minibatch(LOGISTIC, 10, "replacement")
    counts = np.bincount(np.concatenate([loss.batch(t) for t in range(1, 3001)]), minlength=N)
    expected = 30_000 / N
    assert abs(((counts - expected) ** 2 / expected).sum() - (N - 1)) < 5 * np.sqrt(2 * (N - 1))
    assert any(len(set(loss.batch(t))) < 10 for t in range(1, 20))


def test_epochs_are_shuffled_anew_but_for_order():
    for sampling, differs in (("shuffle", True), ("order", False)):
        loss = Minibatch(LOGISTIC, N, sampling)
        assert (loss.batch(1) != loss.batch(2)).any() == differs
    assert_array_equal(Minibatch(LOGISTIC, N, "order").batch(1), np.arange(N))


def test_the_loss_is_that_of_all_examples_but_a_steps_is_not():
    loss, w = Minibatch(LOGISTIC, 4), (1.0, 0.5)
    assert loss(w) == LOGISTIC(w)
    assert (loss.minima, loss.domain) == (LOGISTIC.minima, LOGISTIC.domain)
    assert loss.at(1)(w) != loss.at(2)(w)
    assert loss.at(1)(w) != LOGISTIC(w)


@pytest.mark.parametrize("loss", **loop(STOCHASTIC))
def test_a_step_sees_one_loss_however_often_and_in_whatever_order_it_asks(loss):
    w = seeded(loss.domain, 5)
    first = {t: loss.at(t).gradient(w) for t in (1, 2, 9)}
    again = {t: replace(loss).at(t).gradient(w) for t in (9, 1, 2)}
    for t, gradient in first.items():
        assert_array_equal(gradient, again[t])
    assert loss.at(1) == loss.at(1)
    assert loss.at(1) != loss.at(2)
    assert (first[1] != first[2]).any()


@pytest.mark.parametrize("loss", **loop(STOCHASTIC))
def test_the_gradient_of_a_step_is_the_slope_of_its_loss(loss):
    w, h, now = seeded(loss.domain, 20), 6e-6, loss.at(5)
    for k, step in enumerate(h * np.eye(2)[:, :, None]):
        slope = (now(w + step) - now(w - step)) / (2 * h)
        assert_allclose(now.gradient(w)[k], slope, rtol=1e-6, atol=1e-6 * (1 + np.abs(slope).max()))


class Listening:
    """A loss that notes which step's loss is asked."""

    def __init__(self, loss, heard, t=None):
        self.loss, self.heard, self.t = loss, heard, t

    def __getattr__(self, name):
        return getattr(self.loss, name)

    def at(self, t):
        return Listening(self.loss.at(t), self.heard, t)

    def __call__(self, w):
        return self.loss(w)

    def gradient(self, w):
        self.heard.append((self.t, self.loss))
        return self.loss.gradient(w)


@pytest.mark.parametrize("rule", [Momentum(0.1), Nesterov(0.1), Adam(0.1), LBFGS()], ids=lambda r: type(r).__name__)
def test_all_evaluations_of_a_step_and_all_optimizers_see_the_same_batch(rule):
    heard, loss = [], Minibatch(LOGISTIC, 8)
    descend(Listening(loss, heard), rule, (0.0, 0.0), 12)
    assert {t for t, _ in heard} == set(range(1, 13))
    assert all(asked == loss.at(t) for t, asked in heard)


@pytest.mark.parametrize("cls", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_every_optimizer_runs_on_minibatches_and_noise(cls):
    for loss in STOCHASTIC.values():
        run = descend(loss, cls(), loss.start, 15)
        assert_array_equal(run.points, descend(loss, cls(), loss.start, 15).points)
        assert_allclose(run.losses, loss.surface(run.points.T).T)


def test_noise_has_mean_zero_and_the_stated_size_and_is_common_to_all_points():
    loss, w = NoisyGradient(Bowl(), sigma=2.0), seeded(Bowl.domain, 3)
    noise = np.array([loss.at(t).gradient(w) - Bowl().gradient(w) for t in range(1, 2001)])
    assert_allclose(noise[:, :, 0], noise[:, :, 2], atol=1e-12)
    assert_allclose(noise.mean(axis=0), 0, atol=0.2)
    assert_allclose(noise.std(axis=0), 2.0, rtol=0.1)
    assert abs(np.corrcoef(noise[:, 0, 0], noise[:, 1, 0])[0, 1]) < 0.1
    assert_array_equal(NoisyGradient(Bowl(), sigma=0.0).at(4).gradient(w), Bowl().gradient(w))


def test_stochastic_losses_can_be_wrapped():
    loss, w = Regularized(Minibatch(LOGISTIC, 4), l1=0.1, l2=0.2), np.array([1.0, -2.0])
    expected = Minibatch(LOGISTIC, 4).at(3).gradient(w) + 0.1 * np.sign(w) + 0.4 * w
    assert_allclose(loss.at(3).gradient(w), expected)
    assert loss.minima == Regularized(LOGISTIC, l1=0.1, l2=0.2).minima


def test_only_data_have_minibatches():
    with pytest.raises(ValueError, match=r"Minibatch\.surface = .* must be an instance of DataSurface"):
        Minibatch(Bowl())
    with pytest.raises(ValueError, match=r"Minibatch\.size"):
        Minibatch(LOGISTIC, 0)


def test_smaller_batches_wander_more():
    def spread(size):
        run = descend(Minibatch(LOGISTIC, size), GradientDescent(0.5), LOGISTIC.minima[0], 400)
        return np.hypot(*run.points[200:].std(axis=0))

    assert spread(1) > 1.5 * spread(8) > 3 * spread(N)


@pytest.mark.parametrize("name", TORCH)
def test_200_minibatch_steps_are_those_of_torch(name):
    torch = pytest.importorskip("torch")
    rule, arguments = TORCH[name]
    loss = Minibatch(LOGISTIC, 8)
    a, b, t = (torch.tensor(np.array(part), dtype=torch.float64) for part in LOGISTIC.data.train)
    w = torch.tensor(LOGISTIC.start, dtype=torch.float64, requires_grad=True)
    optimizer = (torch.optim.Adam if name == "Adam" else torch.optim.SGD)([w], **arguments)
    points = [w.detach().numpy().copy()]
    for step in range(1, 201):
        some = torch.tensor(np.array(loss.batch(step)))
        optimizer.zero_grad()
        torch.nn.functional.softplus(-t[some] * (w[0] * a[some] + w[1] * b[some])).mean().backward()
        optimizer.step()
        points.append(w.detach().numpy().copy())
    assert_allclose(descend(loss, rule, LOGISTIC.start, 200).points, points, rtol=0, atol=1e-12)
