"""What a lesson reads off maps is what single runs say, one by one."""

import inspect
import math

import numpy as np
import pytest

from descent import Kind, descend
from lessons import MapMeasures, measures_of
from lessons.kinds import OF_TYPE
from lessons.measures import functions
from maps import fresh, spread
from optimizers import OPTIMIZERS
from scenes import VERSION, default_for, maps_from_query
from surfaces import SURFACES

HIMMELBLAU = SURFACES["Himmelblau"]()


def maps(**query):
    scene, problems = maps_from_query({name: str(value) for name, value in query.items()} | VERSION)
    assert problems == []
    return measures_of(scene)


@pytest.fixture(scope="module")
def both():
    return maps(surface="DoubleWell", optimizers="GradientDescent,Momentum", steps=300, n=64)


def arrival(found):
    return int(found.outcome.step) if found.outcome.kind == Kind.CONVERGED else math.inf


def run(lr, start, steps=60):
    return descend(HIMMELBLAU, OPTIMIZERS["GradientDescent"](lr), start, steps)


def test_a_symmetric_surface_has_symmetric_shares(both):
    """The double well is the same on the other side of x = 0, and its two wells are as deep."""
    assert both.share("Momentum", "A") == both.share("Momentum", "B") > 0.01
    told = [both.ending("Momentum", kind.name) for kind in Kind]
    assert sum(told) == pytest.approx(1)
    assert both.ending("Momentum", "CONVERGED") == 2 * both.share("Momentum", "A")


def test_a_share_is_that_of_single_runs():
    scene = {"surface": "Himmelblau", "optimizers": "Adam", "steps": 60, "n": 64, "box": "2,4,1,3"}
    adam, starts = (
        default_for(OPTIMIZERS["Adam"], SURFACES["Himmelblau"]),
        np.random.default_rng(7).integers(64, size=(60, 2)),
    )
    xs, ys = np.linspace(2, 4, 64), np.linspace(1, 3, 64)
    found = [descend(HIMMELBLAU, adam, (xs[i], ys[j]), 60).outcome.kind == Kind.CONVERGED for i, j in starts]
    assert maps(**scene).ending("Adam", "CONVERGED") == pytest.approx(np.mean(found), abs=0.2)


def test_who_parts_and_where_borders_are(both):
    assert both.parting("Momentum", "Momentum") == 0.0
    assert both.parting("GradientDescent", "Momentum") == both.parting("Momentum", "GradientDescent") > 0
    alone = maps(surface="Bowl", optimizers="GradientDescent", steps=200, n=64)
    assert alone.border("GradientDescent") == 0.0 < both.border("Momentum") < 0.1


def test_a_rate_is_the_single_run_with_it():
    found = maps(surface="Himmelblau", optimizers="GradientDescent", steps=60)
    rates = [float(f"{1e-5 * 1e6 ** (i / 199):.4g}") for i in range(200)]
    steps = {rate: arrival(run(rate, SURFACES["Himmelblau"].start)) for rate in rates}
    able = [rate for rate in rates if steps[rate] < math.inf]
    assert (found.lowest_rate("GradientDescent"), found.highest_rate("GradientDescent")) == (able[0], able[-1])
    assert found.arriving_rates("GradientDescent") == pytest.approx(len(able) / 200)
    assert found.best_steps("GradientDescent") == min(steps.values()) == steps[found.best_rate("GradientDescent")]
    assert found.rate_steps("GradientDescent", able[3] * 1.001) == steps[able[3]]
    assert found.rate_loss("GradientDescent", 1e-5) == pytest.approx(run(1e-5, SURFACES["Himmelblau"].start).losses[-1])


def test_the_fair_race_is_tuned_on_some_starts_and_judged_on_others():
    found = maps(surface="Himmelblau", optimizers="GradientDescent,Adam", steps=60, trials=10, fairstarts=4, seed=2)
    rates, box = [float(f"{1e-5 * 1e6 ** (i / 9):.4g}") for i in range(10)], HIMMELBLAU.domain

    def worth(rate):
        runs = [run(rate, start) for start in spread(box, 4, 2).T]
        losses = [math.inf if one.outcome.kind == Kind.DIVERGED else one.losses[one.last] for one in runs]
        return sorted(map(arrival, runs))[1], sorted(losses)[1]

    best = min(rates, key=worth)
    judged = sorted(arrival(run(best, start)) for start in fresh(box, 4, 2).T)
    assert (found.tuned_rate("GradientDescent"), found.tuned_steps("GradientDescent")) == (best, judged[1])
    assert found.tuned_share("GradientDescent") == sum(map(math.isfinite, judged)) / 4
    wins = [found.wins(*pair) for pair in (("GradientDescent", "Adam"), ("Adam", "GradientDescent"))]
    assert sum(wins) <= 1
    assert max(wins) > 0


def test_measures_have_values_on_a_surface_without_a_minimum():
    told = maps(surface="Saddle", optimizers="Adam,GradientDescent", steps=20, n=64, trials=5, fairstarts=2)
    given = {"who": "Adam", "one": "Adam", "other": "GradientDescent", "rate": 0.1, "minimum": "A", "outcome": "LEFT"}
    for measure in functions(MapMeasures):
        bound = getattr(told, measure)
        value = bound(**{name: given[name] for name in inspect.signature(bound).parameters})
        assert type(value) in OF_TYPE, measure
