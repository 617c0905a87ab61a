"""How a formula is read: as on paper."""

import pytest

from params import params_of
from surfaces import Formula, FormulaError, read

SAME = {
    "2x y": "2*x*y",
    "3sin(x)": "3*sin(x)",
    "1/2x": "(1/2)*x",
    "x/2y": "(x/2)*y",
    "-x^2": "-(x^2)",
    "2^x^y": "2^(x^y)",
    "2^-x y": "(2^(-x))*y",
    "e^-x^2/2": "(e^(-(x^2)))/2",
    "xy": "x*y",
    "bx": "b*x",
    "axy": "a*x*y",
    "sinx": "sin(x)",
    "pix": "pi*x",
    "2xsin(y)": "2*x*sin(y)",
    "sin 2x": "sin(2*x)",
    "sin 2x cos y": "sin(2*x)*cos(y)",
    "sin x * y": "sin(x)*y",
    "sin x/y": "sin(x)/y",
    "sin -x": "sin(-x)",
    "sin^2 x": "sin(x)^2",
    "sin² x": "sin(x)^2",
    "sin^(2m)(x)": "sin(x)^(2*m)",
    "sin sqrt x": "sin(sqrt(x))",
    "sqrt|x|": "sqrt(abs(x))",
    "log2 x": "log2(x)",
    "log 2x": "log(2*x)",
    "ln x": "log(x)",
    "lg x": "log10(x)",
    "tg 2x": "tan(2*x)",
    "arsinh x": "asinh(x)",
    "arcosh(x)": "acosh(x)",
    "arctanh x y": "atanh(x*y)",
    "a(x)": "a*x",
    "x(y + 1)": "x*(y + 1)",
    "(x)(y)": "x*y",
    "|x|y": "abs(x)*y",
    "||x| - 1|": "abs(abs(x) - 1)",
    "|x| |y|": "abs(x)*abs(y)",
    "x² − 2·y": "x^2 - 2*y",
    "x⁻² ÷ y": "x^-2/y",
    "π x + τ y": "pi*x + tau*y",
    "√x": "sqrt(x)",
    "½x² + ¾y": "0.5x^2 + 0.75y",
    "x^½": "x^0.5",
    "x ** 2": "x^2",
    "x ≤ y": "x <= y",
    "f(x, y) = x": "x",
    "z = x": "x",
    "[x + 1] y": "(x + 1)*y",
    "r": "hypot(x, y)",
    "θ": "atan2(y, x)",
    "max(x, y, 1)": "max(max(x, y), 1)",
    "clip(x, 0, 1)": "min(max(x, 0), 1)",
    "0 < x < 1": "where(0 < x < 1, 1, 0)",
    "(x > 0) y": "where(x > 0, 1, 0)*y",
    "where(x, x, y)": "where(x != 0, x, y)",
    "1e3 x": "1000*x",
    "2e x": "2*e*x",
    "2e - x": "2*e - x",
    ".5x": "0.5*x",
    "5. x": "5*x",
    "α x² + λ y": "alpha x^2 + lambda y",
    "μx + alphay": "μ*x + alpha*y",
    "φ ε x": "ϕ ϵ x",
    "Γ x² + Δ y": "Gamma x^2 + Delta y",
    "Λ x + Ω y": "Lambda x + Omega*y",
    "--x": "x",
    "x - -y": "x - (-y)",
}


@pytest.mark.parametrize(("text", "same"), SAME.items(), ids=SAME)
def test_a_formula_is_read_as_on_paper(text, same):
    assert read(text).tree is read(same).tree


@pytest.mark.parametrize(
    "text", [*SAME, "-(x + y)^-2 - (x - (y - 1))/(x/(y x))", "(-x)^2 (x^2)^3", "-2x - -2 (-3) y", "2 (3x)"]
)
def test_the_spelled_text_reads_back_and_is_short(text):
    spelled = read(text).spelled
    assert read(spelled).tree is read(text).tree
    assert read(spelled).spelled == spelled


@pytest.mark.parametrize("text", ["x y " * 75, "+".join(["x^2y"] * 40)], ids=["too many signs", "too long"])
def test_a_text_that_would_get_too_long_is_spelled_as_it_was_typed(text):
    assert read(text.strip()).spelled == text.strip()


