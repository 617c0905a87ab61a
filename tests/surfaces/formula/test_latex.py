"""How formulas and their derivatives are shown."""

import pytest

from surfaces import SURFACES, as_formula, read

SHOWN = {
    "(1 - x)^2 + b (y - x^2)^2": r"\left(1 - x\right)^{2} + b \, \left(y - x^{2}\right)^{2}",
    "1/2x": r"\frac{1}{2} \, x",
    "x/(y + 1)": r"\frac{x}{y + 1}",
    "sin^2 x": r"\sin^{2}\left(x\right)",
    "-2x y": r"-2 \, x \, y",
    "x - (y - 1)": r"x - \left(y - 1\right)",
    "x*2*3": r"x \cdot 2 \cdot 3",
    "e^-x": r"e^{-x}",
    "exp(x/2)": r"e^{\frac{x}{2}}",
    "sqrt x + cbrt y": r"\sqrt{x} + \sqrt[3]{y}",
    "|x|": r"\left|x\right|",
    "r theta": r"r \, \theta",
    "log10 x + ln y": r"\log_{10}\left(x\right) + \ln\left(y\right)",
    "where(x < y, x, y)": r"\begin{cases} x & x < y \\ y & x \ge y \end{cases}",
    "1e-5 x": r"1 \cdot 10^{-5} \, x",
    "2pi x": r"2 \, \pi \, x",
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.items(), ids=SHOWN)
def test_a_formula_is_shown_as_it_was_typed(text, shown):
    assert read(text).latex == shown


GRADIENTS = {
    "(1 - x)^2 + b (y - x^2)^2": (
        r"-2 \, \left(1 - x\right) - 4 \, b \, x \, \left(y - x^{2}\right)",
        r"2 \, b \, \left(y - x^{2}\right)",
    ),
    "x^2 + y^2": (r"2 \, x", r"2 \, y"),
    "x/y": (r"\frac{1}{y}", r"-\frac{x}{y^{2}}"),
    "sqrt(x^2 + y^2)": (r"\frac{x}{\sqrt{x^{2} + y^{2}}}", r"\frac{y}{\sqrt{x^{2} + y^{2}}}"),
    "r^2": (r"2 \, x", r"2 \, y"),
    "exp(-x^2 - y^2)": (r"-2 \, x \, e^{-x^{2} - y^{2}}", r"-2 \, y \, e^{-x^{2} - y^{2}}"),
    "x^y": (r"y \, x^{y - 1}", r"x^{y} \, \ln\left(x\right)"),
    "x^x + y": (r"x^{x} + x^{x} \, \ln\left(x\right)", "1"),
    "log2 x + y": (r"\frac{1}{x \, \ln\left(2\right)}", "1"),
    "cos(2pi x) + y": (r"-2 \, \pi \, \sin\left(2 \, \pi \, x\right)", "1"),
    "|x| + y": (r"\mathrm{sign}\left(x\right)", "1"),
}


@pytest.mark.parametrize(("text", "shown"), GRADIENTS.items(), ids=GRADIENTS)
def test_a_gradient_is_simple_enough_to_be_read(text, shown):
    assert read(text).gradient_latex == shown


def test_gradients_of_our_surfaces_are_short(surface_class):
    definition = as_formula(surface_class()).definition
    assert all(0 < len(part) < 700 for part in definition.gradient_latex)


def test_what_nobody_would_read_is_left_out():
    assert read(as_formula(SURFACES["GoldsteinPrice"]()).text).hessian_latex == ("", "", "")
