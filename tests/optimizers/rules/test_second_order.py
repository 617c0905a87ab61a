"""Second-order rules: what theory promises on quadratics, SciPy's minima, and L-BFGS written a second time."""

from collections import deque

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers.rules.second_order import BFGS, LBFGS, Newton, NonlinearCG
from surfaces import SURFACES
from tests.optimizers.losses import Everywhere, Quadratic, Transformed, walk
from tests.surfaces.shapes import DEFAULT, loop, seeded

SMOOTH = {name: surface for name, surface in DEFAULT.items() if surface.smooth}
ROSENBROCK = SURFACES["Rosenbrock"]()
START = [-1.2, 1.0]
FLAT = [[1.0, 2.0], [2.0, 4.0]]


def quadratics(low, high):
    """Twenty quadratics with curvatures between `low` and `high`, turned at random, and a start for each."""
    rng = np.random.default_rng(8)
    for _ in range(20):
        turn, _ = np.linalg.qr(rng.normal(size=(2, 2)))
        yield Quadratic(turn @ np.diag(rng.uniform(low, high, 2)) @ turn.T, rng.normal(size=2)), rng.normal(size=2) * 5


@pytest.mark.parametrize("low", [0.1, -50.0])
def test_newton_is_at_the_critical_point_of_a_quadratic_after_one_step(low):
    for loss, start in quadratics(low, 50.0):
        assert_allclose(walk(Newton(form="Newton"), loss, start, 1)[1], loss.centre, rtol=0, atol=1e-12)


def test_newton_by_general_linear_algebra():
    loss, w = SURFACES["Himmelblau"](), np.array([1.0, 2.5])
    whole = np.linalg.solve(loss.hessian(w) + 3.0 * np.eye(2), loss.gradient(w))
    assert_allclose(walk(Newton(0.25, 3.0, "Newton"), loss, w, 1)[1], w - 0.25 * whole, rtol=1e-12)
    values, vectors = np.linalg.eigh(loss.hessian(w))
    safe = vectors @ np.diag(1 / (np.abs(values) + 3.0)) @ vectors.T @ loss.gradient(w)
    assert_allclose(walk(Newton(0.25, 3.0, "saddle-free"), loss, w, 1)[1], w - 0.25 * safe, rtol=1e-12)


def test_newton_does_not_know_in_which_coordinates_it_runs():
    skew = np.array([[3.0, -2.0], [0.5, 0.25]])
    straight = walk(Newton(form="Newton"), ROSENBROCK, START, 6)
    skewed = walk(Newton(form="Newton"), Transformed(ROSENBROCK, skew, factor=7.0), np.linalg.solve(skew, START), 6)
    assert_allclose(skewed @ skew.T, straight, rtol=0, atol=1e-9)


def test_newton_stays_put_along_a_flat_direction():
    along, across = np.array([2.0, -1.0]), np.array([1.0, 2.0])
    for form in ("Newton", "saddle-free"):
        after = walk(Newton(form=form), Quadratic(FLAT), 3 * along + 5 * across, 1)[1]
        assert_allclose(after, 3 * along, rtol=0, atol=1e-13)
        assert (walk(Newton(form=form), Everywhere(slope=2.0), [1.0, 2.0], 3) == [1.0, 2.0]).all()


def test_newton_walks_into_a_saddle_and_saddle_free_newton_away_from_it():
    loss = Quadratic(np.diag([2.0, -1.0]))
    assert_allclose(walk(Newton(form="Newton"), loss, [3.0, 0.5], 1)[1], [0.0, 0.0], atol=1e-15)
    assert_allclose(walk(Newton(form="saddle-free"), loss, [3.0, 0.5], 1)[1], [0.0, 1.0], atol=1e-15)


