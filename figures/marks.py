"""Which critical points a picture marks."""

from functools import lru_cache

import numpy as np

from figures.relief import losses_at
from surfaces import Point, Surface

SAME = 1e-9
"""Minima whose losses differ by less are equally good."""
MARKED = 40
"""More known points of one kind than this are too many to mark; the best minima always are."""

Marks = dict[str, tuple[Point, ...]]


@lru_cache(maxsize=256)
def marks(surface: Surface) -> Marks:
    """The known critical points to draw: `best` (the global minima), `minima` (the others), `saddles` and `maxima`."""
    above = losses_at(surface, surface.minima)
    above = above - above.min(initial=0.0 if not above.size else np.inf)
    best = tuple(m for m, extra in zip(surface.minima, above, strict=True) if extra <= SAME)
    others = tuple(m for m in surface.minima if m not in best)
    kinds = {"best": best, "minima": others, "saddles": surface.saddles, "maxima": surface.maxima}
    return {kind: places if len(places) <= MARKED else () for kind, places in kinds.items()}
