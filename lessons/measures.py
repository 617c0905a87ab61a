"""What a lesson can read off a race or a gradient check: the functions of its formulas.

`who` is the key of a method in the address: Adam, Adam~2, and Adam+decay for the second of a pair. Steps are counted from 0; a step
after the end of a path is its last.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf, nan
from typing import Any

import numpy as np

from checking import Check, StepErrors, check_grid, diagnose, error_against_step
from descent import Kind, Standing, Trajectory
from scenes import CHECK_SETTINGS, CheckScene, RaceReport, Scene, Setup, play, report
from surfaces import DataSurface

LAST = 2**31
"""A step after the end of every path."""
GRID = 41


def keys_of(setup: Setup) -> list[str]:
    """The keys of all who run, in their order."""
    entries = [*setup.entries]
    return [entries[racer.panel] + "+decay" * racer.rival for racer in setup.racers]


@dataclass(frozen=True)
class RaceMeasures:
    """Of a race that was told."""

    told: RaceReport

    @cached_property
    def keys(self) -> list[str]:
        """Of all who ran, in their order."""
        return keys_of(self.told.race.scene.setup)

    def _run(self, who: str) -> Trajectory:
        return self.told.race.trajectories[self.keys.index(who)]

    def _standing(self, who: str) -> Standing:
        return self.told.standings[self.keys.index(who)]

    def _at(self, who: str, step: float) -> Any:
        run = self._run(who)
        return run.points[min(int(step), int(run.last))]

    def _path(self, who: str) -> Any:
        run = self._run(who)
        return run.points[: int(run.last) + 1]

    def arrival(self, who: str) -> float:
        """The first step within 1 % of the window of a minimum, inf for never."""
        step = self._standing(who).reached
        return step if step >= 0 else inf

    def settled(self, who: str) -> float:
        """The step since which it has stayed where it ended, at a minimum of any kind; inf for never."""
        found = self._standing(who).outcome
        return float(found.step) if int(found.kind) in (Kind.CONVERGED, Kind.LOCAL, Kind.HOVERING) else inf

    def outcome(self, who: str) -> str:
        """What became of it: CONVERGED, LOCAL, SADDLE, MAXIMUM, HOVERING, RESTING, LEFT, DIVERGED or MOVING."""
        return Kind(int(self._standing(who).outcome.kind)).name

    def loss(self, who: str, step: float = LAST) -> float:
        """The loss at a step, or at the end."""
        run = self._run(who)
        return float(run.losses[min(int(step), int(run.last))])

    def test_loss(self, who: str, step: float = LAST) -> float:
        """The loss on the examples that were not learned from."""
        base = self.told.race.scene.setup.plain
        return float(base.test_surface(self._at(who, step))) if isinstance(base, DataSurface) else nan

    def best_test_step(self, who: str) -> int:
        """The step at which the test loss is lowest."""
        return int(np.argmin([self.test_loss(who, t) for t in range(len(self._path(who)))]))

    def x(self, who: str, step: float = LAST) -> float:
        """The first coordinate."""
        return float(self._at(who, step)[0])

    def y(self, who: str, step: float = LAST) -> float:
        """The second coordinate."""
        return float(self._at(who, step)[1])

    def stride(self, who: str, step: float) -> float:
        """How long a step is, from where it begins: step 1 is the first."""
        return float(np.hypot(*(self._at(who, step) - self._at(who, step - 1))))

    def longest_stride(self, who: str) -> float:
        """How long the longest step is."""
        return float(np.hypot(*np.diff(self._path(who), axis=0).T).max())

    def length(self, who: str) -> float:
        """Of the path."""
        return self._standing(who).length

    def distance(self, who: str, step: float = LAST) -> float:
        """To the nearest known minimum."""
        minima = np.array(self.told.landscape.minima, float).reshape(-1, 2)
        return float(np.hypot(*(minima - self._at(who, step)).T).min()) if len(minima) else nan

    def from_point(self, who: str, x: float, y: float, step: float = LAST) -> float:
        """How far it is from the point (x, y)."""
        return float(np.hypot(*(self._at(who, step) - np.array([x, y]))))

    def apart(self, one: str, other: str, step: float = LAST) -> float:
        """How far two are from each other."""
        return float(np.hypot(*(self._at(one, step) - self._at(other, step))))

    def turns(self, who: str, axis: str) -> int:
        """How often it turns back along "x" or "y", by more than 1 % of the window's side."""
        k = "xy".index(axis)
        box = self.told.landscape.domain
        moves = np.diff(self._path(who)[:, k])
        large = moves[np.abs(moves) > 0.01 * (box[2 * k + 1] - box[2 * k])]
        return int((np.diff(np.sign(large)) != 0).sum())

    def evaluations(self, who: str) -> int:
        """How often it asked for a loss, a gradient or a Hessian."""
        return self._standing(who).evaluations

    def gradients(self, who: str) -> int:
        """How many gradients of single examples it took."""
        return self._standing(who).gradients

    def lowest(self) -> float:
        """The lowest loss that is known."""
        return self.told.lowest

    def gradient_length(self, who: str, step: float = LAST) -> float:
        """How long the gradient is there."""
        return float(np.hypot(*self.told.landscape.gradient(self._at(who, step))))

    def steps(self) -> int:
        """The number of steps of the run."""
        return self.told.race.scene.setup.steps


@dataclass(frozen=True)
class CheckMeasures:
    """Of a gradient check."""

    scene: CheckScene

    @cached_property
    def _steps(self) -> StepErrors:
        return error_against_step(self.scene.loss, self.scene.point, self.scene.formula)

    def finding(self) -> str:
        """What the check says: PASSED, MISTAKE, or that it cannot tell."""
        loss, usual = self.scene.loss, CHECK_SETTINGS
        reference = check_grid(loss, GRID, GRID, usual["h"].default, usual["formula"].default)
        return diagnose(loss.domain.mesh(GRID, GRID), self._check, reference).finding.name

    @cached_property
    def _check(self) -> Check:
        return check_grid(self.scene.loss, GRID, GRID, self.scene.h, self.scene.formula)

    def error(self) -> float:
        """The largest relative error over the window."""
        return float(np.nanmax(self._check.error))

    def error_at(self, h: float) -> float:
        """The relative error at the point with the step of those tried that is nearest to h."""
        return float(self._steps.errors[np.abs(np.log(self._steps.hs / h)).argmin()])

    def best_h(self) -> float:
        """The step with the smallest error at the point."""
        return self._steps.best


Measures = RaceMeasures | CheckMeasures


def functions(kind: type) -> dict[str, Any]:
    """Name → function of all that can be measured, of a class or of an instance."""
    public = (name for name in vars(kind) if not name.startswith("_") and callable(vars(kind)[name]))
    return {name: getattr(kind, name) for name in public}


def bound(measures: Measures) -> Mapping[str, Callable[..., Any]]:
    """Name → function of what is measured here."""
    return {name: getattr(measures, name) for name in functions(type(measures))}


def measures_of(shows: Scene | CheckScene) -> Measures:
    """Run what is shown, and measure it."""
    return RaceMeasures(report(play(shows))) if isinstance(shows, Scene) else CheckMeasures(shows)


LIVE = frozenset({"arrival", "outcome", "loss", "x", "y", "distance", "length"})
"""What the player can follow while the hand moves: at the end of the run, with no step."""
