"""The critical points of the tiny network: to rounding, and those that lie on a place that is looked at, too."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from surfaces.network import TinyNetwork


@pytest.mark.parametrize("noise", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("n", [4, 12, 40])
def test_they_are_zeros_of_the_gradient_to_rounding(n, noise):
    optimize = pytest.importorskip("scipy.optimize")
    for seed in range(6):
        surface = TinyNetwork(n=n, noise=noise, seed=seed)
        for point in (*surface.minima, *surface.saddles, *surface.maxima):
            assert np.abs(surface.gradient(point)).max() < 1e-13
            root = optimize.root(surface.gradient, point, jac=surface.hessian, tol=1e-15).x
            assert_allclose(point, root, atol=1e-11)


def test_without_noise_the_minimum_is_the_curve_itself():
    for seed in range(5):
        found = TinyNetwork(noise=0.0, seed=seed).minima
        assert_allclose(sorted(found), [(-1.5, -1.2), (1.5, 1.2)], atol=1e-12)


def test_data_that_ask_for_a_steep_and_for_a_gentle_curve_have_a_minimum_for_each():
    """Few steps at the middle of the feature, and a slow rise far out: found by descent from everywhere, too."""
    optimize = pytest.importorskip("scipy.optimize")
    rng = np.random.default_rng(3)
    for k in range(3):
        a = rng.normal(size=9) ** 3
        rows = tuple((u, 0.0, t) for u, t in zip(a.tolist(), rng.normal(size=9).tolist(), strict=True))
        surface = replace(TinyNetwork(), rows=rows, seed=k)
        for start in surface.domain.mesh(4, 4).reshape(2, -1).T:
            found = optimize.minimize(surface, start, jac=surface.gradient, tol=1e-12)
            inside = surface.domain.contains(found.x) and np.abs(found.x[0]) < 3.9
            values = np.linalg.eigvalsh(surface.hessian(found.x))
            if inside and np.abs(surface.gradient(found.x)).max() < 1e-8 and values[0] > 1e-4 * values[1]:
                gaps = [np.hypot(*np.subtract(found.x, point)) for point in surface.minima]
                assert min(gaps, default=np.inf) < 1e-4
