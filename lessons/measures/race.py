"""What a lesson can read off a race.

`who` is the key of a method in the address: Adam, Adam~2, and Adam+decay for the second of a pair. Steps are counted from 0; a step
after the end of a path is its last.
"""

from dataclasses import dataclass
from functools import cached_property
from math import inf, nan
from typing import Any

import numpy as np

from descent import Kind, Standing, Trajectory
from lessons.measures.scene import SceneMeasures
from surfaces import DataSurface

LAST = inf
"""A step after the end of every path."""


@dataclass(frozen=True)
class RaceMeasures(SceneMeasures):
    """Of a race that was told."""

    @cached_property
    def keys(self) -> list[str]:
        """Of all who ran, in their order."""
        return self.told.race.scene.setup.keys

    def _run(self, who: str) -> Trajectory:
        return self.told.race.trajectories[self.keys.index(who)]

    def _standing(self, who: str) -> Standing:
        return self.told.standings[self.keys.index(who)]

    def _at(self, who: str, step: float) -> Any:
        return self._path(who)[_index(step, self._path(who))]

    def _path(self, who: str) -> Any:
        run = self._run(who)
        return run.points[: int(run.last) + 1]

    def arrival(self, who: str) -> float:
        """The first step within 1 % of the window's side of a minimum, infinite for never."""
        step = self._standing(who).reached
        return step if step >= 0 else inf

    def settled(self, who: str) -> float:
        """The step since which it has stayed where it ended, at a minimum of any kind, infinite for never."""
        found = self._standing(who).outcome
        return float(found.step) if int(found.kind) in (Kind.CONVERGED, Kind.LOCAL, Kind.HOVERING) else inf

    def outcome(self, who: str) -> str:
        """What became of it: CONVERGED, LOCAL, SADDLE, MAXIMUM, HOVERING, RESTING, LEFT, DIVERGED or MOVING."""
        return Kind(int(self._standing(who).outcome.kind)).name

    def loss(self, who: str, step: float = LAST) -> float:
        """Its loss."""
        losses = self._run(who).losses[: len(self._path(who))]
        return float(losses[_index(step, losses)])

    def test_loss(self, who: str, step: float = LAST) -> float:
        """Its loss on the examples that were not learned from."""
        losses = self._test_losses(who)
        return float(losses[_index(step, losses)])

    def best_test_step(self, who: str) -> int:
        """The step at which its test loss is lowest."""
        return int(np.argmin(self._test_losses(who)))

    def _test_losses(self, who: str) -> Any:
        base, path = self.told.race.scene.setup.plain, self._path(who)
        return base.test_surface(path.T) if isinstance(base, DataSurface) else np.full(len(path), nan)

    def x(self, who: str, step: float = LAST) -> float:
        """Its first coordinate."""
        return float(self._at(who, step)[0])

    def y(self, who: str, step: float = LAST) -> float:
        """Its second coordinate."""
        return float(self._at(who, step)[1])

    def stride(self, who: str, step: float) -> float:
        """How long a step is; step 1 is the first."""
        return float(np.hypot(*(self._at(who, step) - self._at(who, step - 1))))

    def longest_stride(self, who: str) -> float:
        """How long its longest step is."""
        return float(np.hypot(*np.diff(self._path(who), axis=0).T).max(initial=0.0))

    def length(self, who: str) -> float:
        """How long its path is."""
        return self._standing(who).length

    def distance(self, who: str, step: float = LAST) -> float:
        """How far it is from the nearest known minimum, nan where none is known."""
        minima = np.array(self.told.landscape.minima, float).reshape(-1, 2)
        return float(np.hypot(*(minima - self._at(who, step)).T).min()) if len(minima) else nan

    def from_point(self, who: str, x: float, y: float, step: float = LAST) -> float:
        """How far it is from the point (x, y)."""
        return float(np.hypot(*(self._at(who, step) - np.array([x, y]))))

    def apart(self, one: str, other: str, step: float = LAST) -> float:
        """How far two are from each other."""
        return float(np.hypot(*(self._at(one, step) - self._at(other, step))))

    def turns(self, who: str, axis: str) -> int:
        """How often it turns back along "x" or "y", moves of less than 1 % of the window's side left out."""
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

    def epochs(self, who: str) -> float:
        """How often it saw each example, in all its steps."""
        return self._standing(who).epochs

    def gradient_length(self, who: str, step: float = LAST) -> float:
        """How long the gradient is where it stands."""
        return float(np.hypot(*self.told.landscape.gradient(self._at(who, step))))


def _index(step: float, path: Any) -> int:
    """Of a step in a path: before its beginning there is its first, after its end its last."""
    return int(min(max(0, step), len(path) - 1))


LIVE = frozenset({"arrival", "outcome", "loss", "x", "y", "distance", "length"})
"""What the player can follow while the hand moves: at the end of the run, with no step."""
