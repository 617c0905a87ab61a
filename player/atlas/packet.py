"""What the browser gets of maps: the race of which they are, what is mapped, and maps that the server has computed."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np

from descent import Module
from language import _
from optimizers import Momentum, unwrap
from params import titled
from player.atlas.asked import Answer
from player.atlas.given import Given
from player.packing.blocks import Block, packet
from player.packing.packet import map_colours, parts
from scenes import MAP_SETTINGS, MapScene, RaceReport, swept
from surfaces import LocalTheory, Surface, local_theory


def pack_maps(
    told: RaceReport,
    scene: MapScene,
    program: Module | None,
    heard: float | None,
    given: Sequence[Given] | None,
    answers: Sequence[Answer] = (),
) -> bytes:
    """The race that was `told`, with the part `map` of what is mapped of it, the block `map i` of each map that is `given`, and the
    block `answer i` of each of the `answers`.
    """
    return packet(*map_parts(told, scene, program, heard, given, answers))


def map_parts(
    told: RaceReport,
    scene: MapScene,
    program: Module | None,
    heard: float | None = None,
    given: Sequence[Given] | None = None,
    answers: Sequence[Answer] = (),
) -> tuple[dict[str, Any], dict[str, Block]]:
    """Header and blocks of maps, as `pack_maps` is given them."""
    header, blocks = parts(told, "", "", program, heard, None)
    maps = {f"map {i}": one.rows for i, one in enumerate(given or ())}
    answered = {f"answer {i}": one.rows for i, one in enumerate(answers)}
    about = _map(told, scene, given) | {"answers": [{"id": one.id, "n": one.n} for one in answers]}
    return header | {"map": about}, blocks | maps | answered


def _map(told: RaceReport, scene: MapScene, given: Sequence[Given] | None) -> dict[str, Any]:
    """What is mapped, what may be chosen, and how it is coloured."""
    plane, theory = scene.plane, _theory(told)
    return {
        **{key: getattr(scene.look, key) for key in MAP_SETTINGS},
        "box": scene.box,
        "plane": plane and dict(zip(("of", "across", "upward"), plane, strict=True)),
        "range": scene.range,
        "choices": {key: _choices(key) for key in ("show", "shade", "tuned")},
        "sizes": MAP_SETTINGS["n"].options,
        **map_colours(told),
        "theory": theory,
        "swept": {key: list(swept(optimizer)) for key, optimizer in scene.race.setup.entries.items()},
        "polyak": _polyak(theory, scene),
        "given": [one.n for one in given] if given else None,
    }


def _choices(key: str) -> list[dict[str, str]]:
    """Each value of a setting, its title and its tooltip."""
    declared = MAP_SETTINGS[key]
    named = [titled(_(meaning)) for meaning in declared.meanings]
    return [{"key": o, "title": title, "help": more} for o, (title, more) in zip(declared.options, named, strict=True)]


def _theory(told: RaceReport) -> dict[str, Any] | None:
    """The curvatures at the lowest minimum and what is best there of a rate and of momentum; None where no rate can be told from
    them. quadratic: whether the surface has them everywhere.
    """
    surface = told.landscape
    if not surface.minima:
        return None
    found = local_theory(surface, min(surface.minima, key=lambda w: float(surface(w))))
    if not (found.descent and found.heavy_ball and all(map(isfinite, found.eigenvalues))):
        return None
    return {
        "point": found.point,
        "eigenvalues": found.eigenvalues,
        "limit": found.largest_lr(),
        "descent": found.descent._asdict(),
        "heavyBall": found.heavy_ball._asdict(),
        "quadratic": _is_quadratic(surface, found),
    }


def _is_quadratic(surface: Surface, found: LocalTheory) -> bool:
    """Whether the Hessian is the same in places all over the window."""
    everywhere = surface.hessian(surface.domain.mesh(5, 7))
    return np.allclose(everywhere, np.array(found.hessian)[:, :, None, None], rtol=1e-9, atol=1e-12)


def _polyak(theory: dict[str, Any] | None, scene: MapScene) -> dict[str, float] | None:
    """Field → its best value by `theory`, of the two that are mapped; None where it has none for them."""
    if not (theory and theory["quadratic"] and scene.plane):
        return None
    of, *fields = scene.plane
    plain, *_wrapped = unwrap(scene.race.setup.entries[of])
    rolls = isinstance(plain, Momentum) and not plain.dampening and {*fields} == {"lr", "momentum"}
    return {name: theory["heavyBall"][name] for name in fields} if rolls else None
