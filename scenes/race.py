"""One value that holds all that a page shows, and is its address."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from descent import Trajectory, descend
from optimizers import OPTIMIZERS, Decayed, Optimizer, title
from params import Param
from scenes.defaults import default_for, rescaled
from scenes.table_store import on_same_table
from surfaces import SURFACES, Point, Regularized, Surface, altered, penalty, plain, with_base

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
    "lines": Param("test", help="contours drawn as lines on top of the loss", options=("off", "test", "parts")),
    "strengths": Param(False, help="both losses and the minimum against the strength of the penalty"),
    "versus": Param(False, help="each optimizer once with L2 and once with weight decay in its place"),
}
"""The settings beside surface, optimizers and start."""


class Racer(NamedTuple):
    """One run of a race: its name for people, who runs on which loss, and the number of the panel that shows it.

    rival: whether it is the second of a pair, with weight decay in place of L2.
    """

    name: str
    optimizer: Optimizer
    loss: Surface
    panel: int
    rival: bool = False


@dataclass(frozen=True)
class Scene:
    """A race: who runs where, from which start, for how many steps, and how it is shown (see `SETTINGS`).

    surface: the loss with all its wrappers.
    """

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
    lines: str = SETTINGS["lines"].default
    strengths: bool = SETTINGS["strengths"].default
    versus: bool = SETTINGS["versus"].default

    @property
    def plain(self) -> Surface:
        """The surface within all wrappers."""
        return plain(self.surface)

    @property
    def racers(self) -> tuple[Racer, ...]:
        """Everyone who runs: each optimizer, or two of each where L2 meets weight decay."""
        penalized = penalty(self.surface)
        if not (self.versus and penalized and penalized.l2):
            return tuple(Racer(title(o), o, self.surface, i) for i, o in enumerate(self.optimizers))
        pairs = (_rivals(o, self.surface, penalized, i) for i, o in enumerate(self.optimizers))
        return tuple(racer for pair in pairs for racer in pair)

    def on(self, surface: type[Surface]) -> "Scene":
        """The same race on another surface, from its start and with learning rates that suit it.

        A user's own table stays if it fits.
        """
        chosen, base = tuple(rescaled(o, surface) for o in self.optimizers), on_same_table(self.plain, surface)
        return replace(self, surface=with_base(self.surface, base), optimizers=chosen, start=surface.start)


def _rivals(optimizer: Optimizer, surface: Surface, penalized: Regularized, panel: int) -> tuple[Racer, Racer]:
    """The optimizer on the loss with its L2 penalty, and on the loss without it, with weight decay of the same strength
    on the same weights.
    """
    decayed = Decayed(optimizer, 2 * penalized.l2, intercept=bool(penalized.share))
    free = altered(surface, "Regularized", {"l2": 0.0})
    return (
        Racer(f"{title(optimizer)} + L2", optimizer, surface, panel),
        Racer(f"{title(optimizer)} + decay", decayed, free, panel, rival=True),
    )


def default_scene() -> Scene:
    """What a first visit shows."""
    surface = SURFACES[DEFAULT_SURFACE]
    chosen = tuple(default_for(OPTIMIZERS[name], surface) for name in DEFAULT_OPTIMIZERS)
    return Scene(surface(), chosen, surface.start)


@dataclass(frozen=True)
class Race:
    """A scene that has been run: one trajectory for each of its racers, in their order."""

    scene: Scene
    trajectories: tuple[Trajectory, ...]


def play(scene: Scene) -> Race:
    """Run every racer of `scene`. What was run before with the same numbers is remembered, and read-only."""
    runs = (_run(racer.loss, racer.optimizer, scene.start, scene.steps, scene.surface) for racer in scene.racers)
    return Race(scene, tuple(runs))


@lru_cache(maxsize=256)
def _run(loss: Surface, optimizer: Optimizer, start: Point, steps: int, shown: Surface) -> Trajectory:
    """A run on `loss`, with the losses and the outcome that it has on the surface that is `shown`."""
    run = descend(loss, optimizer, start, steps, shown)
    run.points.flags.writeable = run.losses.flags.writeable = False
    return run
