"""What a gradient check means: the gradient is right, or has a mistake, or the formula cannot tell."""

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from checking.agreement import TOLERANCE, Check
from params import Array
from surfaces import Point

FEW = 0.1
"""A kink is a line: differences across it are a small share of a window."""
FIRM = 0.1
"""What a mistake amounts to is read where least is in doubt: at so many of the points."""


class Finding(Enum):
    """What a check has found."""

    PASSED = "the gradients agree"
    COARSE = "they differ, but a better formula finds them to agree"
    MISTAKE = "the gradient is wrong"
    UNTOLD = "rounding or truncation hides the gradient, so that nobody can tell"


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
    """agree: the largest error of the points that agree; floor: what rounding typically makes of the error, and may hide;
    apart, certain, hidden: at how many of the `points` the gradients differ, no fault of the formula can explain it, and
    nobody can tell; worst: None if they differ nowhere.
    """

    finding: Finding
    agree: float
    floor: float
    apart: int
    certain: int
    hidden: int
    points: int
    worst: Worst | None

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
    shown = witness(chosen, reference) if finding is Finding.MISTAKE else chosen
    floor = float(np.median(chosen.floor[chosen.known])) if chosen.known.any() else np.inf
    where = (shown.apart, shown.mistaken.any(axis=0), shown.hidden, shown.known)
    apart, certain, hidden, points = (int(np.sum(points)) for points in where)
    return Diagnosis(finding, shown.agreement, floor, apart, certain, hidden, points, _worst(w, shown))


def witness(chosen: Check, reference: Check) -> Check:
    """The check that proves a mistake: the one that is relied on, or the chosen one where that can tell nothing."""
    return reference if reference.wrong else chosen


def _finding(chosen: Check, reference: Check) -> Finding:
    if reference.wrong:
        return Finding.MISTAKE
    if chosen.passed and chosen.agreement <= max(TOLERANCE, reference.agreement):
        return Finding.PASSED
    if reference.passed:
        return Finding.COARSE
    return Finding.MISTAKE if chosen.wrong else Finding.UNTOLD


def _worst(w: Array, check: Check) -> Worst | None:
    """Where the gradient is off by the largest share of its length, of the points that have a mistake if any has."""
    shares = np.where(check.mistaken.any(axis=0) if check.wrong else check.apart, check.off, -1.0)
    i = int(np.argmax(shares))
    place, expected, got = (
        Point(*map(float, part.reshape(2, -1)[:, i])) for part in (w, check.numeric, check.analytic)
    )
    return Worst(place, float(check.error.flat[i]), expected, got) if shares.flat[i] >= 0 else None


def suspect(check: Check) -> Suspicion:
    """What is wrong with the analytic gradient of a check that did not pass: a guess is one by which it would pass."""
    names = tuple("xy"[k] for k in check.wrong)
    if len(names) == 2 and not replace(check, analytic=check.analytic[::-1]).wrong:
        return Suspicion(names, Guess.SWAPPED)
    return Suspicion(names, *_law(check, check.wrong[0])) if len(names) == 1 else Suspicion(names, Guess.UNKNOWN)


def _law(check: Check, k: int) -> tuple[Guess, float]:
    """How part k of the gradient follows from what it should be."""
    got, expected, doubt = check.analytic[k], check.numeric[k], check.doubt[k]
    with np.errstate(all="ignore"):
        factor, added = _firm(got / expected, doubt / np.abs(expected)), _firm(got - expected, doubt)
    if _follows(check, k, factor * expected, abs(factor)):
        return Guess.FACTOR, factor
    return (Guess.CONSTANT, added) if _follows(check, k, expected + added, 1.0) else (Guess.UNKNOWN, np.nan)


def _firm(values: Array, doubt: Array) -> float:
    """The middle of those values of which least is in doubt."""
    known = np.isfinite(values) & np.isfinite(doubt)
    firm = known & (doubt <= np.quantile(doubt[known], FIRM, method="higher")) if known.any() else known
    return float(np.median(values[firm])) if firm.any() else np.nan


def _follows(check: Check, k: int, model: Array, scale: float) -> bool:
    """Whether part k is what `model` says; what is in doubt grows with a factor in it."""
    numeric, grown = check.numeric.copy(), max(1.0, scale)
    numeric[k] = model
    guessed = replace(check, numeric=numeric, rounding=grown * check.rounding, spread=grown * check.spread)
    return bool(guessed.known.any()) and not guessed.wrong
