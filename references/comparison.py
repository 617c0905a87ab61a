"""The proof of the update rules: our paths against those that PyTorch and Optax walked, recorded beside this file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from descent import descend
from optimizers import OPTIMIZERS, SCHEDULES, Optimizer, Parts, wrap
from params import Array
from surfaces import SURFACES, Surface

REFERENCE = Path(__file__).parent
PATH_TOLERANCE = 1e-12
STEP_TOLERANCE = 1e-14
SHAKE, GROWTH = 1e-13, 100.0
"""Noise of the size `SHAKE` at every step shows what a path makes of rounding; once it has grown by `GROWTH`, whole paths
can no longer be compared, and single steps have to do."""


@dataclass(frozen=True)
class Case:
    """One recorded run: which rule with which fields and schedule, where, and the reference's points (T+1, 2)."""

    optimizer: Optimizer
    surface: Surface
    points: Array
    tuned: bool


@dataclass(frozen=True)
class Evidence:
    """What a comparison found. Differences are relative to max(1, |w|).

    path: the largest difference over the first `together` steps of the path that we walk by ourselves; step: the largest
    difference of the first `steps` single steps from the reference's own points.
    """

    path: float
    together: int
    step: float
    steps: int

    @property
    def holds(self) -> bool:
        """Whether both differences are within tolerance."""
        return self.path <= PATH_TOLERANCE and self.step <= STEP_TOLERANCE


@cache
def paths_of(library: str = "torch") -> tuple[str, tuple[Case, ...]]:
    """(the version of `library`, all cases recorded from it), for "torch", or for "optax" with rules that torch lacks.

    Raises FileNotFoundError, saying how to make it, if the recording is missing.
    """
    files = [REFERENCE / f"{library}.{kind}" for kind in ("json", "npz")]
    if missing := [file.name for file in files if not file.exists()]:
        raise FileNotFoundError(f"references/ has no {' and '.join(missing)}; references/recording/ records them anew")
    index = json.loads(files[0].read_text())
    with np.load(files[1]) as paths:
        return index[library], tuple(_case(case, paths[f"{i:03d}"]) for i, case in enumerate(index["cases"]))


def _case(case: dict[str, Any], points: Array) -> Case:
    plain = OPTIMIZERS[case["optimizer"]](**case["fields"])
    kind, fields = case["schedule"] or ("Constant", {})
    optimizer = wrap(Parts(plain, case["decay"], SCHEDULES[kind](**fields)))
    return Case(optimizer, SURFACES[case["surface"]](**case.get("shape", {})), points, case["tuned"])


def compare(case: Case) -> Evidence:
    """Our path and our steps against the reference's."""
    together = comparable(case)
    ours = descend(case.surface, case.optimizer, case.points[0], together).points
    # The pairs of L-BFGS are differences of nearly equal gradients: its very state is as sensitive as its path.
    steps = together if case.optimizer.label == "L-BFGS" else len(case.points) - 1
    moved = np.array(list(islice(_steps(case), steps)))
    return Evidence(
        _difference(ours, case.points[: together + 1]), together, _difference(moved, case.points[1 : steps + 1]), steps
    )


def comparable(case: Case) -> int:
    """For how many steps a path can be compared as a whole: as long as one that is shaken at every step stays near it."""
    steps, noise = len(case.points) - 1, np.random.default_rng(0)
    w = np.stack([case.points[0]] * 2, axis=1)
    with np.errstate(all="ignore"):
        state = case.optimizer.init(w)
        for t in range(steps):
            w, state = case.optimizer.step(w, case.surface, state)
            if not np.abs(w[:, 0] - w[:, 1]).max() <= SHAKE * GROWTH:
                return t
            w[:, 1] += SHAKE * noise.uniform(-1, 1, 2)
    return steps


def _steps(case: Case) -> Iterator[Array]:
    """Our next point from each of the reference's points, with our own state along them."""
    state = case.optimizer.init(case.points[0])
    for w in case.points[:-1]:
        moved, state = case.optimizer.step(w, case.surface, state)
        yield moved


def _difference(ours: Array, theirs: Array) -> float:
    """The largest difference of two lists of points (n, 2), relative to max(1, |w|); 0 of none."""
    gap = np.abs(ours - theirs).max(axis=1) / np.maximum(np.abs(theirs).max(axis=1), 1.0)
    return float(gap.max(initial=0.0))
