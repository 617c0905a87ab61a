"""What a surface's sentence says is to be seen in its default scene. Names are those of the racers of a first visit."""

import numpy as np
import pytest

from descent import Kind
from optimizers import plain_type
from scenes import default_scene, play
from surfaces import SURFACES


def race_on(name):
    """Name of the racer → its run in the default scene of a surface."""
    scene = default_scene().on(SURFACES[name])
    names = [plain_type(o).__name__ for o in scene.setup.optimizers]
    return dict(zip(names, play(scene).trajectories, strict=True))


def arrival(run):
    """The step from which it stays at the lowest minimum, ∞ for never."""
    return run.outcome.step if run.outcome.kind in (Kind.CONVERGED, Kind.HOVERING) else np.inf


def across(points, surface):
    """How far points lie from the floor of a ravine, with a sign."""
    c, s = surface._axes
    return c * points[:, 1] - s * points[:, 0]


def bowl(runs):
    assert all(run.outcome.kind == Kind.CONVERGED for run in runs.values())


def ravine(runs):
    v = across(runs["GradientDescent"].points, SURFACES["Ravine"]())
    seen = v[np.abs(v) > 0.01 * SURFACES["Ravine"].domain.size]
    assert (np.diff(np.sign(seen)) != 0).sum() >= 10
    last = max(runs, key=lambda name: arrival(runs[name]))
    assert last == "GradientDescent"
    assert all(np.isfinite(arrival(runs[name])) for name in ("Momentum", "RMSProp", "Adam"))


def rosenbrock(runs):
    for run in runs.values():
        x, y = run.points.T
        first = int(np.argmax(np.abs(y - x * x) < 0.1))
        assert first <= 0.1 * run.last
    assert np.isinf(arrival(runs["GradientDescent"]))
    assert np.isfinite(min(arrival(run) for run in runs.values()))


def saddle(runs):
    assert runs["Adam"].outcome.kind == Kind.LEFT
    assert np.hypot(*runs["GradientDescent"].points[runs["Adam"].outcome.step]) < 0.1


def plateau(runs):
    steps = {name: arrival(run) for name, run in runs.items()}
    assert max(steps, key=steps.get) == "GradientDescent"


CHECKS = {
    "Bowl": bowl, "Ravine": ravine, "Rosenbrock": rosenbrock, "Saddle": saddle, "LogPlateau": plateau,
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_what_the_sentence_says_is_seen(name):
    CHECKS[name](race_on(name))
