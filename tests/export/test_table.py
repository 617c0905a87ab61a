"""The paths of a race as a table, as pandas reads it."""

from io import StringIO

import numpy as np
import pytest

from export import as_csv
from optimizers import Adam, GradientDescent, RMSProp
from scenes import default_scene, from_query, play, report

pandas = pytest.importorskip("pandas")


def table(told):
    return pandas.read_csv(StringIO(as_csv(told)))


def raced(query):
    scene, problems = from_query(query)
    assert not problems
    return report(play(scene))


RACES = {
    "first page": {},
    "examples": {"surface": "LogisticRegression", "loss": "Minibatch"},
    "diverged": {"surface": "Himmelblau", "GradientDescent.lr": "0.5"},
}


@pytest.mark.parametrize("name", RACES)
def test_every_number_is_that_of_the_race(name):
    """To the last digit, and no row after a path has ended."""
    told = raced(RACES[name])
    found, ends = table(told), [int(run.last) for run in told.race.trajectories]
    for racer, run, last in zip(told.race.racers, told.race.trajectories, ends, strict=True):
        own = found[found["method"] == racer.name]
        assert own["step"].tolist() == [*range(last + 1)]
        assert np.array_equal(own[["x", "y"]].to_numpy(), run.points[: last + 1])
        assert np.array_equal(own["loss"].to_numpy(), run.losses[: last + 1])
    assert (min(ends) < told.race.scene.setup.steps) == (name == "diverged")


def test_examples_that_are_not_learned_from_have_a_column():
    told = raced({"surface": "LogisticRegression"})
    run, found = told.race.trajectories[0], table(told)
    test = told.race.scene.setup.plain.test_surface
    assert np.array_equal(found["test loss"][: len(run.losses)], test(run.points.T))
    assert "test loss" not in table(raced({}))


def test_effective_rates_are_those_of_the_papers():
    """By hand: RMSProp divides by the root of its average, and Adam's first step by the size of the gradient."""
    scene = default_scene().racing({"GradientDescent": GradientDescent(), "RMSProp": RMSProp(0.08), "Adam": Adam(0.7)})
    told = report(play(scene.but(steps=3)))
    found, (_, rms, _) = table(told), told.race.trajectories
    rates = {name: own[["effective rate x", "effective rate y"]].to_numpy() for name, own in found.groupby("method")}
    gradients = [scene.setup.surface.gradient(w) for w in rms.points]
    average = 0.01 * gradients[0] ** 2
    assert rates["RMSProp"][1] == pytest.approx(0.08 / (np.sqrt(average) + 1e-8), rel=1e-12)
    average = 0.99 * average + 0.01 * gradients[1] ** 2
    assert rates["RMSProp"][2] == pytest.approx(0.08 / (np.sqrt(average) + 1e-8), rel=1e-12)
    assert rates["Adam"][1] == pytest.approx(0.7 / (np.abs(gradients[0]) + 1e-8), rel=1e-12)
    assert np.isnan(rates["Gradient descent"]).all()
    assert np.isnan(rates["Adam"][0]).all()


def test_nobody_races():
    assert as_csv(report(play(default_scene().racing({})))) == "step,method,x,y,loss\n"
