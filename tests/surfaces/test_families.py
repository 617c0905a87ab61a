"""Every surface against a formula written a second time: f, df and d2f, and accuracy near the minimum."""

from functools import cache

import numpy as np
import pytest
from numpy.testing import assert_allclose

from params import params_of
from surfaces import SURFACES, Point
from tests.surfaces.formulas import FORMULAS, mpmath, sympy, x, y
from tests.surfaces.shapes import DEFAULT, FORMULAIC, loop, seeded

POINTS = 1000


def fields(surface):
    return params_of(type(surface))


@cache
def oracle(cls, backend="numpy"):
    """(x, y, *fields) → f, ∂x, ∂y, ∂xx, ∂xy, ∂yy, as SymPy derives them; what is infinite at a kink left out."""
    f = FORMULAS[cls.__name__]
    orders = (), (x,), (y,), (x, x), (x, y), (y, y)
    derived = [f.diff(*order).replace(sympy.DiracDelta, lambda *_: 0) if order else f for order in orders]
    return sympy.lambdify([x, y, *params_of(cls)], derived, backend, cse=True)


@pytest.mark.parametrize("surface", **loop(FORMULAIC))
def test_value_gradient_and_hessian_are_what_sympy_derives(surface):
    w = seeded(surface.domain, POINTS)
    with np.errstate(all="ignore"):
        expected = oracle(type(surface))(*w, *(getattr(surface, name) for name in fields(surface)))
    gradient, hessian = surface.gradient(w), surface.hessian(w)
    actual = surface(w), *gradient, hessian[0, 0], hessian[0, 1], hessian[1, 1]
    for quantity, ours, theirs in zip(("f", "∂x", "∂y", "∂xx", "∂xy", "∂yy"), actual, expected, strict=True):
        theirs = np.broadcast_to(theirs, ours.shape)
        assert_allclose(ours, theirs, rtol=1e-10, atol=1e-14 * np.abs(theirs).max(), err_msg=quantity)
    assert (hessian[0, 1] == hessian[1, 0]).all()


@pytest.mark.parametrize("name", [n for n, s in DEFAULT.items() if Point(0.0, 0.0) in s.minima] + ["Levy13"])
def test_no_digits_are_lost_near_the_minimum(name):
    surface, home = DEFAULT[name], (1.0, 1.0) if name == "Levy13" else (0.0, 0.0)
    constants = [getattr(surface, field) for field in fields(surface)]
    for angle in np.linspace(0.1, 2 * np.pi, 12):
        w = np.add(home, 1e-9 * np.array([np.cos(angle), np.sin(angle)]))
        with mpmath.workdps(60):
            exact = oracle(type(surface), "mpmath")(*map(mpmath.mpf, w.tolist()), *map(mpmath.mpf, constants))[0]
            error = abs(mpmath.mpf(float(surface(w))) / exact - 1)
        assert error < 1e-12


def test_every_surface_has_a_formula_and_every_formula_a_surface():
    assert set(FORMULAS) == set(SURFACES)
