"""A race: what runs, how it is shown, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from descent import Trajectory, descend
from language import _
from optimizers import OPTIMIZERS, Decayed, Optimizer, plain_type
from params import Declared, Interval, param, params_of
from references import tried
from scenes.defaults import default_for, followed, rescaled
from scenes.entries import key_of, names_of, numbered, read_key
from scenes.look import Look
from scenes.table_store import on_same_table
from surfaces import SURFACES, Formula, Point, Regularized, Surface, altered, penalty, plain, with_base

MOST_STEPS = 2000
DEFAULT_SURFACE = "Ravine"
DEFAULT_OPTIMIZERS = ("GradientDescent", "Momentum", "RMSProp", "Adam")
DEFAULTS = {"surface": DEFAULT_SURFACE, "optimizers": ",".join(DEFAULT_OPTIMIZERS)}


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
class Setup(Declared):
    """What runs: the loss with all its layers, who runs on it, from where and how far.

    numbers: which of its class each optimizer is; where they name nobody alone, each is counted (`scenes.entries`).
    """

    surface: Surface
    optimizers: tuple[Optimizer, ...]
    start: Point
    steps: int = param(200, 10, MOST_STEPS, help="number of steps", within=Interval(0))
    versus: bool = param(
        False,
        help="Beside weight decay: Each optimizer twice: with L2 in the loss, and with decoupled weight decay 2λ₂ in its place",
    )
    numbers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "numbers", numbered(self.optimizers, self.numbers))

    @property
    def plain(self) -> Surface:
        """The surface within all wrappers."""
        return plain(self.surface)

    @cached_property
    def entries(self) -> dict[str, Optimizer]:
        """Who runs, by their names in the address: Adam, Adam~2."""
        named = zip(self.optimizers, self.numbers, strict=True)
        return {key_of(plain_type(optimizer).__name__, number): optimizer for optimizer, number in named}

    @cached_property
    def names(self) -> dict[str, str]:
        """Their names for people, by those in the address."""
        return names_of(self.entries)

    @property
    def keys(self) -> list[str]:
        """Of all who run, in their order: that of the optimizer, and Adam+decay for the second of a pair."""
        entries = [*self.entries]
        return [entries[racer.panel] + "+decay" * racer.rival for racer in self.racers]

    @property
    def racers(self) -> tuple[Racer, ...]:
        """Everyone who runs: each optimizer, or two of each where L2 meets weight decay."""
        named = enumerate(zip(self.names.values(), self.optimizers, strict=True))
        alone = tuple(Racer(name, optimizer, self.surface, i) for i, (name, optimizer) in named)
        penalized = penalty(self.surface)
        if not (self.versus and penalized and penalized.l2):
            return alone
        return tuple(racer for one in alone for racer in _rivals(one, penalized))


@dataclass(frozen=True)
class Scene:
    """A race as a page shows it: what runs, and how it looks."""

    setup: Setup
    look: Look = field(default_factory=Look)

    def but(self, **changes: Any) -> "Scene":
        """The same scene with other values in some fields of its setup or of its look."""
        look = {name: changes.pop(name) for name in params_of(Look) if name in changes}
        return Scene(replace(self.setup, **changes), replace(self.look, **look))

    def racing(self, entries: Mapping[str, Optimizer]) -> "Scene":
        """The same scene with these optimizers, by their names in the address."""
        numbers = tuple(read_key(key)[1] for key in entries)
        return self.but(optimizers=tuple(entries.values()), numbers=numbers)

    def on(self, surface: type[Surface]) -> "Scene":
        """The same race on another surface, from its start, with learning rates that suit it, and for as many steps as it
        takes, unless another number was chosen.

        A user's own table stays if it fits.
        """
        now = self.setup
        loss = with_base(now.surface, on_same_table(now.plain, surface))
        return self.but(
            surface=loss,
            optimizers=tuple(rescaled(optimizer, loss) for optimizer in now.optimizers),
            start=surface.start,
            steps=surface.steps if now.steps == type(now.plain).steps else now.steps,
        )

    def over(self, loss: Surface) -> "Scene":
        """The same race on another loss of the same surface: of other data, or with other layers. Learning rates that nobody
        has changed suit it; a slider of the surface, which is moved to see what it does, leaves them alone (`but`).
        """
        taken = tuple(followed(optimizer, self.setup.surface, loss) for optimizer in self.setup.optimizers)
        return self.but(surface=loss, optimizers=taken)

    @property
    def is_recorded(self) -> bool:
        """Whether this is a scene in which rates were recorded, and everyone who races is as by default."""
        if isinstance(self.setup.plain, Formula):
            return False
        now, surface = self.setup, type(self.setup.plain)()
        as_recorded = (now.surface, now.start, now.steps) == (surface, surface.start, surface.steps)
        return as_recorded and all(o == default_for(plain_type(o), surface) for o in now.optimizers)

    @property
    def rates_tried(self) -> list[int]:
        """The numbers of rates, in order, of which those who race have the best by default; methods without one have none."""
        names, surface = [plain_type(o).__name__ for o in self.setup.optimizers], type(self.setup.plain).__name__
        return sorted({tried(name, surface) for name in names} - {0})


SETTINGS = params_of(Setup) | params_of(Look)
"""The settings beside surface, optimizers and start."""


def _rivals(racer: Racer, penalized: Regularized) -> tuple[Racer, Racer]:
    """The racer on the loss with its L2 penalty, and on the loss without it, with weight decay of the same strength
    on the same weights.
    """
    decayed = Decayed(racer.optimizer, 2 * penalized.l2, intercept=bool(penalized.share))
    free = altered(racer.loss, "Regularized", {"l2": 0.0})
    return (
        racer._replace(name=_("{name} + L2", name=racer.name)),
        racer._replace(name=_("{name} + decay", name=racer.name), optimizer=decayed, loss=free, rival=True),
    )


def default_scene() -> Scene:
    """What a first visit shows."""
    surface = SURFACES[DEFAULT_SURFACE]
    chosen = tuple(default_for(OPTIMIZERS[name], surface) for name in DEFAULT_OPTIMIZERS)
    return Scene(Setup(surface(), chosen, surface.start, surface.steps))


@dataclass(frozen=True)
class Race:
    """A scene that has been run: one trajectory for each of its racers, in their order."""

    scene: Scene
    trajectories: tuple[Trajectory, ...]

    @cached_property
    def racers(self) -> tuple[Racer, ...]:
        """Who ran, in the order of the trajectories."""
        return self.scene.setup.racers


def play(scene: Scene) -> Race:
    """Run every racer of `scene`. What was run before with the same numbers is remembered, and read-only."""
    setup = scene.setup
    runs = (_run(racer.loss, racer.optimizer, setup.start, setup.steps, setup.surface) for racer in setup.racers)
    return Race(scene, tuple(runs))


@lru_cache(maxsize=256)
def _run(loss: Surface, optimizer: Optimizer, start: Point, steps: int, shown: Surface) -> Trajectory:
    """A run on `loss`, with the losses and the outcome that it has on the surface that is `shown`."""
    run = descend(loss, optimizer, start, steps, shown)
    run.points.flags.writeable = run.losses.flags.writeable = False
    return run