@pytest.mark.parametrize("surface", **loop(SMOOTH))
def test_saddle_free_newton_goes_down(surface):
    w = seeded(surface.domain, 200)
    moved, _ = Newton(0.01, form="saddle-free").step(w, surface, ())
    down = np.sum(surface.gradient(w) * (moved - w), axis=0)
    assert (down <= 1e-12 * np.abs(down).max()).all()
    nearer = w + 1e-4 * (moved - w)
    assert (surface(nearer) <= surface(w) + 1e-12 * np.abs(surface(w)).max()).all()


@pytest.mark.parametrize("rule", [BFGS(first=1.0), NonlinearCG()])
@pytest.mark.parametrize("high", [1.0, 10.0, 1000.0])
def test_it_ends_on_quadratics_in_three_steps(rule, high):
    for loss, start in quadratics(0.1, high):
        gradients = [np.linalg.norm(loss.gradient(w)) for w in walk(rule, loss, start, 3)]
        assert gradients[3] < 1e-6 * gradients[0]


def test_cg_directions_leave_each_others_progress_alone():
    for loss, start in quadratics(0.1, 10.0):
        first, second = np.diff(walk(NonlinearCG(), loss, start, 2), axis=0)
        size = np.sqrt((first @ loss.matrix @ first) * (second @ loss.matrix @ second))
        assert abs(first @ loss.matrix @ second) < 1e-6 * size


def test_bfgs_and_cg_are_one_path_on_a_quadratic():
    for loss, start in quadratics(0.1, 10.0):
        assert_allclose(walk(BFGS(first=1.0), loss, start, 2), walk(NonlinearCG(), loss, start, 2), rtol=0, atol=1e-5)


def test_bfgs_learns_the_inverse_hessian_and_meets_the_secant_condition():
    loss, w = Quadratic([[3.0, 1.0], [1.0, 2.0]]), np.array([4.0, -3.0])
    rule, state = BFGS(), BFGS().init(w)
    for _ in range(4):
        before, gradient = state.w, state.g
        w, state = rule.step(w, loss, state)
        xx, xy, yy = state.h
        if state.t > 1:
            assert_allclose([[xx, xy], [xy, yy]] @ (state.g - gradient), state.w - before, rtol=0, atol=1e-9)
    assert_allclose([[xx, xy], [xy, yy]], np.linalg.inv(loss.matrix), rtol=1e-5)


@pytest.mark.parametrize("name", ["Bowl", "Booth", "Matyas", "Ravine", "Rosenbrock", "Beale", "DixonPrice"])
@pytest.mark.parametrize("rule", [BFGS(), NonlinearCG()])
def test_it_ends_where_scipy_ends(name, rule):
    optimize = pytest.importorskip("scipy.optimize")
    surface = SURFACES[name]()
    start = np.array(surface.start)
    theirs = optimize.minimize(surface, start, jac=surface.gradient, method="BFGS", options={"gtol": 1e-12}).x
    theirs = theirs - np.linalg.solve(surface.hessian(theirs), surface.gradient(theirs))
    steps = 60 if isinstance(rule, BFGS) else 300
    assert_allclose(walk(rule, surface, start, steps)[-1], theirs, rtol=0, atol=1e-8)


def lbfgs(loss, w, steps, history):
    """One path, as torch describes it: two loops over a deque of pairs."""
    pairs, scale, points, move, old = deque(maxlen=history), 1.0, [w], None, None
    for t in range(steps):
        g = loss.gradient(w)
        if np.abs(g).max() <= 1e-7:
            points.append(w)
            continue
        if t > 0 and (move @ (g - old)) > 1e-10:
            y = g - old
            pairs.append((move, y))
            scale = (move @ y) / (y @ y)
        q, shares = -g, []
        for s, y in reversed(pairs):
            shares.insert(0, s @ q / (s @ y))
            q = q - shares[0] * y
        d = scale * q
        for (s, y), share in zip(pairs, shares, strict=True):
            d = d + s * (share - y @ d / (s @ y))
        length = 1.0 if t > 0 else min(1.0, 1.0 / np.abs(g).sum())
        move, old = length * d, g
        w = w + move if g @ d <= -1e-9 else w
        points.append(w)
    return np.stack(points)


