"""Take along: each kind of file is made in a browser and opened again by another program."""

import io
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import numpy as np
import pytest

from export import as_csv
from scenes import from_query, play, report
from tests.browser.test_axe import AXE, LEFT_OUT, SERIOUS
from tests.browser.test_own_table import TABLE, opened, read

av = pytest.importorskip("av", reason="PyAV decodes pictures: pip install -r requirements-dev.txt")
pandas = pytest.importorskip("pandas")

SVG = "{http://www.w3.org/2000/svg}"
OPENED = "document.querySelector('dialog.take[open]') !== null"
PLACE = """async ([counts, box, points]) => {
    const at = [...performance.getEntriesByType('resource')].map(r => r.name).find(name => name.includes('/compose/layout.js'));
    const { layOut, typeOf, frameOf } = await import(at), size = [1280, 720], type = typeOf(size);
    const { plots } = layOut(counts, box, size, type, { data: false, curves: true, story: true });
    return plots.map((plot) => { const frame = frameOf(plot.size, box, type);
        return points.map(([x, y]) => [plot.x + frame.left + frame.width * (x - box[0]) / (box[1] - box[0]),
            plot.y + frame.top + frame.height * (box[3] - y) / (box[3] - box[2])]); }); }"""

SHOWN = "[...document.querySelectorAll('.atlas .stage canvas')].map(one => one.toDataURL())"
MAPPED = {
    "basins": "document.querySelector('.atlas .map')?.ariaLabel?.includes('%')",
    "plane": "document.querySelector('.atlas .spoken').textContent.length > 0",
}
"""View of the maps → when it knows something."""
NUMBERS = {"basins": {"4", "−4"}, "plane": {"10", "0.15"}}
"""View of the maps → numbers at its axes."""


class Along:
    """The dialog of a page."""

    def __init__(self, race):
        self.race, self.page = race, race.page
        race.button("Take along").click()
        self.sheet = race.page.locator("dialog.take")
        self.sheet.locator(".preview").wait_for()

    def take(self, kind):
        """The name and the bytes of a file."""
        with self.page.expect_download() as saved:
            self.sheet.get_by_role("button", name=kind, exact=True).click()
        return saved.value.suggested_filename, saved.value.path().read_bytes()

    def close(self):
        self.page.keyboard.press("Escape")
        self.race.until(f"!({OPENED})")


def pixels(file):
    """Of a picture, rows of red, green and blue."""
    with av.open(io.BytesIO(file)) as opened:
        return next(opened.decode(video=0)).to_ndarray(format="rgb24").astype(int)


def inks(along):
    """All pixels of two pictures: as the page is, and on a light ground."""
    dark = pixels(along.take("PNG")[1])
    along.sheet.get_by_label("Light background").first.check()
    return dark, pixels(along.take("PNG")[1])


def told(race):
    """What the race at the address of a page comes to in Python."""
    return report(play(from_query(dict(parse_qsl(urlsplit(race.page.url).query)))[0]))


def test_a_picture_shows_what_the_page_shows(race):
    """Contours and paths have the colours that they have on the page, in each plot, at the same points of the surface."""
    for _ in range(4):
        race.page.keyboard.press("Shift+ArrowRight")
    race.is_at(40)
    runs = told(race).race.trajectories
    points = [(-2, 2), (2.2, -2.1), (1.2, 2.5), *(map(float, runs[0].points[k]) for k in (0, 1))]
    page = pixels(race.page.screenshot())
    along = Along(race)
    name, png = along.take("PNG")
    picture = pixels(png)
    assert (name, picture.shape) == ("ravine-ravine-step-40.png", (1440, 2560, 3))
    for panel, places in enumerate(race.page.evaluate(PLACE, [[1] * 4, [-3, 3, -3, 3], points[:3]])):
        for (x, y), (px, py) in zip(points[:3], places, strict=True):
            qx, qy = race.pixel(panel, x, y)
            theirs = page[round(qy) - 3 : round(qy) + 4, round(qx) - 3 : round(qx) + 4].reshape(-1, 3)
            ours = picture[round(2 * py) - 6 : round(2 * py) + 8, round(2 * px) - 6 : round(2 * px) + 8].reshape(-1, 3)
            assert np.median(ours, axis=0) == pytest.approx(np.median(theirs, axis=0), abs=3)
    along.close()


def test_svg_holds_the_same_as_lines_and_text(visit):
    """Another program finds in it every method, its loss, and a path of as many pieces as steps were taken."""
    race = visit().open(overlay="1")
    for _ in range(4):
        race.page.keyboard.press("Shift+ArrowRight")
    race.is_at(40)
    shown = race.page.eval_on_selector_all(".ravine .label :is(.who, .loss)", "all => all.map(one => one.textContent)")
    along = Along(race)
    name, svg = along.take("SVG")
    along.close()
    tree = ElementTree.fromstring(svg)
    assert (name, tree.get("viewBox")) == ("ravine-ravine-step-40.svg", "0 0 1280 720")
    said = [str(text.text).removeprefix("loss ") for text in tree.iter(f"{SVG}text")]
    assert len(shown) == 8
    assert set(shown) <= set(said)
    drawn = [path.get("d", "") for path in tree.iter(f"{SVG}path") if path.get("fill") == "none"]
    assert sum(d.count("L") >= 40 and "a" not in d for d in drawn) >= 8  # four paths, each with its casing
    assert {path.get("class") for path in tree.iter(f"{SVG}g")} >= {"contourfill", "contourlines"}


