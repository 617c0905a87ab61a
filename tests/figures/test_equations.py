"""The equations of a text, apart and below one another."""

import inspect
import re

import pytest

from figures.equations import _tied, aligned, displayed, equations, sides
from optimizers import OPTIMIZERS


def test_equations_stand_below_one_another():
    assert equations(r"a = 1, \qquad b = \frac{1 \quad 2}{3} \quad c") == ["a = 1", r"b = \frac{1 \quad 2}{3}", "c"]
    cases = r"\begin{cases} u & v, \quad \\ x & y \end{cases}"
    assert equations(rf"d \leftarrow {cases} \qquad w \leftarrow d") == [rf"d \leftarrow {cases}", r"w \leftarrow d"]
    assert aligned("See $x$.\n\n$$a = 1,\\quad b$$\n\n$$c \\leftarrow a = b$$ So.") == (
        r"See $x$." + "\n\n" + r"$$\begin{aligned} a &= 1 \\[4pt] & b \\[4pt] c &\leftarrow a = b \end{aligned}$$ So."
    )


@pytest.mark.parametrize("cls", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_no_equation_is_lost(cls):
    told, shown = inspect.getdoc(cls), aligned(inspect.getdoc(cls))
    assert shown.count(r"\leftarrow") == told.count(r"\leftarrow")
    assert all(line.count("&") == 1 for found in re.findall(r"\$\$(.*?)\$\$", told, re.DOTALL)
               for line in map(_tied, equations(found)) if "cases" not in line)  # fmt: skip
    assert shown.count("$$") == 2


def test_an_equation_has_two_sides():
    assert sides(r"w \leftarrow a = b") == ("w ", r"\leftarrow", " a = b")
    assert sides("u > 1") == ("", "", "u > 1")
    assert displayed("Text.\n\n$$a = 1, \\quad b$$\n$$c = 2$$ $x$") == ["a = 1", "b", "c = 2"]
