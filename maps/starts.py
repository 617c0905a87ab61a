"""A set of starts that can be stated: its number and its seed say all of it."""

import numpy as np

from params import Array
from surfaces import Box

G = 1.324717957244746
"""The plastic number, the root of g³ = g + 1: its first two powers spread points over a square as evenly as is known."""
MOST = 64
"""So many starts has a seed, at most; those of the next one follow."""
FRESH = 1000
"""The seeds from here on are nobody's but the judge's."""


def spread(box: Box, count: int, seed: int = 0) -> Array:
    """Starts (2, count) all over a window: those of the seed in the R₂ sequence of Roberts (2018). player/assets/sweeps/starts.js
    has the same; tests/maps/test_contest.py compares them.
    """
    i = MOST * seed + 1 + np.arange(count)
    across, upward = ((0.5 + i * step) % 1 for step in (1 / G, 1 / (G * G)))
    return np.stack([box.x0 + across * box.width, box.y0 + upward * box.height])


def fresh(box: Box, count: int, seed: int = 0) -> Array:
    """As many others, for the judge."""
    return spread(box, count, seed + FRESH)
