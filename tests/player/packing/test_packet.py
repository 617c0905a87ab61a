"""What is sent to the browser: complete, small, and never a broken number."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from params import params_of
from player.packing.packet import pack
from scenes import SETTINGS, Look, Scene, Setup, default_for, default_scene, play, report
from surfaces import DATA_SURFACES, SURFACES, Minibatch, Point
from tests.player.packets import opened, packed, told, zero


@pytest.mark.parametrize(("name", "lowest"), [("Ravine", 0.0), ("BoundedSaddle", -1.0), ("GoldsteinPrice", 3.0)])
def test_paths_arrive_as_they_were_run(name, lowest):
    race = play(default_scene().on(SURFACES[name]))
    header, blocks = opened(pack(report(race)))
    assert blocks["ground"].ndim == 2
    assert zero(header, "losses") == header["race"]["lowest"] == pytest.approx(lowest)
    for points, losses, run in zip(blocks["points"], blocks["losses"], race.trajectories, strict=True):
        np.testing.assert_allclose(points.T, run.points, rtol=1e-6, atol=1e-40)
        np.testing.assert_allclose(losses, run.losses - zero(header, "losses"), rtol=1e-6, atol=1e-40)


def test_the_ground_is_the_loss_on_the_grid():
    scene = default_scene().on(SURFACES["Himmelblau"])
    header, blocks = opened(packed(scene))
    ground = blocks["ground"]
    mesh = scene.setup.surface.domain.mesh(*ground.shape[::-1])
    np.testing.assert_allclose(ground + zero(header, "ground"), scene.setup.surface(mesh), rtol=1e-6)


def test_standings_and_outcomes_arrive_in_full():
    told_of = report(play(default_scene()))
    header, blocks = opened(pack(told_of))
    for row, sent, end in zip(
        told_of.standings, told(header, blocks, "standings"), told(header, blocks, "outcomes"), strict=True
    ):
        assert (sent["loss"], sent["reached"], sent["evaluations"]) == (row.loss, row.reached, row.evaluations)
        np.testing.assert_equal(
            [end["kind"], end["step"], end["x"]], [row.outcome.kind, row.outcome.step, row.outcome.target[0]]
        )


def test_pulls_are_sent_where_they_are_drawn():
    data = default_scene().on(DATA_SURFACES["LogisticRegression"])
    batches = data.but(surface=Minibatch(data.setup.surface, 8), steps=20)
    for scene, drawn in (
        (data.but(field=True), False),
        (batches, False),
        (batches.but(field=True), True),
        (batches.but(field=True, view3d=True), False),
    ):
        header, blocks = opened(packed(scene))
        assert header["overlays"]["pulls"] == ("pulls" in blocks) == drawn
    assert opened(packed(batches.but(field=True)))[1]["pulls"].shape == (4, 4, 20)


def test_maps_of_starts_have_a_height_for_each_minimum_where_they_are_drawn():
    peaks = default_scene().on(SURFACES["Himmelblau"]).but(steps=20)
    for scene, drawn in ((peaks, False), (peaks.but(basins=True), True), (peaks.but(basins=True, view3d=True), False)):
        hues = opened(packed(scene))[0]["overlays"]["hues"]
        assert (hues is not None) == drawn
        assert not drawn or hues["heights"] == pytest.approx([0.0] * 4)


def test_no_key_is_a_setting_in_one_place_and_a_result_in_another():
    def keys(value):
        return {
            key for key, inner in value.items() for key in ({key} | (keys(inner) if isinstance(inner, dict) else set()))
        }

    header, _ = opened(packed(default_scene()))
    assert set(header) == {"scene", "ground", "race", "overlays", "live", "lesson", "heard", "blocks"}
    assert set(header["scene"]["look"]) == set(params_of(Look))
    assert not set(SETTINGS) & (keys(header["race"]) | keys(header["overlays"]))


@pytest.mark.parametrize(("count", "steps"), [(4, 200), (6, 500), (6, 2000)])
def test_a_change_sends_little(count, steps):
    scene = default_scene()
    optimizers = tuple(default_for(cls, type(scene.setup.surface)) for cls in list(OPTIMIZERS.values())[:count])
    packet = packed(scene.but(optimizers=optimizers, steps=steps))
    assert len(packet) <= 75_000 + 13 * count * steps


def test_the_digest_changes_with_the_data_and_with_nothing_else():
    def digest(scene):
        return opened(packed(scene))[0]["race"]["digest"]

    scene = default_scene()
    assert digest(scene) == digest(scene.but(overlay="1", speed=4.0, loop=True))
    assert digest(scene) != digest(scene.but(start=Point(1.0, 1.0)))


@pytest.mark.parametrize("name", SURFACES)
def test_divergence_is_sent_as_gaps_and_the_header_stays_json(name):
    surface = SURFACES[name]
    wild = OPTIMIZERS["GradientDescent"](lr=1e6)
    setup = Setup(surface(), (wild, default_for(OPTIMIZERS["Adam"], surface)), surface.start, 50)
    header, blocks = opened(packed(Scene(setup)))
    assert np.isfinite(blocks["points"][1]).all()
    last = header["race"]["racers"][0]["last"]
    assert np.isfinite(blocks["points"][0, :, : last + 1]).all()
    assert np.isnan(blocks["points"][0, :, last + 1 :]).all()


def test_global_minima_are_told_from_local_ones():
    marks = opened(packed(default_scene().on(SURFACES["Himmelblau"])))[0]["ground"]["marks"]
    assert [len(marks[kind]) for kind in ("best", "minima", "saddles", "maxima")] == [4, 0, 4, 1]
    assert opened(packed(default_scene().on(SURFACES["Rastrigin"])))[0]["ground"]["marks"]["best"] == [[0, 0]]
