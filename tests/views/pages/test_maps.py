"""The page of the maps without a browser."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from maps import basins
from optimizers import OPTIMIZERS
from scenes import VERSION, MapScene, default_for, default_scene, maps_from_query
from surfaces import SURFACES, Box
from tests.views.running import APP, blocks, header, run, visit
from views.pages.maps import ALONE, after

SMALL = {"surface": "Himmelblau", "optimizers": "Momentum,Adam", "steps": "60", "n": "64"} | VERSION


def opened(**query):
    return visit(AppTest.from_file(APP, default_timeout=30), "maps", **query)


def test_a_first_visit_sees_several_minima():
    sent = header(opened())
    assert sent["scene"]["surface"] == "Himmelblau"
    assert len(sent["map"]["heights"]) == 4
    assert sent["map"]["given"] is None
    assert sent["live"]


def test_it_shows_the_race_and_later_what_was_left_here():
    app = run(surface="Peaks", optimizers="Adam", steps="40", v="2")
    assert header(visit(app, "maps"))["scene"]["surface"] == "Peaks"
    app.sidebar.selectbox[0].set_value("Beale").run()
    assert header(app)["scene"]["surface"] == "Beale"
    assert app.query_params["surface"] == "Beale"
    assert header(visit(app))["scene"]["surface"] == "Peaks"
    assert header(visit(app, "maps"))["scene"]["surface"] == "Beale"


def test_a_widget_leaves_what_is_mapped():
    app = opened(**SMALL, shade="steps", box="-1,1,0,2")
    app.sidebar.slider[0].set_value(100).run()
    assert (header(app)["map"]["shade"], header(app)["map"]["box"]) == ("steps", [-1, 1, 0, 2])
    assert app.query_params["steps"] == "100"


def test_nonsense_in_the_address_is_named():
    app = opened(**SMALL, box="<b>")
    assert "box is no window of this map" in app.warning[0].value
    assert header(app)["map"]["box"] is None


def test_where_no_worker_runs_the_server_computes_the_same():
    app = AppTest.from_file(APP, default_timeout=30)
    app.session_state[ALONE] = True
    visit(app, "maps", **SMALL, box="-1,1,0,2")
    assert header(app)["map"]["given"] == [64, 64]
    surface = SURFACES["Himmelblau"]
    for i, name in enumerate(("Momentum", "Adam")):
        found = basins(surface(), default_for(OPTIMIZERS[name], surface), 64, 60, Box(-1, 1, 0, 2))
        rows = blocks(app)[f"map {i}"].reshape(6, 64, 64)
        for row, ours in zip(rows, (found.kind, found.minimum, found.steps), strict=False):
            np.testing.assert_array_equal(row, ours)
        np.testing.assert_allclose(rows[3:5], found.end, rtol=1e-6)
        np.testing.assert_allclose(rows[5], surface()(found.end), rtol=1e-6)


def test_nobody_to_map_is_said():
    app = opened(surface="Himmelblau", optimizers="", v="2")
    assert "No optimizer is chosen" in app.info[0].value


@pytest.mark.parametrize(
    ("sent", "query"),
    [
        ({"n": "64", "count": 1}, {"n": "64"}),
        ({"box": [-1, 1, 0, 2]}, {"box": "-1,1,0,2"}),
        ({"start": [1.5, 2.5]}, {"x": "1.5", "y": "2.5"}),
        ({"Adam.lr": 0.5, "show": "rates"}, {"Adam.lr": "0.5", "show": "rates"}),
        ({"box": [99, 1, 0, 2]}, {}),
        ({"start": "here"}, {}),
        ({"Adam.lr": -1}, {}),
        ({"steps": 1e9}, {}),
        ({"nothing": 3}, {}),
    ],
)
def test_a_report_is_as_another_address(sent, query):
    begun = MapScene(default_scene().on(SURFACES["Himmelblau"]))
    assert after(begun, sent) == maps_from_query({"surface": "Himmelblau"} | query)[0]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ({"surface": "Ravine"}, True),
        ({"surface": "Ravine", "of": "Momentum", "across": "momentum", "upward": "lr"}, True),
        ({"surface": "Ravine", "of": "Momentum", "across": "dampening", "upward": "lr"}, False),
        ({"surface": "Ravine", "Momentum.dampening": "0.5"}, False),
        ({"surface": "Ravine", "of": "Nesterov"}, False),
        ({"surface": "Himmelblau"}, False),
    ],
)
def test_theory_has_a_best_pair_for_the_heavy_ball_on_a_quadratic(query, best):
    """Polyak (1964): 4 / (√λ₁ + √λ₂)² and ((√κ − 1) / (√κ + 1))²."""
    told = header(opened(optimizers="Momentum,Nesterov", **query, **VERSION))["map"]
    assert told["swept"] == {"Momentum": ["lr", "momentum", "dampening"], "Nesterov": ["lr", "momentum"]}
    low, high = map(np.sqrt, told["theory"]["eigenvalues"])
    rate = (high - low) / (high + low)
    assert told["polyak"] == (pytest.approx({"lr": 4 / (low + high) ** 2, "momentum": rate**2}) if best else None)
    assert told["theory"]["limit"] == pytest.approx(2 / high**2)
