"""What a check means: what is right passes, each mistake is recognised for what it is, a bad step is not a mistake."""

import numpy as np
import pytest

from descent.check_scene import SETTINGS
from descent.diagnosis import Finding, Guess, diagnose, suspect
from descent.gradient_check import TOLERANCE, check_grid
from surfaces import ALL_SURFACES, BrokenGradient
from surfaces.kinks import AbsoluteValue
from surfaces.local_minima import Himmelblau

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
    assert [*GUESSES] == [*SETTINGS["mistake"].options[1:]]


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
