"""Minima that a kink makes, or where the curvature vanishes."""

import numpy as np
import pytest

from surfaces import Box, Formula, Point

AROUND = Box(-2.0, 2.0, -2.0, 2.0)
MINIMA = {
    "|x| + 3 |y|": [(0.0, 0.0)],
    "|x - 0.3| + 3 |y + 1/3|": [(0.3, -1 / 3)],
    "r": [(0.0, 0.0)],
    "sqrt|x - 1| + y^2": [(1.0, 0.0)],
    "max(x, -x, y, -2y)": [(0.0, 0.0)],
    "x^4 + y^4": [(0.0, 0.0)],
    "(x - 0.7)^4 + y^6": [(0.7, 0.0)],
    "| |x| - 1 | + y^2": [(-1.0, 0.0), (1.0, 0.0)],
    "min((x + 1)^2 + y^2, (x - 1)^2 + 2y^2 + 0.1)": [(-1.0, 0.0), (1.0, 0.0)],
    "x^2 + y^2": [(0.0, 0.0)],
    "(x y - 1)^2": [],
    "(r^2 - 1)^2": [],
    "|r - 1|": [],
    "x^2": [],
    "|x|": [],
    "floor(2x)^2 + y^2": [],
    "-1/(x^2 + y^2)": [],
    "ln r": [],
    "where(x < 0, y^2 + x^2, 5)": [],
    "x + y": [],
    "-x^4 - y^4": [],
    "x^4 - y^4": [],
    "|x| - |y|": [],
}


@pytest.mark.parametrize(("text", "minima"), MINIMA.items(), ids=MINIMA)
def test_isolated_minima_are_found_and_nothing_else(text, minima):
    found = Formula(text, domain=AROUND, start=Point(1.5, 1.1)).minima
    assert len(found) == len(minima)
    assert np.allclose(sorted(found), minima, atol=1e-3)


def test_a_flat_minimum_completes_the_index():
    assert Formula("x^4 + y^4", domain=AROUND).critical.complete
