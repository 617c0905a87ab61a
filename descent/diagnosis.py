"""What a gradient check means: the gradient is right, or has a mistake, or the formula cannot tell."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from descent.gradient_check import TOLERANCE, Array, Check, relative_error
from surfaces import Point

ALIKE = 1e-4
"""Numbers whose relative difference is below this are the same for a guess."""
FEW = 0.1
"""A kink is a line: differences across it are a small share of a window."""


class Finding(Enum):
    """What a check has found."""

    PASSED = "the gradients agree"
    COARSE = "they differ, but a better formula finds them to agree"
    MISTAKE = "the gradient is wrong"


class Guess(Enum):
    """What kind of mistake it may be."""

    SWAPPED = "swapped"
    FACTOR = "factor"
    CONSTANT = "constant"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Worst:
    """The point where two gradients differ most, and both of them there."""

    place: Point
    error: float
    expected: Point
    got: Point


@dataclass(frozen=True)
class Diagnosis:
    """agree: the largest error of the points within the tolerance; apart: how many of `points` are not within it."""

    finding: Finding
    agree: float
    apart: int
    points: int
    worst: Worst

    @property
    def few_apart(self) -> bool:
        """Whether the points that are apart may be those beside a kink."""
        return self.apart <= FEW * self.points


@dataclass(frozen=True)
class Suspicion:
    """wrong: the parts of the gradient that differ, of "x" and "y"; amount: the factor, or what is added."""

    wrong: tuple[str, ...]
    guess: Guess
    amount: float = np.nan


def diagnose(w: Array, chosen: Check, reference: Check) -> Diagnosis:
    """What `chosen` says of the gradient at the points `w` (2, ...), when `reference` is a check that can be relied on."""
    finding = _finding(chosen, reference)
    shown = reference if finding is Finding.MISTAKE else chosen
    known = np.isfinite(shown.error)
    apart = known & (shown.error > TOLERANCE)
    agree = float(shown.error[known & ~apart].max(initial=0.0))
    return Diagnosis(finding, agree, int(apart.sum()), int(known.sum()), _worst(w, shown))


def _finding(chosen: Check, reference: Check) -> Finding:
    if chosen.passed:
        return Finding.PASSED
    return Finding.COARSE if reference.passed else Finding.MISTAKE


def _worst(w: Array, check: Check) -> Worst:
    i = int(np.nanargmax(np.where(np.isfinite(check.error), check.error, np.nan)))
    place, expected, got = (
        Point(*map(float, part.reshape(2, -1)[:, i])) for part in (w, check.numeric, check.analytic)
    )
    return Worst(place, float(check.error.flat[i]), expected, got)


def suspect(check: Check) -> Suspicion:
    """What is wrong with the analytic gradient of a check that did not pass."""
    known = np.isfinite(check.error)
    got, expected = check.analytic[:, known], check.numeric[:, known]
    wrong = [k for k in (0, 1) if _part_differs(got, expected, k)]
    names = tuple("xy"[k] for k in wrong)
    if len(wrong) == 2 and _alike(got[::-1], expected):
        return Suspicion(names, Guess.SWAPPED)
    return (
        Suspicion(names, *_law(got[wrong[0]], expected[wrong[0]]))
        if len(wrong) == 1
        else Suspicion(names, Guess.UNKNOWN)
    )


def _part_differs(got: Array, expected: Array, k: int) -> bool:
    """Whether part k alone makes more than one point in a hundred differ."""
    patched = expected.copy()
    patched[k] = got[k]
    return bool((relative_error(patched, expected) > TOLERANCE).mean() > 0.01)


def _law(got: Array, expected: Array) -> tuple[Guess, float]:
    """How a part of the gradient follows from what it should be. Medians, because points beside a kink lie anyhow."""
    there = expected != 0
    factor = float(np.median(got[there] / expected[there])) if there.any() else np.nan
    if _alike(got, factor * expected):
        return Guess.FACTOR, factor
    added = float(np.median(got - expected))
    return (Guess.CONSTANT, added) if _alike(got, expected + added) else (Guess.UNKNOWN, np.nan)


def _alike(a: NDArray[np.float64], b: NDArray[np.float64]) -> bool:
    """Whether nearly all numbers of two sets are the same, for the size that they have on average."""
    return bool((np.abs(a - b) <= ALIKE * (np.abs(b) + np.abs(b).mean())).mean() >= 0.99)
