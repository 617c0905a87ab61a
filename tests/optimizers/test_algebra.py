"""Two-dimensional linear algebra against NumPy's general one."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from optimizers.algebra import apply, dot, inverse, outer, spectral, symmetric

RNG = np.random.default_rng(4)
MANY = 500


def matrices(xx, xy, yy):
    return np.array([[xx, xy], [xy, yy]])


def eigh(hessian, function, vector):
    """What `spectral` stands for, one matrix after the other, by eigenvectors."""
    values, vectors = np.linalg.eigh(np.moveaxis(hessian, -1, 0))
    return np.einsum("nij,nj,nkj,kn->in", vectors, function(values), vectors, vector)


@pytest.mark.parametrize("function", [np.abs, np.exp, np.square, lambda c: c], ids=["abs", "exp", "square", "same"])
def test_a_function_of_random_matrices(function):
    hessian, vector = matrices(*RNG.normal(size=(3, MANY))), RNG.normal(size=(2, MANY))
    assert_allclose(spectral(hessian, function, vector), eigh(hessian, function, vector), rtol=1e-12, atol=1e-12)


def test_the_inverse_of_ill_conditioned_matrices_solves():
    turn, sharp = RNG.uniform(0, np.pi, MANY), 10.0 ** RNG.uniform(0, 8, MANY)
    c, s = np.cos(turn), np.sin(turn)
    hessian, vector = matrices(c * c + sharp * s * s, (1 - sharp) * c * s, s * s + sharp * c * c), np.ones((2, MANY))
    solved = spectral(hessian, inverse, vector)
    back = np.einsum("ijn,jn->in", hessian, solved)
    assert_allclose(back, vector, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ([[3.0, 0.0], [0.0, 3.0]], [1 / 3, 2 / 3]),
        ([[0.0, 0.0], [0.0, 0.0]], [0.0, 0.0]),
        ([[2.0, 0.0], [0.0, 0.0]], [0.5, 0.0]),
        ([[0.0, 0.0], [0.0, -4.0]], [0.0, -0.5]),
        ([[0.1, 0.2], [0.2, 0.4]], [1.0, 2.0] / np.array(0.5)),
        ([[0.3, 0.1], [0.1, 0.1 / 3]], np.array([3.0, 1.0]) * 0.5 / (1 / 3)),
        ([[0.0, 5.0], [5.0, 0.0]], [0.4, 0.2]),
    ],
)
def test_the_inverse_of_degenerate_matrices_leaves_flat_directions_alone(matrix, expected):
    solved = spectral(np.array(matrix), inverse, np.array([1.0, 2.0]))
    assert_allclose(solved, expected, rtol=1e-12, atol=1e-15)
    assert_allclose(solved, np.linalg.pinv(np.array(matrix)) @ [1.0, 2.0], rtol=1e-9, atol=1e-12)


def test_the_inverse_holds_up_to_the_last_bits_of_the_condition():
    for power in (-10, -40, -46):
        flat = 2.0**power
        assert_allclose(spectral(matrices(1.0, 0.0, flat), inverse, np.array([1.0, flat])), [1.0, 1.0], rtol=1e-12)
        back = spectral(matrices(flat, 0.0, -1.0), inverse, np.array([flat, 1.0]))
        assert_allclose(back, [1.0, -1.0], rtol=1e-12)


def test_what_only_rounding_keeps_from_being_flat_is_flat():
    along = RNG.normal(size=(2, MANY))
    hessian = np.einsum("in,jn->ijn", along, along)
    expected = along / dot(along, along) ** 2 * dot(along, along)
    assert_allclose(spectral(hessian, inverse, along), expected, rtol=1e-9)


def test_products():
    a, b, m = RNG.normal(size=(2, MANY)), RNG.normal(size=(2, MANY)), RNG.normal(size=(3, MANY))
    full = matrices(*m)
    assert_allclose(dot(a, b), np.einsum("in,in->n", a, b), rtol=1e-12, atol=1e-15)
    assert_allclose(apply(m, a), np.einsum("ijn,jn->in", full, a), rtol=1e-12, atol=1e-15)
    both = np.einsum("in,jn->ijn", a, b)
    assert_allclose(matrices(*outer(a, b)), (both + both.swapaxes(0, 1)) / 2, rtol=1e-12)
    assert_allclose(matrices(*symmetric(a, 2.0)), 2 * np.eye(2)[:, :, None] * np.ones(MANY))


def test_the_inverse_is_zero_where_it_is_not_finite():
    found = inverse(np.array([2.0, -0.5, 0.0, -0.0, np.inf, np.nan, 1e-320, 1e-300]))
    assert_allclose(found, [0.5, -2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1e300])
