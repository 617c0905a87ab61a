"""The check over the whole window of a surface, and what it says."""

from functools import lru_cache

from checking.agreement import Check
from checking.diagnosis import Diagnosis, diagnose
from checking.gradient_check import check_grid
from surfaces import Surface

GRID = 41
"""Points along each side of the window."""
RELIED = ("centered", 1e-5)
"""The formula and the step that are relied on."""


@lru_cache(maxsize=256)
def over_window(loss: Surface, formula: str, h: float) -> Check:
    """The check on a grid over the window. Remembered."""
    return check_grid(loss, GRID, GRID, h, formula)


def reference(loss: Surface) -> Check:
    """The check that is relied on: it finds every mistake, and nothing else."""
    return over_window(loss, *RELIED)


def examine(loss: Surface, formula: str, h: float) -> Diagnosis:
    """What the check over the window says, with centered differences at their usual step to rely on."""
    return diagnose(loss.domain.mesh(GRID, GRID), over_window(loss, formula, h), reference(loss))
