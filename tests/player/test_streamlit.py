"""What is used of Streamlit and not documented by it: each test says which version broke what, and where it is used.

What only a browser sees is in tests/browser/test_private.py.
"""

import re
from functools import cache
from pathlib import Path

import pytest
import streamlit as st

from player import streamlit_private
from player.component import ASSETS, ENTRIES, _registered, component
from player.streamlit_private import begins, declare, plotly_chunk, static_files

VIEWS = ASSETS.parents[1] / "views"
SCRIPT, STYLE = ASSETS / "page" / "streamlit.js", VIEWS / "shell" / "page.css"
FILES = [SCRIPT, *(VIEWS / "shell").glob("*.css")]
TEST_ID = re.compile(r"data-testid=[\"']?(\w+)")


def elements(file):
    """The elements of Streamlit's own page that a file names."""
    return sorted(set(TEST_ID.findall(file.read_text("utf-8"))))


@cache
def shipped():
    """All that Streamlit sends to browsers, as text."""
    return "".join(path.read_text("utf-8") for path in static_files().glob("*.js"))


def broken(what, where):
    return f"Streamlit {st.__version__} {what}: see {where}"


def test_its_component_manager_serves_a_folder_of_ours(monkeypatch):
    manager = streamlit_private.get_bidi_component_manager()
    monkeypatch.setattr(streamlit_private, "get_bidi_component_manager", lambda: manager)
    declare("ravine", tuple(ENTRIES), ASSETS)
    roots = {name: manager.get_component_asset_root(f"ravine.{name}") for name in ENTRIES}
    assert roots == dict.fromkeys(ENTRIES, ASSETS), broken("takes no manifest by hand", "player/streamlit_private.py")


def test_a_component_is_registered_again_only_if_it_begins_otherwise(monkeypatch):
    registered = {}
    monkeypatch.setattr("player.component.declare", lambda *_: None)
    monkeypatch.setattr("player.component.begins", registered.get)
    monkeypatch.setattr(
        st.components.v2, "component", lambda name, html, **_: registered.update({name: html}) or [html]
    )
    _registered.cache_clear()
    mounts = [component("player", html) for html in ("<p>", "<p>", "<b>", "<p>")]
    _registered.cache_clear()
    assert mounts[0] is mounts[1], broken("is told of each component at every rerun", "player/component.py")
    assert mounts[1:] == [["<p>"], ["<b>"], ["<p>"]]
    assert registered == {"ravine.player": "<p>"}


def test_it_still_knows_how_a_component_begins(monkeypatch):
    manager = streamlit_private.get_bidi_component_manager()
    monkeypatch.setattr(streamlit_private, "get_bidi_component_manager", lambda: manager)
    declare("ravine", tuple(ENTRIES), ASSETS)
    assert not begins("ravine.player")
    manager.register(
        manager.build_definition_with_validation(component_key="ravine.player", html="<p>", css=None, js=None)
    )
    assert begins("ravine.player") == "<p>", broken(
        "keeps the HTML of a component elsewhere", "player/streamlit_private.py"
    )


def test_it_ships_a_plotly_that_sets_the_global():
    chunk = (static_files() / plotly_chunk()).read_text("utf-8")
    assert "window.Plotly=" in chunk, broken("keeps its Plotly to itself", "plotly_chunk")


def test_without_that_plotly_the_page_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(streamlit_private, "static_files", lambda: tmp_path)
    with pytest.raises(RuntimeError, match="should ship one PlotlyChart"):
        plotly_chunk()


@pytest.mark.parametrize(("name", "file"), [(name, file) for file in FILES for name in elements(file)])
def test_its_page_still_has_an(name, file):
    assert f'"{name}"' in shipped() or f"`{name}`" in shipped(), broken(f"has no element {name}", file.name)


def test_its_page_still_tells_the_state_of_its_connection():
    """That it changes as the connection does is in tests/browser/test_reconnect.py."""
    (state,) = re.findall(r'"(data-[\w-]+)"', SCRIPT.read_text("utf-8"))
    assert {f'"{state}"', "`CONNECTED`"} <= {*re.findall(r'"[\w-]+"|`\w+`', shipped())}, broken(
        f"has no {state}", SCRIPT.name
    )


def test_nothing_else_names_its_elements():
    files = [
        path for folder in (ASSETS, VIEWS) for path in Path(folder).rglob("*") if path.suffix in (".js", ".css", ".py")
    ]
    assert {path for path in files if elements(path)} == {*FILES}
    assert elements(SCRIPT) == ["stApp", "stMain"]
    assert len(elements(STYLE)) > 5
