"""Which critical points a picture marks."""

from functools import lru_cache

from descent import Kind, known_places
from surfaces import Point, Surface

MARKED = 40
"""More known points of one kind than this are too many to mark; the best minima always are."""

Marks = dict[str, tuple[Point, ...]]


@lru_cache(maxsize=256)
def marks(surface: Surface) -> Marks:
    """The known critical points to draw: `best` (the global minima), `minima` (the others), `saddles` and `maxima`."""
    kinds_of_minima = known_places(surface).kinds[: len(surface.minima)]
    best, others = (
        tuple(m for m, kind in zip(surface.minima, kinds_of_minima, strict=True) if kind == wanted)
        for wanted in (Kind.CONVERGED, Kind.LOCAL)
    )
    kinds = {"best": best, "minima": others, "saddles": surface.saddles, "maxima": surface.maxima}
    return {kind: places if len(places) <= MARKED else () for kind, places in kinds.items()}
