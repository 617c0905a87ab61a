"""Sine and cosine of our own, which are the same to the last bit wherever they are written: WebAssembly has none, and browsers differ.

The nearest multiple of π is taken away, in three parts (Cody & Waite, 1980), and what is left, r + tail, goes into a polynomial: r − r³/8 with its
rounding error, and the rest, which is small. The result is wrong by 1.3 units in the last place at most.
"""

from functools import cache
from typing import Any

import numpy as np

from compiler.graph import Graph
from compiler.program import Program, function, named

FARTHEST = 50_000.0
"""Of larger numbers than this the multiples of π are not exact any more; those are left to others."""

_PARTS = 3.1415926535846666, 5.1266883031679116e-12, 2.1125998133974855e-23
"""π: 38 digits, as many more, and the rest. A multiple below 2¹⁵ of either of the first two is exact."""
_COEFFICIENTS = (
    -0.04166666666666666, 0.008333333333333208, -0.00019841269841213368, 2.7557319211744365e-06,
    -2.505210692160872e-08, 1.6058941902841527e-10, -7.643043441193876e-13, 2.7216776666286247e-15,
)  # fmt: skip
"""(sin r / r − 1 + z/8) / z by powers of z = r²: least squares of the relative error of the sine, up to z = π²/4; 2e-19 at most."""
_ROUNDING = 6755399441055744.0
"""What is added to this, and taken away again, is a whole number: 1.5 · 2⁵²."""
_SLOPE = 0.405
"""1 − 0.405 r² is cos r as closely as the tail needs it."""


def sine(x: Any) -> Any:
    """Sin x for |x| ≤ `FARTHEST`."""
    n = (x * (1 / np.pi) + _ROUNDING) - _ROUNDING
    return np.where(_is_odd(n), -1.0, 1.0) * _sine_beside(x, n)


def cosine(x: Any) -> Any:
    """Cos x for |x| ≤ `FARTHEST`."""
    n = (x * (1 / np.pi) - 0.5 + _ROUNDING) - _ROUNDING
    return np.where(_is_odd(n), 1.0, -1.0) * _sine_beside(x, n + 0.5)


def _is_odd(n: Any) -> Any:
    return np.floor(0.5 * n) != 0.5 * n


def _sine_beside(x: Any, n: Any) -> Any:
    """Sin (x − nπ), where that is between −π/2 and π/2."""
    first, second, third = _PARTS
    a, b = x - n * first, n * second
    r = a - b
    tail = ((a - r) - b) - n * third
    z = r * r
    cube = z * r
    eighth = 0.125 * cube
    near = r - eighth
    return near + (((r - near) - eighth) + (cube * _polynomial(_COEFFICIENTS, z) + tail * (1.0 - _SLOPE * z)))


def _polynomial(coefficients: Any, z: Any) -> Any:
    """By Estrin's scheme: in halves, which do not wait for one another."""
    if len(coefficients) == 1:
        return coefficients[0]
    pairs = [low + high * z for low, high in zip(coefficients[::2], coefficients[1::2], strict=True)]
    return _polynomial(pairs, z * z)


FORMULAS = {"sin": sine, "cos": cosine}
"""Operation → what it is for numbers up to `FARTHEST`."""


@cache
def formula(op: str) -> Program:
    """The formula of an operation, written down: a function of the input “x” with the name of the operation."""
    graph = Graph()
    x = named(graph, "x")
    return Program(graph, functions={op: function(graph, lambda _: FORMULAS[op](x))})
