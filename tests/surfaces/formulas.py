"""Every surface a second time: SymPy expressions written from the literature, without a look at the code under test.

The free symbols are x, y and the surface's fields by their names.
"""

import pytest

sympy, mpmath = pytest.importorskip("sympy"), pytest.importorskip("mpmath")
from sympy import Abs, E, Expr, Matrix, Rational, cos, exp, log, pi, sin, sqrt, symbols  # noqa: E402

x, y, a, b, k, m, kappa, angle, depth1, depth2, width = symbols(
    "x y a b k m kappa angle depth1 depth2 width", real=True
)
r2 = x**2 + y**2


def decimal(text: str) -> Rational:
    return Rational(text)


def ravine() -> Expr:
    """A quadratic form: eigenvalue 10/κ along the direction at `angle` degrees, 10 across."""
    t = pi * angle / 180
    along, across = Matrix([cos(t), sin(t)]), Matrix([-sin(t), cos(t)])
    hessian = 10 / kappa * along * along.T + 10 * across * across.T
    return (Matrix([[x, y]]) * hessian * Matrix([x, y]))[0] / 2


def ackley() -> Expr:
    return -20 * exp(-decimal("0.2") * sqrt(r2 / 2)) - exp((cos(2 * pi * x) + cos(2 * pi * y)) / 2) + E + 20


def goldstein_price() -> Expr:
    first = 1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)
    second = 30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)
    return first * second


def branin() -> Expr:
    parabola = y - decimal("5.1") / (4 * pi**2) * x**2 + 5 / pi * x - 6
    return parabola**2 + 10 * (1 - 1 / (8 * pi)) * cos(x) + 10


def peaks() -> Expr:
    return (
        3 * (1 - x) ** 2 * exp(-(x**2) - (y + 1) ** 2)
        - 10 * (x / 5 - x**3 - y**5) * exp(-(x**2) - y**2)
        - exp(-((x + 1) ** 2) - y**2) / 3
    )


def bumps() -> Expr:
    return r2 - depth1 * exp(-((x - 1) ** 2 + y**2) / width) - depth2 * exp(-((x + 1) ** 2 + y**2) / width)


def levy13() -> Expr:
    return sin(3 * pi * x) ** 2 + (x - 1) ** 2 * (1 + sin(3 * pi * y) ** 2) + (y - 1) ** 2 * (1 + sin(2 * pi * y) ** 2)


def eggholder() -> Expr:
    return -(y + 47) * sin(sqrt(Abs(y + x / 2 + 47))) - x * sin(sqrt(Abs(x - (y + 47))))


FORMULAS: dict[str, Expr] = {
    "Bowl": r2,
    "Booth": (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
    "Matyas": decimal("0.26") * r2 - decimal("0.48") * x * y,
    "Ravine": ravine(),
    "Rosenbrock": (a - x) ** 2 + b * (y - x**2) ** 2,
    "Beale": sum((c - x + x * y**i) ** 2 for i, c in enumerate(map(decimal, ("1.5", "2.25", "2.625")), 1)),
    "DixonPrice": (x - 1) ** 2 + 2 * (2 * y**2 - x) ** 2,
    "Saddle": x**2 - y**2,
    "BoundedSaddle": x**2 - y**2 + y**4 / 4,
    "MonkeySaddle": x**3 - 3 * x * y**2,
    "DoubleWell": (x**2 - 1) ** 2 + y**2,
    "McCormick": sin(x + y) + (x - y) ** 2 - decimal("1.5") * x + decimal("2.5") * y + 1,
    "Himmelblau": (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
    "StyblinskiTang": sum(w**4 - 16 * w**2 + 5 * w for w in (x, y)) / 2,
    "ThreeHumpCamel": 2 * x**2 - decimal("1.05") * x**4 + x**6 / 6 + x * y + y**2,
    "SixHumpCamel": (4 - decimal("2.1") * x**2 + x**4 / 3) * x**2 + x * y + (-4 + 4 * y**2) * y**2,
    "GoldsteinPrice": goldstein_price(),
    "Branin": branin(),
    "Peaks": peaks(),
    "Bumps": bumps(),
    "Rastrigin": 20 + sum(w**2 - 10 * cos(2 * pi * w) for w in (x, y)),
    "Griewank": r2 / 4000 - cos(x) * cos(y / sqrt(2)) + 1,
    "Levy13": levy13(),
    "Ackley": ackley(),
    "DropWave": -(1 + cos(12 * sqrt(r2))) / (r2 / 2 + 2),
    "Schaffer2": Rational(1, 2) + (sin(x**2 - y**2) ** 2 - Rational(1, 2)) / (1 + decimal("0.001") * r2) ** 2,
    "LogPlateau": log(1 + k * r2),
    "Easom": -cos(x) * cos(y) * exp(-((x - pi) ** 2) - (y - pi) ** 2),
    "Michalewicz": -sum(sin(w) * sin(i * w**2 / pi) ** (2 * m) for i, w in enumerate((x, y), 1)),
    "AbsoluteValue": Abs(x) + kappa * Abs(y),
    "Eggholder": eggholder(),
}
