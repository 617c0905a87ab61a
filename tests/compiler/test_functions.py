"""What the operations are against mpmath, from the ends of the numbers to their middle: Python's, and NumPy's that fold constants."""

import numpy as np
import pytest

pytest.importorskip("mpmath", reason="the exact values need mpmath")

import mpmath

from compiler.operations import OPERATIONS
from compiler.python import FUNCTIONS

EXACT = {
    "tan": mpmath.tan, "arcsin": mpmath.asin, "arccos": mpmath.acos, "arctan": mpmath.atan, "sinh": mpmath.sinh, "cosh": mpmath.cosh,
    "log2": lambda x: mpmath.log(x, 2), "log10": mpmath.log10, "cbrt": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), "exp": mpmath.exp,
    "expm1": mpmath.expm1, "log": mpmath.log, "log1p": mpmath.log1p, "sin": mpmath.sin, "cos": mpmath.cos, "tanh": mpmath.tanh, "arcsinh": mpmath.asinh,
    "arccosh": mpmath.acosh, "arctanh": mpmath.atanh,
}  # fmt: skip
SIZES = [
    5e-324,
    1e-310,
    2.3e-308,
    1e-300,
    1e-17,
    1e-8,
    0.1,
    0.5,
    0.75,
    1 - 1e-16,
    1.0,
    1 + 3e-16,
    1.5,
    3.0,
    700.0,
    709.7,
    710.4,
    1e5,
    1e22,
    1e300,
    1.7e308,
]
PLACES = [sign * size for size in SIZES for sign in (1.0, -1.0)]
DIGITS = 2
"""The last digits that may differ."""


def exactly(name, x):
    """The float nearest to the value, which is infinite beyond the largest and NaN where there is no real one."""
    with mpmath.workdps(400):
        try:
            value = EXACT[name](mpmath.mpf(x))
        except ZeroDivisionError:
            return -np.inf
        return np.nan if isinstance(value, mpmath.mpc) else float(value)


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize(
    "functions", [FUNCTIONS, {name: operation.fold for name, operation in OPERATIONS.items()}], ids=["Python", "NumPy"]
)
def test_a_function_is_right_from_end_to_end(name, functions):
    with np.errstate(all="ignore"):
        ours = np.array([float(functions[name](x)) for x in PLACES])
    wanted = np.array([exactly(name, x) for x in PLACES])
    assert np.array_equal(np.isnan(ours), np.isnan(wanted))
    infinite = np.isinf(wanted)
    assert np.array_equal(ours[infinite], wanted[infinite])
    finite = np.isfinite(wanted)
    assert (np.abs(ours[finite] - wanted[finite]) <= DIGITS * np.spacing(np.abs(wanted[finite]))).all()


def test_an_angle_is_right_in_all_quarters():
    places = [(y, x) for y in (1e-300, -1e-300, 0.5, -2.0, 1e300) for x in (1e-300, -1e-300, 3.0, -0.25, -1e300)]
    wanted = [float(mpmath.atan2(y, x)) for y, x in places]
    assert [FUNCTIONS["arctan2"](y, x) for y, x in places] == pytest.approx(wanted, rel=4e-16)
