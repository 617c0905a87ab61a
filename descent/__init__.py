"""An optimizer running on a surface: trajectories, their outcomes, what they cost and what theory promised."""

from descent.forecast import Forecast, forecast
from descent.module import Module, Racing, module
from descent.outcome import Outcome, nearest_minimum, path_length
from descent.places import Kind, known_places
from descent.run import Trajectory, descend
from descent.standings import Standing, standing, tolerance

__all__ = [
    "Forecast",
    "Kind",
    "Module",
    "Outcome",
    "Racing",
    "Standing",
    "Trajectory",
    "descend",
    "forecast",
    "known_places",
    "module",
    "nearest_minimum",
    "path_length",
    "standing",
    "tolerance",
]
