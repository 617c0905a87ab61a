"""The verdict of a gradient check, in words."""

from math import isclose

import numpy as np

from checking import TOLERANCE, Diagnosis, Finding, Guess, StepErrors, Suspicion, Worst
from figures import number, point
from language import _, several
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
    if found.floor >= 1:
        return _("Floor: rounding alone can make all of it.")
    return _("Floor: rounding alone can make {share}.", share=number(found.floor, 1))


def passed(scene: CheckScene, found: Diagnosis) -> str:
    """They agree, nearly everywhere at least."""
    agree = (
        _("**The gradients agree to {error}: pass.**", error=number(found.agree, 2))
        if found.agree
        else _("**The gradients agree in every digit: pass.**")
    )
    if not found.apart + found.hidden:
        return _("{agree} At all {points} points of the map.", agree=agree, points=f"{found.points:,}")
    differ = [_apart(scene, found)] if found.apart else []
    hidden = [
        several(
            "At {count} of {points} points, blank on the map, rounding hides the gradient.",
            "At {count} of {points} points, blank on the map, rounding hides the gradient.",
            found.hidden,
            points=f"{found.points:,}",
        )
    ]
    return " ".join([agree, *differ, *(hidden if found.hidden else [])])


def untold(found: Diagnosis) -> str:
    """Nothing can be said, by the reference either."""
    why = (
        _("the loss bends so much within h that the numeric gradient is wrong.")
        if found.apart
        else _("the last digits of the loss are as large as what it changes over h.")
    )
    return _(
        "**Cannot tell whether the gradients agree:** {why} A loss without a large constant, or another h, would tell.",
        why=why,
    )


def coarse(scene: CheckScene, found: Diagnosis, steps: StepErrors) -> str:
    """They differ, and the formula is to blame."""
    if not scene.plain.smooth and found.few_apart and found.apart:
        agree = _("**The gradients agree to {error}, except at kinks.**", error=number(found.agree, 2))
        return f"{agree} {_apart(scene, found)}"
    lines = [
        f"**{_unlike(found)} {_blame(scene, steps)}",
        _("“Centered” with h = 1e−5 agrees.") + _best(scene, steps),
    ]
    return NEXT_LINE.join(lines)


def _unlike(found: Diagnosis) -> str:
    if found.worst:
        return _("They differ by up to {error}.", error=number(found.worst.error, 2))
    if found.agree:
        return _("They agree to {error} only.", error=number(found.agree, 2))
    return _("Rounding leaves fewer than two digits.")


def mistaken(worst: Worst, suspicion: Suspicion) -> str:
    """There is a mistake: where, in which part, and of what kind it may be."""
    found = {
        "place": point(worst.place),
        "error": number(worst.error, 2),
        "expected": _values(worst.expected, suspicion),
        "got": _values(worst.got, suspicion),
    }
    said = (
        _(
            "**They differ at {place} by a relative error of {error}: there is a mistake in {part}.** "
            "Expected {expected}, got {got}.",
            part=f"∂{suspicion.wrong[0]}",
            **found,
        )
        if len(suspicion.wrong) == 1
        else _(
            "**They differ at {place} by a relative error of {error}: there is a mistake in ∂x and ∂y.** "
            "Expected {expected}, got {got}.",
            **found,
        )
    )
    return f"{said}{NEXT_LINE}{_guess(suspicion)}"


def _values(gradient: tuple[float, float], suspicion: Suspicion) -> str:
    """The parts that are wrong, or both."""
    values = [number(dict(zip("xy", gradient, strict=True))[axis], 5) for axis in suspicion.wrong]
    return values[0] if len(values) == 1 else f"({', '.join(values)})"


def _guess(suspicion: Suspicion) -> str:
    match suspicion.guess:
        case Guess.SWAPPED:
            return _("Everywhere ∂x is where ∂y should be, and ∂y where ∂x should be.")
        case Guess.FACTOR if abs(suspicion.amount + 1) < TOLERANCE:
            return _("Everywhere it has the wrong sign.")
        case Guess.FACTOR:
            return _("Everywhere it is {factor} times what it should be.", factor=number(suspicion.amount, DIGITS))
        case Guess.CONSTANT:
            amount = number(abs(suspicion.amount))
            if suspicion.amount < 0:
                return _("Everywhere it is {amount} too small: is a term missing?", amount=amount)
            return _("Everywhere it is {amount} too large: is a term missing?", amount=amount)
    return ""


def _apart(scene: CheckScene, found: Diagnosis) -> str:
    """Where they differ although all is well, and why."""
    return several(
        "At {count} of {points} points they differ: {why}",
        "At {count} of {points} points they differ: {why}",
        found.apart,
        points=f"{found.points:,}",
        why=_why_apart(scene, found),
    )


def _why_apart(scene: CheckScene, found: Diagnosis) -> str:
    if scene.plain.smooth and found.certain:
        return _("there the gradient is wrong.")
    if scene.plain.smooth:
        return _("there the slope is so small that truncation shows.")
    return _(
        "there the loss has a kink within reach of h. A difference across a kink lies between its two slopes, "
        "so this is no mistake."
    )


def _blame(scene: CheckScene, steps: StepErrors) -> str:
    if scene.h < steps.best:
        return _("The gradient is right, but h is too small:** the losses differ in their last digits only (rounding).")
    return _("The gradient is right, but h is too large:** across it the loss bends (truncation).")


def _best(scene: CheckScene, steps: StepErrors) -> str:
    """Where the formula does better, unless it is at its best at this very point and fails elsewhere."""
    if isclose(steps.best, scene.h):
        return ""
    return " " + _(
        "At your point “{formula}” is best with h = {best} (error {error}).",
        formula=_(scene.formula),
        best=number(steps.best, 1),
        error=number(float(np.nanmin(steps.errors)), 1),
    )
