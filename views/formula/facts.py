"""What is known of a formula, in sentences."""

import numpy as np

from language import _, several
from surfaces import CriticalPoints, Formula

GRID = 32


def facts(surface: Formula) -> str:
    """Where it is not smooth, and which critical points it has."""
    if not np.isfinite(surface(surface.domain.mesh(GRID, GRID))).any():
        return _("The formula has no finite value anywhere in this window.")
    return " ".join(filter(None, [critical(surface), surface.kinks]))


def critical(surface: Formula) -> str:
    """How many critical points were found, and whether the index proves that there are no others."""
    found = surface.critical
    if surface.crowded:
        return _("More critical points in this window than anybody could tell apart: none are marked.")
    counts = [
        several("{count} minimum", "{count} minima", len(found.minima)),
        several("{count} saddle point", "{count} saddle points", len(found.saddles)),
        several("{count} maximum", "{count} maxima", len(found.maxima)),
    ]
    named = [text for text, points in zip(counts, (found.minima, found.saddles, found.maxima), strict=True) if points]
    said = _("In this window: {points}.", points=", ".join(named)) if named else _("No critical point in this window.")
    return f"{said} {_proof(surface, found)}".strip()


def _proof(surface: Formula, found: CriticalPoints) -> str:
    """What the index says of the list."""
    if found.degenerate:
        return _("Somewhere the gradient vanishes along a curve, or so flatly that nobody can count how often.")
    if found.winding is None or not surface.smooth:
        return ""
    sums = {"index": found.index, "winding": found.winding}
    if found.complete:
        return _("The index sum, {index}, is that of the edge: none is missing, unless two cancel out.", **sums)
    return _("The index sum is {index}, but that of the edge {winding}: there are more.", **sums)
