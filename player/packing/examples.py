"""The examples behind a loss made of data, as the player's data panel needs them."""

from typing import Any

import numpy as np

from language import _, marked
from player.packing.blocks import Block, float32
from surfaces import DataSurface, Examples, Minibatch, Surface, classic, layers_of, plain

REGRESSION = ("line", "curve")
"""Models of a number, which is drawn upward."""
RISING = ("probability", "score")
"""Models of one of two classes by one feature: how sure they are of it is drawn upward. The others of a class draw the second
feature upward.
"""
BESIDE = 0.08
"""How far below 0 and above 1 the examples stand: a curve of probabilities would cover them there."""


def examples(surface: Surface, steps: int) -> tuple[dict[str, Any] | None, dict[str, Block]]:
    """Header and blocks. `train` and `test`: (3, N), across, upward and class; `batches`: (T, N / 8), a row for each step with
    a bit for each example, filled up to whole bytes, and no rows where every step sees all.

    Header None and no blocks if the loss is not made of data.
    """
    base = plain(surface)
    if not isinstance(base, DataSurface):
        return None, {}
    train, test = base.plotted
    header = {
        "model": base.model,
        "axes": _axes(base),
        "classes": _classes(base),
        "means": base.means.tolist() if hasattr(base, "means") else [],
    }
    return header, {
        "train": float32(_drawn(train, base.model)),
        "test": float32(_drawn(test, base.model)),
        "batches": Block(_batches(surface, steps)),
    }


def _axes(base: Any) -> tuple[str, ...]:
    """What is drawn across and upward. The columns of a table are in units of their standard deviations, or others yet."""
    columns = base.columns or classic(base.source, base.task).columns
    if base.model in RISING:
        across = _("{column} (scaled)", column=columns[0]) if columns else _("feature")
        said = marked("probability of {name}") if base.model == "probability" else marked("score of {name}")
        return across, _(said, name=_classes(base)[1])
    if columns:
        return tuple(_("{column} (scaled)", column=name) for name in columns[:2])
    if base.model in REGRESSION:
        return _("feature"), _("target")
    return _("first feature"), _("second feature")


def _classes(base: Any) -> tuple[str, ...]:
    """What the classes are called, in the order of their numbers; none where a number is learned."""
    if base.model in REGRESSION:
        return ()
    two = base.model in ("boundary", *RISING)
    made_up = ("t = −1", "t = 1") if two else tuple(_("class {number}", number=k + 1) for k in range(len(base.means.T)))
    return base.classes or classic(base.source, base.task).classes or made_up


def _drawn(some: Examples, model: str) -> Any:
    a, b, target = some
    sure = 0.5 + (0.5 + BESIDE) * target
    upward = {"line": target, "curve": target, "score": target, "probability": sure}.get(model, b)
    return a, upward, 0 * target if model in REGRESSION else target


def _batches(surface: Surface, steps: int) -> np.ndarray:
    """Bits (T, N/8); (0, 0) where every step sees all examples."""
    minibatch = layers_of(surface).get("Minibatch")
    if not isinstance(minibatch, Minibatch):
        return np.zeros((0, 0), np.uint8)
    seen = np.zeros((steps, minibatch.surface.data.train.size), bool)
    for t in range(steps):
        seen[t, minibatch.batch(t + 1)] = True
    return np.packbits(seen, axis=1)
