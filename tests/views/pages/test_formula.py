"""A formula on the pages of the app: typed, refused, changed by sliders, checked and mapped."""

import json

import pytest

from scenes import VERSION, default_scene, edited, is_draft, play
from surfaces import EXAMPLES, Formula
from tests.player.packets import opened as unpacked
from tests.views.running import run, visit
from views.formula.bar import read_into, take
from views.state import by_hand

TEXT = "(1 - x)^2 + b (y - x^2)^2"
SCENE = edited(default_scene(), TEXT)


def parts(app):
    """Component → the header of what it was sent: the bar comes before the player."""
    bar, race = (unpacked(one.proto.bytes)[0] for one in app.get("bidi_component")[:2])
    return bar, race


def test_a_formula_has_a_field_and_is_printed_with_its_derivatives():
    bar, race = parts(run(f=TEXT, **VERSION))
    assert (bar["text"], bar["problem"]) == (TEXT, "")
    assert all(bar["math"][part].startswith("<math") for part in ("f", "gradient", "hessian"))
    assert bar["facts"].startswith("In this window: 1 minimum. The index sum, 1, is that of the edge")
    assert [one["text"] for one in bar["examples"]] == [one.text for one in EXAMPLES]
    assert (race["scene"]["surface"], race["scene"]["story"]) == ("Your own formula", "")
    assert race["scene"]["formula"] == "f(x, y) = (1 - x)^2 + b*(y - x^2)^2"
    assert [slider["key"] for slider in race["live"]["sliders"]] == ["Formula.b"]


def test_sliders_ranges_and_window_are_in_the_sidebar_and_in_the_address():
    app = run(f=TEXT, **VERSION)
    app.slider(key="Formula.b").set_value(3.0).run()
    app.number_input(key="b.to").set_value(20.0).run()
    app.number_input(key="x.from").set_value(-3.0).run()
    assert app.query_params["Formula.b"] == "3"
    assert app.query_params["Formula.b.range"] == "-5,20"
    assert app.query_params["window"].startswith("-3,")
    assert app.slider(key="Formula.b").max == 20
    assert parts(app)[1]["scene"]["box"][0] == -3


def test_your_own_formula_in_the_menu_begins_with_the_surface_that_was_there():
    app = run(surface="Himmelblau", **VERSION)
    app.selectbox(key="surface").set_value("Formula").run()
    assert not app.exception
    assert app.query_params["f"].startswith("(x^2 + y - 11)^2")
    app.selectbox(key="surface").set_value("Himmelblau").run()
    assert app.query_params == {"surface": "Himmelblau", "v": "2"}


@pytest.mark.parametrize(("page", "others"), [("check", {"h": "1e-7"}), ("maps", {"show": "rates"})])
def test_a_formula_goes_along_to_other_pages_and_has_an_address_there(page, others):
    app = run(f=TEXT, **{"Formula.b": "3"}, **VERSION)
    visit(app, page)
    assert {"f": TEXT, "Formula.b": "3"}.items() <= app.query_params.items()
    assert app.selectbox[0].value == "Formula" or app.selectbox(key="surface").value == "Formula"
    visit(app, page, f=TEXT, **others, **VERSION)
    assert not app.warning
    assert app.query_params["f"] == TEXT


def test_what_cannot_be_read_leaves_the_plots_as_they_are_and_marks_the_place():
    scene, said = read_into(SCENE, "x^2 + sine(x)")
    assert scene == SCENE
    assert said.text[said.start : said.stop] == "sine"
    assert "sin" in said.problem


def test_a_new_letter_is_a_parameter_once_nobody_types():
    assert read_into(SCENE, TEXT + " + s", typing=True)[0] == SCENE
    assert read_into(SCENE, TEXT + " + s")[0].setup.plain.parameters == {"b": 1.0, "s": 1.0}


@pytest.mark.parametrize(
    "sent",
    [{}, {"text": 5}, {"text": None, "typing": 1}, {"chosen": 3}, {"chosen": "no such"}, {"text": "\ud800"}, {"text": "x" * 10**6}],
    ids=str,
)  # fmt: skip
def test_whatever_a_browser_reports_of_the_field_is_survived(monkeypatch, sent):
    state, heard = {}, []
    monkeypatch.setattr("views.formula.bar.st.session_state", state)
    monkeypatch.setattr("views.formula.bar.change", lambda update, passing=False: heard.append(update(SCENE)))
    take(sent)
    assert all(isinstance(scene.setup.plain, Formula) for scene in heard)
    assert all(json.dumps(typed.said).encode() for typed in state.values())
    assert all(len(typed.said.text) <= 2000 for typed in state.values())


def test_the_first_picture_waits_for_no_critical_points_and_they_follow(monkeypatch):
    """Any search is too slow for whoever has no patience."""
    monkeypatch.setattr("views.formula.search.PATIENCE", 0.0)
    drawn = []
    monkeypatch.setattr("views.pages.race.play", lambda scene: drawn.append(scene) or play(scene))
    bar, race = parts(run(f="(x^2 - 1)^2 + 3 y^2 + x y/5", **VERSION))
    assert [is_draft(scene.setup.plain) for scene in drawn] == [True, False]
    assert bar["facts"].startswith("In this window: 2 minima, 1 saddle point.")
    assert len(race["ground"]["marks"]["best"]) == 2


@pytest.mark.parametrize(
    ("raw", "text"),
    [("f=x^2+y^2", "x^2+y^2"), ("?steps=50&f=x%5E2+2%20y^2", "x^2+2 y^2"), ("", "as it is"), ("steps=50", "as it is")],
)
def test_a_plus_in_an_address_that_somebody_wrote_by_hand_is_one(raw, text):
    assert by_hand(raw, "as it is") == text
