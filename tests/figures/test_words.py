"""Numbers and outcomes in words."""

import numpy as np
import pytest

from descent import Kind, descend
from figures import words
from optimizers import OPTIMIZERS
from surfaces import DATA_SURFACES, SURFACES


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.0, "0"), (1, "1"), (-2.5, "−2.5"), (1e-7, "1e−7"), (0.00123456, "0.00123"), (0.000123456, "1.23e−4"), (99999, "99999"),
     (123456, "1.23e5"), (12.3456, "12.3"), (float("nan"), "–"), (float("inf"), "∞"), (float("-inf"), "−∞"), (-1e300, "−1e300"),
     (5e-324, "0"), (-5e-324, "0"), (9.9e-301, "0"), (1e-300, "1e−300")],
)  # fmt: skip
def test_number(value, text):
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("value", "other", "digits"), [(0.195, 0.2, 3), (0.0019996, 0.0020004, 5), (0.99996, 1, 5), (1.0, 1.0, 3)]
)
def test_digits_that_tell_apart(value, other, digits):
    assert words.apart(value, other) == digits


def ending(surface, optimizer, start, steps, **fields):
    return words.outcome(descend(SURFACES[surface](), OPTIMIZERS[optimizer](**fields), start, steps).outcome)


def test_outcomes_are_sentences():
    assert (
        ending("Bowl", "GradientDescent", (1, 1), 50, lr=0.5) == "converged to the minimum (0, 0), there since step 1"
    )
    assert ending("Saddle", "GradientDescent", (1, 0), 50, lr=0.5) == "stuck at the saddle (0, 0) since step 1"
    assert ending("Bowl", "GradientDescent", (1, 1), 50, lr=1e-4) == "still moving"
    assert ending("Saddle", "GradientDescent", (1, 1), 50, lr=0.5).startswith("left the window at step")
    assert ending("Bowl", "GradientDescent", (1, 1), 50, lr=5.0).startswith("diverged at step")
    assert ending("Rastrigin", "GradientDescent", (-3.4, 2.7), 200, lr=1e-3) == (
        "in the local minimum (−2.98, 2.98) since step 6, 17.9 above the lowest known"
    )
    assert (
        ending("Bowl", "GradientDescent", (0.03, 0), 50, lr=1.0)
        == "hovers within 0.03 of the minimum (0, 0) since step 0"
    )
    assert ending("Rastrigin", "SignSGD", (-3.0, 3.0), 50, lr=0.03) == (
        "hovers within 0.021 of the local minimum (−2.98, 2.98) since step 0"
    )
    assert "maximum" in ending("Himmelblau", "GradientDescent", SURFACES["Himmelblau"]().maxima[0], 20, lr=1e-9)


def test_a_whole_region_has_a_sentence_of_its_own():
    loss = DATA_SURFACES["HingeLoss"](n=4, seed=10)
    run = descend(loss, OPTIMIZERS["GradientDescent"](lr=0.1), loss.start, 300)
    assert (
        words.outcome(run.outcome)
        == f"reached the lowest loss, there since step {run.outcome.step}: a whole region is as low"
    )


def test_every_outcome_has_a_word_for_its_panel():
    assert {told.kind for told in words.OUTCOMES if told.short} == set(Kind) - {Kind.MOVING}


def test_a_place():
    assert words.point(np.array([1.0, -0.5])) == "(1, −0.5)"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 µs"), (4.2e-7, "0.42 µs"), (1.234e-5, "12 µs"), (2e-3, "2 ms"), (59, "59 s"), (1000, "17 min"),
     (4000, "1.1 h"), (86400, "1 d"), (float("nan"), "–"), (float("inf"), "∞")],
)  # fmt: skip
def test_durations(seconds, text):
    assert words.duration(seconds) == text


@pytest.mark.parametrize(
    ("symbol", "text"), [(r"\beta_1", "β₁"), (r"\lambda", "λ"), (r"\Gamma", "Γ"), (r"\Lambda", "Λ")]
)
def test_symbols_as_plain_text(symbol, text):
    assert words.sign(symbol) == text
