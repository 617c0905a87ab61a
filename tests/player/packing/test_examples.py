"""The examples as they are sent to the browser, and what comes with a loss made of data."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from player.packing.examples import BESIDE, examples
from scenes import default_scene, play
from surfaces import ALL_SURFACES, DATA_SURFACES, Minibatch, NumericalGradient, Regularized
from surfaces.analytic.bowls import Bowl
from surfaces.data.linear_models import LinearRegression, LogisticRegression
from surfaces.data.softmax import Softmax
from surfaces.layers.stack import plain
from tests.player.packets import opened, packed, zero
from tests.sampling import family
from tests.surfaces.shapes import FORMS

STEPS = 30


def scene_on(surface, **settings):
    return default_scene().on(type(plain(surface))).but(surface=surface, steps=STEPS, **settings)


def unpacked(scene):
    """The header of a race, and its blocks."""
    return opened(packed(scene))


@pytest.mark.parametrize("cls", DATA_SURFACES.values(), ids=DATA_SURFACES)
def test_the_examples_are_those_that_are_learned_from(cls):
    header, blocks = examples(cls(), STEPS)
    train, test = cls().plotted
    shapes = [blocks[name].numbers.shape for name in ("train", "test", "batches")]
    assert shapes == [(3, train.size), (3, test.size), (0, 0)]
    across, upward, group = blocks["train"].numbers
    assert_allclose(across, train.a, rtol=1e-6)
    if header["model"] in ("line", "curve"):
        assert_allclose(upward, train.target, rtol=1e-6)
        assert not group.any()
    else:
        assert_allclose(upward, train.b, rtol=1e-6)
        assert_array_equal(group, train.target)


@pytest.mark.parametrize("surface", FORMS.values(), ids=FORMS)
def test_one_feature_is_drawn_across_and_how_sure_one_is_upward(surface):
    header, blocks = examples(surface, STEPS)
    train = surface.data.train
    across, upward, group = blocks["train"].numbers
    assert_allclose(across, train.a, rtol=1e-6)
    assert_array_equal(group, train.target)
    model = "probability" if isinstance(surface, LogisticRegression) else "score"
    low, high = (-BESIDE, 1 + BESIDE) if model == "probability" else (-1, 1)
    assert_allclose(upward, np.where(train.target > 0, high, low), rtol=1e-6)
    assert (header["model"], header["axes"]) == (model, ("feature", f"{model} of t = 1"))
    assert header["classes"] == ("t = −1", "t = 1")
    classic, _ = examples(replace(surface, source="iris"), STEPS)
    assert classic["axes"] == ("petal width (scaled)", f"{model} of virginica")
    assert classic["classes"] == ("versicolor", "virginica")


def test_the_means_of_softmax_give_the_scores_that_are_learned():
    surface = Softmax(scale=3.0)
    header, blocks = examples(surface, STEPS)
    across, upward, _ = blocks["train"].numbers
    for drawn, learned, mean in zip((across, upward), surface.data.train[:2], header["means"], strict=True):
        assert_allclose(np.outer(drawn, mean), learned, rtol=1e-5)


@pytest.mark.parametrize("n", [12, 16, 33])
@pytest.mark.parametrize("sampling", ["shuffle", "order", "replacement"])
def test_the_batches_are_those_of_the_run(n, sampling):
    loss = Minibatch(LogisticRegression(n=n), 5, sampling)
    _, blocks = examples(Regularized(NumericalGradient(loss), l2=0.1), STEPS)
    bits = np.unpackbits(blocks["batches"].numbers, axis=1)[:, :n]
    assert len(bits) == STEPS
    for t in range(STEPS):
        assert_array_equal(np.flatnonzero(bits[t]), np.unique(loss.batch(t + 1)))


@pytest.mark.parametrize("cls", DATA_SURFACES.values(), ids=DATA_SURFACES)
def test_the_axes_are_named_after_the_columns_of_a_table(cls):
    names = ("<b>a</b>", "몸무게") if cls.task == "number" else ("<b>a</b>", "몸무게", "kind")
    rows = tuple((float(i), float(i % 3), float(i % 2)) for i in range(10))
    header, _ = examples(cls(rows=rows, columns=names), STEPS)
    assert header["axes"] == ("<b>a</b> (scaled)", "몸무게 (scaled)")
    assert "scaled" not in str(examples(cls(), STEPS)[0]["axes"])


@pytest.mark.parametrize(
    ("loss", "names"),
    [
        (LinearRegression(source="iris"), ()),
        (LogisticRegression(), ("t = −1", "t = 1")),
        (LogisticRegression(source="breast cancer"), ("benign", "malignant")),
        (Softmax(), ("class 1", "class 2", "class 3")),
        (Softmax(source="iris"), ("setosa", "versicolor", "virginica")),
        (
            LogisticRegression(rows=((0.0, 1.0, 0.0), (1.0, 0.0, 1.0)) * 4, classes=("<b>no</b>", "yes")),
            ("<b>no</b>", "yes"),
        ),
    ],
    ids=lambda value: getattr(value, "label", None),
)
def test_classes_bear_the_names_that_the_table_gives_them(loss, names):
    header, blocks = examples(loss, STEPS)
    assert header["classes"] == names
    _, _, group = blocks["train"].numbers
    assert len(set(group)) == max(1, len(names))


def test_what_is_not_made_of_data_has_no_examples():
    assert examples(Bowl(), STEPS) == (None, {})
    header, blocks = unpacked(scene_on(Bowl()))
    assert header["race"]["examples"] is None
    assert set(blocks) == {"ground", "points", "losses", "standings", "outcomes", "numbers"}


def test_lines_losses_and_examples_are_blocks():
    scene = scene_on(LinearRegression())
    header, blocks = unpacked(scene)
    paths = zip(blocks["points"], blocks["losses"], blocks["test losses"], strict=True)
    for (points, loss, test), run in zip(paths, play(scene).trajectories, strict=True):
        assert_allclose(points, run.points.T, rtol=1e-6)
        assert_allclose(loss, run.losses, rtol=1e-6)
        assert_allclose(test, scene.setup.surface.test_surface(run.points.T), rtol=1e-6)
    assert (zero(header, "losses"), [one["kind"] for one in header["ground"]["lines"]]) == (0.0, ["test"])
    assert_allclose(blocks["train"][0], scene.setup.surface.data.train.a, rtol=1e-6)


def test_a_penalty_shows_its_parts_and_where_the_minimum_goes():
    loss = Regularized(LogisticRegression(), l1=0.05)
    header, _ = unpacked(scene_on(loss, lines="parts"))
    assert [one["kind"] for one in header["ground"]["lines"]] == ["data", "penalty"]
    offered = {switch["title"] for switch in header["scene"]["switches"] if switch["offered"]}
    assert {"Test loss", "Penalty", "λ curve"} <= offered
    route, marks = header["overlays"]["route"], header["ground"]["marks"]
    assert_allclose(route[0], loss.surface.minima[0], atol=1e-9)
    assert route[-1] == [0.0, 0.0]
    assert marks["bare"] == [list(loss.surface.minima[0])]
    assert marks["best"] == [list(loss.minima[0])]


def test_switching_lines_does_not_restart_the_clock():
    digests = {unpacked(scene_on(LogisticRegression(), lines=lines))[0]["race"]["digest"] for lines in ("off", "test")}
    assert len(digests) == 1


@pytest.mark.seldom(5)
@pytest.mark.sampled(axes=lambda name: family(ALL_SURFACES[name]))
@pytest.mark.parametrize("name", ALL_SURFACES)
def test_every_loss_can_wear_a_penalty_on_the_page(name):
    header, _ = unpacked(scene_on(Regularized(ALL_SURFACES[name](), l1=0.1, l2=0.1), lines="parts"))
    assert len(header["ground"]["lines"]) == 2
    assert all(len(place) == 2 for place in header["overlays"]["route"])


def test_a_pair_shares_a_panel():
    header, _ = unpacked(scene_on(Regularized(LogisticRegression(), l2=0.1), versus=True))
    racers = header["race"]["racers"]
    assert [r["panel"] for r in racers] == [0, 0, 1, 1, 2, 2, 3, 3]
    for ours, rival in zip(racers[::2], racers[1::2], strict=True):
        assert (ours["light"], ours["marker"]) == (rival["light"], rival["marker"])
        assert ours["dash"] != rival["dash"]


def test_a_change_sends_little():
    _, blocks = unpacked(scene_on(Minibatch(LogisticRegression(n=200), 8)).but(steps=500))
    assert sum(block.nbytes for block in blocks.values()) <= 90_000 + 17 * 4 * 500 + 500 * 25
