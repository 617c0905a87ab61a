"""What a lesson can read off a gradient check: the functions of its formulas."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from checking import Check, StepErrors, check_grid, diagnose, error_against_step
from scenes import CHECK_SETTINGS, CheckScene

GRID = 41


@dataclass(frozen=True)
class CheckMeasures:
    """Of a gradient check."""

    scene: CheckScene

    @cached_property
    def _steps(self) -> StepErrors:
        return error_against_step(self.scene.loss, self.scene.point, self.scene.formula)

    def finding(self) -> str:
        """What the check says: PASSED, COARSE (a better formula finds it right), MISTAKE, or UNTOLD (nobody can tell)."""
        loss, usual = self.scene.loss, CHECK_SETTINGS
        reference = check_grid(loss, GRID, GRID, usual["h"].default, usual["formula"].default)
        return diagnose(loss.domain.mesh(GRID, GRID), self._check, reference).finding.name

    @cached_property
    def _check(self) -> Check:
        return check_grid(self.scene.loss, GRID, GRID, self.scene.h, self.scene.formula)

    def error(self) -> float:
        """The largest relative error in the window."""
        return float(np.max(self._check.error, where=~np.isnan(self._check.error), initial=0.0))

    def error_at(self, h: float) -> float:
        """The relative error at the point, with a step of about h."""
        return float(self._steps.errors[np.abs(np.log(self._steps.hs) - np.log(h)).argmin()])

    def best_h(self) -> float:
        """The step with the smallest error at the point."""
        return self._steps.best
