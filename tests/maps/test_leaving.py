"""Who leaves the batch, and that nothing else would have become of it."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import Kind, descend, skim
from maps import many, run_many
from maps.lanes import flat, take, unflat
from maps.leaving import Leaving
from maps.resting import RADIUS, resting
from optimizers import OPTIMIZERS, Cosine, Scheduled
from surfaces import SURFACES, NoisyGradient

HIMMELBLAU = SURFACES["Himmelblau"]()
GradientDescent = OPTIMIZERS["GradientDescent"]
NESTEROV = OPTIMIZERS["Nesterov"](lr=0.005)


@pytest.fixture
def lane_steps(monkeypatch):
    """A list of the lanes that each piece had, times its steps."""
    taken = []

    def counted(fold, state, t, points, *more):
        taken.append((points.shape[0] - 1) * points.shape[2])
        return skim(fold, state, t, points, *more)

    monkeypatch.setattr(many, "skim", counted)
    return taken


STARTS = HIMMELBLAU.domain.mesh(10, 10).reshape(2, -1)


@pytest.mark.parametrize(
    ("surface", "optimizer", "share"),
    [
        (HIMMELBLAU, GradientDescent(lr=0.01), 0.3),
        (HIMMELBLAU, NESTEROV, 0.9),
        (HIMMELBLAU, OPTIMIZERS["Newton"](), 0.3),
        (HIMMELBLAU, GradientDescent(lr=1.0), 0.3),
        (SURFACES["DropWave"](), GradientDescent(lr=0.01), 0.5),
    ],
    ids=["converging", "with a velocity", "Newton", "diverging", "held by rounding"],
)
def test_those_that_are_settled_take_no_steps(surface, optimizer, share, lane_steps):
    run_many(surface, optimizer, surface.domain.mesh(10, 10).reshape(2, -1), 1000)
    assert sum(lane_steps) < share * 100 * 1000


@pytest.mark.parametrize(
    ("surface", "optimizer"),
    [
        (HIMMELBLAU, OPTIMIZERS["SignSGD"]()),
        (HIMMELBLAU, OPTIMIZERS["RMSProp"]()),
        (HIMMELBLAU, GradientDescent(lr=0.024)),
        (NoisyGradient(HIMMELBLAU, 0.0), GradientDescent(lr=0.01)),
        (HIMMELBLAU, Scheduled(GradientDescent(lr=0.01), Cosine(5000))),
    ],
    ids=["hopping", "never at rest", "unstable at a minimum", "another loss each step", "another rate each step"],
)
def test_those_that_may_move_stay(surface, optimizer, lane_steps):
    """At α = 0.024 the two minima with curvatures above 2/α let go of everything; the others may hold."""
    kinds = run_many(surface, optimizer, STARTS, 300)[0].kind
    steep = np.array([np.linalg.eigvalsh(HIMMELBLAU.hessian(np.array(m)))[1] for m in HIMMELBLAU.minima]) > 2 / 0.024
    assert steep.any()
    if optimizer != GradientDescent(lr=0.024):
        assert sum(lane_steps) == 100 * 300
    else:
        found = resting(surface, optimizer)
        assert found is None or not (found.traps & steep).any()
    assert (kinds != Kind.DIVERGED).any()


@pytest.mark.parametrize(("name", "looks"), [("GradientDescent", 4), ("Adam", 1)])
def test_nobody_looks_often_where_nobody_rests(name, looks, lane_steps):
    run_many(HIMMELBLAU, OPTIMIZERS[name](lr=1e-4), STARTS, 1000)
    assert len(lane_steps) == looks


def test_a_metric_is_that_of_stein():
    """P = I + AᵀPA, solved by Kronecker products; A of gradient descent is I − αH."""
    found = resting(HIMMELBLAU, GradientDescent(lr=0.01))
    for k, place in enumerate(HIMMELBLAU.minima):
        a = np.eye(2) - 0.01 * HIMMELBLAU.hessian(np.array(place))
        p = np.linalg.solve(np.eye(4) - np.kron(a.T, a.T), np.eye(2).ravel()).reshape(2, 2)
        assert_allclose(found.metrics[k], p, rtol=1e-6)
        assert_allclose(found.centres[:, k], place, rtol=1e-12)
    assert found.traps.all()


@pytest.mark.parametrize(
    "optimizer", [GradientDescent(0.01), NESTEROV, OPTIMIZERS["Newton"]()], ids=lambda rule: rule.label
)
def test_nobody_gets_out_of_a_trap(optimizer, rng):
    """From the rim, for 2,000 steps: the place stays within the radius."""
    found = resting(HIMMELBLAU, optimizer)
    state = optimizer.init(np.array(HIMMELBLAU.minima).T)
    for k, place in enumerate(HIMMELBLAU.minima):
        size = len(found.centres)
        ways = rng.standard_normal((size, 50))
        rim = np.linalg.solve(np.linalg.cholesky(found.metrics[k]).T, ways / np.linalg.norm(ways, axis=0))
        z = found.centres[:, k, None] + 0.999 * RADIUS * rim
        assert found.holds(np.full(50, k), z).all()
        assert not found.holds(np.full(50, k), found.centres[:, k, None] + 1.001 * RADIUS * rim).any()
        w, inner = unflat(z, state)
        for _ in range(2000):
            w, inner = optimizer.step(w, HIMMELBLAU, inner)
            assert np.abs(w - np.array(place)[:, None]).max() <= RADIUS


@pytest.mark.parametrize("name", ["SignSGD", "RMSProp", "AdaGrad", "Rprop", "Lion", "LBFGS"])
def test_who_has_a_kink_at_rest_or_grows_has_no_trap(name):
    assert resting(HIMMELBLAU, OPTIMIZERS[name]()) is None


def test_a_surface_without_minima_has_no_trap():
    assert resting(SURFACES["Saddle"](), GradientDescent()) is None


def test_a_minimum_without_curvature_has_no_trap():
    """Along the floor of a trough, gradient descent hardly moves: z ↦ z does not shrink."""
    assert resting(SURFACES["MonkeySaddle"](), GradientDescent()) is None


def test_only_what_does_the_same_each_step_is_steady():
    steady = {name for name, cls in OPTIMIZERS.items() if Leaving(HIMMELBLAU, cls()).is_steady}
    assert {"GradientDescent", "Nesterov", "Newton"} <= steady
    assert not {"Adam", "RandomSearch", "BFGS"} & steady
    assert not Leaving(NoisyGradient(HIMMELBLAU), GradientDescent()).is_steady


def test_a_state_is_flattened_and_back(optimizer_class, rng):
    w = rng.standard_normal((2, 5))
    optimizer = optimizer_class()
    w, state = optimizer.step(w, HIMMELBLAU, optimizer.init(w))
    again, inner = unflat(flat(w, state), state)
    assert np.array_equal(flat(again, inner), flat(w, state))
    assert type(inner) is type(state)
    some = np.array([3, 1])
    assert np.array_equal(flat(take(w, some), take(state, some)), flat(w, state)[:, some])


def test_nobody_follows_who_is_at_a_minimum():
    """The verdict is that of each run alone; its radius is told, or it is at a minimum, and none is."""
    optimizer = OPTIMIZERS["Momentum"](lr=0.002)
    outcome, _ = run_many(HIMMELBLAU, optimizer, STARTS, 400)
    alone = descend(HIMMELBLAU, optimizer, STARTS, 400).outcome
    unknown = np.isnan(outcome.radius) & ~np.isnan(alone.radius)
    assert unknown.mean() > 0.5
    assert (alone.radius[unknown] < 1e-3).all()
    assert_array_equal(outcome.radius[~unknown], alone.radius[~unknown])
    assert_array_equal(outcome.kind, alone.kind)
    assert_array_equal(outcome.step, alone.step)
