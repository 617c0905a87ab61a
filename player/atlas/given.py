"""Maps that the server computes, for a browser that lets no worker run, or for methods that have no program."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from maps import basins
from optimizers import Optimizer
from player.packing import live
from player.packing.blocks import Block, float32
from scenes import MapScene, Racer, RaceReport
from surfaces import Box, Surface

MOST_HERE = 128
"""Starts along each side of such a map, at most: a server has other guests, too."""


def is_left(told: RaceReport) -> bool:
    """Whether the server alone can run the race that was `told`."""
    return bool(told.race.racers) and live.program(told, mapping=True) is None


class Given(NamedTuple):
    """The map of one racer, n × n: rows (6, n²) of kind, minimum and step, as in `maps.Basins`, the end's x and y, and the loss there."""

    n: int
    rows: Block


def mapped_here(racer: Racer, scene: MapScene) -> Given:
    """The basins of one racer of `scene`."""
    setup = scene.race.setup
    n = min(int(scene.look.n), MOST_HERE)
    return Given(n, Block(_rows(racer.loss, racer.optimizer, n, setup.steps, scene.box, setup.surface)))


@lru_cache(maxsize=32)
def _rows(loss: Surface, optimizer: Optimizer, n: int, steps: int, box: Box | None, shown: Surface) -> np.ndarray:
    found = basins(loss, optimizer, n, steps, box, shown)
    rows = [found.kind, found.minimum, found.steps, *found.end, shown.landscape(found.end)]
    return float32(np.array([np.asarray(row, float).ravel() for row in rows])).numbers
