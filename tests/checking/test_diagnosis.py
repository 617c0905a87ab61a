"""What a check means: what is right passes, each mistake is recognised for what it is, a bad step is not a mistake."""

import numpy as np
import pytest

from checking.diagnosis import Finding, Guess, diagnose, suspect, witness
from checking.gradient_check import TOLERANCE, check_grid
from scenes.check import CHECK_SETTINGS
from surfaces import ALL_SURFACES, BrokenGradient
from surfaces.analytic.kinks import AbsoluteValue
from surfaces.analytic.local_minima import Himmelblau
from tests.surfaces.users import Users, bowl

GUESSES = {
    "sign": (("y",), Guess.FACTOR),
    "factor": (("x",), Guess.FACTOR),
    "missing term": (("y",), Guess.CONSTANT),
    "swapped": (("x", "y"), Guess.SWAPPED),
}


def found(surface, formula="centered", h=1e-5):
    return diagnose(surface.domain.mesh(41, 41), check_grid(surface, h=h, formula=formula), check_grid(surface))


@pytest.mark.parametrize("name", ALL_SURFACES)
def test_what_is_right_passes(name):
    diagnosis = found(ALL_SURFACES[name]())
    assert diagnosis.finding is Finding.PASSED
    assert diagnosis.agree <= TOLERANCE
    assert diagnosis.apart <= 0.01 * diagnosis.points


@pytest.mark.parametrize("how", GUESSES)
@pytest.mark.parametrize("name", ALL_SURFACES)
def test_a_mistake_is_recognised_for_what_it_is(name, how):
    plain = ALL_SURFACES[name]()
    broken = BrokenGradient(plain, how)
    suspicion = suspect(check_grid(broken))
    assert found(broken).finding is Finding.MISTAKE
    assert (suspicion.wrong, suspicion.guess) == GUESSES[how]
    amounts = {"sign": -1, "factor": 2, "missing term": -plain.gradient(plain.start)[1]}
    assert how == "swapped" or suspicion.amount == pytest.approx(amounts[how], rel=1e-3)


def test_every_mistake_has_its_guess():
    assert [*GUESSES] == [*CHECK_SETTINGS["mistake"].options[1:]]


@pytest.mark.parametrize(
    ("formula", "h"), [("forward", 1e-5), ("centered", 0.1), ("centered", 1e-13), ("five points", 1e-14)]
)
def test_a_bad_step_is_not_a_mistake(formula, h):
    assert found(Himmelblau(), formula, h).finding is Finding.COARSE


@pytest.mark.parametrize("formula", ["forward", "complex step"])
def test_a_mistake_is_one_by_every_formula(formula):
    broken = BrokenGradient(AbsoluteValue(), "sign")
    assert found(broken, formula).finding is Finding.MISTAKE


def test_the_worst_point_tells_both_gradients():
    worst = found(BrokenGradient(Himmelblau(), "sign")).worst
    assert worst.got == pytest.approx(Himmelblau().gradient(worst.place) * [1, -1])
    assert worst.expected == pytest.approx(Himmelblau().gradient(worst.place), rel=1e-6)
    assert worst.error == pytest.approx(2 * abs(worst.got.y) / np.hypot(*worst.got))


def test_differences_across_a_kink_are_few():
    diagnosis = found(AbsoluteValue(), "forward")
    assert (diagnosis.finding, diagnosis.apart, diagnosis.few_apart) == (Finding.COARSE, 81, True)
    assert not found(AbsoluteValue(), "complex step").apart


def test_something_else_is_not_guessed_at():
    check = check_grid(BrokenGradient(Himmelblau(), "sign"))
    check.analytic[1] = np.sin(np.arange(check.error.size)).reshape(check.error.shape)
    assert suspect(check).guess is Guess.UNKNOWN


@pytest.mark.parametrize("how", [None, *GUESSES])
def test_where_rounding_hides_the_slope_nobody_can_tell(how):
    hidden = bowl(1e-7, 1e-7, 1e6)
    diagnosis = found(BrokenGradient(hidden, how) if how else hidden)
    assert (diagnosis.finding, diagnosis.hidden, diagnosis.worst) == (Finding.UNTOLD, 1681, None)
    assert diagnosis.floor > 1


@pytest.mark.parametrize("scale", [1.0, 1e-3])
def test_a_wrong_sign_beneath_a_large_constant_is_found_as_long_as_rounding_lets_see_it(scale):
    broken = BrokenGradient(bowl(scale, scale, 1e6), "sign")
    assert found(broken).finding is Finding.MISTAKE
    assert suspect(check_grid(broken)).amount == pytest.approx(-1, rel=1e-2)


def test_a_right_gradient_beneath_a_constant_agrees_as_far_as_can_be_told():
    diagnosis = found(bowl(1.0, 1.0, 1e6))
    assert diagnosis.finding is Finding.PASSED
    assert diagnosis.agree < 10 * diagnosis.floor < 1e-3


def test_one_part_that_is_hidden_keeps_the_whole_from_passing():
    assert found(bowl(1e-9, 1.0, 1e6)).finding is Finding.UNTOLD


def test_a_complex_step_tells_where_differences_cannot():
    hidden = bowl(1e-7, 1e-7, 1e6)
    assert found(hidden, "complex step").finding is Finding.PASSED
    broken = BrokenGradient(hidden, "sign")
    assert found(broken, "complex step").finding is Finding.MISTAKE
    proof = witness(check_grid(broken, formula="complex step"), check_grid(broken))
    assert suspect(proof).wrong == ("y",)


def test_a_loss_that_bends_within_h_is_no_mistake():
    fast = Users(lambda x, y: 1e-3 * np.cos(1000 * y), lambda x, y: (0 * x, -np.sin(1000 * y)))
    assert found(fast).finding is Finding.UNTOLD
    assert found(fast, "five points").finding is Finding.PASSED


@pytest.mark.parametrize("factor", [1.00001, 0.0, -1e-3, 1e6])
def test_any_factor_is_recognised(factor):
    wrong = Users(lambda x, y: x * x + y * y, lambda x, y: (2 * factor * x, 2 * y))
    suspicion = suspect(check_grid(wrong))
    assert (suspicion.wrong, suspicion.guess) == (("x",), Guess.FACTOR)
    assert suspicion.amount == pytest.approx(factor, rel=1e-8)
