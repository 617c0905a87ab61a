"""The critical points of the tiny network: to rounding, and those that lie on a place that is looked at, too."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from surfaces.data.network import TinyNetwork


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


def test_features_over_three_decades_hide_no_minimum():
    """A minimum close to the saddle at the origin, between the first places that a coarse scan would look at."""
    optimize = pytest.importorskip("scipy.optimize")
    rng, checked = np.random.default_rng(0), 0
    for k in range(60):
        a, t = np.sign(rng.normal(size=8)) * 10 ** rng.uniform(-2, 1, size=8), rng.normal(size=8)
        if k not in (41, 43, 53):
            continue
        rows = tuple((u, 0.0, v) for u, v in zip(a.tolist(), t.tolist(), strict=True))
        surface = TinyNetwork(rows=rows, seed=k % 7)
        for start in surface.domain.mesh(8, 4).reshape(2, -1).T:
            found = optimize.minimize(surface, start, jac=surface.gradient, tol=1e-12).x
            values = np.linalg.eigvalsh(surface.hessian(found))
            settled = np.abs(surface.gradient(found)).max() < 1e-8 and values[0] > 1e-6 * values[1]
            if surface.domain.contains(found) and settled:
                checked += 1
                assert min((np.hypot(*np.subtract(found, p)) for p in surface.minima), default=np.inf) < 1e-3
    assert checked > 10
