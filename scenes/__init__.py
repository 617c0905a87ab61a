"""What a page shows as one value, which is its address."""

from scenes.address import DECAY, SCHEDULE, from_query, to_query
from scenes.check import RIGHT, CheckScene
from scenes.check import SETTINGS as CHECK_SETTINGS
from scenes.check import from_query as check_from_query
from scenes.check import to_query as check_to_query
from scenes.defaults import curvature, default_for, preferred
from scenes.race import DEFAULT_SURFACE, MOST_OPTIMIZERS, SETTINGS, Race, Racer, Scene, default_scene, play
from scenes.table_store import OwnTable, learning, refusal, reshaped, table_fits, table_of
from scenes.theory import focus, forecasts

__all__ = [
    "CHECK_SETTINGS",
    "DECAY",
    "DEFAULT_SURFACE",
    "MOST_OPTIMIZERS",
    "RIGHT",
    "SCHEDULE",
    "SETTINGS",
    "CheckScene",
    "OwnTable",
    "Race",
    "Racer",
    "Scene",
    "check_from_query",
    "check_to_query",
    "curvature",
    "default_for",
    "default_scene",
    "focus",
    "forecasts",
    "from_query",
    "learning",
    "play",
    "preferred",
    "refusal",
    "reshaped",
    "table_fits",
    "table_of",
    "to_query",
]
