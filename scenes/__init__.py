"""What a page shows as one value, which is its address."""

from scenes.address import DECAY, SCHEDULE, VERSION, Reader, from_query, stated, to_query
from scenes.check import CHECK_SETTINGS, RIGHT, CheckScene
from scenes.check import from_query as check_from_query
from scenes.check import to_query as check_to_query
from scenes.defaults import RENARD, curvature, default_for, preferred, scaled
from scenes.entries import MOST_OPTIMIZERS, free_key, read_key
from scenes.look import Look, Switch, switches
from scenes.maps import MAP_SETTINGS, MapLook, MapScene, mapped, retold, swept, within
from scenes.maps import from_query as maps_from_query
from scenes.maps import to_query as maps_to_query
from scenes.race import (
    DEFAULT_OPTIMIZERS,
    DEFAULT_SURFACE,
    SETTINGS,
    Race,
    Racer,
    Scene,
    Setup,
    default_scene,
    play,
)
from scenes.report import RaceReport, report
from scenes.table_store import OwnTable, learning, refusal, reshaped, table_fits, table_of
from scenes.telling import fairness, family, first_line, first_paragraph, heading, in_family, story

__all__ = [
    "CHECK_SETTINGS",
    "DECAY",
    "DEFAULT_OPTIMIZERS",
    "DEFAULT_SURFACE",
    "MAP_SETTINGS",
    "MOST_OPTIMIZERS",
    "RENARD",
    "RIGHT",
    "SCHEDULE",
    "SETTINGS",
    "VERSION",
    "CheckScene",
    "Look",
    "MapLook",
    "MapScene",
    "OwnTable",
    "Race",
    "RaceReport",
    "Racer",
    "Reader",
    "Scene",
    "Setup",
    "Switch",
    "check_from_query",
    "check_to_query",
    "curvature",
    "default_for",
    "default_scene",
    "fairness",
    "family",
    "first_line",
    "first_paragraph",
    "free_key",
    "from_query",
    "heading",
    "in_family",
    "learning",
    "mapped",
    "maps_from_query",
    "maps_to_query",
    "play",
    "preferred",
    "read_key",
    "refusal",
    "report",
    "reshaped",
    "retold",
    "scaled",
    "stated",
    "story",
    "swept",
    "switches",
    "table_fits",
    "table_of",
    "to_query",
    "within",
]
