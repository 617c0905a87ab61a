"""The gradient check and its diagnosis."""

from checking.agreement import TOLERANCE, Check
from checking.diagnosis import Diagnosis, Finding, Guess, Suspicion, Worst, diagnose, suspect, witness
from checking.gradient_check import (
    FORMULAS,
    STEPS,
    Cost,
    StepErrors,
    check,
    check_grid,
    costs,
    error_against_step,
    sides,
)
from checking.window import examine, over_window, reference

__all__ = [
    "FORMULAS",
    "STEPS",
    "TOLERANCE",
    "Check",
    "Cost",
    "Diagnosis",
    "Finding",
    "Guess",
    "StepErrors",
    "Suspicion",
    "Worst",
    "check",
    "check_grid",
    "costs",
    "diagnose",
    "error_against_step",
    "examine",
    "over_window",
    "reference",
    "sides",
    "suspect",
    "witness",
]
