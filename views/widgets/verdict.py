"""The verdict of a gradient check, in words."""

from math import isclose

import numpy as np

from checking import TOLERANCE, Diagnosis, Finding, Guess, StepErrors, Suspicion, Worst
from figures import number, point
from scenes import CheckScene

NEXT_LINE = "  \n"
DIGITS = 7
"""A factor is told so exactly: one that is nearly 1 is a mistake, too."""


def verdict(scene: CheckScene, found: Diagnosis, steps: StepErrors) -> str:
    """What was found, as Markdown; `steps` tell how the error of the scene's formula depends on h."""
    match found.finding:
        case Finding.PASSED:
            return passed(scene, found)
        case Finding.COARSE:
            return coarse(scene, found, steps)
        case Finding.UNTOLD:
            return untold(found)
    raise ValueError(f"{found.finding} needs a suspicion: use `mistaken`")


def floor(found: Diagnosis) -> str:
    """What rounding may have done by itself: a smaller difference says nothing."""
    share = "all of it" if found.floor >= 1 else number(found.floor, 1)
    return f"Floor: rounding alone can make {share}."


def passed(scene: CheckScene, found: Diagnosis) -> str:
    """They agree, nearly everywhere at least."""
    agree = f"**The gradients agree {f'to {number(found.agree, 2)}' if found.agree else 'in every digit'}: pass.**"
    if not found.apart + found.hidden:
        return f"{agree} At all {found.points:,} points of the map."
    differ = f" At {_others(found)} {_why_apart(scene, found)}" if found.apart else ""
    return f"{agree}{differ}{_hidden(found)}"


def _hidden(found: Diagnosis) -> str:
    many = f"{found.hidden:,} of {found.points:,} points"
    return f" At {many}, blank on the map, nobody can tell: the gradient is lost in rounding." if found.hidden else ""


def untold(found: Diagnosis) -> str:
    """Nothing can be said, by the reference either."""
    why = (
        "the loss bends so much within h that the numeric gradient is wrong."
        if found.apart
        else "the last digits of the loss are as large as what it changes over h."
    )
    return (
        f"**Cannot tell whether the gradients agree:** {why} A loss without a large constant, or another h, would tell."
    )


def coarse(scene: CheckScene, found: Diagnosis, steps: StepErrors) -> str:
    """They differ, and the formula is to blame."""
    if not scene.plain.smooth and found.few_apart and found.apart:
        return f"**The gradients agree to {number(found.agree, 2)}, but for the kinks.** At {_others(found)} {_why_apart(scene, found)}"
    return (
        f"**{_unlike(found)} The gradient is right, but {_blame(scene, steps)}{NEXT_LINE}"
        f"Centered with h = 1e−5 agrees.{_best(scene, steps)}"
    )


def _unlike(found: Diagnosis) -> str:
    if found.worst:
        return f"They differ by up to {number(found.worst.error, 2)}."
    return f"They agree to {number(found.agree, 2)} only." if found.agree else "Rounding leaves fewer than two digits."


def mistaken(worst: Worst, suspicion: Suspicion) -> str:
    """There is a mistake: where, in which part, and of what kind it may be."""
    parts = " and ".join(f"∂{axis}" for axis in suspicion.wrong)
    expected, got = _values(worst.expected, suspicion), _values(worst.got, suspicion)
    return (
        f"**They differ at {point(worst.place)} by a relative error of {number(worst.error, 2)}: there is a mistake in {parts}.** "
        f"Expected {expected}, got {got}.{NEXT_LINE}{_guess(suspicion)}"
    )


def _values(gradient: tuple[float, float], suspicion: Suspicion) -> str:
    """The parts that are wrong, or both."""
    values = [number(dict(zip("xy", gradient, strict=True))[axis], 5) for axis in suspicion.wrong]
    return values[0] if len(values) == 1 else f"({', '.join(values)})"


def _guess(suspicion: Suspicion) -> str:
    match suspicion.guess:
        case Guess.SWAPPED:
            return "Everywhere ∂x is where ∂y should be, and ∂y where ∂x should be."
        case Guess.FACTOR if abs(suspicion.amount + 1) < TOLERANCE:
            return "Everywhere it has the wrong sign."
        case Guess.FACTOR:
            return f"Everywhere it is {number(suspicion.amount, DIGITS)} times what it should be."
        case Guess.CONSTANT:
            return f"Everywhere it is {number(abs(suspicion.amount))} too {'small' if suspicion.amount < 0 else 'large'}: is a term missing?"
    return ""


def _others(found: Diagnosis) -> str:
    return (
        f"{found.apart:,} of {found.points:,} points they don't:"
        if found.apart > 1
        else f"1 of {found.points:,} points they don't:"
    )


def _why_apart(scene: CheckScene, found: Diagnosis) -> str:
    if scene.plain.smooth:
        return "there the gradient is wrong." if found.certain else "there the slope is so small that truncation shows."
    return (
        "there the loss has a kink within reach of h. A difference across a kink lies between its two slopes, "
        "so this is nobody's mistake."
    )


def _blame(scene: CheckScene, steps: StepErrors) -> str:
    if scene.h < steps.best:
        return "h is too small:** the losses differ in their last digits only (rounding)."
    return "h is too large:** across it the loss bends (truncation)."


def _best(scene: CheckScene, steps: StepErrors) -> str:
    """Where the formula does better, unless it is at its best at this very point and fails elsewhere."""
    if isclose(steps.best, scene.h):
        return ""
    error = number(float(np.nanmin(steps.errors)), 1)
    return f" At your point {scene.formula} is at its best with h = {number(steps.best, 1)} (error {error})."
