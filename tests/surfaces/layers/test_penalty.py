"""Regularization: the penalties' derivatives, and minima that SciPy finds, too."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from surfaces import ALL_SURFACES, SURFACES, Box, Minibatch, NoisyGradient, NumericalGradient, Point, Surface
from surfaces.analytic.bowls import Bowl
from surfaces.analytic.kinks import AbsoluteValue
from surfaces.analytic.local_minima import Himmelblau
from surfaces.analytic.saddles import DoubleWell
from surfaces.data.linear_models import HingeLoss, LinearRegression, LogisticRegression
from surfaces.data.network import TinyNetwork
from surfaces.layers.penalty import Regularized
from tests.surfaces.calculus.test_critical import ring
from tests.surfaces.shapes import DEFAULT, FORMS, loop, seeded

PENALTIES = [{"l2": 0.1}, {"l1": 0.3}, {"l1": 0.1, "l2": 0.05}]
CONVEX = {name: surface for name, surface in DEFAULT.items() if surface.convex}
HEAVY = {"Levy13", "Ackley", "Eggholder", "DropWave"}
LIGHT = {name: surface for name, surface in DEFAULT.items() if name not in HEAVY}


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_convex_surfaces_are_those_that_lie_below_their_chords(surface):
    a, b = seeded(surface.domain, 4000).reshape(2, 2, 2000).swapaxes(0, 1)
    rise = surface((a + b) / 2) - (surface(a) + surface(b)) / 2
    assert surface.convex == bool((rise <= 1e-12 * (1 + np.abs(surface(a)))).all())


@pytest.mark.parametrize("intercept", [False, True])
@pytest.mark.parametrize("surface", **loop(DEFAULT | FORMS))
def test_penalties_are_added_to_value_gradient_and_hessian(surface, intercept):
    w, loss = seeded(surface.domain, 50), Regularized(surface, l1=0.3, l2=0.7, intercept=intercept)
    x, y = w
    b = counted(surface, intercept)[1]
    assert_allclose(loss(w), surface(w) + 0.3 * (np.abs(x) + b * np.abs(y)) + 0.7 * (x * x + b * y * y), rtol=1e-13)
    both = np.array([[1.0], [b]])
    assert_allclose(loss.gradient(w), surface.gradient(w) + both * (0.3 * np.sign(w) + 1.4 * w), rtol=1e-13)
    assert_allclose(loss.hessian(w), surface.hessian(w) + 1.4 * np.diag(both[:, 0])[:, :, None], rtol=1e-13)
    assert loss.sparsity == (0.3, 0.3 * b)
    assert (loss.domain, loss.start) == (surface.domain, surface.start)


def counted(surface, intercept=False):
    """What x and y count in a penalty: y is the intercept of a line, and of what tells classes apart by one feature."""
    bare = not intercept and (isinstance(surface, LinearRegression) or getattr(surface, "form", "") == "one feature")
    return np.array([1.0, 0.0 if bare else 1.0])


def test_the_subgradient_at_zero_is_zero():
    assert (Regularized(Bowl(), l1=1.0).gradient((0.0, 0.0)) == 0).all()
    assert Regularized(Bowl(), l1=1.0).gradient((0.0, 1.0)).tolist() == [0.0, 3.0]


def test_it_is_smooth_without_l1_alone():
    assert Regularized(Bowl(), l2=1.0).smooth
    assert not Regularized(Bowl(), l1=1.0).smooth
    assert not Regularized(AbsoluteValue()).smooth
    assert Regularized(Regularized(Bowl(), l1=1.0), l1=0.5).sparsity == (1.5, 1.5)
    assert Regularized(Regularized(LinearRegression(), l1=1.0, intercept=True), l1=0.5).sparsity == (1.5, 1.0)


def test_no_penalty_leaves_everything_as_it_is():
    loss = Regularized(Himmelblau())
    assert (loss.minima, loss.saddles, loss.maxima) == (Himmelblau().minima, Himmelblau().saddles, Himmelblau().maxima)


def around(loss, point):
    """Places right around `point`, exactly along the axes and the Hessian's, too: ridges and valleys may be narrow."""
    axes = np.concatenate([np.eye(2), np.linalg.eigh(loss.hessian(point))[1]], axis=1)
    cross = 1e-5 * loss.domain.size * np.concatenate([axes, -axes], axis=1)
    return np.concatenate([ring(loss, point, 1e-5), np.array(point)[:, None] + cross], axis=1)


@pytest.mark.sampled
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


