"""One value that holds all that a page shows, and is its address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from descent.run import Trajectory, descend
from descent.suit import carried, suited
from optimizers import OPTIMIZERS, Optimizer
from params import Param, params_of, write_number
from surfaces import SURFACES, Point, Surface

MOST_OPTIMIZERS = 12
MOST_STEPS = 2000
DEFAULT_SURFACE = "Ravine"
DEFAULT_OPTIMIZERS = ("GradientDescent", "Momentum", "RMSProp", "Adam")
DEFAULTS = {"surface": DEFAULT_SURFACE, "optimizers": ",".join(DEFAULT_OPTIMIZERS)}
SETTINGS = {
    "steps": Param(200, 10, MOST_STEPS, help="number of steps"),
    "overlay": Param(False, help="all paths on one plot"),
    "speed": Param(1.0, 0.25, 8.0, help="playback speed: 1 is the whole run in eight seconds"),
    "loop": Param(False, help="start again at the end"),
}
"""The settings beside surface, optimizers and start."""


@dataclass(frozen=True)
class Scene:
    """A race: who runs where, from which start, for how many steps, and how it is shown (see `SETTINGS`)."""

    surface: Surface
    optimizers: tuple[Optimizer, ...]
    start: Point
    steps: int = SETTINGS["steps"].default
    overlay: bool = SETTINGS["overlay"].default
    speed: float = SETTINGS["speed"].default
    loop: bool = SETTINGS["loop"].default

    def on(self, surface: type[Surface]) -> "Scene":
        """The same race on another surface, from its start and with learning rates that suit it."""
        chosen = tuple(carried(o, surface) for o in self.optimizers)
        return replace(self, surface=surface(), optimizers=chosen, start=surface.start)


def default_scene() -> Scene:
    """What a first visit shows."""
    surface = SURFACES[DEFAULT_SURFACE]
    chosen = tuple(suited(OPTIMIZERS[name], surface) for name in DEFAULT_OPTIMIZERS)
    return Scene(surface(), chosen, surface.start)


@dataclass(frozen=True)
class Race:
    """A scene that has been run: one trajectory for each of its optimizers, in their order."""

    scene: Scene
    trajectories: tuple[Trajectory, ...]


def play(scene: Scene) -> Race:
    """Run every optimizer of `scene`. What was run before with the same numbers is remembered, and read-only."""
    runs = (_run(scene.surface, optimizer, scene.start, scene.steps) for optimizer in scene.optimizers)
    return Race(scene, tuple(runs))


@lru_cache(maxsize=256)
def _run(surface: Surface, optimizer: Optimizer, start: Point, steps: int) -> Trajectory:
    run = descend(surface, optimizer, start, steps)
    run.points.flags.writeable = run.losses.flags.writeable = False
    return run


def to_query(scene: Scene) -> dict[str, str]:
    """The address of `scene`: only what differs from the defaults, so that the first page has a bare address.

    Fields are written as `Class.field`; the default of an optimizer's field is the one that suits the surface.
    """
    surface, chosen = type(scene.surface), [type(o) for o in scene.optimizers]
    query = {"surface": surface.__name__, "optimizers": ",".join(o.__name__ for o in chosen)}
    query = {k: v for k, v in query.items() if v != DEFAULTS[k]}
    query |= _changed(scene.surface, surface())
    for optimizer in scene.optimizers:
        query |= _changed(optimizer, suited(type(optimizer), surface))
    query |= {k: write_number(v) for k, v in scene.start._asdict().items() if v != getattr(surface.start, k)}
    return query | {k: p.write(v) for k, p in SETTINGS.items() if (v := getattr(scene, k)) != p.default}


def from_query(query: Mapping[str, str]) -> tuple[Scene, list[str]]:
    """The scene at an address, and a sentence for each part of the address that could not be understood.

    Such a part falls back to its default and the others keep their values, so every address opens a page.
    """
    reader = _Reader(query)
    surface = reader.surface()
    chosen = [suited(optimizer, surface) for optimizer in reader.optimizers()]
    box, start = surface.domain, surface.start
    scene = Scene(
        reader.fields(surface()),
        tuple(reader.fields(optimizer) for optimizer in chosen),
        Point(reader.value("x", Param(start.x, box.x0, box.x1)), reader.value("y", Param(start.y, box.y0, box.y1))),
        **{key: reader.value(key, declared) for key, declared in SETTINGS.items()},
    )
    return scene, reader.problems()


class _Reader:
    """Reads settings out of an address and remembers what it could not read."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.query, self.wrong, self.known = query, list[str](), set[str]()

    def surface(self) -> type[Surface]:
        name = self._text("surface")
        if name not in SURFACES:
            self.wrong.append("surface is not the name of one")
        return SURFACES.get(name, SURFACES[DEFAULT_SURFACE])

    def optimizers(self) -> list[type[Optimizer]]:
        """Those named, each once; an empty list stays empty."""
        text = self._text("optimizers")
        names = list(dict.fromkeys(text.split(","))) if text else []
        found = [OPTIMIZERS[name] for name in names if name in OPTIMIZERS][:MOST_OPTIMIZERS]
        if len(found) < len(names):
            self.wrong.append(f"optimizers may hold up to {MOST_OPTIMIZERS} known names")
        return found if found or not names else [OPTIMIZERS[name] for name in DEFAULT_OPTIMIZERS]

    def fields(self, instance: Any) -> Any:
        """`instance` with the fields that the address sets."""
        cls = type(instance)
        declared = {n: replace(p, default=getattr(instance, n)) for n, p in params_of(cls).items()}
        return replace(instance, **{n: self.value(_key(cls, n), p) for n, p in declared.items()})

    def value(self, key: str, declared: Param) -> Any:
        self.known.add(key)
        if key not in self.query:
            return declared.default
        try:
            return declared.read(self.query[key])
        except ValueError as problem:
            self.wrong.append(f"{key} {problem}")
            return declared.default

    def problems(self) -> list[str]:
        """One sentence each. Unknown settings are counted and not quoted, for they may say anything."""
        unknown = len(set(self.query) - self.known)
        are = "is" if unknown == 1 else "are"
        return self.wrong + [f"{unknown} of the settings in the address {are} not known on this page"] * (unknown > 0)

    def _text(self, key: str) -> str:
        self.known.add(key)
        return self.query.get(key, DEFAULTS[key])


def _key(cls: type, field: str) -> str:
    return f"{cls.__name__}.{field}"


def _changed(instance: Any, default: Any) -> dict[str, str]:
    """The fields of `instance` that are not as in `default`, as they stand in an address."""
    cls = type(instance)
    values = {n: (p, getattr(instance, n)) for n, p in params_of(cls).items()}
    return {_key(cls, n): p.write(v) for n, (p, v) in values.items() if v != getattr(default, n)}
