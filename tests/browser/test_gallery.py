"""The gallery: pictures, links, keyboard, phone, dark, and the way to the race and back."""

import pytest

from surfaces import ALL_SURFACES
from tests.sampling import nothing

PICTURES = "[...document.querySelectorAll('.gallery img')]"


@pytest.fixture
def gallery(visit):
    """Opens the gallery's own address."""

    def open_gallery(**how):
        race = visit(**how)
        race.page.goto(race.server + "gallery")
        painted(race)
        return race

    return open_gallery


def painted(race):
    race.until(f"{PICTURES}.length === {len(ALL_SURFACES)} && {PICTURES}.every(i => i.complete && i.naturalWidth)")


def to_gallery(race):
    race.page.get_by_role("link", name="Gallery", exact=True).click()
    painted(race)


def card(race, label):
    return race.page.get_by_role("link", name=label).first


def test_a_click_opens_the_race_on_that_surface_with_the_same_optimizers(visit):
    race = visit().open(optimizers="Adam,Momentum", steps=100)
    to_gallery(race)
    card(race, "Himmelblau").click()
    race.ready()
    race.until_whole_query({"surface": "Himmelblau", "optimizers": "Adam,Momentum", "steps": "100"})
    assert race.panels.count() == 2
    assert race.page.get_by_text("Four equally good minima").is_visible()


@pytest.mark.seldom
def test_one_surface_after_the_other(race):
    for label, name in [("Rosenbrock", "Rosenbrock"), ("Saddle", "Saddle"), ("Three-hump camel", "ThreeHumpCamel")]:
        to_gallery(race)
        card(race, label).click()
        race.ready()
        race.until_query("surface", name)


def test_back_leads_to_the_gallery_and_the_race_is_as_it_was_left(race):
    to_gallery(race)
    card(race, "Rosenbrock").click()
    race.ready()
    race.page.go_back()
    painted(race)
    race.page.get_by_role("link", name="Race", exact=True).click()
    race.ready()
    race.until_query("surface", "Rosenbrock")


@pytest.mark.seldom
def test_every_picture_is_a_link_to_a_page_of_its_own(gallery):
    race = gallery()
    links = race.page.eval_on_selector_all(".gallery a", "all => all.map(a => [a.dataset.surface, a.href])")
    assert links == [
        [name, race.server + ("?" if name == "Ravine" else f"?surface={name}&v=2")] for name in ALL_SURFACES
    ]
    with race.page.context.expect_page() as opened:
        card(race, "Beale").click(modifiers=["ControlOrMeta"])
    opened.value.locator(".ravine .head").first.wait_for()
    assert "surface=Beale" in opened.value.url


@pytest.mark.seldom
def test_by_keyboard_alone(gallery):
    race = gallery()
    race.page.locator(".gallery a").first.focus()
    for _ in range(4):
        race.page.keyboard.press("Tab")
    assert race.page.evaluate("document.activeElement.dataset.surface") == "Rosenbrock"
    assert race.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    race.page.keyboard.press("Enter")
    race.ready()
    race.until_query("surface", "Rosenbrock")


@pytest.mark.seldom
def test_families_are_sections_with_headings(gallery):
    race = gallery()
    assert race.page.locator(".gallery").get_by_role("region").count() == 10
    assert race.page.get_by_role("heading", name="Saddles").is_visible()


@pytest.mark.seldom
def test_on_a_phone_two_pictures_a_row_and_nothing_is_cut(gallery):
    race = gallery(width=390, height=844, touch=True)
    boxes = race.page.eval_on_selector_all(".gallery a", "all => all.map(a => a.getBoundingClientRect())")
    assert len({round(box["left"]) for box in boxes}) == 2
    assert max(box["right"] for box in boxes) <= 390
    assert race.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


@pytest.mark.seldom
def test_nothing_lies_under_the_navigation(gallery):
    race = gallery()
    link = race.page.get_by_role("link", name="Gallery", exact=True).bounding_box()
    assert race.page.get_by_text("Every surface.").bounding_box()["y"] >= link["y"] + link["height"]


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize(("dark", "ground"), [(False, "0.9882"), (True, "0.0588")], ids=["light", "dark"])
def test_pictures_take_the_colours_of_the_theme(gallery, dark, ground):
    race = gallery(dark=dark)
    assert race.page.locator("#ravine-ramp feFuncR").get_attribute("tableValues").startswith(ground)
