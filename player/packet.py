"""What the browser gets: a small JSON header and one buffer of float32."""

from hashlib import blake2b
from math import isfinite
from typing import Any

import numpy as np

from descent import Race, Trajectory
from descent.forecast import focus, forecasts
from descent.scene import SETTINGS
from descent.standings import Standing, standing, tolerance
from descent.wrapping import plain_type, title
from figures import DARK_GROUND, LIGHT_GROUND, STYLES, Relief, losses_at, marks, relief
from figures.arrows import Cross, cross, downhill
from figures.words import SHORT, number, outcome
from optimizers import Optimizer
from player.component import packet
from surfaces import Surface, local_theory


def pack(race: Race) -> bytes:
    """`race` for the player.

    Its block is float32: the relief row by row, then for each optimizer x, y and the loss above `header.best` at steps 0 … T.
    """
    ground = relief(race.scene.surface)
    floats = np.concatenate([ground.above.ravel(), *(_path(run, _best(race)) for run in race.trajectories)])
    return packet(_header(race, ground, _digest(floats)), [floats.tobytes()])


def _path(run: Trajectory, best: float) -> Any:
    above = run.losses - best
    with np.errstate(over="ignore"):
        return np.concatenate([run.points[:, 0], run.points[:, 1], above]).astype(np.float32)


def _digest(floats: Any) -> str:
    """Playback starts again when this changes, and only then."""
    return blake2b(floats.tobytes(), digest_size=8).hexdigest()


def _header(race: Race, ground: Relief, digest: str) -> dict[str, Any]:
    scene, surface = race.scene, race.scene.surface
    return {
        "digest": digest,
        "ground": repr(surface),
        "surface": surface.label,
        "box": ground.box,
        "grid": ground.above.shape[::-1],
        "scale": {"low": ground.low, "high": ground.high, "eps": ground.eps},
        "ramps": {"light": LIGHT_GROUND, "dark": DARK_GROUND},
        "best": _best(race),
        "bounded": bool(surface.minima),
        "marks": marks(surface),
        "start": scene.start,
        **{key: getattr(scene, key) for key in SETTINGS},
        **_overlays(race),
        "tolerance": number(tolerance(surface)),
        "runners": [_runner(surface, o, run) for o, run in zip(scene.optimizers, race.trajectories, strict=True)],
    }


def _overlays(race: Race) -> dict[str, Any]:
    """What is drawn over the plots when it is asked for."""
    scene, surface = race.scene, race.scene.surface
    theory = scene.theory != "off"
    return {
        "field": downhill(surface)._asdict() if scene.field else None,
        "cross": _cross(cross(local_theory(surface, focus(scene)), surface.domain) if theory else None),
        "forecasts": [f and (f.since, f.rate) for f in forecasts(race)] if theory else [],
    }


def _cross(drawn: Cross | None) -> dict[str, Any] | None:
    return drawn and drawn._asdict()


def _best(race: Race) -> float:
    """The lowest loss that is known: 0 on the logarithmic axis of the loss plot. 0 where there is no minimum."""
    losses = losses_at(race.scene.surface, race.scene.surface.minima)
    return float(losses.min()) if losses.size else 0.0


def _runner(surface: Surface, optimizer: Optimizer, run: Trajectory) -> dict[str, Any]:
    row = standing(surface, run)
    return {
        "name": title(optimizer),
        **STYLES[plain_type(optimizer).__name__]._asdict(),
        "last": int(run.last),
        "fate": {"step": int(run.outcome.step), "short": SHORT[int(run.outcome.kind)], "kind": int(run.outcome.kind)},
        "standing": _standing(row),
    }


def _standing(row: Standing) -> dict[str, Any]:
    """The standing as words, with the loss as a number to sort by."""
    return {
        "order": row.loss if isfinite(row.loss) else None,
        "loss": number(row.loss, 4),
        "distance": number(row.distance),
        "reached": str(row.reached) if row.reached >= 0 else "–",
        "length": number(row.length),
        "evaluations": str(row.evaluations),
        "outcome": outcome(row.outcome),
    }
