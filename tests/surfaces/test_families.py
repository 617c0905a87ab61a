"""Losses near the minimum against a formula written a second time, which every surface has."""

import numpy as np
import pytest

from surfaces import SURFACES, Point
from tests.surfaces.exact import exact
from tests.surfaces.formulas import FORMULAS, mpmath
from tests.surfaces.shapes import DEFAULT


@pytest.mark.parametrize("name", [n for n, s in DEFAULT.items() if Point(0.0, 0.0) in s.minima] + ["Levy13"])
def test_no_digits_are_lost_near_the_minimum(name):
    surface, home = DEFAULT[name], (1.0, 1.0) if name == "Levy13" else (0.0, 0.0)
    for angle in np.linspace(0.1, 2 * np.pi, 12):
        w = np.add(home, 1e-9 * np.array([np.cos(angle), np.sin(angle)]))
        with mpmath.workdps(60):
            values, _ = exact(surface, w.tolist())
            error = abs(mpmath.mpf(float(surface(w))) / values[0] - 1)
        assert error < 1e-12


def test_every_surface_has_a_formula_and_every_formula_a_surface():
    assert set(FORMULAS) == set(SURFACES)
