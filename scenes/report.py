"""What there is to say of a race: computed once, read by the packet and by the page."""

from dataclasses import dataclass
from functools import cached_property
from math import isfinite

from descent import Forecast, Standing, forecast, nearest_minimum, standing
from figures import Marks, marks, other_minima, outcome, shown_test_surface
from scenes.look import Switch, switches
from scenes.race import Race, Scene
from surfaces import DataSurface, LocalTheory, Point, Surface, local_theory, penalty


@dataclass(frozen=True)
class RaceReport:
    """What came of `race`, with a standing for each of its racers, in their order.

    marks: the critical points to draw; theory: the surface at the point where the Hessian is read, and forecasts: that of
    each racer, or None; None and empty unless theory is shown.
    """

    race: Race
    standings: tuple[Standing, ...]
    marks: Marks
    theory: LocalTheory | None
    forecasts: tuple[Forecast | None, ...]

    @cached_property
    def landscape(self) -> Surface:
        """The surface that is drawn."""
        return self.race.scene.setup.surface.landscape

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What became of each racer, as a sentence without its subject."""
        return tuple(outcome(row.outcome) for row in self.standings)

    @property
    def test_surface(self) -> Surface | None:
        """The loss on the test set, if it is shown beside the loss."""
        return shown_test_surface(self.race.scene.setup.surface, self.race.scene.look.lines)

    @property
    def shows_test(self) -> bool:
        """Whether the loss on the test set is shown beside the loss."""
        return self.test_surface is not None

    @cached_property
    def lowest(self) -> float:
        """The lowest loss that is known, 0 where the surface has no bottom."""
        return self.landscape.bottom if isfinite(self.landscape.bottom) else 0.0

    @property
    def switches(self) -> tuple[tuple[Switch, bool], ...]:
        """All switches of the look, and whether each has a use in this race."""
        return tuple((switch, _has_use(switch, self.race)) for switch in switches())


def report(race: Race) -> RaceReport:
    """Standings, critical points, and theory with its forecasts if that is shown."""
    scene = race.scene
    surface, shows_theory = scene.setup.surface, scene.look.theory != "off"
    return RaceReport(
        race,
        standings=tuple(standing(surface, run) for run in race.trajectories),
        marks=marks(surface.landscape) | other_minima(surface, scene.look.lines),
        theory=local_theory(surface.landscape, _focus(scene)) if shows_theory else None,
        forecasts=tuple(_forecasts(race)) if shows_theory else (),
    )


def _focus(scene: Scene) -> Point:
    """Where the Hessian is read: at the minimum nearest to the start, or at the start itself."""
    nearest = nearest_minimum(scene.setup.start, scene.setup.surface)[1]
    return nearest if nearest and scene.look.theory == "minimum" else scene.setup.start


def _forecasts(race: Race) -> list[Forecast | None]:
    pairs = zip(race.racers, race.trajectories, strict=True)
    return [forecast(racer.loss, racer.optimizer, run) for racer, run in pairs]


def _has_use(switch: Switch, race: Race) -> bool:
    """Whether the switch changes anything that this race shows."""
    setup, view3d = race.scene.setup, race.scene.look.view3d
    data, penalized = isinstance(setup.plain, DataSurface), penalty(setup.surface) is not None
    match switch.key, switch.on[0]:
        case "overlay", _:
            return len(race.racers) > 1
        case "lines", "test":
            return data
        case "lines", "parts":
            return penalized
        case "strengths", _:
            return data or penalized
        case "logheight", _:
            return view3d
    return True
