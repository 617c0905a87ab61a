"""A typed surface in the house: a class of its own, fields, values, and what it says of itself."""

import gc
import pickle
from copy import deepcopy
from dataclasses import replace
from weakref import ref

import numpy as np
import pytest

from descent import descend
from optimizers import Adam
from params import params_of
from surfaces import (
    Box,
    CriticalPoints,
    Formula,
    FormulaError,
    Point,
    Regularized,
    Rosenbrock,
    formula_class,
    ranges_of,
)

BANANA = "(1 - x)^2 + b (y - x^2)^2"


def test_parameters_are_fields_of_a_class_of_its_own():
    surface = Formula(BANANA, b=100.0)
    (b,) = params_of(type(surface)).values()
    assert (b.low, b.high, b.symbol) == (0.0, 200.0, "b")
    assert surface.b == 100.0
    assert surface.parameters == {"b": 100.0}
    assert type(surface).__name__ == "Formula"


def test_equal_formulas_are_equal_and_have_one_class():
    assert Formula(BANANA, b=3) == Formula(BANANA, b=3.0)
    assert type(Formula(BANANA)) is type(replace(Formula(BANANA), b=2.0))
    assert Formula(BANANA, b=3.0) != Formula(BANANA, b=2.0)
    assert Formula(BANANA) != Formula(BANANA + " + 1")
    assert len({Formula(BANANA), Formula(BANANA), Formula("x")}) == 2


@pytest.mark.parametrize("copied", [lambda s: pickle.loads(pickle.dumps(s)), deepcopy], ids=["pickled", "copied"])
def test_a_formula_can_be_copied(copied):
    surface = Formula(BANANA, ranges={"b": (-1.0, 7.0)}, b=3.0, domain=Box(-1.0, 1.0, 0.0, 2.0), start=Point(0.5, 0.5))
    assert copied(surface) == surface
    assert ranges_of(type(copied(surface))) == {"b": (-1.0, 7.0)}


def test_moving_a_parameter_keeps_window_and_start():
    surface = Formula(BANANA)
    moved = replace(surface, b=100.0)
    assert (moved.domain, moved.start) == (surface.domain, surface.start)


def test_the_class_of_a_text_has_the_window_and_the_start_of_its_default():
    cls = formula_class(BANANA)
    assert (cls.domain, cls.start) == (cls().domain, cls().start)
    assert cls().b == 1.0


def test_a_class_lives_as_long_as_somebody_has_one_of_it():
    surface = Formula("x^2 + 0.12345 y^2")
    from surfaces.formula import formula

    formula._made.cache_clear()
    formula._usual.cache_clear()
    assert Formula("x^2 + 0.12345 y^2") == surface
    gone = ref(type(surface))
    del surface
    formula._made.cache_clear()
    gc.collect()
    assert gone() is None


def test_a_run_on_a_formula_is_that_on_the_surface():
    ours, theirs = Formula("(a - x)^2 + b (y - x^2)^2", a=1.0, b=100.0), Rosenbrock()
    runs = [descend(surface, Adam(lr=0.02), (-1.2, 1.0), 300) for surface in (ours, theirs)]
    assert np.abs(runs[0].points - runs[1].points).max() < 1e-10


def test_layers_lie_on_it_as_on_any_other():
    loss = Regularized(Formula("x^2 + y^2", domain=Box(-2.0, 2.0, -2.0, 2.0)), l2=1.0)
    assert loss((1.0, 0.0)) == 2.0
    assert loss.critical.minima == (Point(0.0, 0.0),)


def test_critical_points_are_found_unless_nobody_searches():
    surface = Formula("(x^2 - 1)^2 + y^2", domain=Box(-2.0, 2.0, -2.0, 2.0))
    assert surface.minima == (Point(-1.0, 0.0), Point(1.0, 0.0))
    assert surface.critical.complete
    assert replace(surface, searched=False).critical == CriticalPoints()


