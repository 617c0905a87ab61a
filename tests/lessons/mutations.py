"""What breaks a claim that says something: another path in place of a racer's, another surface, another check.

Another path is that of another racer, of a rule out of a fixed list, or of one who is told where to stand: at a minimum, say. The last
breaks what is true of a loss whoever runs, such as that its minimum is not where the test loss has its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lessons import CheckMeasures, RaceMeasures, measures_of, numbers, run_of
from lessons.measures import bound
from optimizers import OPTIMIZERS, GradientDescent, Optimizer
from params import params_of
from scenes import CHECK_SETTINGS, Scene, Setup, default_for
from surfaces import ALL_SURFACES, DataSurface

RULES = ("GradientDescent", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam", "Newton")
SURFACES = ("Bowl", "Ravine", "Rosenbrock", "LinearRegression")
RATES = params_of(GradientDescent)["lr"]


class Nothing(NamedTuple):
    """What is remembered from step to step."""


@dataclass(frozen=True)
class Told(Optimizer):
    """Goes to a point and stays there."""

    label = "Told"
    x: float = 0.0
    y: float = 0.0

    def init(self, w):
        return Nothing()

    def step(self, w, loss, state):
        return np.stack([0 * w[0] + self.x, 0 * w[1] + self.y]), state


def breakers(screen, claim) -> Iterator[str]:
    """What makes a claim of a screen false, in words."""
    for words, run in mutants(screen, named(screen, claim)):
        if not claim.value(bound(run), numbers(screen, run)):
            yield words


def named(screen, claim):
    """The keys of those of whom a claim says something, itself or by its numbers."""
    return claim.asked.union(*(named(screen, screen.numbers[name]) for name in claim.names))


def mutants(screen, who):
    if screen.kind == "check":
        yield from other_checks(screen.shows)
    elif screen.kind == "map":
        yield from other_methods(run_of(screen), who)
        yield from other_maps(screen.shows)
    else:
        yield from swapped(screen, [key for key in run_of(screen).keys if key in who])
        yield from other_races(screen.shows)


def swapped(screen, who):
    """The run of a screen with another path in place of each of those named."""
    run = run_of(screen)
    for other, trajectory, standing in [*paths(run), *paths(strangers(screen))]:
        for key in who:
            i = run.keys.index(key)
            race = replace(run.told.race, trajectories=put(run.told.race.trajectories, i, trajectory))
            yield (
                f"{other} for {key}",
                RaceMeasures(replace(run.told, race=race, standings=put(run.told.standings, i, standing))),
            )


def put(values, i, value):
    return (*values[:i], value, *values[i + 1 :])


def paths(run):
    return zip(run.keys, run.told.race.trajectories, run.told.standings, strict=True)


@lru_cache(maxsize=128)
def strangers(screen):
    """A fixed list of other rules in the scene of a screen, one that hardly moves, one that leaps, and those who are told."""
    setup = screen.shows.setup
    rules = [default_for(OPTIMIZERS[name], setup.surface) for name in RULES]
    rules += [GradientDescent(lr=RATES.low), GradientDescent(lr=RATES.high), *(Told(*w) for w in places(setup))]
    return measures_of(Scene(Setup(setup.surface, tuple(rules), setup.start, setup.steps)))


def places(setup):
    """The origin, a corner, the start, and the lowest minima with and without what changes the loss, and of the test loss."""
    plain = setup.plain
    losses = [setup.surface.landscape, plain, *([plain.test_surface] if isinstance(plain, DataSurface) else [])]
    lowest = [min(loss.minima, key=lambda w: float(loss(w))) for loss in losses if loss.minima]
    return {(0.0, 0.0), (plain.domain.x0, plain.domain.y0), tuple(setup.start), *map(tuple, lowest)}


def other_races(scene):
    """For what is said of the loss: the same race without what changes it, on its surface by default, and on others."""
    plain = scene.setup.plain
    usual = {"the plain surface": scene.but(surface=plain), "by default": scene.but(surface=type(plain)())}
    others = {name: scene.on(ALL_SURFACES[name]) for name in SURFACES}
    for name, other in (usual | others).items():
        if other.setup.keys == scene.setup.keys:
            yield name, measures_of(other)


def other_methods(run, who):
    """In the place of each of those named a rule out of a list, one that hardly moves, and one that leaps."""
    rules = [default_for(OPTIMIZERS[name], run.told.race.scene.setup.surface) for name in RULES]
    for rule in [GradientDescent(lr=RATES.low), GradientDescent(lr=RATES.high), *rules]:
        for i, key in enumerate(run.keys):
            if key in who:
                yield (
                    f"{rule} for {key}",
                    replace(run, racers=put(run.racers, i, run.racers[i]._replace(optimizer=rule))),
                )


def other_maps(scene):
    """The same maps on other surfaces."""
    for name in ("Bowl", *SURFACES):
        yield name, measures_of(replace(scene, race=scene.race.on(ALL_SURFACES[name])))


def other_checks(scene):
    mistakes = [replace(scene, mistake=mistake) for mistake in CHECK_SETTINGS["mistake"].options]
    steps = [replace(scene, h=h) for h in (1e-14, 1e-8, 1e-5, 1e-2, 1.0)]
    formulas = [replace(scene, formula=formula) for formula in CHECK_SETTINGS["formula"].options]
    others = [*mistakes, *steps, *formulas, *(scene.on(name) for name in SURFACES)]
    return ((str(other), CheckMeasures(other)) for other in others)
