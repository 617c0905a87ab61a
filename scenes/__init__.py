"""What a page shows as one value, which is its address."""

from scenes.address import DECAY, SCHEDULE, VERSION, Reader, from_query, stated, to_query
from scenes.check import CHECK_SETTINGS, RIGHT, CheckScene
from scenes.check import from_query as check_from_query
from scenes.check import to_query as check_to_query
from scenes.defaults import RENARD, curvature, default_for, preferred, scaled
from scenes.entries import MOST_OPTIMIZERS, free_key, read_key
from scenes.formulas import (
    FAR,
    FORMULA,
    KEY,
    as_typed,
    begun,
    can_be_typed,
    draft,
    edited,
    is_draft,
    opened,
    ranged,
    renumbered,
    windowed,
    written,
)
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

__all__ = [
    "CHECK_SETTINGS",
    "DECAY",
    "DEFAULT_OPTIMIZERS",
    "DEFAULT_SURFACE",
    "FAR",
    "FORMULA",
    "KEY",
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
    "as_typed",
    "begun",
    "can_be_typed",
    "check_from_query",
    "check_to_query",
    "curvature",
    "default_for",
    "default_scene",
    "draft",
    "edited",
    "free_key",
    "from_query",
    "is_draft",
    "learning",
    "mapped",
    "maps_from_query",
    "maps_to_query",
    "opened",
    "play",
    "preferred",
    "ranged",
    "read_key",
    "refusal",
    "renumbered",
    "report",
    "reshaped",
    "retold",
    "scaled",
    "stated",
    "swept",
    "switches",
    "table_fits",
    "table_of",
    "to_query",
    "windowed",
    "within",
    "written",
]
