"""What a lesson can read off the scene of a race, whoever runs: its loss and its number of steps."""

from dataclasses import dataclass
from math import nan

from scenes import RaceReport
from surfaces import DataSurface, LocalTheory, Point, Surface, local_theory


@dataclass(frozen=True)
class SceneMeasures:
    """Of the scene of a race that was told."""

    told: RaceReport

    def steps(self) -> int:
        """The number of steps of the run."""
        return self.told.race.scene.setup.steps

    def lowest(self) -> float:
        """The lowest loss that is known."""
        return self.told.lowest

    def condition(self) -> float:
        """The condition number κ at the lowest minimum, nan where none is known."""
        theory = _theory(self.told.landscape)
        return theory.condition if theory else nan

    def plain_condition(self) -> float:
        """The condition number κ at the lowest minimum of the loss without its penalty."""
        theory = _theory(self._plain)
        return theory.condition if theory else nan

    def curvature(self) -> float:
        """The largest curvature at the lowest minimum, an eigenvalue of the Hessian, nan where none is known."""
        theory = _theory(self.told.landscape)
        return theory.eigenvalues[1] if theory else nan

    def plain_test_loss(self) -> float:
        """The test loss at the lowest minimum of the training loss without its penalty."""
        lowest = _lowest(self._plain)
        return float(self._plain.test_surface(lowest)) if lowest and isinstance(self._plain, DataSurface) else nan

    @property
    def _plain(self) -> Surface:
        return self.told.race.scene.setup.plain


def _theory(surface: Surface) -> LocalTheory | None:
    """What the Hessian at the lowest minimum says."""
    lowest = _lowest(surface)
    return local_theory(surface, lowest) if lowest else None


def _lowest(surface: Surface) -> Point | None:
    """The lowest minimum that is known."""
    return min(surface.minima, key=lambda point: float(surface(point)), default=None)
