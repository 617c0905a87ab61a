"""The files that the browser loads."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from player.mount import plotly_chunk

ASSETS = Path(__file__).parents[2] / "player" / "assets"
SCRIPTS = sorted(ASSETS.glob("*.js"))


def test_streamlit_still_ships_a_plotly_that_sets_the_global():
    chunk = Path(find_spec("streamlit").origin).parent / "static" / "static" / "js" / plotly_chunk()
    assert "window.Plotly=" in chunk.read_text()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_scripts_are_small_and_import_what_exists(script):
    text = script.read_text()
    assert text.startswith("// "), "says what it is for"
    assert text.count("\n") <= 230
    for module, names in re.findall(r'import \{([^}]*)\} from "\./([\w.]+)";', text):
        exported = (ASSETS / names).read_text()
        for name in (n.strip() for n in module.split(",")):
            assert re.search(rf"export (?:default )?(?:async )?(?:class|function|const) {name}\b", exported), name


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_no_html_is_made_from_text_and_nothing_comes_from_elsewhere(script):
    text = script.read_text().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|https?://", text.split("// Elements")[0]
    )
