"""The numeric gradient refuses what it cannot measure, and says what to do instead: a wrong 0 is worse than an error."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose

from surfaces import ALL_SURFACES, NumericalGradient, numerical_gradient
from surfaces.calculus.differences import FORMULAS, evaluations, measure
from tests.surfaces.users import modulus

W = np.array([1.5, -2.0, 0.7])
COMPLEX = {"h": 1e-5, "formula": "complex step"}
LOSING = {
    "abs": lambda v: np.abs(v).sum(),
    "abs of one": lambda v: abs(v[1]),
    "real": lambda v: (v.real * v.real).sum(),
    "squared length": lambda v: (v * v.conj()).sum(),
    "vdot": lambda v: np.vdot(v, v),
    "conjugated": lambda v: v.conj().sum(),
    "norm": np.linalg.norm,
    "variance": np.var,
    "sign times itself": lambda v: (np.sign(v) * v).sum(),
    "odd square": lambda v: (v * np.abs(v)).sum(),
    "huber": lambda v: np.where(np.abs(v) < 1, 0.5 * v * v, np.abs(v) - 0.5).sum(),
    "beside a square": lambda v: (v * v).sum() + 1e-6 * np.abs(v[2]),
    "drowned by the others": lambda v: 1e3 * v[0] ** 2 + 1e-9 * np.abs(v[1]),
    "drowned by a constant": lambda v: 1e12 + np.abs(v).sum(),
    "kink at w": lambda v: np.maximum(v - W, 0).sum(),
    "outside of its domain": lambda v: np.log(v[1]),
}
REFUSING = {
    "math": lambda v: math.sin(v[0]),
    "float": lambda v: float((v * v).sum()),
    "hypot": lambda v: np.hypot(v[0], v[1]),
    "fabs": lambda v: np.fabs(v).sum(),
    "arctan2": lambda v: np.arctan2(v[0], v[1]),
    "as floats": lambda v: (v.astype(float) ** 2).sum(),
}
HOLDING = {
    "constant": (lambda v: 5.0, lambda v: 0 * v),
    "square": (lambda v: (v * v).sum(), lambda v: 2 * v),
    "of one": (lambda v: v[0] ** 3, lambda v: np.array([3 * v[0] ** 2, 0, 0])),
    "fast": (lambda v: np.cos(1000 * v).sum(), lambda v: -1000 * np.sin(1000 * v)),
    "commensurate": (lambda v: np.cos(2000 * np.pi * v).sum(), lambda v: 0 * v),
    "below a constant": (lambda v: 1e20 + v.sum(), lambda v: 0 * v + 1),
    "modulus by its root": (lambda v: np.sqrt(v * v).sum(), np.sign),
    "steep": (lambda v: np.exp(300 * v[0]), lambda v: np.array([300 * np.exp(300 * v[0]), 0, 0])),
    "tiny": (lambda v: 1e-300 * (v * v).sum(), lambda v: 2e-300 * v),
    "huge": (lambda v: 1e300 * v.sum(), lambda v: 1e300 + 0 * v),
    "flat of order 4": (lambda v: (v[0] - 1.5) ** 4, lambda v: 0 * v),
    "cross entropy": (
        lambda v: -np.log(np.exp(v[1]) / np.exp(v).sum()),
        lambda v: np.exp(v) / np.exp(v).sum() - np.eye(3)[1],
    ),
    "near a pole": (lambda v: np.tan(1.04 * v[0]), lambda v: np.array([1.04 / np.cos(1.04 * v[0]) ** 2, 0, 0])),
}


@pytest.mark.filterwarnings("ignore::numpy.exceptions.ComplexWarning")
@pytest.mark.parametrize("f", [*LOSING.values(), *REFUSING.values()], ids=[*LOSING, *REFUSING])
def test_a_complex_step_is_refused_where_the_imaginary_part_is_lost(f):
    with pytest.raises(ValueError, match='take formula="centered"'):
        numerical_gradient(f, W, **COMPLEX)


@pytest.mark.parametrize("f", REFUSING.values(), ids=REFUSING)
def test_it_is_refused_where_python_itself_refuses(f):
    with pytest.raises(ValueError, match="cannot take the complex numbers"):
        numerical_gradient(f, W, **COMPLEX)


@pytest.mark.parametrize(("f", "truth"), HOLDING.values(), ids=HOLDING)
def test_a_complex_step_is_kept_where_it_is_right(f, truth):
    expected = truth(W)
    ours = numerical_gradient(f, W, h=1e-10, formula="complex step")
    assert_allclose(ours, expected, rtol=1e-9, atol=1e-8 * max(1e-300, float(np.abs(expected).max() or 1.0)))


@pytest.mark.parametrize("scale", [1e-200, 1e-8, 1e8, 1e150])
def test_a_complex_step_takes_w_of_any_size(scale):
    assert_allclose(numerical_gradient(lambda v: (v * v).sum(), [scale, -scale], **COMPLEX), [2 * scale, -2 * scale])


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(
    ("returned", "error", "words"),
    [
        (lambda v: v, ValueError, r"shape \(3,\) and must return one number"),
        (lambda v: (1, 2), ValueError, "must return one number"),
        (lambda v: [], ValueError, "must return one number"),
        (lambda v: None, TypeError, "lack its return"),
        (lambda v: "1", TypeError, "no real number"),
        (lambda v: v.sum() > 0, TypeError, "no real number"),
        (lambda v: {}, TypeError, "must return one real number"),
        (lambda v: [1, [2, 3]], TypeError, "must return one real number"),
        (lambda v: 1j * v.sum(), TypeError, "complex number"),
    ],
)
def test_what_is_no_loss_is_named(returned, error, words, formula):
    with pytest.raises(error, match=words):
        numerical_gradient(returned, W, formula=formula)


@pytest.mark.parametrize(
    "f", [lambda v: v[:1], lambda v: v[:1, None], lambda v: Fraction(v[0]), lambda v: Decimal(v[0])]
)
def test_one_number_may_come_in_a_box(f):
    assert_allclose(numerical_gradient(f, W), [1, 0, 0], atol=1e-9)


@pytest.mark.parametrize(
    ("w", "error", "words"),
    [
        ([], ValueError, "empty"), ([np.nan, 1.0], ValueError, "finite"), ([np.inf], ValueError, "finite"),
        (["1"], TypeError, "real numbers"), ([1j], TypeError, "real numbers"), (None, TypeError, "real numbers"),
        ([[1], [2, 3]], ValueError, "real numbers"),
    ],
)  # fmt: skip
def test_what_is_no_point_is_named(w, error, words):
    with pytest.raises(error, match=words):
        numerical_gradient(np.sum, w)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("h", [0, -1.0, np.nan, np.inf])
def test_a_step_is_positive_and_finite(h, formula):
    with pytest.raises(ValueError, match="must be positive and finite"):
        numerical_gradient(np.sum, W, h, formula)


@pytest.mark.parametrize("h", ["1", None, [1e-5], 1j, True])
def test_a_step_is_one_real_number(h):
    with pytest.raises(TypeError, match="must be one real number"):
        numerical_gradient(np.sum, W, h)


@pytest.mark.parametrize("formula", [name for name, rule in FORMULAS.items() if not rule.complex])
def test_a_step_that_moves_nothing_is_no_slope_of_0(formula):
    with pytest.raises(ValueError, match=r"is lost in the rounding of w = 1e\+12: take about 1e\+07"):
        numerical_gradient(np.sum, [1.0, 1e12], formula=formula)


@pytest.mark.parametrize("formula", ["backward", "Centered", None, [], 2])
def test_an_unknown_formula_is_answered_with_the_known_ones(formula):
    with pytest.raises(ValueError, match="choose one of forward, centered, five points, complex step"):
        numerical_gradient(np.sum, W, formula=formula)


def test_an_f_that_writes_into_its_argument_leaves_w_alone():
    def f(v):
        v *= 2
        return v.sum()

    w = W.copy()
    assert_allclose(numerical_gradient(f, w, formula="forward"), 2.0, rtol=1e-9)
    assert (w == W).all()


def test_the_proof_of_a_complex_step_is_counted_and_small():
    assert evaluations("complex step", 1_000_000) - 1_000_000 == evaluations("complex step", 2) - 2 < 20


@pytest.mark.parametrize("name", ALL_SURFACES)
def test_every_surface_can_be_measured_by_a_complex_step(name):
    NumericalGradient(ALL_SURFACES[name](), formula="complex step")


def test_a_surface_that_loses_the_imaginary_part_is_not_measured_by_a_complex_step():
    NumericalGradient(modulus(1.0))
    with pytest.raises(ValueError, match='take formula="centered"'):
        NumericalGradient(modulus(1.0), formula="complex step")


@pytest.mark.parametrize("formula", [name for name, rule in FORMULAS.items() if not rule.complex])
def test_a_step_for_each_of_many_is_that_of_each_alone(formula):
    surface, w, steps = ALL_SURFACES["Peaks"](), np.array([0.4, -0.7]), np.array([1e-3, 1e-5, 1e-7])
    together = measure(surface, w, steps, formula).gradient
    assert_allclose(together.T, [measure(surface, w, h, formula).gradient for h in steps], rtol=1e-14)
    assert_allclose(together[:, 1], surface.gradient(w), rtol=1e-4)


@pytest.mark.parametrize("steps", [[1e-5, 0.0], [-1e-5, 1e-5], [1e-5, np.nan]])
def test_one_bad_step_among_many_is_refused(steps):
    with pytest.raises(ValueError, match="must be positive and finite"):
        measure(np.sum, W, np.array(steps), "centered")