def test_of_thousands_of_critical_points_none_are_told():
    crowded = Formula("sin(50x) sin(50y)", domain=Box(-3.0, 3.0, -3.0, 3.0))
    assert crowded.crowded
    assert crowded.critical == CriticalPoints()
    assert not replace(crowded, searched=False).crowded
    assert not Formula("x^2 + y^2").crowded


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Formula("x + sine(y)"), "did you mean"),
        (lambda: Formula("x^2", q=1.0), "q is no parameter"),
        (lambda: Formula("a x^2", ranges={"b": (0, 1)}), "b is no parameter"),
        (lambda: Formula("a x^2", a="1"), "must be a number"),
        (lambda: Formula("a x^2", a=float("nan")), "must be a number"),
        (lambda: Formula("x", domain=Box(1.0, 0.0, 0.0, 1.0)), "window"),
        (lambda: Formula("x", domain=Box(0.0, float("inf"), 0.0, 1.0)), "window"),
        (lambda: replace(Formula("x"), text="y"), "another surface"),
    ],
)
def test_what_makes_no_surface_is_said(make, said):
    with pytest.raises(ValueError, match=said):
        make()


def test_an_error_survives_being_sent():
    with pytest.raises(FormulaError) as problem:
        Formula("x + sine(y)")
    again = pickle.loads(pickle.dumps(problem.value))
    assert (str(again), again.start, again.stop) == (str(problem.value), 4, 8)


KINKS = {
    "x^2 + y^2": "",
    "sqrt(1 + x^2) + y": "",
    "1/(1 + x^2) + y": "",
    "ln(1 + x^2) + y": "",
    "r^2": "",
    "r^3 cos(3theta)": "",
    "cos(12r)": "",
    "|x - 1| + y": "kink where x - 1 = 0",
    "|x - 9| + y": "",
    "r": "tip where r = 0",
    "theta": "from π to −π",
    "max(x, y)": "kink where x = y",
    "floor x + y": "jumps where floor(x) does",
    "where(x < 1, x, y)": "where x < 1 becomes true or false",
    "ln x + y": "no value where x < 0",
    "x^0.3 + y": "no value where x < 0",
    "x^n + y": "no value where x < 0",
    "1/(x + y)": "pole where x + y = 0",
    "x^-2 + y": "pole where x = 0",
    "sin(x)/x + y": "a hole or a pole where x = 0",
    "tan x + y": "poles where cos(x) = 0",
    "asin x + y": "between −1 and 1",
    "acosh x + y": "no value where x < 1",
    "atanh x + y": "poles at both ends",
    "cbrt x + y": "infinitely steep where x = 0",
    "r^1.5": "not smooth where r = 0",
    "ln(x^2 + y^2)": "pole where x^2 + y^2 = 0",
    "(x^2 + y^2)^-0.5": "pole where x^2 + y^2 = 0",
}


@pytest.mark.parametrize(("text", "said"), KINKS.items(), ids=KINKS)
def test_a_formula_says_where_it_has_no_derivative(text, said):
    values = {"n": 1.5} if "n + y" in text and "tan" not in text and "asin" not in text and "ln" not in text else {}
    surface = Formula(text, domain=Box(-2.0, 2.0, -2.0, 2.0), **values)
    assert said in surface.kinks
    assert surface.smooth == (not said)


NEVER_BELOW_ZERO = (
    "(x^2 + y^2)^0.5",
    "r^1.5",
    "ln r",
    "|x|^0.3 + y",
    "ln|x| + y",
    "(x^2 y^4)^0.7",
    "sqrt(exp(x) + |y|)",
    "max(x, 0)^0.5 + y",
)


@pytest.mark.parametrize("text", NEVER_BELOW_ZERO)
def test_what_is_never_below_0_is_not_said_to_have_no_value_there(text):
    assert "no value" not in Formula(text, domain=Box(-2.0, 2.0, -2.0, 2.0)).kinks


def test_whole_exponents_of_a_parameter_are_smooth():
    assert Formula("x^n + y", n=3.0, domain=Box(-2.0, 2.0, -2.0, 2.0)).smooth


SUBGRADIENTS = {
    "|x| + |y|": (0.0, 0.0),
    "r": (0.0, 0.0),
    "sqrt(x^2 + y^2)": (0.0, 0.0),
    "max(x, 2x) + y": (1.0, 1.0),
    "theta + x": (1.0, 0.0),
}


@pytest.mark.parametrize(("text", "slope"), SUBGRADIENTS.items(), ids=SUBGRADIENTS)
def test_df_answers_at_a_kink(text, slope):
    surface = Formula(text, domain=Box(-2.0, 2.0, -2.0, 2.0), start=Point(1.0, 1.0))
    assert surface.gradient((0.0, 0.0)) == pytest.approx(slope)
