"""Pages that stay alive: what is in them, and that it is all that they need. That they live is in tests/browser/test_alive.py."""

import base64
import gzip
import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from export import living, living_assets, living_page
from optimizers import OPTIMIZERS
from player.alone import alone_packets, in_script
from player.component import ASSETS
from scenes import OwnTable, default_for, default_scene, learning, play, report
from surfaces import DATA_SURFACES, SURFACES, Formula
from tests.player.packets import opened

MOST = 2_200_000
ROSENBROCK = SURFACES["Rosenbrock"]
TWELVE = {name: default_for(OPTIMIZERS[name], ROSENBROCK) for name in [*OPTIMIZERS][:12]}
SCENES = {
    "default": default_scene(),
    "nobody": default_scene().racing({}),
    "data": default_scene().on(DATA_SURFACES["LogisticRegression"]),
    "12 × 2000": default_scene().on(ROSENBROCK).racing(TWELVE).but(steps=2000),
}
EVIL = "</title><script>alert(1)</script>\u2028 & 'quoted' \"twice\""


def told(scene):
    return report(play(scene))


class Parsed(HTMLParser):
    """Tags with their attributes, and the text within each kind of tag."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.texts, self.within = [], {}, ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.within = tag

    def handle_data(self, data):
        self.texts[self.within] = self.texts.get(self.within, "") + data


def unpacked(text):
    return gzip.decompress(base64.b64decode(text))


def packets(page):
    return [unpacked(text) for text in re.findall(r'<i class="ravine-packet" hidden>([\w+/=]*)</i>', page)]


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_a_page_is_small_and_asks_for_nothing(scene):
    page = living_page(told(scene))
    assert len(page.encode()) <= MOST
    assert [attributes for _, attributes in Parsed(page).tags if {"src", "href", "srcset"} & set(attributes)] == []
    assert not re.search(r"@import|url\(", page)


def test_a_page_is_the_same_each_time():
    assert living_page(told(default_scene())) == living_page(told(default_scene()))


def test_a_page_holds_the_race_and_what_runs_it():
    scene = default_scene().but(steps=40, view3d=True, code=True)
    code, _tables, race = (opened(packet)[0] for packet in packets(living_page(told(scene))))
    assert "export" in code["source"]
    assert race["live"]["code"] == code["code"]
    assert (race["scene"]["steps"], race["scene"]["surface"]) == (40, "Ravine")
    assert not race["scene"]["look"]["view3d"]
    assert race["scene"]["story"]


def test_a_formula_that_was_typed_is_told():
    surface = Formula("x^2 + b y^2 < 1", b=3.0)
    page = living_page(told(default_scene().but(surface=surface, start=surface.start)))
    parsed = Parsed(page)
    assert "math" in [tag for tag, _ in parsed.tags]
    assert parsed.texts["h1"].startswith("f(x, y) = ")


def test_text_stays_text():
    page = living_page(told(default_scene()), title=EVIL, story=EVIL)
    parsed = Parsed(page)
    assert [tag for tag, _ in parsed.tags].count("script") == 1
    assert parsed.texts["title"].strip() == EVIL
    assert parsed.texts["h1"].strip() == EVIL
    assert opened(packets(page)[-1])[0]["scene"]["story"] == EVIL


def test_a_table_of_ones_own_travels_only_if_one_says_so():
    rows = tuple((float(i * i % 11), float(i * i % 7), float(i % 2)) for i in range(20))
    surface = learning(DATA_SURFACES["LogisticRegression"](), OwnTable(rows, (EVIL, "kind"), ("no", EVIL)))
    own = told(default_scene().on(DATA_SURFACES["LogisticRegression"]).but(surface=surface))
    with pytest.raises(ValueError, match="your own"):
        living_page(own)
    page = living_page(own, with_table=True)
    assert [tag for tag, _ in Parsed(page).tags].count("script") == 1
    assert EVIL in opened(packets(page)[-1])[0]["race"]["examples"]["classes"]


def test_pages_may_share_their_files():
    page = living_page(told(default_scene()), assets="../as'sets")
    tags = Parsed(page).tags
    asked = [attributes[key] for _, attributes in tags for key in ("src", "href") if key in attributes]
    assert asked == [f"../as'sets/{name}" for name in living_assets()]
    assert len(page.encode()) < 200_000


def modules(script):
    """Path → text, of the modules of the page and then of its worker."""
    return re.findall(r'\["([\w/.]+\.js)", "((?:[^"\\]|\\.)*)"\]', script)


def test_modules_come_after_those_that_they_import():
    found = modules(living_assets()["ravine.js"])
    here = []
    for path, text in found:
        imported = re.findall(r'from \\"([^"]+)\\";\\n', text)
        assert all(name.startswith("ravine:") for name in imported), path
        assert {name.removeprefix("ravine:") for name in imported} <= set(here), path
        here.append(path)
    assert {"alone.js", "player.js", "live/hand.js"} <= set(here)
    assert not {"index.js", "atlas.js"} & set(here)


def test_nothing_ends_a_script_early():
    assert "<" not in (text := in_script([EVIL]))
    assert json.loads(text) == [EVIL]
    assert not re.search(r"</script|<!--", living_assets()["ravine.js"], re.IGNORECASE)


def test_every_colour_that_the_player_asks_for_has_a_value():
    style = living_assets()["ravine.css"]
    asked = set(re.findall(r"var\(--st-([\w-]+)\)", style))
    asked |= set(re.findall(r'get\("([\w-]+)"\)', (ASSETS / "page" / "theme.js").read_text("utf-8")))
    assert asked <= set(re.findall(r"--st-([\w-]+):", style))


def test_a_notebook_shows_the_page_in_a_frame():
    shown = living(default_scene(), height=500, title=EVIL)
    (frame,) = Parsed(shown._repr_html_()).tags
    assert frame[0] == "iframe"
    assert frame[1]["srcdoc"] == shown.page == living(play(default_scene()), title=EVIL).page
    assert frame[1]["title"] == EVIL
    assert "height: 500px" in frame[1]["style"]
    assert len(repr(shown)) < 200


def test_a_notebook_saves_the_page(tmp_path):
    shown = living(told(default_scene()))
    shown.save(tmp_path / "race.html")
    assert (tmp_path / "race.html").read_text("utf-8") == shown.page
    assert "Ravine: Gradient descent, Momentum" in unescape(shown.page)


def test_what_no_browser_can_run_is_still_shown(monkeypatch):
    monkeypatch.setattr("player.packing.live.program", lambda told: None)
    (race,) = alone_packets(told(default_scene()))
    assert opened(unpacked(race))[0]["live"] is None
