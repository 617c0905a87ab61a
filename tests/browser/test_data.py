"""Losses made of data: the panel of examples and models, batches, both losses, penalties, and L2 beside weight decay."""

import pytest

from scenes import from_query, play
from tests.sampling import nothing

CHANNELS = """([a, b]) => { const plot = document.querySelector('.ravine .dataplot');
    const { xaxis, yaxis } = plot.querySelector('.ground')._fullLayout, canvas = plot.querySelector('.trails');
    const ratio = canvas.width / canvas.clientWidth;
    const at = [xaxis._offset + xaxis.d2p(a), yaxis._offset + yaxis.d2p(b)].map((p) => Math.round(ratio * p));
    return [...canvas.getContext('2d').getImageData(...at, 1, 1).data]; }"""
PICTURE = "document.querySelector('.ravine .dataplot .trails').toDataURL()"
TRACES = "document.querySelector('.ravine .panel .ground').data"
ADAM = {"optimizers": "Adam", "steps": "300"}


def line_at(race, feature, weights):
    """What the data panel shows where the line with these weights is at `feature`: red, green, blue, alpha."""
    return race.page.evaluate(CHANNELS, [feature, weights[0] * feature + weights[1]])


def weights(query, step):
    """Where the only optimizer of the scene at this address is after so many steps."""
    scene, problems = from_query(query)
    assert not problems
    return play(scene).trajectories[0].points[step]


def seek(race, step):
    race.page.get_by_label("Step", exact=True).fill(str(step))
    race.is_at(step)
    race.page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def kinds(race):
    return race.page.evaluate(f"{TRACES}.map(trace => trace.type)")


def legend(race):
    """What the signs are said to mean."""
    keys = race.page.locator(".ravine .legend .key").all_inner_texts()
    return {key.split("\n")[-1].lstrip("★○×△☆◇◎╌─┈• ") for key in keys}


def test_no_data_no_panel(race):
    assert race.page.locator(".dataplot").is_hidden()
    assert race.button("Test loss").count() == 0


def test_the_line_is_where_the_weights_of_the_current_step_put_it(visit):
    query = {"surface": "LinearRegression", **ADAM}
    race = visit().open(**query)
    for step in (0, 40, 300):
        seek(race, step)
        now, other = weights(query, step), weights(query, 300 if step == 0 else 0)
        assert line_at(race, 0.5, now)[3] > 200
        assert line_at(race, 0.5, other)[3] == 0


def test_play_moves_the_model(visit):
    race = visit().open(surface="LogisticRegression", **ADAM)
    before = race.page.evaluate(PICTURE)
    race.button("Play").click()
    race.until(f"before => {PICTURE} !== before", before)


def test_the_batch_of_each_step_is_ringed(visit):
    race = visit().open(surface="LogisticRegression", loss="Minibatch", **{"Minibatch.size": "4"}, **ADAM)
    seek(race, 1)
    assert "4 in this step's batch" in race.page.locator(".dataplot figcaption").inner_text()
    batches = set()
    for step in (1, 2, 3):
        seek(race, step)
        batches.add(race.page.evaluate(PICTURE))
    assert len(batches) == 3


def test_test_loss_has_contours_a_minimum_and_curves_until_it_is_switched_off(visit):
    race = visit().open(surface="LinearRegression")
    assert kinds(race)[:2] == ["contour", "contour"]
    assert {"test minimum", "test loss"} <= legend(race)
    assert [race.page.get_by_role("columnheader", name=n).count() for n in ("Test loss", "Gap", "Epochs")] == [1, 1, 1]
    race.page.locator(".ravine .views").get_by_role("button", name="Test loss", exact=True).click()
    race.until_query("lines", "off")
    race.until(f"{TRACES}.filter(trace => trace.type === 'contour').length === 1")
    assert not {"test minimum", "test loss"} & legend(race)


def test_a_penalty_shows_its_parts_and_moves_the_minimum(race):
    best = f"{TRACES}.find(trace => trace.marker?.symbol === 'star').x[0]"
    race.page.get_by_test_id("stSidebar").get_by_text("Penalty").click()
    race.until_query("loss", "Regularized")
    race.until(f"{TRACES}.filter(trace => trace.type === 'contour').length === 3")
    assert {"minimum without penalty", "the minimum as λ grows"} <= legend(race)
    assert race.page.locator(".ravine").get_by_role("button", name="Penalty").get_attribute("aria-pressed") == "true"
    assert race.page.evaluate(best) == pytest.approx(0, abs=1e-6)


@pytest.mark.seldom
def test_l2_beside_weight_decay_in_one_click(visit):
    race = visit().open(
        surface="LogisticRegression", loss="Regularized", optimizers="GradientDescent,Adam", steps=1000, future=1
    )
    race.page.get_by_text("Beside weight decay").click()
    race.until_query("versus", "1")
    race.until("document.querySelectorAll('.ravine .standings tbody tr').length === 4")
    rows = race.page.locator(".ravine .standings tbody tr").all_inner_texts()
    losses = {row.split("\t")[0].strip(): row.split("\t")[1] for row in rows}
    plain = [loss for name, loss in losses.items() if name.startswith("Gradient descent")]
    adam = [loss for name, loss in losses.items() if name.startswith("Adam")]
    assert len(plain) == len(adam) == 2
    assert adam[0] != adam[1]


@pytest.mark.seldom
def test_both_losses_against_the_strength_of_the_penalty(visit):
    race = visit().open(surface="LinearRegression")
    race.button("λ curve").click()
    race.until_query("strengths", "1")
    race.page.get_by_text("The minimum as λ grows.").wait_for()
    race.until("document.querySelectorAll('[data-testid=stPlotlyChart] .js-plotly-plot').length === 2")


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("dark", [False, True])
def test_on_a_phone_nothing_is_cut(visit, dark):
    race = visit(width=390, height=844, touch=True, dark=dark).open(surface="Softmax", loss="Minibatch")
    assert race.page.locator(".dataplot").bounding_box()["width"] <= 390
    assert race.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
