"""What the browser gets: a small JSON header and one buffer of float32."""

from hashlib import blake2b
from math import isfinite, isnan
from typing import Any

import numpy as np

from descent import Kind, Standing, Trajectory, standing, tolerance
from figures import (
    DARK_GROUND,
    LIGHT_GROUND,
    RIVAL_DASH,
    SHORT,
    STYLES,
    Cross,
    Lines,
    Relief,
    contour_lines,
    cross,
    downhill,
    marks,
    number,
    other_minima,
    outcome,
    relief,
)
from optimizers import plain_type
from player.component import packet
from player.examples import examples
from scenes import SETTINGS, Race, Racer, Scene, focus, forecasts
from surfaces import DataSurface, Surface, local_theory, own_path, penalty, plain


def pack(race: Race, story: str = "") -> bytes:
    """`race` for the player, under the sentence `story`.

    Its blocks are float32: the relief row by row, that of each set of lines, then for each racer x, y, the loss above
    `header.best` and, if it is shown, the test loss at steps 0 … T; and last the examples (`player.examples`).
    """
    scene, best = race.scene, _best(race)
    ground, lines = relief(scene.surface.landscape), contour_lines(scene.surface, scene.lines)
    about, shown = examples(scene.surface, scene.steps)
    points = [_float32(np.moveaxis(run.points, 1, 0)) for run in race.trajectories]
    losses = [_float32(_losses(run, best, scene)) for run in race.trajectories]
    paths = [part for path in zip(points, losses, strict=True) for part in path]
    reliefs = [ground.above.tobytes(), *(one.relief.above.tobytes() for one in lines)]
    header = _header(race, ground, lines) | {
        "story": story,
        "examples": about,
        "digest": _digest(reliefs[0], *points, shown),
    }
    return packet(header, [*reliefs, *paths, shown])


def _float32(numbers: Any) -> bytes:
    with np.errstate(over="ignore"):
        return np.asarray(numbers, np.float32).tobytes()


def _losses(run: Trajectory, best: float, scene: Scene) -> list[Any]:
    base = scene.plain
    test = [base.test_surface(run.points.T)] if _shows_test(scene) and isinstance(base, DataSurface) else []
    return [run.losses - best, *test]


def _shows_test(scene: Scene) -> bool:
    return scene.lines == "test" and isinstance(scene.plain, DataSurface)


def _digest(*blocks: bytes) -> str:
    """Playback starts again when this changes, and only then."""
    return blake2b(b"".join(blocks), digest_size=8).hexdigest()


def _header(race: Race, ground: Relief, lines: tuple[Lines, ...]) -> dict[str, Any]:
    scene, surface = race.scene, race.scene.surface.landscape
    return {
        "ground": _digest(ground.above.tobytes()),
        "surface": scene.plain.label,
        "box": ground.box,
        "grid": ground.above.shape[::-1],
        "scale": {"low": ground.low, "high": ground.high, "eps": ground.eps},
        "ramps": {"light": LIGHT_GROUND, "dark": DARK_GROUND},
        "overlaid": [_line(one) for one in lines],
        "best": _best(race),
        "lowest": _lowest(surface),
        "bounded": isfinite(surface.bottom),
        "tested": _shows_test(scene),
        "offers": _offers(scene.surface),
        "marks": marks(surface) | other_minima(scene.surface, scene.lines),
        "start": scene.start,
        **{key: getattr(scene, key) for key in SETTINGS},
        **_overlays(race),
        "tolerance": number(tolerance(surface)),
        "racers": [_racer(scene, racer, run) for racer, run in zip(scene.racers, race.trajectories, strict=True)],
    }


def _line(lines: Lines) -> dict[str, Any]:
    """What there is to know of a set of contour lines beside its relief."""
    above, low, high, eps = lines.relief.above, lines.relief.low, lines.relief.high, lines.relief.eps
    return {"kind": lines.kind, "grid": above.shape[::-1], "scale": {"low": low, "high": high, "eps": eps}}


def _offers(surface: Surface) -> dict[str, bool]:
    """Which switches there are for this loss."""
    data, penalized = isinstance(plain(surface), DataSurface), penalty(surface) is not None
    return {"test": data, "parts": penalized, "strengths": data or penalized}


def _overlays(race: Race) -> dict[str, Any]:
    """What is drawn over the plots when it is asked for."""
    scene, surface = race.scene, race.scene.surface.landscape
    theory = scene.theory != "off"
    return {
        "route": own_path(surface).places if scene.lines == "parts" and penalty(surface) else [],
        "field": downhill(surface)._asdict() if scene.field else None,
        "cross": _cross(cross(local_theory(surface, focus(scene)), surface.domain) if theory else None),
        "forecasts": [f and (f.since, f.rate) for f in forecasts(race)] if theory else [],
    }


def _cross(drawn: Cross | None) -> dict[str, Any] | None:
    return drawn and drawn._asdict()


def _best(race: Race) -> float:
    """What the loss plot counts from: the lowest loss that is known, or 0 where the test loss is shown beside it."""
    return 0.0 if _shows_test(race.scene) else _lowest(race.scene.surface.landscape)


def _lowest(surface: Surface) -> float:
    """The lowest loss that is known, 0 where the surface has no bottom."""
    return surface.bottom if isfinite(surface.bottom) else 0.0


def _racer(scene: Scene, racer: Racer, run: Trajectory) -> dict[str, Any]:
    row, kind = standing(scene.surface, run), Kind(int(run.outcome.kind))
    return {
        "name": racer.name,
        "panel": racer.panel,
        "rival": racer.rival,
        **STYLES[plain_type(racer.optimizer).__name__]._asdict(),
        **({"dash": RIVAL_DASH} if racer.rival else {}),
        "last": int(run.last),
        "outcome": {"step": int(run.outcome.step), "short": SHORT[kind], "kind": int(kind)},
        "standing": _standing(row),
    }


def _standing(row: Standing) -> dict[str, Any]:
    """The standing as words, with the loss as a number to sort by."""
    learned = {
        "test": number(row.test, 4),
        "gap": number(row.gap, 2),
        "epochs": number(row.epochs),
        "gradients": str(row.gradients),
    }
    return {
        "order": row.loss if isfinite(row.loss) else None,
        "loss": number(row.loss, 4),
        "distance": number(row.distance),
        "reached": str(row.reached) if row.reached >= 0 else "–",
        "length": number(row.length),
        "evaluations": str(row.evaluations),
        "outcome": outcome(row.outcome),
        **({} if isnan(row.epochs) else learned),
    }
