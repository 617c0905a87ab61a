"""Formulas drawn from the grammar, each as a text and as what SymPy makes of it, built side by side."""

import pytest

pytest.importorskip("hypothesis", reason="formulas are drawn by hypothesis")
pytest.importorskip("sympy", reason="what they are is said by SymPy")

import sympy
from hypothesis import strategies as st

x, y, a, b = sympy.symbols("x y a b", real=True)
LEAVES = {
    "x": x, "y": y, "a": a, "b": b, "2": sympy.Integer(2), "3": sympy.Integer(3), "0.5": sympy.Rational(1, 2), "1.75": sympy.Rational(7, 4),
    "pi": sympy.pi, "e": sympy.E, "r": sympy.sqrt(x**2 + y**2), "theta": sympy.atan2(y, x),
}  # fmt: skip


def cases(yes, sides, no):
    """`yes` where the first of `sides` is not below the second, else `no`; nothing where they are no real numbers."""
    try:
        return sympy.Piecewise((yes, sides[0] >= sides[1]), (no, True))
    except TypeError:
        return sympy.nan


UNARY = {
    **{name: getattr(sympy, name) for name in ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp", "log", "sqrt")},
    "ln": sympy.log,
    "log2": lambda u: sympy.log(u) / sympy.log(2),
    "log10": lambda u: sympy.log(u) / sympy.log(10),
    "log1p": lambda u: sympy.log(1 + u),
    "expm1": lambda u: sympy.exp(u) - 1,
    "abs": lambda u: cases(u, (u, 0), -u),
    "cbrt": lambda u: cases(u ** sympy.Rational(1, 3), (u, 0), -((-u) ** sympy.Rational(1, 3))),
    "step": lambda u: cases(1, (u, 0), 0),
    "sign": lambda u: cases(1, (u, 0), -1),
}  # fmt: skip
BINARY = {
    "hypot": lambda u, v: sympy.sqrt(u**2 + v**2),
    "atan2": sympy.atan2,
    "max": lambda u, v: cases(u, (u, v), v),
    "min": lambda u, v: cases(u, (v, u), v),
}
SIGNS = {
    "{} + {}": lambda u, v: u + v,
    "{} - {}": lambda u, v: u - v,
    "{} * {}": lambda u, v: u * v,
    "{} {}": lambda u, v: u * v,
    "{}/{}": lambda u, v: u / v,
}
POWERS = {"{}^2": 2, "{}²": 2, "{}^3": 3, "{}**4": 4, "{}^-1": -1, "{}^-2": -2, "{}^1.5": sympy.Rational(3, 2)}


def leaves():
    return st.sampled_from([*LEAVES.items()])


def larger(smaller):
    """Something made of what `smaller` draws; what is put together stands in parentheses."""
    return st.one_of(
        st.builds(lambda f, u: (f"{f[0]}({u[0]})", f[1](u[1])), st.sampled_from([*UNARY.items()]), smaller),
        st.builds(lambda f, u: (f"{f[0]} {_held(u[0])}", f[1](u[1])), st.sampled_from([*UNARY.items()]), smaller),
        st.builds(lambda f, u, v: (f"{f[0]}({u[0]}, {v[0]})", f[1](u[1], v[1])), st.sampled_from([*BINARY.items()]), smaller, smaller),
        st.builds(lambda f, u, v: (f[0].format(_held(u[0]), _held(v[0])), f[1](u[1], v[1])), st.sampled_from([*SIGNS.items()]), smaller, smaller),
        st.builds(lambda f, u, v: (f[0].format(_held(u[0]), _held(v[0])), f[1](u[1], v[1])), st.sampled_from([*SIGNS.items()]), smaller, smaller),
        st.builds(lambda f, u: (f[0].format(_held(u[0])), u[1] ** f[1]), st.sampled_from([*POWERS.items()]), smaller),
        st.builds(lambda u, v: (f"{_held(u[0])}^{_held(v[0])}", u[1] ** v[1]), smaller, smaller),
        st.builds(lambda u: (f"-{_held(u[0])}", -u[1]), smaller),
        st.builds(lambda u: (f"|{u[0]}|", UNARY["abs"](u[1])), smaller),
        st.builds(
            lambda c, u, v: (f"where({c[0]} <= {c[0]}^2, {u[0]}, {v[0]})", cases(u[1], (c[1] ** 2, c[1]), v[1])),
            leaves(), smaller, smaller,
        ),
    )  # fmt: skip


def _held(text):
    return text if text.isalnum() and not text[-1].isdigit() else f"({text})"


def formulas():
    """(text, what it is), of a size that somebody would type."""
    return st.recursive(leaves(), larger, max_leaves=7).filter(lambda f: len(f[0]) < 300 and {x, y} & f[1].free_symbols)
