"""Lengths that go on into the complex numbers, so that a complex step passes through the kink that they have at zero.

Martins, Sturdza & Alonso (2003), The Complex-Step Derivative Approximation, ACM TOMS 29(3), § 4.
"""

from typing import Any

import numpy as np


def absolute(x: Any) -> Any:
    """|x|, and −x or x for a complex x, by the sign of its real part."""
    return x * np.sign(np.real(x))


def length(x: Any, y: Any) -> Any:
    """√(x² + y²), for complex numbers, too."""
    return np.hypot(x, y) if np.isrealobj(x) and np.isrealobj(y) else np.sqrt(x * x + y * y)