def test_the_table_is_the_one_that_python_has(race):
    along = Along(race)
    name, csv = along.take("CSV")
    along.close()
    assert name == "ravine-ravine.csv"
    assert csv.decode() == as_csv(told(race))
    assert len(pandas.read_csv(io.BytesIO(csv))) == 4 * 151


def test_what_the_server_makes_can_be_stopped_and_what_it_cannot_is_said(visit):
    race = visit().open(surface="Himmelblau", optimizers="Newton")
    along = Along(race)
    along.sheet.get_by_role("button", name="PyTorch").click()
    along.sheet.get_by_text("PyTorch has no").wait_for()
    race.page.evaluate(
        "() => { WebSocket.prototype.send_ = WebSocket.prototype.send; WebSocket.prototype.send = () => {}; }"
    )
    along.sheet.get_by_role("button", name="Python", exact=True).click()
    along.sheet.get_by_role("button", name="Cancel").click()
    along.sheet.get_by_text("Stopped.").wait_for()
    race.page.evaluate("() => { WebSocket.prototype.send = WebSocket.prototype.send_; }")
    along.close()


def test_the_dialog_keeps_the_keys_to_itself(race):
    """Escape closes it and nothing else, and the focus is where it was."""
    along = Along(race)
    race.page.keyboard.press("p")
    race.page.keyboard.press("ArrowRight")
    along.close()
    assert (race.step, race.query) == (0, {})
    assert race.button("Take along").evaluate("one => one === document.activeElement")


@pytest.mark.seldom
def test_an_own_table_travels_only_if_the_visitor_says_so(visit):
    race = visit(apart=True).open(surface="LogisticRegression", v=2)
    dialog = opened(race)
    read(race, dialog, TABLE)
    dialog.get_by_role("button", name="Use this table").click()
    dialog.wait_for(state="hidden")
    along = Along(race)
    may = along.sheet.get_by_label("Pages and code may hold my own table")
    may.wait_for()
    along.sheet.get_by_role("button", name="HTML").click()
    along.sheet.get_by_text("This file would hold your own table.").wait_for()
    may.check()
    _, page = along.take("HTML")
    assert len(page) > 100_000
    along.close()


@pytest.mark.seldom
def test_nothing_serious_in_the_dialog(visit):
    race = visit(width=390, height=844).open()
    along = Along(race)
    race.page.evaluate(AXE.read_text("utf-8"))
    assert race.page.evaluate(SERIOUS, [[selector] for selector in LEFT_OUT]) == []
    assert race.page.evaluate("document.querySelector('dialog.take').scrollWidth <= 390")
    along.close()


@pytest.mark.seldom
@pytest.mark.parametrize("show", MAPPED)
def test_a_map_is_a_picture_and_a_table(visit, show):
    race = visit(apart=True)
    race.page.goto(f"{race.server}maps?surface=Himmelblau&show={show}&n=64&optimizers=Momentum")
    race.page.locator(f".atlas[data-shown={show}]").wait_for()
    race.until(MAPPED[show])
    race.until("document.querySelector('.atlas .bar progress')?.checkVisibility({ visibilityProperty: true }) !== true")
    along = Along(race)
    name, png = along.take("PNG")
    picture = pixels(png)
    assert name == f"ravine-himmelblau-{show}.png"
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 50
    _, svg = along.take("SVG")
    tree = ElementTree.fromstring(svg)
    assert NUMBERS[show] <= {text.text for text in tree.iter(f"{SVG}text")}
    assert any(href.startswith("data:image/png") for one in tree.iter(f"{SVG}image") for href in one.attrib.values())
    assert [float(tree.get(side)) for side in ("height", "width")] == [side / 2 for side in picture.shape[:2]]
    _, csv = along.take("CSV")
    found = pandas.read_csv(io.BytesIO(csv))
    assert len(found) == 64 * 64
    if show == "basins":
        assert found["start x"].unique() == pytest.approx(np.linspace(-6, 6, 64), abs=1e-12)
        assert set(found["minimum"].dropna()) == {0, 1, 2, 3}
    else:
        assert {"Momentum.lr", "Momentum.momentum"} <= set(found)
    along.close()


@pytest.mark.seldom
def test_pictures_are_light_on_a_dark_page_if_the_visitor_says_so(visit):
    """Maps and surfaces in space, whose colours the page keeps to itself otherwise; afterwards the page is as dark as before."""
    race = visit(dark=True, apart=True)
    race.page.goto(f"{race.server}maps?surface=Himmelblau&n=64&optimizers=Momentum")
    race.until(MAPPED["basins"])
    along = Along(race)
    shown = race.page.evaluate(SHOWN)
    dark, light = inks(along)
    assert dark[0, 0].max() < 60
    assert light[0, 0].min() == 255
    assert race.page.evaluate(SHOWN) == shown
    along.close()
    race.go("?view3d=1")
    race.until("document.querySelector('.ravine .solid .ground')?._fullLayout?.scene?._scene")
    along = Along(race)
    dark, light = inks(along)
    assert dark.mean() < 70
    assert light.mean() > 200
    assert (light.max(axis=2) < 110).mean() < 0.03  # letters and lines, no surface
    along.close()


@pytest.mark.seldom
def test_keys_stay_in_the_dialog_wherever_somebody_clicks(race):
    """On its ground, too, where no button takes the focus: the page below neither plays nor is presented."""
    along = Along(race)
    along.sheet.get_by_role("heading", name="Picture").click()
    for key in ("p", "ArrowRight", " "):
        race.page.keyboard.press(key)
    along.sheet.get_by_role("button", name="Show to a class").click()
    race.page.keyboard.press("p")
    race.page.keyboard.press("Escape")
    assert race.page.evaluate(OPENED)
    along.close()
    assert (race.step, race.query) == (0, {})
