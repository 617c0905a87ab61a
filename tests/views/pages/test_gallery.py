"""The gallery without a browser: what it is told to show, and what a click on it does to the scene."""

from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from optimizers import OPTIMIZERS
from scenes import default_scene, from_query
from surfaces import ALL_SURFACES
from tests.views.running import APP, header, visit
from views.pages.gallery import families


def test_every_surface_is_there_once_in_the_order_of_the_files():
    sent = header(visit(AppTest.from_file(APP, default_timeout=60), "gallery"))
    assert [card["name"] for family in sent["families"] for card in family["cards"]] == list(ALL_SURFACES)
    assert sent["families"][0]["name"] == "Bowls"
    assert all(family["story"].endswith(".") for family in sent["families"])


@pytest.mark.parametrize("name", ALL_SURFACES)
def test_a_link_leads_to_the_same_race_on_its_surface(name):
    scene = default_scene().but(optimizers=(OPTIMIZERS["Adam"](beta1=0.5),), steps=70, overlay="1")
    card = next(card for family in families(scene) for card in family.cards if card.name == name)
    path, _, query = card.address.partition("?")
    assert path == "./"
    assert from_query(dict(parse_qsl(query))) == (scene.on(ALL_SURFACES[name]), [])


def test_the_race_is_as_it_was_left():
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["surface"] = "Rosenbrock"
    app.query_params["v"] = "2"
    app.query_params["optimizers"] = "Adam"
    app.run()
    visit(visit(app, "gallery"))
    assert header(app)["scene"]["surface"] == "Rosenbrock"
    assert app.query_params == {"surface": "Rosenbrock", "optimizers": "Adam", "v": "2"}


def test_the_links_of_the_gallery_keep_who_was_racing():
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["optimizers"] = "Adam"
    app.query_params["v"] = "2"
    app.run()
    bowl = header(visit(app, "gallery"))["families"][0]["cards"][0]
    assert bowl["address"] == "./?surface=Bowl&optimizers=Adam&v=2"
