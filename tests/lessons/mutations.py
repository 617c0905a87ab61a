"""What breaks a claim that says something: another rule's path in place of a racer's, another surface, another check."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from lessons import CheckMeasures, RaceMeasures, measures_of, numbers, run_of
from lessons.measures import bound
from optimizers import OPTIMIZERS, GradientDescent
from params import params_of
from scenes import CHECK_SETTINGS, Scene, Setup, default_for
from surfaces import ALL_SURFACES

RULES = ("GradientDescent", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam", "Newton")
SURFACES = ("Bowl", "Ravine", "Rosenbrock", "LinearRegression")
RATES = params_of(GradientDescent)["lr"]


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
        return other_checks(screen.shows)
    named_here = [key for key in run_of(screen).keys if key in who]
    return swapped(screen, named_here) if named_here else other_races(screen.shows)


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
    """A fixed list of other rules in the scene of a screen, and one that hardly moves, and one that leaps."""
    setup = screen.shows.setup
    rules = [default_for(OPTIMIZERS[name], setup.surface) for name in RULES]
    rules += [GradientDescent(lr=RATES.low), GradientDescent(lr=RATES.high)]
    return measures_of(Scene(Setup(setup.surface, tuple(rules), setup.start, setup.steps)))


def other_races(scene):
    """For what is said of the surface alone: others, and the same one without what changes it."""
    yield "the plain surface", measures_of(scene.but(surface=scene.setup.plain))
    yield from ((name, measures_of(scene.on(ALL_SURFACES[name]))) for name in SURFACES)


def other_checks(scene):
    mistakes = [replace(scene, mistake=mistake) for mistake in CHECK_SETTINGS["mistake"].options]
    steps = [replace(scene, h=h) for h in (1e-14, 1e-8, 1e-5, 1e-2, 1.0)]
    formulas = [replace(scene, formula=formula) for formula in CHECK_SETTINGS["formula"].options]
    others = [*mistakes, *steps, *formulas, *(scene.on(name) for name in SURFACES)]
    return ((str(other), CheckMeasures(other)) for other in others)
