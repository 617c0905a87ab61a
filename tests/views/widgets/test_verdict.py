"""The verdict says the right thing of every surface, formula, step and mistake, in words for people."""

import pytest

from checking.diagnosis import Diagnosis, Finding, Guess, Suspicion, Worst, suspect
from scenes.check import CHECK_SETTINGS, RIGHT, CheckScene
from surfaces import ALL_SURFACES, Point
from surfaces.calculus.differences import FORMULAS
from views.widgets.gradient import MISTAKES, by_step, examine, reference
from views.widgets.verdict import floor, mistaken, verdict

WORST = Worst(Point(1.0, -2.0), 0.5, Point(3.0, 4.0), Point(3.0, -4.0))
STEPS = (1e-15, 1e-5, 1.0)


def said(surface, formula="centered", h=1e-5):
    scene = CheckScene(surface, ALL_SURFACES[surface].start, formula, h)
    return verdict(scene, examine(scene.loss, formula, h), by_step(scene.loss, scene.point)[formula])


def accused(surface, mistake):
    scene = CheckScene(surface, ALL_SURFACES[surface].start, mistake=mistake)
    found = examine(scene.loss, scene.formula, scene.h)
    assert found.finding is Finding.MISTAKE
    return mistaken(found.worst, suspect(reference(scene.loss)))


@pytest.mark.sampled(100)
@pytest.mark.parametrize("h", STEPS)
@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("surface", ALL_SURFACES)
def test_a_right_gradient_is_never_called_wrong(surface, formula, h):
    text = said(surface, formula, h)
    assert text.startswith("**")
    assert text.count("**") == 2
    assert not [word for word in ("mistake in", "nan", "–") if word in text]


@pytest.mark.parametrize("surface", ALL_SURFACES)
def test_with_the_usual_step_a_right_gradient_passes(surface):
    assert ": pass.**" in said(surface)


def test_it_passes_everywhere_or_says_where_not_and_why():
    assert said("Ravine").endswith("At all 1,681 points of the map.")
    assert "At 81 of 1,681 points they differ: there the loss has a kink" in said("AbsoluteValue", "forward")


@pytest.mark.parametrize(("h", "blame"), [(1e-15, "too small:** the losses differ"), (1.0, "too large:** across it")])
def test_a_bad_step_is_blamed_and_a_better_one_told(h, blame):
    text = said("Himmelblau", h=h)
    assert "The gradient is right, but h is " + blame in text
    assert "At your point “centered” is best with h = 1e−5" in text


def test_a_step_that_is_best_here_and_bad_elsewhere_is_not_recommended():
    text = said("AbsoluteValue", h=1.0)
    assert "h is too large" in text
    assert "is best with" not in text


@pytest.mark.parametrize("surface", ["Ackley", "DropWave", "AbsoluteValue", "Eggholder"])
def test_lengths_and_kinks_are_nothing_to_a_complex_step(surface):
    assert ": pass.**" in said(surface, "complex step")


@pytest.mark.parametrize("surface", [name for name, cls in ALL_SURFACES.items() if cls().smooth])
@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ("sign", "a mistake in ∂y.** Expected"),
        ("sign", "Everywhere it has the wrong sign."),
        ("factor", "Everywhere it is 2 times what it should be."),
        ("missing term", "is a term missing?"),
        ("swapped", "Everywhere ∂x is where ∂y should be"),
    ],
)
def test_every_mistake_is_named_for_what_it_is(surface, mistake, words):
    assert words in accused(surface, mistake)


def test_every_mistake_can_be_made_by_a_button():
    assert tuple(MISTAKES) == CHECK_SETTINGS["mistake"].options
    assert CHECK_SETTINGS["mistake"].default == RIGHT


def test_the_parts_that_are_wrong_are_shown_with_what_they_should_be():
    text = mistaken(WORST, Suspicion(("y",), Guess.FACTOR, -1.0))
    assert "They differ at (1, −2) by a relative error of 0.5" in text
    assert "Expected 4, got −4." in text
    assert "Expected (3, 4), got (3, −4)." in mistaken(WORST, Suspicion(("x", "y"), Guess.UNKNOWN))


@pytest.mark.parametrize(("amount", "words"), [(-1.5, "1.5 too small"), (1.5, "1.5 too large")])
def test_a_constant_is_too_small_or_too_large(amount, words):
    assert words in mistaken(WORST, Suspicion(("y",), Guess.CONSTANT, amount))


def test_what_cannot_be_told_is_not_passed():
    hidden = Diagnosis(Finding.UNTOLD, 0.0, 200.0, 0, 0, 1681, 1681, None)
    bent = Diagnosis(Finding.UNTOLD, 0.0, 1e-10, 1640, 0, 0, 1681, WORST)
    scene = CheckScene("Bowl", Point(1.0, 1.0))
    assert verdict(scene, hidden, None).startswith("**Cannot tell whether the gradients agree:** the last digits")
    assert "the loss bends so much within h" in verdict(scene, bent, None)
    assert floor(hidden) == "Floor: rounding alone can make all of it."
    assert floor(bent) == "Floor: rounding alone can make 1e−10."


def test_a_factor_that_is_nearly_1_is_told_in_full():
    assert "1.00001 times" in mistaken(WORST, Suspicion(("x",), Guess.FACTOR, 1.00001))
