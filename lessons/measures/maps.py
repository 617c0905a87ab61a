"""What a lesson can read off the maps of a race: what becomes of all starts, of all rates, and of each method at its best."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf, nan

import numpy as np

from descent import Kind
from lessons.measures.scene import SceneMeasures
from maps import Basins, Trials, basins, fresh, median, spread, trials
from optimizers import Optimizer, plain_type
from params import Array, Bools, params_of
from scenes import MapScene, Racer
from surfaces import Box, Point, Surface

RATES = 200
"""Learning rates that a map of them has: player/assets/sweeps/values.js."""
DIGITS = 4
LETTERS = "ABCDEFGHIJKL"
"""Of minima, in the order in which they are known."""


@dataclass(frozen=True)
class MapMeasures(SceneMeasures):
    """Of what is mapped of a race that was told, of its `racers`."""

    scene: MapScene
    racers: tuple[Racer, ...]

    @cached_property
    def keys(self) -> list[str]:
        """Of all who run, in their order."""
        return self.told.race.scene.setup.keys

    def _racer(self, who: str) -> Racer:
        return self.racers[self.keys.index(who)]

    def _basins(self, who: str) -> Basins:
        racer, setup = self._racer(who), self.told.race.scene.setup
        return _mapped(racer.loss, racer.optimizer, int(self.scene.look.n), setup.steps, setup.surface, self.scene.box)

    def share(self, who: str, minimum: str) -> float:
        """The share of all starts on the map from which it ends in the minimum with this letter."""
        found = self._basins(who)
        stays = np.isin(found.kind, (Kind.CONVERGED, Kind.LOCAL))
        return float((stays & (found.minimum == LETTERS.index(minimum))).mean())

    def ending(self, who: str, outcome: str) -> float:
        """The share of all starts on the map from which this becomes of it, such as 'CONVERGED' or 'MOVING'."""
        return float((self._basins(who).kind == Kind[outcome]).mean())

    def parting(self, one: str, other: str) -> float:
        """The share of all starts on the map from which two end in different minima."""
        a, b = (self._basins(who).minimum for who in (one, other))
        return float(((a != b) & (a >= 0) & (b >= 0)).mean())

    def border(self, who: str) -> float:
        """The share of all neighbours on the map that do not end in the same minimum."""
        minimum = self._basins(who).minimum
        return float(np.mean([*(np.diff(minimum, axis=0) != 0).flat, *(np.diff(minimum, axis=1) != 0).flat]))

    def _rates(self, who: str) -> tuple[Array, Trials]:
        """All rates that are tried, and what becomes of the method from the race's start, or from the set over which is averaged."""
        racer, setup, look = self._racer(who), self.told.race.scene.setup, self.scene.look
        starts = _points(spread(self.told.landscape.domain, look.starts, look.seed))
        rates = tried_rates(racer.optimizer, RATES)
        chosen = starts if look.starts > 1 else (setup.start,)
        return np.array(rates), _tried(racer.loss, racer.optimizer, rates, chosen, setup.steps, setup.surface)

    def best_rate(self, who: str) -> float:
        """The best of all learning rates: with it, it arrives in the fewest steps."""
        rates, found = self._rates(who)
        return float(rates[found.best])

    def best_steps(self, who: str) -> float:
        """With how many steps it arrives at its best learning rate, infinite for never."""
        _rates, found = self._rates(who)
        return median(found.steps[found.best])

    def rate_steps(self, who: str, rate: float) -> float:
        """With how many steps it arrives at the tried learning rate that is nearest, infinite for never."""
        rates, found = self._rates(who)
        return median(found.steps[_nearest(rates, rate)])

    def rate_loss(self, who: str, rate: float) -> float:
        """Its final loss at the tried learning rate that is nearest."""
        rates, found = self._rates(who)
        return median(found.losses[_nearest(rates, rate)])

    def arriving_rates(self, who: str) -> float:
        """The share of all tried learning rates with which it arrives."""
        return float(self._arrives(who).mean())

    def lowest_rate(self, who: str) -> float:
        """The lowest learning rate with which it arrives, nan for none."""
        return float(min(self._rates(who)[0][self._arrives(who)], default=nan))

    def highest_rate(self, who: str) -> float:
        """The highest learning rate with which it arrives, nan for none."""
        return float(max(self._rates(who)[0][self._arrives(who)], default=nan))

    def _arrives(self, who: str) -> Bools:
        return np.array([median(steps) < inf for steps in self._rates(who)[1].steps])

    def _tuned(self, who: str) -> tuple[float, Trials]:
        """The rate that the fair race finds, and how the method then does from the judge's starts."""
        racer, setup, box = self._racer(who), self.told.race.scene.setup, self.told.landscape.domain
        starts = (self.scene.look.fairstarts, self.scene.look.seed)
        rates = tried_rates(racer.optimizer, self.scene.look.trials)
        run = (setup.steps, setup.surface)
        best = float(rates[_tried(racer.loss, racer.optimizer, rates, _points(spread(box, *starts)), *run).best])
        return best, _tried(racer.loss, racer.optimizer, (best,), _points(fresh(box, *starts)), *run)

    def tuned_rate(self, who: str) -> float:
        """The learning rate that the fair race finds for it."""
        return self._tuned(who)[0]

    def tuned_steps(self, who: str) -> float:
        """With how many steps it arrives in the fair race, the median over the starts, infinite for never."""
        return median(self._tuned(who)[1].steps[0])

    def tuned_share(self, who: str) -> float:
        """The share of the starts of the fair race from which it arrives."""
        return float(np.isfinite(self._tuned(who)[1].steps[0]).mean())

    def wins(self, one: str, other: str) -> float:
        """The share of the starts of the fair race from which one is better than the other."""
        a, b = (self._tuned(who)[1] for who in (one, other))
        sooner, neither = a.steps < b.steps, np.isinf(a.steps) & np.isinf(b.steps)
        return float((sooner | (neither & (a.losses < b.losses))).mean())


def tried_rates(optimizer: Optimizer, count: int) -> tuple[float, ...]:
    """From the lowest to the highest learning rate of its slider, in equal ratios, each with a few digits."""
    declared = params_of(plain_type(optimizer))["lr"]
    return tuple(float(f"{rate:.{DIGITS}g}") for rate in np.geomspace(declared.low, declared.high, count))


def _nearest(rates: Array, rate: float) -> int:
    return int(np.abs(np.log(rates) - np.log(rate)).argmin())


def _points(starts: Array) -> tuple[Point, ...]:
    """As what can be remembered."""
    return tuple(Point(*map(float, w)) for w in starts.T)


@lru_cache(maxsize=64)
def _mapped(loss: Surface, optimizer: Optimizer, n: int, steps: int, shown: Surface, box: Box | None) -> Basins:
    return basins(loss, optimizer, n, steps, box, shown)


@lru_cache(maxsize=256)
def _tried(
    loss: Surface,
    optimizer: Optimizer,
    rates: tuple[float, ...],
    starts: tuple[Point, ...],
    steps: int,
    shown: Surface,
) -> Trials:
    return trials(loss, optimizer, {"lr": rates}, np.array(starts, float).T, steps, shown)
