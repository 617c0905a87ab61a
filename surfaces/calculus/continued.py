"""Lengths that go on into the complex numbers, so that a complex step passes through the kink that they have at zero, and
the direction that goes with them.

Martins, Sturdza & Alonso (2003), The Complex-Step Derivative Approximation, ACM TOMS 29(3), § 4.
"""

from typing import Any

import numpy as np


def absolute(x: Any) -> Any:
    """|x|, and −x or x for a complex x, by the sign of its real part."""
    return np.abs(x) if np.isrealobj(x) else x * np.sign(np.real(x))


def length(x: Any, y: Any) -> Any:
    """√(x² + y²), for complex numbers, too."""
    return np.hypot(x, y) if np.isrealobj(x) and np.isrealobj(y) else np.sqrt(x * x + y * y)


def direction(x: Any, y: Any) -> tuple[Any, Any]:
    """The unit vector that points from the origin to (x, y), which may be as near as numbers get; 0 at the origin."""
    longer = np.maximum(np.abs(x), np.abs(y))
    u, v = x / np.where(longer == 0, 1.0, longer), y / np.where(longer == 0, 1.0, longer)
    size = np.maximum(1.0, np.sqrt(u * u + v * v))
    return u / size, v / size


IN_TORCH = {absolute: "torch.abs", length: "torch.hypot"}
"""What they are called in PyTorch, which knows their derivatives."""
