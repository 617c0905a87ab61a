"""Lengths that take complex numbers, the usual ones for real numbers; and directions, however near the origin."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from surfaces.calculus.continued import absolute, direction, length

H = 1e-200
NUMBERS = np.array([-3.0, -1e-300, -0.0, 0.0, 1e-300, 2.5, 1e300, np.inf, -np.inf])


def test_real_numbers_have_their_usual_length():
    assert_array_equal(absolute(NUMBERS), np.abs(NUMBERS))
    assert length(3.0, -4.0) == 5.0
    assert length(3e300, 4e300) == 5e300


@pytest.mark.parametrize(("x", "slope"), [(-2.0, -1.0), (2.0, 1.0), (0.0, 0.0)])
def test_a_complex_step_finds_the_slope_of_an_absolute_value(x, slope):
    assert absolute(x + H * 1j).imag / H == slope


@pytest.mark.parametrize("w", [(3.0, -4.0), (-1e-3, 2e-5)])
def test_a_complex_step_finds_the_slope_of_a_length(w):
    x, y = w
    assert_allclose(length(x + H * 1j, y).imag / H, x / np.hypot(x, y), rtol=1e-15)
    assert_allclose(length(x, y + H * 1j).imag / H, y / np.hypot(x, y), rtol=1e-15)


@pytest.mark.parametrize("size", [5e-324, 1e-308, 1e-160, 1.0, 1e300])
def test_a_direction_is_a_unit_vector_at_any_distance(size):
    assert_allclose(direction(size, -size), (0.5**0.5, -(0.5**0.5)), rtol=1e-15)
    assert_allclose(direction(-3 * size, 4 * size), (-0.6, 0.8), rtol=1e-15)
    assert direction(0.0, size) == (0.0, 1.0)


def test_the_origin_has_no_direction():
    assert direction(0.0, 0.0) == (0.0, 0.0)
