"""What theory promises of a race: where its Hessian is read, and how fast each run should be."""

from descent import Forecast, forecast, nearest_minimum
from scenes.race import Race, Scene
from surfaces import Point


def focus(scene: Scene) -> Point:
    """Where the Hessian of `scene` is read: at the minimum nearest to the start, or at the start itself."""
    nearest = nearest_minimum(scene.start, scene.surface)[1]
    return nearest if nearest and scene.theory == "minimum" else scene.start


def forecasts(race: Race) -> list[Forecast | None]:
    """The forecast of each run of `race`, where there is one."""
    pairs = zip(race.scene.racers, race.trajectories, strict=True)
    return [forecast(racer.loss, racer.optimizer, run) for racer, run in pairs]
