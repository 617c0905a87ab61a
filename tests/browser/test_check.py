"""The gradient check: its address, mistakes, the way to the race and back, dark, and a phone."""

import pytest

from tests.sampling import nothing
from views.pages.gradient_check import OPENED
from views.widgets.gradient import MISTAKES

CHARTS = "[...document.querySelectorAll('.js-plotly-plot')]"


class Check:
    """The page of the gradient check, as a visitor sees it."""

    def __init__(self, race):
        self.race, self.page = race, race.page

    def open(self, query=""):
        self.page.goto(f"{self.race.server}check{query}")
        return self.ready()

    def ready(self):
        self.page.get_by_text("Relative error over the window").wait_for()
        self.race.until(f"{CHARTS}.length === 2 && {CHARTS}.every(c => c._fullLayout?.xaxis)")
        return self

    def says(self, words):
        self.verdict.get_by_text(words).wait_for()

    def shows(self, **query):
        """Wait until the address is this one."""
        self.race.until_whole_query(query)

    def breaks(self, mistake):
        self.page.get_by_test_id("stButtonGroup").get_by_text(MISTAKES[mistake], exact=True).click()

    def measures_by(self, formula):
        self.page.get_by_role("combobox", name="Measured by").fill(formula)
        self.page.get_by_role("option", name=formula, exact=True).click()

    @property
    def verdict(self):
        return self.page.get_by_test_id("stAlert")

    @property
    def width(self):
        return self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")


@pytest.fixture
def check(visit):
    """Opens the page at its own address: `check("?surface=Beale", dark=True)`."""
    return lambda query="", **how: Check(visit(**how)).open(query)


def to_page(race, name):
    race.page.get_by_role("link", name=name, exact=True).click()


def test_a_mistake_is_caught_and_taken_back(check):
    page = check()
    page.says("The gradients agree")
    page.breaks("sign")
    page.says("Everywhere it has the wrong sign.")
    page.shows(surface=OPENED, mistake="sign")
    page.breaks("right")
    page.says("The gradients agree")
    page.shows(surface=OPENED)


def test_a_coarse_formula_is_no_mistake(check):
    page = check()
    page.measures_by("Forward")
    page.says("The gradient is right, but h is too large:")


@pytest.mark.seldom
def test_the_address_brings_back_the_same_page(check):
    page = check("?surface=Beale")
    page.measures_by("Five points")
    page.race.until_query("formula", "five points")
    page.page.get_by_label("Point x").fill("1.25")
    page.page.keyboard.press("Enter")
    page.race.until_query("x", "1.25")
    page.breaks("swapped")
    page.shows(surface="Beale", formula="five points", x="1.25", mistake="swapped")
    page.page.reload()
    page.ready().says("where ∂y should be")
    assert page.page.get_by_label("Point x").input_value() == "1.25"
    page.page.get_by_text("Relative error at (1.25, ").wait_for()
    page.shows(surface="Beale", formula="five points", x="1.25", mistake="swapped")


@pytest.mark.seldom
def test_back_undoes_the_last_change(check):
    page = check()
    page.race.until_query("surface", OPENED)
    page.breaks("factor")
    page.says("2 times what it should be")
    page.race.until_query("mistake", "factor")
    page.page.go_back()
    page.says("The gradients agree")


@pytest.mark.seldom
def test_going_to_the_race_and_back_keeps_both(visit):
    race = visit().open(surface="Himmelblau", optimizers="Adam", v="2")
    to_page(race, "Gradient check")
    page = Check(race).ready()
    page.breaks("sign")
    page.shows(surface="Himmelblau", mistake="sign")
    to_page(race, "Race")
    race.ready()
    race.until_query("optimizers", "Adam")
    race.until_whole_query({"surface": "Himmelblau", "optimizers": "Adam"})
    to_page(race, "Gradient check")
    page.ready().says("Everywhere it has the wrong sign.")
    page.shows(surface="Himmelblau", mistake="sign")


def test_everything_fits_on_one_screen(check):
    page = check("?mistake=swapped")
    table = page.page.locator(".st-key-check table").last.bounding_box()
    assert table["y"] + table["height"] <= 900
    assert page.width <= 1400


def test_the_pictures_stay_where_they_are_when_the_verdict_changes(check):
    page = check()
    picture = page.page.locator(".js-plotly-plot").first
    before = picture.bounding_box()
    page.breaks("swapped")
    page.says("where ∂y should be")
    picture.wait_for()
    assert picture.bounding_box() == before


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize(
    "query",
    ["", "?mistake=sign", "?mistake=swapped", "?h=1e-15", "?formula=forward", "?surface=AbsoluteValue&formula=forward"],
)
def test_a_verdict_fills_two_lines_and_no_more(check, query):
    verdict = check(query).verdict
    text = verdict.locator("[data-testid=stMarkdownContainer] p").bounding_box()
    line = verdict.locator("p").evaluate("p => parseFloat(getComputedStyle(p).lineHeight)")
    assert text["height"] == pytest.approx(2 * line, abs=2)


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_on_the_curves_are_read_on_either_ground(check, dark):
    page = check("?surface=Rosenbrock", dark=dark)
    page.page.locator(".annotation-text", has_text="truncation").wait_for()
    page.page.locator(".annotation-text", has_text="rounding").wait_for()
    fill = page.page.locator(".annotation-text").first.evaluate("t => getComputedStyle(t).fill")
    lightness = sum(int(part) for part in fill.removeprefix("rgb(").rstrip(")").split(","))
    assert lightness > 500 if dark else lightness < 450


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("query", ["", "?mistake=swapped", "?surface=Ackley&formula=complex%20step"])
def test_on_a_phone_nothing_is_cut(check, query):
    page = check(query, width=390, height=844, touch=True)
    assert page.width <= 390
    boxes = [chart.bounding_box() for chart in page.page.locator(".js-plotly-plot, .st-key-check table").all()]
    assert len(boxes) == 4
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("query", ["?x=nan", "?h=1e400", "?mistake=%3Cb%3E", "?surface=%00", "?zzz=1"])
def test_every_address_opens_the_page(check, query):
    page = check(query)
    page.says("Not understood in the address")
    page.says("The gradients agree")
