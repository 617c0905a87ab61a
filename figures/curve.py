"""A small curve as SVG, for beside a widget."""

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT, AIR = 240, 46, 3
COLOUR = "#5b8def"
"""Seen on a light and on a dark ground."""


def curve(values: NDArray[np.float64]) -> str:
    """`values` (n,) from left to right between 0 and the largest of them, as an SVG picture."""
    xs = np.linspace(AIR, WIDTH - AIR, len(values))
    ys = HEIGHT - AIR - (HEIGHT - 2 * AIR) * values / max(float(values.max()), 1e-300)
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<polyline points="{points}" fill="none" stroke="{COLOUR}" stroke-width="2" stroke-linejoin="round"/></svg>'
    )
