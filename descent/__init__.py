"""An optimizer running on a surface: trajectories, their outcomes, what they cost and what theory promised."""

from descent.compiled import in_place, inputs_of, is_ours, python
from descent.forecast import Forecast, forecast
from descent.noting import Note, Noting, effective_rates
from descent.outcome import FAR, SETTLED, STILL, Fold, Outcome, nearest_minimum, path_length
from descent.places import Kind, known_places
from descent.run import Trajectory, descend
from descent.script import Module, Racing, javascript, module
from descent.skim import State, in_doubt, lanes, put, skim
from descent.standings import Standing, standing, tolerance

__all__ = [
    "FAR",
    "SETTLED",
    "STILL",
    "Fold",
    "Forecast",
    "Kind",
    "Module",
    "Note",
    "Noting",
    "Outcome",
    "Racing",
    "Standing",
    "State",
    "Trajectory",
    "descend",
    "effective_rates",
    "forecast",
    "in_doubt",
    "in_place",
    "inputs_of",
    "is_ours",
    "javascript",
    "known_places",
    "lanes",
    "module",
    "nearest_minimum",
    "path_length",
    "put",
    "python",
    "skim",
    "standing",
    "tolerance",
]
