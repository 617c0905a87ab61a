"""What holds for every surface: values at known points, kinks, shapes, and numbers of any size."""

from itertools import product

import numpy as np
import pytest
from numpy.testing import assert_allclose

from surfaces import Point
from tests.surfaces.known import VALUES
from tests.surfaces.shapes import DEFAULT, SHAPES, loop, seeded


@pytest.mark.parametrize(("name", "point", "value"), VALUES)
def test_value_at_a_known_point(name, point, value):
    digits = 5 if value and round(value, 5) == value else 13
    assert abs(float(DEFAULT[name](point)) - value) <= 0.6 * 10.0**-digits * max(1, abs(value))


@pytest.mark.parametrize("surface", **loop(SHAPES))
def test_gradient_is_exactly_zero_at_a_minimum_at_the_origin(surface):
    if Point(0.0, 0.0) in surface.minima:
        assert (surface.gradient((0.0, 0.0)) == 0).all()
        assert np.isfinite(surface.hessian((0.0, 0.0))).all()


def test_drop_wave_is_round_at_the_origin():
    assert_allclose(DEFAULT["DropWave"].hessian((0.0, 0.0)), 72.5 * np.eye(2))


def test_easom_is_flat_to_the_last_digit_far_away():
    assert (DEFAULT["Easom"].gradient((40.0, -40.0)) == 0).all()


def jump(surface):
    """The largest jump of the gradient on the domain's diagonals, relative to its usual size: rounding if smooth.

    Cut into pieces that are halved again and again, always keeping the half across which the gradient changes more.
    """
    x0, x1, y0, y1 = surface.domain
    ends = np.linspace((x0, y0), (x1, y1), 258).T, np.linspace((x0, y1), (x1, y0), 258).T
    low, high = (np.concatenate([e[:, part] for e in ends], axis=1) for part in (slice(None, -1), slice(1, None)))
    for _ in range(40):
        middle = (low + high) / 2
        first, last = change(surface, low, middle), change(surface, middle, high)
        low, high = np.where(first < last, middle, low), np.where(first < last, high, middle)
    return change(surface, low, high).max() / np.median(np.hypot(*surface.gradient(seeded(surface.domain, 1000))))


def change(surface, low, high):
    return np.hypot(*(surface.gradient(high) - surface.gradient(low)))


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_kinks_are_declared(surface):
    assert surface.smooth == (jump(surface) < 1e-6)


@pytest.mark.parametrize("surface", **loop(DEFAULT))
def test_numbers_meshes_and_batches_agree(surface):
    mesh = surface.domain.mesh(5, 4)
    losses, gradients, hessians = surface(mesh), surface.gradient(mesh), surface.hessian(mesh)
    scale = [np.abs(a).max() * 1e-14 for a in (losses, gradients, hessians)]
    for i, j in product(range(4), range(5)):
        w = mesh[:, i, j].tolist()
        assert_allclose(surface(w), losses[i, j], rtol=1e-12, atol=scale[0])
        assert_allclose(surface.gradient(w), gradients[:, i, j], rtol=1e-12, atol=scale[1])
        assert_allclose(surface.hessian(w), hessians[:, :, i, j], rtol=1e-12, atol=scale[2])
        assert_allclose(surface.f(*w), losses[i, j], rtol=1e-12, atol=scale[0])


@pytest.mark.parametrize("surface", **loop(SHAPES))
def test_no_number_warns_or_raises(surface):
    extremes = (0.0, 1.0, 1e-300, -1e300, 1e300, np.inf, -np.inf, np.nan)
    pairs = list(product(extremes, repeat=2))
    for w in (*pairs, np.array(pairs).T):
        assert np.shape(surface(w)) == np.shape(w)[1:]
        assert np.shape(surface.gradient(w)) == np.shape(w)
        assert np.shape(surface.hessian(w)) == (2, *np.shape(w))
