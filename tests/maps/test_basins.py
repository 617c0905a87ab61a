"""A pixel of a map is the single run from its start."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from descent import Kind, descend
from maps import basins, run_many
from optimizers import OPTIMIZERS, Cosine, Decayed, Scheduled
from surfaces import DATA_SURFACES, SURFACES, Box, NoisyGradient, Regularized

STEPS = 60
SHAKEN = 1e-13
"""Of the window: a path that goes elsewhere from a start moved by so little depends on how sums are rounded."""
WITHOUT_SINES = (
    "Bowl", "Matyas", "Ravine", "Rosenbrock", "Beale", "DixonPrice", "BoundedSaddle", "DoubleWell", "Himmelblau", "Bumps",
    "StyblinskiTang", "ThreeHumpCamel", "SixHumpCamel", "GoldsteinPrice", "LogPlateau", "AbsoluteValue", "MonkeySaddle",
)  # fmt: skip
"""A sine's last bit depends on whether NumPy takes it alone or beside a number that is not finite."""
MAPPED = {**{name: SURFACES[name] for name in SURFACES}, "LogisticRegression": DATA_SURFACES["LogisticRegression"]}


@pytest.fixture(params=MAPPED.values(), ids=MAPPED)
def mapped(request):
    return request.param()


def assert_pixels_are_runs(surface, optimizer, rng, steps=STEPS, count=12):
    n = 11
    found = basins(surface, optimizer, n, steps)
    starts = surface.domain.mesh(n, n)
    for i, j in rng.integers(n, size=(count, 2)):
        start = starts[:, i, j]
        alone = descend(surface, optimizer, start, steps)
        shaken = descend(surface, optimizer, start + SHAKEN * surface.domain.size, steps)
        if same(alone, shaken, surface):
            seen = (found.kind[i, j], found.minimum[i, j], found.steps[i, j])
            assert seen == (alone.outcome.kind, minimum(alone, surface), alone.outcome.step), f"start {start}"
            assert np.abs(found.end[:, i, j] - end(alone)).max() <= 1e-9 * max(1, np.abs(end(alone)).max())


def same(one, other, surface):
    """Whether two runs come to the same, and to one place."""
    told = [(int(run.outcome.kind), int(run.outcome.step), minimum(run, surface)) for run in (one, other)]
    return told[0] == told[1] and np.abs(end(one) - end(other)).max() <= 1e-10 * max(1, np.abs(end(one)).max())


def end(run):
    return run.points[run.last]


def minimum(run, surface):
    """By hand: the number of the minimum that is the target, if it is one."""
    hits = [number for number, place in enumerate(surface.minima) if tuple(run.outcome.target) == tuple(place)]
    return hits[0] if hits and run.outcome.near in (Kind.CONVERGED, Kind.LOCAL) else -1


@pytest.mark.sampled
def test_a_pixel_is_the_single_run(mapped, optimizer_class, rng):
    assert_pixels_are_runs(mapped, optimizer_class(), rng)


@pytest.mark.parametrize("name", ["GradientDescent", "Nesterov", "Newton", "Rprop", "Adam"])
def test_a_pixel_is_the_single_run_in_the_long_run(name, rng):
    """Where lanes leave: after 500 steps most have come to rest."""
    for surface in (SURFACES["Himmelblau"](), SURFACES["Easom"](), SURFACES["Rastrigin"]()):
        assert_pixels_are_runs(surface, OPTIMIZERS[name](lr=0.002), rng, steps=500)


@pytest.mark.parametrize(
    "optimizer",
    [Scheduled(OPTIMIZERS["Adam"](), Cosine(40)), Decayed(OPTIMIZERS["GradientDescent"](), 0.1)],
    ids=["scheduled", "decayed"],
)
@pytest.mark.parametrize(
    "surface",
    [Regularized(SURFACES["Himmelblau"](), l1=0.5), NoisyGradient(SURFACES["Himmelblau"](), 2.0)],
    ids=["penalty", "noise"],
)
def test_wrappers_and_layers_are_mapped(surface, optimizer, rng):
    assert_pixels_are_runs(surface, optimizer, rng)


def test_rows_are_y_and_columns_x_with_the_edges():
    box = Box(-4, 4, -3, 3)
    still = basins(SURFACES["Himmelblau"](), OPTIMIZERS["GradientDescent"](), 5, 0, box)
    assert_array_equal(still.end, box.mesh(5, 5))
    assert_array_equal(still.end[0][0], [-4, -2, 0, 2, 4])
    assert_array_equal(still.end[1][:, 0], [-3, -1.5, 0, 1.5, 3])
    assert still.box == box


