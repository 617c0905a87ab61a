"""BFGS and conjugate gradients against SciPy's, step by step: given its step lengths, our directions lead along its path."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers.algebra import dot
from optimizers.rules import second_order
from optimizers.rules.second_order import BFGS, NonlinearCG
from surfaces import SURFACES
from tests.optimizers.losses import walk

optimize = pytest.importorskip("scipy.optimize", reason="scipy is not installed")

STEPS = 20
"""Rounding grows along a path that is made of differences of gradients."""
STARTS = {
    "Rosenbrock": ((-1.2, 1.0), (0.5, -1.0), (-1.8, 2.5)),
    "Himmelblau": ((0.0, 0.0), (-4.0, 1.0), (1.0, -4.5)),
    "Beale": ((1.0, 2.0), (2.0, -1.0), (4.0, 1.0)),
    "ThreeHumpCamel": ((-1.5, 1.0), (1.2, -0.4), (-1.8, 1.9)),
    "DixonPrice": ((-3.0, 2.0), (5.0, -4.0), (0.1, 0.1)),
}
CASES = [(name, start) for name, starts in STARTS.items() for start in starts]


def scipys(surface, start, method, **options):
    """The points that SciPy walks through, the start first."""
    points = [np.array(start, float)]
    optimize.minimize(
        surface,
        start,
        jac=surface.gradient,
        method=method,
        callback=lambda x: points.append(x.copy()),
        options={"gtol": 1e-6, **options},
    )
    return np.array(points[: STEPS + 1])


@pytest.fixture
def along(monkeypatch):
    """Call it with points: each line search then goes as near to the next of them as its direction leads."""

    def follow(points):
        ahead = iter(points[1:])

        def search(loss, w, d, g, trial, farther=0):
            return dot(next(ahead) - w, d) / dot(d, d)

        monkeypatch.setattr(second_order, "line_search", search)

    return follow


def assert_along(rule, surface, points):
    assert len(points) > 5
    size = np.abs(points).max()
    assert_allclose(walk(rule, surface, points[0], len(points) - 1) / size, points / size, rtol=0, atol=1e-9)


@pytest.mark.parametrize(("name", "start"), CASES)
def test_conjugate_gradients_have_scipys_directions(along, name, start):
    points = scipys(SURFACES[name](), start, "CG")
    along(points)
    assert_along(NonlinearCG(), SURFACES[name](), points)


@pytest.mark.parametrize(("name", "start"), CASES)
def test_bfgs_has_scipys_directions(along, name, start):
    """Ours scales its first matrix by the curvature seen, so that SciPy's begins with that, or with 1 where it is negative."""
    surface, start = SURFACES[name](), np.array(start)
    g = surface.gradient(start)
    second = start - 0.1 * g / np.linalg.norm(g)
    s, y = second - start, surface.gradient(second) - g
    seen = optimize.BFGS()
    seen.initialize(2, "inv_hess")
    seen.update(s, y)
    first = seen.get_matrix() if s @ y > 0 else np.eye(2)
    points = np.array([start, *scipys(surface, second, "BFGS", hess_inv0=first)])
    along(points)
    assert_along(BFGS(), surface, points)
