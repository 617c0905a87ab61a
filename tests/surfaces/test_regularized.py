"""Regularization: the penalties' derivatives, and minima that SciPy finds, too."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from surfaces import ALL_SURFACES, DATA_SURFACES, SURFACES, Box, Point
from surfaces.bowls import Bowl
from surfaces.data import HingeLoss, LinearRegression, LogisticRegression
from surfaces.kinks import AbsoluteValue
from surfaces.local_minima import Himmelblau
from surfaces.network import TinyNetwork
from surfaces.regularized import Regularized
from tests.surfaces.shapes import DEFAULT, loop, seeded
from tests.surfaces.test_critical import ring

PENALTIES = [{"l2": 0.1}, {"l1": 0.3}, {"l1": 0.1, "l2": 0.05}]
CONVEX = {name: surface for name, surface in DEFAULT.items() if surface.convex}
HEAVY = {"Levy13", "Ackley", "Eggholder", "DropWave"}
LIGHT = {name: surface for name, surface in DEFAULT.items() if name not in HEAVY}


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_convex_surfaces_are_those_that_lie_below_their_chords(surface):
    a, b = seeded(surface.domain, 4000).reshape(2, 2, 2000).swapaxes(0, 1)
    rise = surface((a + b) / 2) - (surface(a) + surface(b)) / 2
    assert surface.convex == bool((rise <= 1e-12 * (1 + np.abs(surface(a)))).all())


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_penalties_are_added_to_value_gradient_and_hessian(surface):
    w, loss = seeded(surface.domain, 50), Regularized(surface, l1=0.3, l2=0.7)
    x, y = w
    assert_allclose(loss(w), surface(w) + 0.3 * (np.abs(x) + np.abs(y)) + 0.7 * (x * x + y * y), rtol=1e-13)
    assert_allclose(loss.gradient(w), surface.gradient(w) + 0.3 * np.sign(w) + 1.4 * w, rtol=1e-13)
    assert_allclose(loss.hessian(w), surface.hessian(w) + 1.4 * np.eye(2)[:, :, None], rtol=1e-13)
    assert (loss.domain, loss.start) == (surface.domain, surface.start)


def test_the_subgradient_at_zero_is_zero():
    assert (Regularized(Bowl(), l1=1.0).gradient((0.0, 0.0)) == 0).all()
    assert Regularized(Bowl(), l1=1.0).gradient((0.0, 1.0)).tolist() == [0.0, 3.0]


def test_it_is_smooth_without_l1_alone():
    assert Regularized(Bowl(), l2=1.0).smooth
    assert not Regularized(Bowl(), l1=1.0).smooth
    assert not Regularized(AbsoluteValue()).smooth
    assert Regularized(Regularized(Bowl(), l1=1.0), l1=0.5).sparsity == 1.5


def test_no_penalty_leaves_everything_as_it_is():
    loss = Regularized(Himmelblau())
    assert (loss.minima, loss.saddles, loss.maxima) == (Himmelblau().minima, Himmelblau().saddles, Himmelblau().maxima)


def around(loss, point):
    """Places right around `point`, exactly along the axes and the Hessian's, too: ridges and valleys may be narrow."""
    axes = np.concatenate([np.eye(2), np.linalg.eigh(loss.hessian(point))[1]], axis=1)
    cross = 1e-5 * loss.domain.size * np.concatenate([axes, -axes], axis=1)
    return np.concatenate([ring(loss, point, 1e-5), np.array(point)[:, None] + cross], axis=1)


@pytest.mark.parametrize("penalty", PENALTIES, ids=str)
@pytest.mark.parametrize("surface", **loop(LIGHT))
def test_points_are_what_they_are_called(surface, penalty):
    if not surface.smooth and not surface.convex:
        pytest.skip("kinks of the surface itself are not searched")
    loss = Regularized(surface, **penalty)
    for kind, signs in (("minima", (True, False)), ("saddles", (True, True)), ("maxima", (False, True))):
        for point in getattr(loss, kind):
            assert loss.domain.contains(point)
            rise = loss(around(loss, point)) - loss(point)
            noise = 1e-13 * (1 + abs(loss(point)))
            assert (bool((rise > noise).any()), bool((rise < -noise).any())) == signs


@pytest.mark.parametrize("penalty", PENALTIES, ids=str)
@pytest.mark.parametrize("surface", **loop({n: s for n, s in LIGHT.items() if s.smooth and n in ALL_SURFACES}))
def test_no_minimum_is_missing(surface, penalty):
    """From random places SciPy finds no minimum well inside the window that is not listed."""
    optimize = pytest.importorskip("scipy.optimize")
    loss, box = Regularized(surface, **penalty), surface.domain
    for start in seeded(box, 6).T:
        found = optimize.minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-13})
        rise = loss(ring(loss, found.x, 1e-4)) - found.fun
        if box.contains(found.x) and box.contains(ring(loss, found.x, 0.02)).all() and (rise > 0).all():
            gaps = [np.hypot(*(found.x - point)) for point in loss.minima]
            assert min(gaps, default=np.inf) < 1e-3 * box.size


