"""A surface that somebody types, in a real browser."""

import re

import pytest

from tests.browser.conftest import PATIENCE

expect = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright").expect
TEXT = "(1 - x)^2 + b (y - x^2)^2"
SHOWN = "document.querySelector('.ravine')?.dataset.shown"

FOLLOWS = "document.querySelector('.ravine.follows') !== null"
"""Nobody is typing any more: the program of the formula has come."""


@pytest.fixture
def typed(visit):
    return visit(apart=True).open(f=TEXT, v=2)


def field(race):
    return race.page.get_by_label("f(x, y) =")


def said(race):
    return race.page.locator(".formula .said")


def type_at_the_end(race, text):
    """As fast as a person does."""
    field(race).click()
    race.page.keyboard.press("End")
    race.page.keyboard.type(text, delay=40)


def test_what_is_typed_is_on_the_plots_at_once_or_marked_where_it_cannot_be_read(typed):
    race, before = typed, typed.page.evaluate(SHOWN)
    type_at_the_end(race, " + 3x")
    race.until(f"before => {SHOWN} !== before", before)
    race.until_query("f", TEXT + " + 3x")
    expect(said(race)).to_contain_text("1 minimum", timeout=PATIENCE)
    type_at_the_end(race, " + sine(x)")
    expect(said(race)).to_have_text(re.compile("did you mean “sin”. The plots show the last formula that worked."))
    assert race.page.locator(".formula mark").text_content() == "sine"
    assert field(race).get_attribute("aria-invalid") is not None
    assert race.query["f"] == TEXT + " + 3x"
    assert race.page.locator(".formula .equations").first.text_content().startswith("f=(1−x)2+b(y−x2)2+3x∇")


def test_a_letter_becomes_a_slider_that_bends_the_surface_under_the_hand(typed):
    race = typed
    type_at_the_end(race, " + c x")
    slider = race.page.locator(".ravine .sliders label", has_text="c").locator("input")
    slider.wait_for(timeout=PATIENCE)
    expect(race.page.locator(".ravine").get_by_role("slider", name=re.compile("^c "))).to_have_count(1)
    race.until(FOLLOWS)
    slider.press("End")
    race.until_query("Formula.c", "5")
    race.until("document.querySelector('.formula .equations').textContent.includes('c')")


def test_a_formula_to_try_and_a_surface_as_a_formula(visit):
    race = visit(apart=True).open(surface="Himmelblau", v=2)
    race.button("Edit f as a formula").click()
    expect(field(race)).to_have_value(re.compile(r"^\(x\^2 \+ y - 11\)\^2"), timeout=PATIENCE)
    race.page.locator(".formula summary").click()
    race.page.get_by_role("link", name=re.compile("^A spiral valley")).click()
    expect(field(race)).to_have_value("1 - cos(theta - 3r) + r^2/3", timeout=PATIENCE)
    race.until_query("optimizers", "GradientDescent,RMSProp,Adam")


@pytest.mark.seldom
def test_waves_too_fine_for_lines_are_colours_and_said(visit):
    race = visit(apart=True).open(f="sin(9a x) + sin(9a y)", v=2, window="-3,3,-3,3", **{"Formula.a": 0.5})
    intro, slider = race.page.locator(".ravine .intro"), race.page.locator(".ravine .sliders label input").first
    lines, image = race.page.locator(".ravine .contourlevel path"), race.page.locator(".ravine .contourlayer image")
    race.until(FOLLOWS)
    slider.fill("5")
    expect(intro).to_contain_text("too fine for contour lines", timeout=PATIENCE)
    assert (lines.count(), image.count()) == (0, race.page.locator(".ravine .contourlayer").count())


@pytest.mark.seldom
@pytest.mark.parametrize("width", [1400, 1920])
def test_the_button_that_edits_a_surface_stands_beside_what_can_be_done(visit, width):
    race = visit(width, 900).open(surface="Himmelblau", v=2)
    hint, button = (
        race.page.locator(".intro .together span").bounding_box(),
        race.button("Edit f as a formula").bounding_box(),
    )
    assert hint["y"] <= button["y"] + button["height"] / 2 <= hint["y"] + hint["height"]
    assert button["x"] >= hint["x"] + hint["width"]
