"""One value that holds all that a page shows, and is its address."""

from dataclasses import dataclass, replace
from functools import lru_cache

from descent.run import Trajectory, descend
from descent.suit import carried, suited
from optimizers import OPTIMIZERS, Optimizer
from params import Param
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
    "field": Param(False, help="arrows that point downhill"),
    "theory": Param("off", help="where the Hessian is read", options=("off", "start", "minimum")),
    "relief": Param(False, help="the surface in 3-D"),
    "logheight": Param(False, help="logarithmic heights in 3-D"),
    "code": Param(False, help="equation, source and PyTorch script of each optimizer"),
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
    field: bool = SETTINGS["field"].default
    theory: str = SETTINGS["theory"].default
    relief: bool = SETTINGS["relief"].default
    logheight: bool = SETTINGS["logheight"].default
    code: bool = SETTINGS["code"].default

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
