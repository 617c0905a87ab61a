"""What the browser gets of a race: the report as plain data, and blocks of numbers."""

from hashlib import blake2b
from math import isfinite
from typing import Any

import numpy as np

from descent import Module, Standing, tolerance
from figures import (
    ARROWS,
    DARK_GROUND,
    LIGHT_GROUND,
    MAP_RAMP,
    MINIMA,
    OUTCOMES,
    RIVAL_DASH,
    Lines,
    LossGrid,
    OutcomeWords,
    Style,
    contour_lines,
    cross,
    downhill,
    loss_grid,
    number,
    pulls,
    styles,
)
from language import _
from params import params_of
from player.lesson import Guide, switches
from player.packing.anatomy import anatomy
from player.packing.blocks import Block, float32, packet
from player.packing.examples import examples
from player.packing.live import live
from player.packing.methods import methods
from scenes import RENARD, Look, Racer, RaceReport, can_be_typed, formula_of, is_draft
from surfaces import layers_of, own_path, penalty

STANDING = ("loss", "distance", "reached", "length", "evaluations", "test", "gap", "gradients", "epochs")
"""The columns of the block `standings`."""
OUTCOME = ("kind", "step", "x", "y", "near", "radius", "above")
"""The columns of the block `outcomes`."""


def pack(
    told: RaceReport,
    story: str = "",
    note: str = "",
    program: Module | None = None,
    heard: float | None = None,
    guide: Guide | None = None,
) -> bytes:
    """The race that was `told` for the player, under the sentence `story`, and `note` if all are as recorded; `program` runs it there,
    the last report that was `heard` has this number, and a lesson's `guide` asks something of it.
    """
    return packet(*parts(told, story, note, program, heard, guide))


def parts(
    told: RaceReport, story: str, note: str, program: Module | None, heard: float | None, guide: Guide | None
) -> tuple[dict[str, Any], dict[str, Block]]:
    """Header and blocks of a race, as `pack` is given it.

    Blocks: `ground` (ny, nx), and `test`, `data` or `penalty`, the losses of other contour lines: from the lowest y to the
    highest. Of all racers `points` (R, 2, T + 1), `losses` and, if it is shown, `test losses` (R, T + 1), `standings` and
    `outcomes` (R, columns), and where minibatches are seen in the field `pulls` (R, 4, T). And the examples (`player.packing.examples`), and the `numbers` of the program (`player.packing.live`).
    """
    scene = told.race.scene
    ground, lines = loss_grid(told.landscape), contour_lines(scene.setup.surface, scene.look.lines)
    about, shown = examples(scene.setup.surface, scene.setup.steps)
    blocks = {"ground": Block(ground.above, ground.low)}
    blocks |= {f"lines {one.kind}": Block(one.grid.above, one.grid.low) for one in lines}
    blocks |= _paths(told) | _results(told) | _pulls(told) | shown
    runs, numbers = live(told, program) if program else (None, {})
    header = {
        "scene": _scene(told, story, note) | {"switches": switches(told, guide)},
        "ground": _ground(told, ground, lines) | {"digest": _digest(blocks["ground"])},
        "race": _race(told)
        | {
            "methods": methods(told, program),
            "series": RENARD,
            "anatomy": anatomy(told, program),
            "examples": about and about | {"digest": _digest(*shown.values())},
            "digest": _digest(blocks["ground"], blocks["points"], *shown.values()),
        },
        "overlays": _overlays(told),
        "live": runs,
        "heard": heard,
        "lesson": guide and guide.header(),
    }
    return header, blocks | numbers


def _digest(*blocks: Block) -> str:
    """Changes with these blocks, and with nothing else."""
    return blake2b(b"".join(block.numbers.tobytes() for block in blocks), digest_size=8).hexdigest()


def _paths(told: RaceReport) -> dict[str, Block]:
    """Where everyone went, and the losses there: above the lowest that is known, but as they are beside test losses."""
    runs, steps, test = told.race.trajectories, told.race.scene.setup.steps, told.test_surface
    points = np.array([run.points.T for run in runs]).reshape(-1, 2, steps + 1)
    losses = np.array([run.losses for run in runs]).reshape(-1, steps + 1)
    paths = {"points": float32(points), "losses": float32(losses, 0.0 if test else told.lowest)}
    return paths | {"test losses": float32(test(np.moveaxis(points, 1, 0)))} if test else paths


def _results(told: RaceReport) -> dict[str, Block]:
    """Standings and outcomes, as exact as they are."""
    standings = [[getattr(row, name) for name in STANDING] for row in told.standings]
    outcomes = [_outcome(row) for row in told.standings]
    return {
        "standings": Block(np.array(standings, float).reshape(-1, len(STANDING))),
        "outcomes": Block(np.array(outcomes, float).reshape(-1, len(OUTCOME))),
    }


