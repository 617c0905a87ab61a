"""What is sent to the browser: complete, small, and never a broken number."""

from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from player.packet import pack
from scenes import Scene, default_for, default_scene, play
from surfaces import SURFACES, Point
from tests.player.packets import opened


def unpack(packet):
    """(header, floats)."""
    header, blocks = opened(packet)
    return header, np.frombuffer(blocks, np.float32)


def split(header, floats):
    """The relief, and x, y, loss of each racer."""
    nx, ny = header["grid"]
    relief, paths = floats[: nx * ny].reshape(ny, nx), floats[nx * ny :]
    return relief, paths.reshape(len(header["racers"]), 3, header["steps"] + 1)


@pytest.mark.parametrize(("name", "lowest"), [("Ravine", 0.0), ("BoundedSaddle", -1.0), ("GoldsteinPrice", 3.0)])
def test_paths_arrive_as_they_were_run(name, lowest):
    race = play(default_scene().on(SURFACES[name]))
    header, floats = unpack(pack(race))
    relief, paths = split(header, floats)
    assert relief.shape == tuple(header["grid"][::-1])
    assert header["best"] == pytest.approx(lowest)
    for path, run in zip(paths, race.trajectories, strict=True):
        np.testing.assert_allclose(path[:2].T, run.points, rtol=1e-6, atol=1e-40)
        np.testing.assert_allclose(path[2], run.losses - header["best"], rtol=1e-6, atol=1e-40)


def test_the_relief_is_the_loss_on_the_grid():
    scene = default_scene().on(SURFACES["Himmelblau"])
    header, floats = unpack(pack(play(scene)))
    relief, _ = split(header, floats)
    mesh = scene.surface.domain.mesh(*header["grid"])
    np.testing.assert_allclose(relief + header["scale"]["low"], scene.surface(mesh), rtol=1e-6)


@pytest.mark.parametrize(("count", "steps"), [(4, 200), (6, 500), (6, 2000)])
def test_a_change_sends_little(count, steps):
    scene = default_scene()
    optimizers = tuple(default_for(cls, type(scene.surface)) for cls in list(OPTIMIZERS.values())[:count])
    packet = pack(play(replace(scene, optimizers=optimizers, steps=steps)))
    assert len(packet) <= 75_000 + 13 * count * steps


def test_the_digest_changes_with_the_data_and_with_nothing_else():
    def digest(scene):
        return unpack(pack(play(scene)))[0]["digest"]

    scene = default_scene()
    assert digest(scene) == digest(replace(scene, overlay=True, speed=4.0, loop=True))
    assert digest(scene) != digest(replace(scene, start=Point(1.0, 1.0)))


@pytest.mark.parametrize("name", SURFACES)
def test_divergence_is_sent_as_gaps_and_the_header_stays_json(name):
    surface = SURFACES[name]
    wild = OPTIMIZERS["GradientDescent"](lr=1e6)
    packet = pack(play(Scene(surface(), (wild, default_for(OPTIMIZERS["Adam"], surface)), surface.start, 50)))
    header, floats = unpack(packet)
    _, paths = split(header, floats)
    assert np.isfinite(paths[1]).all()
    last = header["racers"][0]["last"]
    assert np.isfinite(paths[0, :2, : last + 1]).all()
    assert np.isnan(paths[0, :2, last + 1 :]).all()


def test_global_minima_are_told_from_local_ones():
    marks = unpack(pack(play(default_scene().on(SURFACES["Himmelblau"]))))[0]["marks"]
    assert [len(marks[kind]) for kind in ("best", "minima", "saddles", "maxima")] == [4, 0, 4, 1]
    assert unpack(pack(play(default_scene().on(SURFACES["Rastrigin"]))))[0]["marks"]["best"] == [[0, 0]]
