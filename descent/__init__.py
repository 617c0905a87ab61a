"""An optimizer running on a surface: trajectories, their outcomes, what they cost and what theory promised."""

from descent.forecast import Forecast, forecast
from descent.outcome import Outcome, nearest_minimum, path_length
from descent.places import Kind, known_places
from descent.run import Trajectory, descend
from descent.standings import Standing, standing, tolerance

__all__ = [
    "Forecast",
    "Kind",
    "Outcome",
    "Standing",
    "Trajectory",
    "descend",
    "forecast",
    "known_places",
    "nearest_minimum",
    "path_length",
    "standing",
    "tolerance",
]