@pytest.mark.parametrize("penalty", PENALTIES, ids=str)
@pytest.mark.parametrize("surface", **loop(CONVEX))
def test_convex_minima_agree_with_scipy(surface, penalty):
    """As a smooth problem with bounds: w = p − q with p, q ≥ 0 makes |w| the sum of both."""
    optimize = pytest.importorskip("scipy.optimize")
    if not surface.smooth:
        pytest.skip("see the linear programs")
    l1, l2 = penalty.get("l1", 0.0), penalty.get("l2", 0.0)

    def both(v):
        w = v[:2] - v[2:]
        g = surface.gradient(w) + 2 * l2 * w
        return float(surface(w)) + l2 * w @ w + l1 * v.sum(), np.concatenate([g, -g]) + l1

    (ours,) = Regularized(surface, l1, l2).minima
    start = np.concatenate([np.maximum(ours, 0), np.maximum(np.negative(ours), 0)]) + 0.05
    bounds, options = [(0, None)] * 4, {"ftol": 1e-16, "gtol": 1e-12, "maxiter": 2000}
    theirs = optimize.minimize(both, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    assert_allclose(ours, theirs[:2] - theirs[2:], atol=1e-6)
    assert both(np.concatenate([np.maximum(ours, 0), np.maximum(np.negative(ours), 0)]))[0] <= both(theirs)[0] + 1e-13


@pytest.mark.parametrize("penalty", PENALTIES, ids=str)
@pytest.mark.parametrize("cls", [cls for cls in DATA_SURFACES.values() if cls.convex])
def test_minima_of_data_fulfil_the_optimality_conditions_to_rounding(cls, penalty):
    """0 lies in the subdifferential: the exact test of a convex minimum, sharper than another solver's answer."""
    surface = cls()
    (w,) = Regularized(surface, **penalty).minima
    l1 = penalty.get("l1", 0.0)
    g = surface.gradient(w) + 2 * penalty.get("l2", 0.0) * np.array(w)
    if surface.smooth:
        assert (np.abs(g + l1 * np.sign(w)) <= np.where(np.equal(w, 0), l1, 1e-12)).all()


def test_ridge_and_lasso_in_closed_form():
    ridge = Regularized(LinearRegression(n=40), l2=0.3)
    a, b, t = ridge.surface.data.train
    x = np.stack([a, b])
    assert_allclose(ridge.minima[0], np.linalg.solve(x @ x.T / 40 + 0.3 * np.eye(2), x @ t / 40), rtol=1e-12)
    lasso = Regularized(Bowl(), l1=0.5)
    assert lasso.minima == (Point(0.0, 0.0),)


def test_the_regularized_hinge_is_a_support_vector_machine():
    """Against SciPy on the dual of each: maximize Σ αᵢ − |Σ αᵢ tᵢ xᵢ|² / (4λ) with 0 ≤ αᵢ ≤ 1/N."""
    optimize = pytest.importorskip("scipy.optimize")
    surface, l2 = HingeLoss(n=20), 0.1
    a, b, t = surface.data.train
    m = np.stack([a, b]) * t

    def dual(alpha):
        v = m @ alpha
        return v @ v / (4 * l2) - alpha.sum(), m.T @ v / (2 * l2) - 1

    best = optimize.minimize(
        dual, np.full(20, 0.01), jac=True, bounds=[(0, 1 / 20)] * 20, method="SLSQP", options={"ftol": 1e-15}
    )
    assert_allclose(Regularized(surface, l2=l2).minima[0], m @ best.x / (2 * l2), atol=1e-6)


def test_enough_l1_makes_weights_exactly_zero_and_enough_l2_never():
    surface = LogisticRegression()
    assert Regularized(surface, l1=0.4).minima[0].y == 0.0
    assert Regularized(surface, l1=5.0).minima == (Point(0.0, 0.0),)
    assert Regularized(surface, l2=5.0).minima[0].y != 0.0


def test_a_penalty_gives_separable_classes_a_lowest_point():
    surface = LogisticRegression(n=10, noise=0.3)
    assert surface.minima == ()
    assert len(Regularized(surface, l2=0.01).minima) == 1


def test_weight_decay_turns_the_networks_saddle_into_its_only_minimum():
    assert Regularized(TinyNetwork(), l2=3.0).minima == (Point(0.0, 0.0),)
    known = Regularized(TinyNetwork(), l1=0.1, l2=0.05)
    assert (len(known.minima), len(known.saddles)) == (3, 2)


@pytest.mark.parametrize(
    "window", [Box(1.0, 5.0, -5.0, 5.0), Box(-5.0, 5.0, -5.0, -1.0), Box(1.0, 5.0, 1.0, 5.0)], ids=str
)
def test_points_outside_the_window_are_none(window):
    class Part(Himmelblau):
        domain = window

    whole, part = Regularized(Himmelblau(), l1=8.0), Regularized(Part(), l1=8.0)
    for kind in ("minima", "saddles", "maxima"):
        expected = sorted(point for point in getattr(whole, kind) if window.contains(point))
        assert_allclose(np.reshape(sorted(getattr(part, kind)), (-1, 2)), np.reshape(expected, (-1, 2)), atol=1e-9)


def test_a_cone_at_the_origin_stays_a_minimum():
    loss = Regularized(SURFACES["Ackley"](), l2=0.1)
    assert Point(0.0, 0.0) in loss.minima


def test_wrappers_are_values():
    assert Regularized(Bowl(), 0.1, 0.2) == replace(Regularized(Bowl()), l1=0.1, l2=0.2)
    with pytest.raises(ValueError, match=r"Regularized\.l1"):
        Regularized(Bowl(), l1=-1.0)
    with pytest.raises(ValueError, match=r"Regularized\.surface"):
        Regularized("Bowl")
