"""The site without a server: every page is there and leads only to what is there, and no page asks another host."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from export.site import write
from export.site.frame import File
from export.site.gallery import gallery
from export.site.lessons import places, screens
from export.site.races import address, shown
from lessons import LESSONS, right_answer, run_of
from surfaces import ALL_SURFACES, EXAMPLES

MOST = 12_000_000
LEADS = {"href", "src", "action", "srcset", "poster", "data"}
IN_STYLES = re.compile(r"url\(([^)]*)\)|@import\s+[\"']([^\"']*)")


class Links(HTMLParser):
    """The addresses to which a page leads, its ids and how often each element occurs."""

    def __init__(self, text):
        super().__init__()
        self.found, self.ids, self.elements = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self.found += [value for name, value in attributes if name in LEADS]
        self.ids += [value for name, value in attributes if name == "id"]


def leads(path, content) -> Iterator[str]:
    """Where a file leads, as paths from the folder."""
    if path.endswith(".html"):
        links = Links(content.decode()).found
    elif path.endswith(".css"):
        links = [a or b for a, b in IN_STYLES.findall(content.decode())]
    else:
        links = []
    for link in links:
        if not link.startswith("#"):
            yield link if ":" in link else normpath(join(dirname(path), link.partition("#")[0]))


@pytest.mark.seldom
def test_it_is_whole(site):
    site = {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    pages = {path: content.decode() for path, content in site.items() if path.endswith(".html")}
    assert {path for path in pages if path.startswith("races/")} == {*map(address, shown())}
    assert {path for path in pages if path.startswith("lessons/")} == {
        f"lessons/{name}-{k}.html" for name, k in places()
    }
    reached, to_see = set(), ["index.html"]
    while to_see:
        path = to_see.pop()
        assert path in site, path
        if path not in reached:
            reached.add(path)
            to_see += leads(path, site[path])
    assert set(site) - reached == set()
    assert sum(map(len, site.values())) <= MOST
    for path, text in pages.items():
        links = Links(text)
        assert links.elements.count("h1") == links.elements.count("title") == links.elements.count("main") == 1, path
        assert len(set(links.ids)) == len(links.ids), path
        assert "{{" not in text, path
        assert '<html lang="en">' in text, path


def test_a_screen_asks_what_its_lesson_asks():
    pages = screens(place for place in places() if place[0] == "momentum")
    for screen, page in zip(LESSONS["momentum"].screens, pages, strict=True):
        text = page.content
        assert screen.title in text
        assert ("ravine-alone" in text, "<form" in text) == (screen.kind == "race", screen.question is not None)
        if screen.question:
            right = [*screen.question.answers].index(right_answer(screen, run_of(screen)))
            assert f'data-right="{right}"' in text
            assert text.count('type="radio"') == len(screen.question.answers)
        assert (">Your turn.<" in text) == (screen.task is not None)


def test_the_gallery_leads_to_all_surfaces():
    races = [f"races/{name}.html" for name in (*ALL_SURFACES, *(f"Formula-{k + 1}" for k in range(len(EXAMPLES))))]
    assert [link for link in Links(gallery().content).found if link.startswith("races/")] == races


def test_what_is_no_site_is_not_removed(tmp_path):
    (tmp_path / "thesis.tex").write_text("all of it")
    with pytest.raises(ValueError, match="no site"):
        write(tmp_path, [])
    assert (tmp_path / "thesis.tex").exists()


def test_an_older_site_is_replaced(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "ravine.js").write_text("old")
    (tmp_path / "old.html").write_text("old")
    assert write(tmp_path, [File("assets/ravine.js", "new")]) == 3
    assert [path.name for path in Path(tmp_path).rglob("*") if path.is_file()] == ["ravine.js"]