def test_the_four_basins_of_himmelblau():
    """Each quarter of the window has its own minimum, and the runs near it go there."""
    surface = SURFACES["Himmelblau"]()
    found = basins(surface, OPTIMIZERS["GradientDescent"](0.01), 40, 400)
    assert (found.kind == Kind.CONVERGED).mean() > 0.95
    for number, place in enumerate(surface.minima):
        i, j = np.argwhere(np.hypot(*(surface.domain.mesh(40, 40) - np.array(place)[:, None, None])) < 0.5).T
        assert (found.minimum[i, j] == number).all()
        assert np.abs(found.end[:, i, j].T - place).max() < 1e-6


def test_who_reaches_no_minimum_has_none():
    saddle = basins(SURFACES["Saddle"](), OPTIMIZERS["GradientDescent"](), 9, 200)
    assert (saddle.minimum == -1).all()
    assert {Kind.SADDLE, Kind.LEFT} <= set(saddle.kind.ravel().tolist())


def test_who_ends_is_last_seen_before_it():
    diverged = basins(SURFACES["Himmelblau"](), OPTIMIZERS["GradientDescent"](lr=1.0), 6, 50)
    assert (diverged.kind == Kind.DIVERGED).any()
    assert np.isfinite(diverged.end).all()


@pytest.mark.parametrize(
    ("optimizer", "settings", "words"),
    [
        (OPTIMIZERS["Adam"](), {"n": 0}, "n = 0"),
        (OPTIMIZERS["Adam"](), {"steps": -1}, "negative"),
        (OPTIMIZERS["Adam"](lr=np.array([0.1, 0.2])), {}, "maps.sweep"),
        (OPTIMIZERS["Adam"](), {"box": (0, np.inf, 0, 1)}, "finite"),
    ],
)
def test_what_makes_no_map_is_refused(optimizer, settings, words):
    with pytest.raises(ValueError, match=words):
        basins(SURFACES["Himmelblau"](), optimizer, **settings)


def outcome_arrays(found):
    outcome, end = found
    return outcome.kind, outcome.step, outcome.target, outcome.near, end


def assert_same_runs(one, other, lanes=slice(None)):
    for name, a, b in zip(("kind", "step", "near", "end"), told(one), told(other), strict=True):
        assert_allclose(a[..., lanes], b[..., lanes], rtol=0, atol=1e-9 if name == "end" else 0, err_msg=name)


def told(found):
    outcome, end = found
    return outcome.kind, outcome.step, outcome.near, np.minimum(np.abs(end), 1e4) * np.sign(end)


def steady(surface, optimizer, starts, steps):
    """The lanes (numbers) that stay together with one that starts a little beside."""
    one, other = (run_many(surface, optimizer, w, steps) for w in (starts, starts + SHAKEN * surface.domain.size))
    same = [
        (np.abs(a - b) <= 1e-10).reshape(-1, a.shape[-1]).all(axis=0)
        for a, b in zip(told(one), told(other), strict=True)
    ]
    return np.flatnonzero(np.all(same, axis=0))


@pytest.mark.sampled
def test_neither_chunks_nor_pieces_nor_threads_change_a_thing(surface_class, optimizer_class, rng):
    """But for the last bit of NumPy's sines, which depends on whether a neighbour is finite."""
    surface, optimizer = surface_class(), optimizer_class()
    starts = surface.domain.mesh(9, 9).reshape(2, -1)
    whole = run_many(surface, optimizer, starts, STEPS, piece=STEPS, threads=1)
    parts = run_many(surface, optimizer, starts, STEPS, chunk=int(rng.integers(1, 50)), piece=int(rng.integers(1, 40)))
    assert_same_runs(whole, parts, steady(surface, optimizer, starts, STEPS))


@pytest.mark.seldom(24)
@pytest.mark.parametrize(("chunk", "piece"), [(1, 25), (7, 4), (16, STEPS)])
def test_without_sines_it_is_the_same_to_the_last_bit(optimizer_class, chunk, piece):
    surface, starts = SURFACES["Himmelblau"](), SURFACES["Himmelblau"].domain.mesh(4, 4).reshape(2, -1)
    whole = run_many(surface, optimizer_class(), starts, STEPS, leave=False)
    parts = run_many(surface, optimizer_class(), starts, STEPS, chunk=chunk, piece=piece, leave=False)
    for one, other in zip(outcome_arrays(whole), outcome_arrays(parts), strict=True):
        assert_array_equal(one, other)


@pytest.mark.seldom(10)
@pytest.mark.sampled
@pytest.mark.parametrize("name", WITHOUT_SINES)
def test_who_leaves_would_have_ended_the_same(name, optimizer_class):
    surface, optimizer = SURFACES[name](), optimizer_class()
    starts = surface.domain.mesh(6, 6).reshape(2, -1)
    left, stayed = (run_many(surface, optimizer, starts, 500, leave=leave) for leave in (True, False))
    assert_same_runs(left, stayed)
