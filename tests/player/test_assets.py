"""The files that the browser loads."""

import re
import tomllib

import pytest

from player.component import ASSETS, scripts

SCRIPTS = scripts()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_scripts_are_small_and_import_what_exists(script):
    text = script.read_text()
    assert text.startswith("// "), "says what it is for"
    assert text.count("\n") <= 230
    for module, names in re.findall(r'import \{([^}]*)\} from "(\.[\w./]+)";', text):
        exported = (script.parent / names).read_text()
        for name in (n.strip() for n in module.split(",")):
            assert re.search(rf"export (?:default )?(?:async )?(?:class|function|const) {name}\b", exported), name


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_no_html_is_made_from_text_and_nothing_comes_from_elsewhere(script):
    text = re.sub(r"http://www\.w3\.org/(2000/svg|1999/xlink)", "", script.read_text())
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|https?://", text.split("// Elements")[0]
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_what_others_keep_to_themselves_is_used_in_one_file(script):
    text = script.read_text()
    plotly = re.findall(r"_fullLayout|_fullData|\b_offset|\b_length|\bd2p|\bp2d|contourlayer", text)
    assert bool(plotly) == (script.name == "plotly_private.js")
    assert ("data-testid" in text or "static/js" in text) == (script.name == "streamlit.js")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_fields_are_declared(script):
    assert "Object.assign(this," not in script.read_text()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_what_is_exported_is_documented(script):
    exports = re.findall(
        r"(.*)\n(?:// prettier-ignore\n)?export (?:default )?(?:async )?(?:class|function|const) (\w+)",
        script.read_text(),
    )
    assert [name for before, name in exports if not before.endswith("*/")] == []


def test_a_light_background_has_the_colours_of_the_light_theme():
    """A picture has one on request, on a page that is dark."""
    theme = tomllib.loads((ASSETS.parents[1] / ".streamlit" / "config.toml").read_text())["theme"]["light"]
    light = re.search(r"LIGHT = \{(.*?)\}", (ASSETS / "page" / "theme.js").read_text())[1]
    colours = dict(re.findall(r'(\w+): "(#\w+)"', light))
    assert colours.pop("ground") == theme.get("backgroundColor", "#ffffff")
    assert colours == {"text": theme["textColor"], "accent": theme["primaryColor"], "border": theme["borderColor"]}
