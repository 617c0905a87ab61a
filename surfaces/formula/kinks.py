"""Kinks, jumps and poles that a window really holds: polar coordinates have some that a formula may heal."""

from collections.abc import Callable
from typing import Any

import numpy as np

from params import Array
from surfaces.base import QUIET, Box
from surfaces.formula.trees.algebra import simplified
from surfaces.formula.trees.program import Program
from surfaces.formula.trees.text import POLAR
from surfaces.formula.trees.tree import TWO, Node, X, Y, node
from surfaces.formula.trees.troubles import TIP, TURN, Trouble, among, troubles

MESH = 65
"""Points along each side of a window in which kinks are looked for."""
NEAR = 1e-8
"""A share of the window's size that is next to nothing."""
SMOOTH = 1e-3
"""Slopes that agree around the origin differ by less than this share of the usual ones so near it."""
ANGLE = next(tree for tree, name in POLAR.items() if name == "theta")
SQUARE = simplified(node("add", node("power", X, TWO), node("power", Y, TWO)))

Look = Callable[[Array, Array], tuple[Array, ...]]
"""x, y → (f, ∂x, ∂y)."""


class Kinks:
    """Of a formula: call it with a window and with f and its slopes as arrays."""

    def __init__(self, tree: Node) -> None:
        self._all = [*troubles(tree)]
        self._measures = Program([trouble.measure for trouble in self._all])

    @QUIET
    def __call__(self, box: Box, parameters: Any, look: Look) -> list[Trouble]:
        x, y = box.mesh(MESH, MESH)
        found = among(self._all, self._measures({"x": x, "y": y, **parameters}), x.shape)
        return [trouble for trouble in found if not _is_healed(trouble, box, look)]


def _is_healed(trouble: Trouble, box: Box, look: Look) -> bool:
    """Whether loss and slopes go on through a place where the coordinates do not."""
    if trouble.said == TURN and trouble.measure is ANGLE:
        x = np.linspace(box.x0, 0.0, 8)[:-1]
        above, below = (np.array(look(x, np.full(x.shape, side * NEAR))) for side in (1, -1))
        return bool(np.allclose(above, below, rtol=1e-5, atol=1e-5 * np.abs(above).max()))
    if trouble.said == TIP and simplified(trouble.measure) is SQUARE:
        turn, (_, *usual) = np.linspace(0, 2 * np.pi, 16), look(*box.mesh(9, 9))
        usual_slope = _median(np.hypot(*usual))
        _, *slopes = look(NEAR * box.size * np.cos(turn), NEAR * box.size * np.sin(turn))
        return bool(np.ptp(slopes, axis=1).max() <= SMOOTH * usual_slope)
    return False


def _median(values: Array) -> float:
    """That of the numbers among `values`, 0 if there is none."""
    held = values[np.isfinite(values)]
    return float(np.median(held)) if held.size else 0.0
