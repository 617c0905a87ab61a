"""The surfaces that tests loop over: each class as it is by default, and with every field moved."""

import numpy as np

from params import Param, params_of
from surfaces import SURFACES, Box, Surface


def moved(declared: Param) -> float:
    """A value that is not the default: 70 % along the slider."""
    low, high = declared.low, declared.high
    value = low * (high / low) ** 0.7 if declared.log else low + 0.7 * (high - low)
    return round(value) if isinstance(declared.default, int) else value


DEFAULT: dict[str, Surface] = {name: cls() for name, cls in SURFACES.items()}
RESHAPED: dict[str, Surface] = {
    f"{name}-reshaped": cls(**{field: moved(declared) for field, declared in params_of(cls).items()})
    for name, cls in SURFACES.items()
    if params_of(cls)
}
SHAPES = DEFAULT | RESHAPED


def loop(shapes: dict[str, Surface]) -> dict:
    """What `pytest.mark.parametrize("surface", ...)` takes to run once a surface, under its name."""
    return {"argvalues": list(shapes.values()), "ids": list(shapes)}


def seeded(box: Box, n: int) -> np.ndarray:
    """The same `n` points of `box` every time: shape (2, n)."""
    rng = np.random.default_rng(20)
    return np.stack([rng.uniform(box.x0, box.x1, n), rng.uniform(box.y0, box.y1, n)])