def _shows_pulls(told: RaceReport) -> bool:
    """Whether all examples and a batch of them may point elsewhere, and that is shown."""
    setup, look = told.race.scene.setup, told.race.scene.look
    return look.field and not look.view3d and "Minibatch" in layers_of(setup.surface)


def _pulls(told: RaceReport) -> dict[str, Block]:
    if not _shows_pulls(told):
        return {}
    losses = [racer.loss for racer in told.race.racers]
    points = np.array([run.points for run in told.race.trajectories])
    found = np.zeros((len(losses), 4, told.race.scene.setup.steps))
    # Those on the same loss in one go: a batch costs more than who is on it.
    for loss in dict.fromkeys(losses):
        mine = [one == loss for one in losses]
        found[mine] = np.moveaxis(pulls(loss, np.moveaxis(points[mine], 0, -1)), -1, 0)
    return {"pulls": float32(found)}


def _outcome(row: Standing) -> list[Any]:
    o = row.outcome
    return [o.kind, o.step, *o.target, o.near, o.radius, o.above]


def _scene(told: RaceReport, story: str, note: str) -> dict[str, Any]:
    """What runs, how it is shown, and what can be switched."""
    scene = told.race.scene
    return {
        "surface": _(scene.setup.plain.label),
        "formula": formula_of(scene.setup.plain),
        "story": story,
        "note": note,
        "recorded": scene.is_recorded,
        "box": told.landscape.domain,
        "start": scene.setup.start,
        "steps": scene.setup.steps,
        "draft": is_draft(scene.setup.plain),
        "editable": can_be_typed(type(scene.setup.plain)),
        "look": {key: getattr(scene.look, key) for key in params_of(Look)},
    }


def _ground(told: RaceReport, ground: LossGrid, lines: tuple[Lines, ...]) -> dict[str, Any]:
    """What lies under the paths."""
    return {
        "scale": _scale(ground),
        "lines": [{"kind": one.kind, "scale": _scale(one.grid)} for one in lines],
        "marks": told.marks,
        "ramps": {"light": LIGHT_GROUND, "dark": DARK_GROUND},
    }


def _scale(grid: LossGrid) -> dict[str, float]:
    return {"high": grid.high, "eps": grid.eps}


def _race(told: RaceReport) -> dict[str, Any]:
    setup = told.race.scene.setup
    looks = styles(zip(setup.optimizers, setup.numbers, strict=True))
    return {
        "lowest": told.lowest,
        "bounded": isfinite(told.landscape.bottom),
        "minima": told.landscape.minima,
        "tolerance": number(tolerance(told.landscape)),
        "racers": [
            _racer(racer, key, int(run.last), looks[racer.panel])
            for key, racer, run in zip(setup.keys, told.race.racers, told.race.trajectories, strict=True)
        ],
        "columns": {"standings": STANDING, "outcomes": OUTCOME},
        "words": [_words(words) for words in OUTCOMES],
        "arrows": ARROWS,
    }


def _words(words: OutcomeWords) -> dict[str, Any]:
    return words._asdict() | {"short": _(words.short), "sentence": _(words.sentence)}


def _racer(racer: Racer, key: str, last: int, look: Style) -> dict[str, Any]:
    style = look._asdict() | ({"dash": RIVAL_DASH} if racer.rival else {})
    return {"key": key, "name": racer.name, "panel": racer.panel, "rival": racer.rival, "last": last, **style}


def _overlays(told: RaceReport) -> dict[str, Any]:
    """What is drawn over the plots when it is asked for."""
    look, surface = told.race.scene.look, told.landscape
    hessian = cross(told.theory, surface.domain) if told.theory else None
    return {
        "route": own_path(surface).places if look.lines == "parts" and penalty(surface) else [],
        "pulls": _shows_pulls(told),
        "arrows": downhill(surface)._asdict() if look.field else None,
        "hessian": hessian and hessian._asdict(),
        "forecasts": [f and (f.since, f.rate) for f in told.forecasts],
        "hues": map_colours(told) if look.basins and not look.view3d else None,
    }


def map_colours(told: RaceReport) -> dict[str, Any]:
    """What the colours of a map of starts tell: the loss at each minimum, a hue for each of the first, and from little to much."""
    heights = [float(told.landscape(w)) for w in told.landscape.minima]
    return {"heights": heights, "minima": MINIMA, "ramp": MAP_RAMP}
