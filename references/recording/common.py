"""What both recordings share: the losses, the form of a case, and the files."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from math import cos, radians, sin
from pathlib import Path

import numpy as np

from optimizers import OPTIMIZERS
from scenes import scaled
from surfaces import SURFACES

FOLDER = Path(__file__).parents[1]
STEPS = 1000
CALM = 0.03
"""The share of its learning rate at which a rule that divides by what it forgets no longer makes rounding grow."""


def ravine(x, y):
    c, s = cos(radians(20)), sin(radians(20))
    return 0.5 * 10 * ((c * x + s * y) ** 2 / 40 + (c * y - s * x) ** 2)


# Written here once more in plain arithmetic, which torch and JAX differentiate by themselves: a proof of our gradients, too.
LOSSES = {
    "Ravine": ravine,
    "Rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "Himmelblau": lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
}
SHAPES = {"Ravine": {"kappa": 40.0}}
"""The fields of a surface with which its loss above is the same."""


def case(name, surface, changed, schedule=None, decay=0.0):
    """One case as plain data: a rule as it suits a surface, with some fields changed; schedule: None or (name, fields)."""
    fields = asdict(scaled(OPTIMIZERS[name], SURFACES[surface])) | changed
    tuned = {n for n in changed if n != "form"}
    return {
        "optimizer": name, "fields": fields, "schedule": schedule, "decay": decay, "surface": surface, "tuned": bool(tuned)
    } | ({"shape": SHAPES[surface]} if surface in SHAPES else {})  # fmt: skip


def calm(name, surface):
    """The change of fields that makes a path on `surface` calm enough to be compared to its end."""
    return {"lr": scaled(OPTIMIZERS[name], SURFACES[surface]).lr * CALM}


def write(library: str, version: str, cases: Iterable[dict], run: Callable[[dict], np.ndarray]) -> None:
    """Run all cases and write their points to library.npz, and what they are to library.json."""
    recorded = list(cases)
    np.savez_compressed(FOLDER / f"{library}.npz", **{f"{i:03d}": run(case) for i, case in enumerate(recorded)})
    text = json.dumps({library: version, "steps": STEPS, "cases": recorded}, indent=1)
    (FOLDER / f"{library}.json").write_text(text + "\n")