@pytest.mark.parametrize("history", [1, 2, 3, 100])
@pytest.mark.parametrize("name", ["Ravine", "Rosenbrock", "Himmelblau", "ThreeHumpCamel"])
def test_lbfgs_keeps_the_last_pairs_of_each_lane(name, history):
    surface = SURFACES[name]()
    starts = seeded(surface.domain, 12)
    batch = walk(LBFGS(history=history), surface, starts, 12)
    for lane in range(12):
        alone = lbfgs(surface, starts[:, lane], 12, history)
        size = np.maximum(1.0, np.abs(alone).max())
        assert_allclose(batch[..., lane] / size, alone / size, rtol=0, atol=1e-7)


class Slope(Quadratic):
    """Down along x for ever, by as much as one goes; keeps how far along it was asked."""

    def __init__(self):
        super().__init__(np.zeros((2, 2)))
        self.asked = []

    def __call__(self, w):
        self.asked.append(w[0])
        return -w[0]

    def gradient(self, w):
        return np.array([-1.0, 0.0])


def test_on_a_slope_bfgs_goes_farther_three_times_and_conjugate_gradients_twelve_times():
    assert_allclose(np.diff(walk(BFGS(first=0.1), Slope(), [0.0, 0.0], 3)[:, 0]), [0.1 * 4**3, 4**3, 4**3])
    assert_allclose(walk(NonlinearCG(first=0.1), Slope(), [0.0, 0.0], 1)[1], [0.1 * 4**12, 0.0])


def test_conjugate_gradients_first_try_the_length_that_was_good_before():
    loss, rule = Slope(), NonlinearCG(first=0.1)
    w, state = rule.step(np.zeros(2), loss, rule.init(np.zeros(2)))
    loss.asked.clear()
    rule.step(w, loss, state)
    assert_allclose(loss.asked[:2], [w[0], 2 * w[0]])


@pytest.mark.parametrize("bend", [-1.0, -1e-3, 0.0])
def test_bfgs_learns_nothing_where_the_slope_falls_or_stays(bend):
    rule, loss = BFGS(first=0.1), Quadratic(np.diag([bend, 5.0]))
    w = np.array([1.0, 0.0])
    _, first = rule.step(w, loss, rule.init(w))
    _, second = rule.step(np.array([1.3, 0.0]), loss, first)
    assert (second.h == first.h).all()


@pytest.mark.parametrize("unit", [1e-150, 1e-12, 1e12, 1e150])
def test_bfgs_knows_no_unit_of_the_loss(unit):
    plain = walk(BFGS(), ROSENBROCK, START, 20)
    assert_allclose(walk(BFGS(), Transformed(ROSENBROCK, factor=unit), START, 20), plain, rtol=0, atol=1e-6)


def test_where_rounding_has_turned_bfgs_uphill_it_goes_straight_down():
    rule, w, loss = BFGS(), np.array([3.0, 1.0]), Quadratic(np.eye(2))
    uphill = rule.init(w)._replace(h=np.array([-1.0, 0.0, -1.0]), g=w, t=5)
    assert_allclose(rule.step(w, loss, uphill)[0], [0.0, 0.0], atol=1e-12)


def test_lbfgs_remembers_no_more_than_it_may():
    rule, w = LBFGS(history=3), np.array([[-1.2, 0.5], [1.0, 0.0]])
    state = rule.init(w)
    for _ in range(8):
        w, state = rule.step(w, ROSENBROCK, state)
    assert state.pairs.shape == (3, 5, 2)


def test_a_first_step_of_lbfgs_is_at_most_its_learning_rate():
    assert_allclose(np.abs(np.diff(walk(LBFGS(0.5), ROSENBROCK, START, 1), axis=0)).sum(), 0.5)


def test_bfgs_rests_at_the_minimum_however_near_it_comes():
    path = walk(BFGS(), Quadratic(np.diag([1.0, 100.0])), [1.0, 1.0], 300)
    assert np.abs(path[-1]).max() < 1e-100
