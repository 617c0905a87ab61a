"""What changes the loss, on the page."""

import pytest

from descent import Kind
from surfaces import DATA_SURFACES
from tests.views.running import blocks, header, run, told


@pytest.mark.seldom(2)
@pytest.mark.parametrize("surface", DATA_SURFACES)
def test_every_loss_made_of_data_races(surface):
    app = run(surface=surface, strengths="1")
    assert header(app)["scene"]["surface"] == DATA_SURFACES[surface].label
    assert "test losses" in blocks(app)
    assert [row["epochs"] for row in told(app, "standings")] == [200] * 4


def test_a_penalty_is_put_on_with_one_click_and_shows_its_parts():
    app = run(surface="LogisticRegression")
    app.button_group(key="loss").set_value(["Regularized"]).run()
    assert app.query_params["loss"] == "Regularized"
    assert app.query_params["lines"] == "parts"
    assert 0 < float(app.query_params["Regularized.l2"]) < 1
    assert [row["kind"] for row in told(app, "outcomes")][:2] == [Kind.CONVERGED] * 2
    app.select_slider(key="Regularized.l1").set_value(0.1).run()
    assert app.query_params["Regularized.l1"] == "0.1"
    app.button_group(key="loss").set_value([]).run()
    assert "loss" not in app.query_params
    assert "lines" not in app.query_params


def test_l2_beside_weight_decay_is_one_click():
    app = run(surface="LogisticRegression", loss="Regularized", **{"Regularized.l2": "0.01"})
    app.toggle(key="versus").set_value(True).run()
    assert [r["name"] for r in header(app)["race"]["racers"]][:2] == [
        "Gradient descent + L2",
        "Gradient descent + decay",
    ]
    app.select_slider(key="Regularized.l2").set_value(0.0).run()
    assert len(header(app)["race"]["racers"]) == 4
    app.toggle(key="versus").set_value(False).run()
    app.toggle(key="versus").set_value(True).run()
    assert len(header(app)["race"]["racers"]) == 8


def captions(app):
    return [caption.value for caption in app.sidebar.caption]


@pytest.mark.seldom
@pytest.mark.parametrize(
    "query", [{"surface": "LinearRegression"}, {"surface": "HingeLoss", "HingeLoss.form": "one feature"}], ids=str
)
def test_what_becomes_of_the_intercept_is_said_beside_its_switch(query):
    app = run(**query, loss="Regularized", strengths="1", **{"Regularized.l2": "0.1"})
    assert "y is the intercept, which is not penalized." in captions(app)
    assert "The intercept y is not penalized." in " ".join(m.value for m in app.markdown)
    app.toggle(key="Regularized.intercept").set_value(True).run()
    assert app.query_params["Regularized.intercept"] == "1"
    assert "The intercept y is penalized, too." in captions(app)
    assert "not penalized" not in " ".join(m.value for m in app.markdown)


@pytest.mark.parametrize("surface", ["Bowl", "LogisticRegression", "Softmax"])
def test_without_an_intercept_there_is_no_switch(surface):
    app = run(surface=surface, loss="Regularized", **{"Regularized.l2": "0.1"})
    assert "Regularized.intercept" not in app.session_state
    assert not [said for said in captions(app) if "intercept" in said]


def test_l2_beside_weight_decay_leaves_the_intercept_alone_on_both_sides():
    app = run(
        surface="LinearRegression",
        loss="Regularized",
        versus="1",
        optimizers="GradientDescent",
        **{"Regularized.l2": "1"},
    )
    ours, rival = (row["loss"] for row in told(app, "standings"))
    assert ours == rival


def test_minibatches_come_with_their_sliders_and_only_for_data():
    app = run(surface="LinearRegression")
    app.button_group(key="loss").set_value(["Minibatch"]).run()
    app.slider(key="Minibatch.size").set_value(1).run()
    assert blocks(app)["batches"].shape == (200, 2)
    assert told(app, "standings")[0]["gradients"] == 200
    assert "Minibatches" not in run().button_group(key="loss").options


def test_a_numeric_gradient_costs_losses():
    rows = told(run(loss="NumericalGradient"), "standings")
    assert [row["evaluations"] for row in rows] == [800] * 4


def test_another_surface_keeps_what_fits_it():
    app = run(surface="LogisticRegression", loss="Minibatch,Regularized", **{"Regularized.l2": "0.01"})
    app.selectbox(key="surface").set_value("Bowl").run()
    assert app.query_params["loss"] == "Regularized"


def test_the_curves_against_lambda_are_shown_when_asked_for():
    assert not run(surface="LogisticRegression").get("plotly_chart")
    assert len(run(surface="LogisticRegression", strengths="1").get("plotly_chart")) == 2
    assert len(run(loss="Regularized", strengths="1", **{"Regularized.l1": "1"}).get("plotly_chart")) == 1


@pytest.mark.parametrize(("source", "shown"), [("made up", True), ("breast cancer", False)])
def test_what_makes_examples_up_has_sliders_only_where_it_does(source, shown):
    app = run(surface="LogisticRegression", **{"LogisticRegression.source": source})
    assert any("noise" in slider.label for slider in app.select_slider) == shown
    assert [s.label for s in app.segmented_control if "Data" in s.label] or app.button_group
    assert ("radius" in header(app)["race"]["examples"]["axes"][0]) != shown
