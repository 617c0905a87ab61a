"""An optimizer running on a surface: trajectories, their outcomes, and the scenes that a page shows."""

from descent.address import from_query, to_query
from descent.outcome import Kind, Outcome, nearest_minimum, path_length
from descent.run import Trajectory, descend
from descent.scene import Race, Scene, default_scene, play
from descent.suit import suited

__all__ = [
    "Kind",
    "Outcome",
    "Race",
    "Scene",
    "Trajectory",
    "default_scene",
    "descend",
    "from_query",
    "nearest_minimum",
    "path_length",
    "play",
    "suited",
    "to_query",
]