VALUES = {
    "(-8)^(1/3) + 0x": float("nan"),
    "(-8 + 0x)^(1/3)": float("nan"),
    "cbrt(-8 + 0x)": -2.0,
    "0^0 + 0x": 1.0,
    "(0x)^0": 1.0,
    "(0x)^(0y)": 1.0,
    "step(0x)": 1.0,
    "sign(0x)": 0.0,
    "floor(-0.5 + 0x)": -1.0,
    "1/(0x)": float("inf"),
    "-x^2": -4.0,
    "x^-1": 0.5,
    "2^3^x": 512.0,
    "y/2x": 3.0,
    "x y": 6.0,
    "max(x, y, 7)": 7.0,
    "1 < x < 3": 1.0,
    "where(x > y, x, y)": 3.0,
}


@pytest.mark.parametrize(("text", "value"), VALUES.items(), ids=VALUES)
def test_values_are_those_of_mathematics(text, value):
    surface = Formula(text, domain=(-1.0, 1.0, -1.0, 1.0), start=(0.5, 0.5))
    assert surface((2.0, 3.0)) == pytest.approx(value, rel=1e-15, nan_ok=True)


def test_parameters_are_the_other_letters_in_the_order_of_the_text():
    assert read("b x + a y^n - b sin(k x) + e pi r").parameters == ("b", "a", "n", "k")


def test_greek_letters_are_parameters_by_their_names():
    definition = read("α x² + λ y + μ + 2β")
    assert definition.parameters == ("alpha", "lamda", "mu", "beta")
    assert definition.latex == r"\alpha \, x^{2} + \lambda \, y + \mu + 2 \, \beta"
    assert definition.spelled == "α*x^2 + λ*y + μ + 2β"
    surface = Formula("α x² + λ y", alpha=2.0, lamda=3.0)
    assert surface((1.0, 1.0)) == 5.0
    assert [p.symbol for p in params_of(type(surface)).values()] == [r"\alpha", r"\lambda"]


WRONG = {
    "": ("Write a formula", 0, 0),
    "   ": ("Write a formula", 3, 3),
    "3 + a": ("Write a formula", 0, 5),
    "x + sine(y)": ("“sine” is no function here: did you mean “sin”?", 4, 8),
    "x + Sin(y)": ("did you mean “sin”?", 4, 7),
    "foobar x": ("give parameters one letter each", 0, 6),
    "x2 + y": ("as in 2x, for a power x^2", 0, 2),
    "x + ": ("Something is missing at the end", 4, 4),
    "(x + y": ("not closed", 0, 1),
    "x + y)": ("closes nothing", 5, 6),
    "x + * y": ("Before “*” something is missing", 4, 5),
    "|x + y": ("no partner", 0, 1),
    "x | y": ("no partner", 2, 3),
    "x, y": ("A comma", 1, 2),
    "1,5 x": ("a decimal mark is a point", 1, 2),
    "f x": ("the surface itself", 0, 1),
    "asinth x": ("did you mean “asinh”", 0, 6),
    "x or y": ("“or” is no function", 2, 4),
    "x = 3": ("no equation", 2, 3),
    "x 2": ("write * between them", 2, 3),
    "max(x)": ("max takes 2", 0, 3),
    "max x": ("needs parentheses", 0, 3),
    "sin(x, y)": ("sin takes 1", 0, 3),
    "sin": ("needs parentheses", 0, 3),
    "sin^-1 x": ("asin", 0, 3),
    "x; y": ("“;” means nothing", 1, 2),
    "x\u202ey": ("cannot be seen (U+202E)", 1, 2),
    "x\0": ("cannot be seen (U+0000)", 1, 2),
    "٣x": ("“٣” means nothing", 0, 1),
    "cоs(x)": ("means nothing", 1, 2),
    "1e13 x": ("up to 10¹²", 0, 4),
    "x" * 301: ("up to 300 characters", 300, 301),
    "+".join("x" * 150): ("up to 200 numbers", 200, 299),
    "(" * 30 + "x": ("24 levels", 24, 25),
}


@pytest.mark.parametrize(
    ("text", "said"), WRONG.items(), ids=[text[:20].encode("unicode_escape").decode() for text in WRONG]
)
def test_what_cannot_be_read_is_answered_with_the_place_and_what_to_do(text, said):
    with pytest.raises(FormulaError) as problem:
        read(text)
    words, start, stop = said
    assert words in str(problem.value)
    assert (problem.value.start, problem.value.stop) == (start, stop)
