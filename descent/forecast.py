"""How fast a run should be, by the Hessian at the minimum it goes to, and how fast it was."""

from typing import NamedTuple

import numpy as np

from descent.places import Kind
from descent.run import Trajectory
from optimizers import GradientDescent, Momentum, Optimizer
from surfaces import LocalTheory, Point, Surface, local_theory

CONSTANT = 1e-9
"""A Hessian that varies by less than this share of itself is constant."""
DEEPEST = 1e-12
"""Losses below this share of the first are too close to rounding to measure by."""
LEAST = 8
"""Steps that it takes to measure a rate."""


class Forecast(NamedTuple):
    """From step `since` on every step should shrink the distance to the minimum by `rate`, and did by `measured`.

    rate: above 1 where the path should diverge; measured: None where there are too few steps to tell.
    """

    since: int
    rate: float
    measured: float | None


def forecast(surface: Surface, optimizer: Optimizer, run: Trajectory) -> Forecast | None:
    """The forecast of one single run, None for an optimizer without one and for a path that arrives at no minimum.

    On a quadratic it holds from the first step, elsewhere from where the path has arrived near the minimum. Where the loss
    has kinks, or another one in each step, no Hessian tells what comes.
    """
    anchor = _anchor(surface, run) if surface.smooth and surface.at(1) == surface else None
    if anchor is None:
        return None
    since, minimum = anchor
    rate = _rate(local_theory(surface, minimum), optimizer)
    return None if rate is None else Forecast(since, rate, _measure(run.losses[since:] - float(surface(minimum))))


def _anchor(surface: Surface, run: Trajectory) -> tuple[int, Point] | None:
    """The step from which theory holds, and the minimum of which it speaks."""
    if surface.minima and _is_quadratic(surface):
        return 0, surface.minima[0]
    if int(run.outcome.near) in (Kind.CONVERGED, Kind.LOCAL) and int(run.outcome.kind) != Kind.HOVERING:
        return int(run.outcome.step), Point(*run.outcome.target.tolist())
    return None


def _is_quadratic(surface: Surface) -> bool:
    hessian = surface.hessian(surface.domain.mesh(5, 5))
    return bool(np.ptp(hessian, axis=(2, 3)).max() <= CONSTANT * np.abs(hessian).max())


def _rate(theory: LocalTheory, optimizer: Optimizer) -> float | None:
    """The rate of the optimizers for which theory has a closed form."""
    match optimizer:
        case GradientDescent(lr=lr):
            return theory.rate(lr)
        case Momentum(lr=lr, momentum=momentum, dampening=dampening):
            return theory.rate(lr * (1 - dampening if momentum else 1), momentum)
    return None


def _measure(above: np.ndarray) -> float | None:
    """The factor a step, by the straight line nearest to the logarithms; a loss goes like the distance squared."""
    with np.errstate(all="ignore"):
        good = np.logical_and.accumulate(above > DEEPEST * above[0])
    steps = int(good.sum())
    if steps < LEAST:
        return None
    slope = np.polyfit(np.arange(steps), np.log(above[:steps]), 1)[0]
    return float(np.exp(slope / 2))
