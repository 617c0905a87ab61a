"""Formulas and their derivatives against SymPy: the trees with 60 digits, and NumPy as far as its digits go."""

import numpy as np
import pytest

pytest.importorskip("mpmath", reason="the exact values need mpmath")
pytest.importorskip("hypothesis", reason="formulas are drawn by hypothesis")
pytest.importorskip("sympy", reason="what they are is said by SymPy")

import hypothesis
import mpmath

from surfaces import FormulaError, read
from surfaces.formula.trees.plain import plain
from tests.sampling import EVERYTHING
from tests.surfaces.formula.drawn import BINARY, POWERS, SIGNS, UNARY, a, b, formulas, sympy, x, y

ORDERS = (), (x,), (y,), (x, x), (x, y), (y, y)
VALUES = {"a": 0.75, "b": 2.5}
POINTS = (0.625, 0.375), (-0.8125, 1.375), (1.90625, -0.4375), (-2.125, -1.6875)
ENDS = {"acosh": 1}
"""Function → where its values begin, unless at 0 or before."""
EXACT = {
    "add": lambda u, v: u + v,
    "subtract": lambda u, v: u - v,
    "multiply": lambda u, v: u * v,
    "divide": lambda u, v: u / v,
    "share": lambda u, v: u / v,
    "power": lambda u, v: u**v,
    "negative": lambda u: -u,
    "absolute": abs,
    "arcsin": mpmath.asin,
    "arccos": mpmath.acos,
    "arctan": mpmath.atan,
    "arcsinh": mpmath.asinh,
    "arccosh": mpmath.acosh,
    "arctanh": mpmath.atanh,
    "arctan2": mpmath.atan2,
    "cbrt": lambda u: mpmath.sign(u) * mpmath.cbrt(abs(u)),
    "log2": lambda u: mpmath.log(u, 2),
    "step": lambda u: mpmath.mpf(u >= 0),
    "maximum": lambda u, v: u if u >= v else v,
    "minimum": lambda u, v: u if u <= v else v,
    "less": lambda u, v: u < v,
    "greater_equal": lambda u, v: u >= v,
    "less_equal": lambda u, v: u <= v,
}


def exactly(tree, values):
    """What a tree is, by mpmath."""
    if tree.op == "number":
        return mpmath.mpf(tree.value)
    if tree.op == "constant":
        return {"pi": +mpmath.pi, "e": +mpmath.e}[tree.args[0]]
    if tree.op == "letter":
        return values[tree.args[0]]
    if tree.op == "where":
        return exactly(tree.args[1 if exactly(tree.args[0], values) else 2], values)
    args = [exactly(arg, values) for arg in tree.args]
    if any(isinstance(arg, mpmath.mpc) for arg in args):
        raise ValueError("no real number")
    found = EXACT.get(tree.op, getattr(mpmath, tree.op, None))(*args)
    if isinstance(found, mpmath.mpc):
        raise ValueError("no real number")
    return found


def of_sympy(f):
    derived = [(f.diff(*order) if order else f).replace(sympy.DiracDelta, lambda *_: 0) for order in ORDERS]
    return sympy.lambdify([x, y, a, b], derived, "mpmath", cse=True)


def numbers(values):
    """`values` if all of them are real and none is huge, else None."""
    fine = all(isinstance(v, int | float | mpmath.mpf) and mpmath.isfinite(v) and abs(v) < 1e60 for v in values)
    return [mpmath.mpf(v) for v in values] if fine else None


def theirs(known, point):
    try:
        return numbers(known(*map(mpmath.mpf, (*point, VALUES["a"], VALUES["b"]))))
    except (ArithmeticError, AttributeError, TypeError, ValueError):
        return None


def close(ours, wanted, digits):
    return abs(ours - wanted) <= digits * max(1, abs(wanted))


MANY = 500 if EVERYTHING else 20
SETTINGS = {"max_examples": MANY, "deadline": None, "derandomize": True, "database": None}


def compared(text, f):
    """At how many points the formula and its derivatives were compared with what SymPy says they are."""
    definition, known, count = read(text), of_sympy(f), 0
    trees = [plain(tree) for tree in (definition.tree, *definition.gradient, *definition.hessian)]
    for point in POINTS:
        values = dict(zip("xy", map(mpmath.mpf, point), strict=True)) | {k: mpmath.mpf(v) for k, v in VALUES.items()}
        with mpmath.workdps(60):
            wanted, exact = theirs(known, point), ours(trees, values)
        # SymPy takes (x^1.5)^2 for x^3, which is a number where the other is none.
        if wanted is None or exact is None:
            continue
        count += 1
        assert all(close(u, v, 1e-10) for u, v in zip(exact, wanted, strict=True)), (text, point)
        if rough := ours(trees, values):
            for got, coarse, v in zip(in_numpy(definition, point), rough, wanted, strict=True):
                assert not close(coarse, v, 1e-12) or close(mpmath.mpf(got), v, 1e-6), (text, point, got, v)
    return count


def ours(trees, values):
    try:
        return numbers([exactly(tree, values) for tree in trees])
    except (ArithmeticError, ValueError):
        return None


def in_numpy(definition, point):
    values = {"x": np.array(point[0]), "y": np.array(point[1]), **VALUES}
    with np.errstate(all="ignore"):
        return [float(v) for program in (definition.f, definition.df, definition.d2f) for v in program(values)]


def test_derivatives_are_those_of_sympy():
    counts, refused = [], set()

    @hypothesis.settings(
        **SETTINGS, phases=[hypothesis.Phase.generate], suppress_health_check=[*hypothesis.HealthCheck]
    )
    @hypothesis.given(formulas())
    def check(drawn):
        try:
            counts.append(compared(*drawn))
        except FormulaError as problem:
            refused.add(str(problem))

    check()
    assert sum(counts) >= MANY
    assert all("too long to work with" in said for said in refused)


@pytest.mark.parametrize("name", UNARY)
def test_the_slopes_of_a_function_are_those_of_sympy(name):
    end = ENDS.get(name, 0)
    assert compared(f"{name}(x/4 + y^2/9 + {end})", UNARY[name](x / 4 + y**2 / 9 + end)) >= 2


@pytest.mark.parametrize("name", BINARY)
def test_the_slopes_of_a_function_of_two_numbers_are_those_of_sympy(name):
    assert compared(f"{name}(x^2 y, x - y)", BINARY[name](x**2 * y, x - y)) == len(POINTS)


@pytest.mark.parametrize("sign", SIGNS)
def test_the_slopes_of_signs_are_those_of_sympy(sign):
    assert compared(sign.format("sin(x y)", "(x - 2y)"), SIGNS[sign](sympy.sin(x * y), x - 2 * y)) == len(POINTS)


@pytest.mark.parametrize("power", POWERS)
def test_the_slopes_of_powers_are_those_of_sympy(power):
    assert compared(power.format("(x y + 3)"), (x * y + 3) ** POWERS[power]) >= 2


def test_the_slopes_of_any_power_are_those_of_sympy():
    assert compared("(x^2 + 1)^(x y)", (x**2 + 1) ** (x * y)) == len(POINTS)
    assert compared("r^theta", sympy.sqrt(x**2 + y**2) ** sympy.atan2(y, x)) == len(POINTS)
    factors = "(x + 1)(y + 2)(x y + 3)(x - y)(x + 2y)(2x + y)"
    assert compared(factors, (x + 1) * (y + 2) * (x * y + 3) * (x - y) * (x + 2 * y) * (2 * x + y)) == len(POINTS)
