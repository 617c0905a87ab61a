"""The surfaces that tests loop over: each class as it is by default, with every field moved, and at the ends."""

import numpy as np

from params import Param, params_of
from surfaces import ALL_SURFACES, SURFACES, Box, Surface


def moved(declared: Param) -> float:
    """A value that is not the default: 70 % along the slider."""
    low, high = declared.low, declared.high
    value = low * (high / low) ** 0.7 if declared.log else low + 0.7 * (high - low)
    return round(value) if isinstance(declared.default, int) else value


DEFAULT: dict[str, Surface] = {name: cls() for name, cls in ALL_SURFACES.items()}
RESHAPED: dict[str, Surface] = {
    f"{name}-reshaped": cls(
        **{field: moved(declared) for field, declared in params_of(cls).items() if not declared.options}
    )
    for name, cls in ALL_SURFACES.items()
    if params_of(cls)
}
FORMS: dict[str, Surface] = {
    f"{name}-{form}": cls(form=form)
    for name, cls in ALL_SURFACES.items()
    for form in (params_of(cls)["form"].options[1:] if "form" in params_of(cls) else ())
}
"""Models in a form that is not the default."""
SHAPES = DEFAULT | RESHAPED | FORMS
ENDS: dict[str, Surface] = {
    f"{name}-{end}": cls(**{f: getattr(p, end) for f, p in params_of(cls).items() if not p.options})
    for name, cls in ALL_SURFACES.items()
    for end in ("low", "high")
    if params_of(cls)
}
"""With every slider at its lower end, and at its upper."""
FORMULAIC = {name: surface for name, surface in (SHAPES | ENDS).items() if type(surface).__name__ in SURFACES}
"""Those that are one formula; the others are made of data."""


def loop(shapes: dict[str, Surface]) -> dict:
    """What `pytest.mark.parametrize("surface", ...)` takes to run once a surface, under its name."""
    return {"argvalues": list(shapes.values()), "ids": list(shapes)}


def seeded(box: Box, n: int) -> np.ndarray:
    """The same `n` points of `box` every time: shape (2, n)."""
    rng = np.random.default_rng(20)
    return np.stack([rng.uniform(box.x0, box.x1, n), rng.uniform(box.y0, box.y1, n)])
