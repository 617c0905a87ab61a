"""What a lesson can read off what it shows: the functions of its formulas."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from lessons.measures.check import CheckMeasures
from lessons.measures.maps import MapMeasures
from lessons.measures.race import LIVE, RaceMeasures
from scenes import CheckScene, MapScene, Scene, play, report

__all__ = ["LIVE", "CheckMeasures", "MapMeasures", "Measures", "RaceMeasures", "bound", "functions", "measures_of"]

Measures = RaceMeasures | CheckMeasures | MapMeasures


def functions(kind: type) -> dict[str, Callable[..., Any]]:
    """Name → function of all that can be measured, of one class."""
    return {name: value for name, value in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")}


def bound(measures: Measures) -> Mapping[str, Callable[..., Any]]:
    """Name → function of what is measured here."""
    return {name: getattr(measures, name) for name in functions(type(measures))}


def measures_of(shows: Scene | CheckScene | MapScene) -> Measures:
    """Run what is shown, and measure it."""
    if isinstance(shows, MapScene):
        told = report(play(shows.race))
        return MapMeasures(told, shows, told.race.racers)
    return RaceMeasures(report(play(shows))) if isinstance(shows, Scene) else CheckMeasures(shows)
