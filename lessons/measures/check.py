"""What a lesson can read off a gradient check."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from checking import StepErrors, error_against_step, examine, over_window
from scenes import CheckScene


@dataclass(frozen=True)
class CheckMeasures:
    """Of a gradient check."""

    scene: CheckScene

    @cached_property
    def _steps(self) -> StepErrors:
        return error_against_step(self.scene.loss, self.scene.point, self.scene.formula)

    def finding(self) -> str:
        """What the check says: PASSED, COARSE (a better formula finds it right), MISTAKE, or UNTOLD (nobody can tell)."""
        return examine(self.scene.loss, self.scene.formula, self.scene.h).finding.name

    def error(self) -> float:
        """The largest relative error in the window."""
        error = over_window(self.scene.loss, self.scene.formula, self.scene.h).error
        return float(np.max(error, where=~np.isnan(error), initial=0.0))

    def error_at(self, h: float) -> float:
        """The relative error at the point, with a step of about h."""
        return float(self._steps.errors[np.abs(np.log(self._steps.hs) - np.log(h)).argmin()])

    def best_h(self) -> float:
        """The step with the smallest error at the point."""
        return self._steps.best