@pytest.mark.seldom(14)
@pytest.mark.sampled
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
@pytest.mark.parametrize("surface", **loop(CONVEX | FORMS))
def test_convex_minima_agree_with_scipy(surface, penalty):
    """As a smooth problem with bounds: w = p − q with p, q ≥ 0 makes |w| the sum of both."""
    optimize = pytest.importorskip("scipy.optimize")
    if not surface.smooth:
        pytest.skip("see the linear programs")
    l1, l2 = (penalty.get(name, 0.0) * counted(surface) for name in ("l1", "l2"))
    slopes = np.concatenate([l1, l1])

    def both(v):
        w = v[:2] - v[2:]
        g = surface.gradient(w) + 2 * l2 * w
        return float(surface(w)) + l2 * w @ w + slopes @ v, np.concatenate([g, -g]) + slopes

    (ours,) = Regularized(surface, **penalty).minima
    start = np.concatenate([np.maximum(ours, 0), np.maximum(np.negative(ours), 0)]) + 0.05
    bounds, options = [(0, None)] * 4, {"ftol": 1e-16, "gtol": 1e-12, "maxiter": 2000}
    theirs = optimize.minimize(both, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    assert_allclose(ours, theirs[:2] - theirs[2:], atol=1e-6)
    assert both(np.concatenate([np.maximum(ours, 0), np.maximum(np.negative(ours), 0)]))[0] <= both(theirs)[0] + 1e-13


@pytest.mark.parametrize("penalty", PENALTIES, ids=str)
@pytest.mark.parametrize(
    "surface", **loop({n: s for n, s in (DEFAULT | FORMS).items() if s.convex and hasattr(s, "task")})
)
def test_minima_of_data_fulfil_the_optimality_conditions_to_rounding(surface, penalty):
    """0 lies in the subdifferential: the exact test of a convex minimum, sharper than another solver's answer."""
    (w,) = Regularized(surface, **penalty).minima
    l1, l2 = (penalty.get(name, 0.0) * counted(surface) for name in ("l1", "l2"))
    g = surface.gradient(w) + 2 * l2 * np.array(w)
    if surface.smooth:
        assert (np.abs(g + l1 * np.sign(w)) <= np.where(np.equal(w, 0), l1, 1e-12)).all()


def test_ridge_and_lasso_in_closed_form():
    surface = LinearRegression(n=40)
    a, b, t = surface.data.train
    x = np.stack([a, b])
    for intercept, who in ((False, np.diag([1.0, 0.0])), (True, np.eye(2))):
        ridge = Regularized(surface, l2=0.3, intercept=intercept)
        assert_allclose(ridge.minima[0], np.linalg.solve(x @ x.T / 40 + 0.3 * who, x @ t / 40), rtol=1e-12)
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


@pytest.mark.parametrize("penalty", [{"l1": 50.0}, {"l2": 1e4}, {"l1": 50.0, "l2": 1e4}], ids=str)
def test_under_the_strongest_penalty_a_line_is_the_mean(penalty):
    """The intercept that is left alone still fits; one that is penalized does not."""
    surface = LinearRegression(offset=1.0)
    mean = float(surface.data.train.target.mean())
    assert_allclose(Regularized(surface, **penalty).minima[0], (0.0, mean), atol=1e-3)
    assert Regularized(surface, **penalty).minima[0].x == 0.0 or "l1" not in penalty
    assert_allclose(Regularized(surface, **penalty, intercept=True).minima[0], (0.0, 0.0), atol=1e-3)


def test_an_intercept_that_is_left_alone_fits_the_share_of_each_class():
    """Without a weight, the best probability is the share of the class: ln p / (1 − p)."""
    surface = LogisticRegression(form="one feature", n=40, balance=0.7)
    assert_allclose(Regularized(surface, l1=10.0).minima[0], (0.0, np.log(0.7 / 0.3)), atol=1e-12)


@pytest.mark.parametrize("surface", **loop({n: s for n, s in DEFAULT.items() if n not in HEAVY}))
def test_without_an_intercept_it_makes_no_difference(surface):
    if not isinstance(surface, LinearRegression):
        assert Regularized(surface, 0.3, 0.1).share == Regularized(surface, 0.3, 0.1, intercept=True).share == 1


def test_wrappers_keep_the_intercept():
    line = LinearRegression()
    for loss in (Minibatch(line), NoisyGradient(line), NumericalGradient(line), NoisyGradient(Minibatch(line)).at(3)):
        assert Regularized(loss, l2=0.1).share == 0
        assert Regularized(loss, l1=0.1).at(2).sparsity == (0.1, 0.0)


def test_a_cone_at_the_origin_stays_a_minimum():
    loss = Regularized(SURFACES["Ackley"](), l2=0.1)
    assert Point(0.0, 0.0) in loss.minima


def test_wrappers_are_values():
    assert Regularized(Bowl(), 0.1, 0.2) == replace(Regularized(Bowl()), l1=0.1, l2=0.2)
    with pytest.raises(ValueError, match=r"Regularized\.l1"):
        Regularized(Bowl(), l1=-1.0)
    with pytest.raises(ValueError, match=r"Regularized\.surface"):
        Regularized("Bowl")


@dataclass(frozen=True)
class Washboard(Surface):
    """A valley along x with many dents in it."""

    dents: float = 400.0

    domain, start = Box(-2.0, 2.5, -2.0, 2.5), Point(1.0, 1.0)

    def f(self, x, y):
        return y * y - np.cos(self.dents * x) / self.dents

    def df(self, x, y):
        return np.sin(self.dents * x), 2 * y

    def d2f(self, x, y):
        return self.dents * np.cos(self.dents * x), 0.0, 2.0


def test_hundreds_of_minima_on_an_axis_are_all_found_to_rounding():
    """Where sin(400 x) = ∓ ½ under an L1 penalty of ½, and the origin."""
    found = Regularized(Washboard(), l1=0.5)
    k = np.arange(-200, 201)
    right, left = (2 * np.pi * k - np.pi / 6) / 400, (2 * np.pi * k + np.pi / 6) / 400
    expected = np.sort([*right[(right > 0) & (right < 2.5)], 0.0, *left[(left < 0) & (left > -2.0)]])
    x, y = np.transpose(sorted(found.minima))
    assert (y == 0).all()
    assert_allclose(x, expected, rtol=1e-12, atol=1e-12)


def test_a_point_where_the_axis_is_looked_at_is_found_too():
    """(x² − 1)² + y² with L1 of 1.5: the slope along the axis vanishes at x = ½ exactly, a maximum along it."""
    found = Regularized(DoubleWell(), l1=1.5)
    assert any(np.hypot(x - 0.5, y) < 1e-12 for x, y in found.saddles)
    assert any(np.hypot(x + 0.5, y) < 1e-12 for x, y in found.saddles)
    assert len(found.minima) == 3
