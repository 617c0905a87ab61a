"""The page as a whole: address, widgets, one screen, dark, phone, and bad input."""

import numpy as np
import pytest

from surfaces import SURFACES
from tests.browser.conftest import listening
from tests.sampling import family, nothing, portion, some


def test_everything_fits_on_one_screen(race):
    for part in (".panels", ".transport", ".lossplot"):
        box = race.page.locator(f".ravine {part}").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900


def test_the_first_visit_shows_four_optimizers_on_a_ravine(race):
    assert [race.panels.nth(i).get_attribute("aria-label") for i in range(4)] == [
        "Gradient descent", "Momentum", "RMSProp", "Adam",
    ]  # fmt: skip
    assert race.page.get_by_text("A straight, ill-conditioned ravine").is_visible()
    race.until_whole_query({})


def test_choosing_another_surface(race):
    race.choose_surface("Rosenbrock")
    race.until_query("surface", "Rosenbrock")
    race.page.get_by_text("A bent ravine").wait_for()
    race.until("document.querySelector('.ravine .ground')._fullLayout.yaxis.range[1] === 3")


def test_a_slider_changes_the_surface_and_the_address(race):
    before = race.page.locator(".ravine .standings").inner_text()
    slider = race.sidebar.get_by_role("slider", name="condition number")
    slider.focus()
    slider.press("ArrowRight")
    race.until_query("Ravine.kappa", "112")
    race.until("before => document.querySelector('.ravine .standings').innerText !== before", before)


def test_the_address_brings_back_the_same_page(visit):
    first = visit().open()
    first.choose_surface("Himmelblau")
    first.until_query("surface", "Himmelblau")
    first.page.get_by_text("One plot").click()
    first.until_query("overlay", "1")
    first.page.get_by_label("Start x").fill("1.25")
    first.page.keyboard.press("Enter")
    first.until_query("x", "1.25")
    second = visit(apart=True).open(**first.query)
    for selector in (".ravine .standings", ".ravine .names", "[data-testid=stSidebarUserContent]"):
        assert first.page.locator(selector).inner_text() == second.page.locator(selector).inner_text()


def test_back_undoes_the_last_change(race):
    race.choose_surface("Rosenbrock")
    race.until_query("surface", "Rosenbrock")
    race.choose_surface("Himmelblau")
    race.until_query("surface", "Himmelblau")
    race.page.go_back()
    race.page.get_by_text("A bent ravine").wait_for()
    race.page.go_back()
    race.page.get_by_text("A straight, ill-conditioned ravine").wait_for()
    race.until_whole_query({})


def test_nobody_racing_asks_for_somebody(visit):
    race = visit()
    race.go("?optimizers=&v=2")
    race.page.get_by_text("No optimizer is chosen").wait_for()
    race.until("document.querySelectorAll('.ravine .panel .ground .plot-container').length === 1")
    race.page.locator(".ravine.empty").wait_for()
    for part in (".transport", ".lossplot", ".standings"):
        assert not race.page.locator(f".ravine {part}").is_visible(), part
    race.page.get_by_role("button", name="Bring back the four").click()
    race.until("document.querySelectorAll('.ravine .panel').length === 4")
    race.until_whole_query({})


@pytest.mark.seldom
def test_a_method_races_twice(visit):
    """Another one, its own rate, and after a reload the same page."""
    first = visit().open(optimizers="GradientDescent")
    first.page.get_by_role("combobox", name="Add another").click()
    first.page.get_by_role("option", name="Gradient descent").click()
    first.until_query("optimizers", "GradientDescent,GradientDescent~2")
    first.page.get_by_role("spinbutton", name="Gradient descent 2: learning rate").press("ArrowLeft")
    first.until_query("GradientDescent~2.lr", "0.16")
    names = "[...document.querySelectorAll('.ravine .who')].map(e => e.textContent).join()"
    first.until(f"{names} === 'Gradient descent α = 0.18,Gradient descent α = 0.16'")
    inks = first.page.eval_on_selector_all(".ravine .label", "all => all.map(e => e.style.getPropertyValue('--ink'))")
    assert len({*inks}) == 2
    second = visit(apart=True).open(**first.query)
    for selector in (".ravine .standings", ".ravine .sliders"):
        assert first.page.locator(selector).inner_text() == second.page.locator(selector).inner_text()


@pytest.mark.seldom
def test_the_name_of_a_copy_follows_its_rate_which_keeps_the_focus(visit):
    race = visit().open(optimizers="GradientDescent,GradientDescent~2", **{"GradientDescent~2.lr": "0.02"})
    race.until("document.querySelector('.ravine.follows')")
    rate = race.page.get_by_role("spinbutton", name="learning rate").nth(1)
    rate.focus()
    for _ in range(5):
        rate.press("ArrowRight")
    told = rate.get_attribute("aria-valuetext")
    assert told == "0.0355"
    name = f"Gradient descent α = {told}"
    race.until("name => document.querySelectorAll('.ravine .who')[1].textContent === name", name)
    race.page.locator(".ravine .standings").get_by_text(name).wait_for()
    race.until_query("GradientDescent~2.lr", told)
    assert rate.evaluate("e => e === document.activeElement")
    assert rate.get_attribute("aria-label") == f"{name}: learning rate"
    race.until("name => document.querySelectorAll('.ravine .panel')[1].ariaLabel === name", name)


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_light_and_dark(visit, dark):
    race = visit(dark=dark).open()
    ground, ink = race.page.evaluate("""() => [getComputedStyle(document.querySelector('.stApp')).backgroundColor,
        document.querySelector('.ravine .head polygon').getAttribute('fill')]""")
    assert ground == ("rgb(15, 20, 27)" if dark else "rgb(255, 255, 255)")
    assert ink == ("#6cb4ff" if dark else "#0b5fba")


@pytest.mark.seldom
def test_light_and_dark_can_be_chosen(race):
    race.page.get_by_test_id("stMainMenuButton").click()
    race.page.get_by_test_id("stMainMenuItem-theme-Dark").click()
    race.until("document.querySelector('.ravine .head polygon').getAttribute('fill') === '#6cb4ff'")


@pytest.mark.seldom
def test_on_a_phone_nothing_is_cut(visit):
    race = visit(width=390, height=844, touch=True).open()
    assert race.panels.count() == 1
    assert race.panels.locator(".plot").bounding_box()["width"] >= 350
    assert_nothing_is_cut(race)
    race.button("One plot").click()
    race.until_whole_query({"overlay": "0"})
    race.until("document.querySelectorAll('.ravine .panel').length === 4")
    boxes = race.page.eval_on_selector_all(".ravine .panel", "all => all.map(p => p.getBoundingClientRect())")
    assert len({round(box["left"]) for box in boxes}) == 2
    assert_nothing_is_cut(race)
    race.button("One plot").click()
    race.until_whole_query({})


def assert_nothing_is_cut(race):
    assert race.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    over = race.page.eval_on_selector_all(
        ".ravine *", "all => all.filter(e => e.getBoundingClientRect().right > 391 && !e.closest('.ground, .heads, .tooltip')).length"
    )  # fmt: skip
    assert over == 0
    play = race.button("Play").bounding_box()
    assert 0 <= play["y"] <= 844 - play["height"]


@pytest.mark.seldom
def test_a_rerun_that_changes_nothing_costs_next_to_nothing(visit):
    race, received = visit().open(), []
    race.page.wait_for_timeout(600)
    race.page.keyboard.press("r")
    race.page.wait_for_timeout(600)
    with listening(race.socket, framereceived=lambda frame: received.append(len(frame))):
        race.page.keyboard.press("r")
        race.page.wait_for_timeout(600)
    assert 500 < sum(received) <= 2600


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("racers", ["Adam", "GradientDescent,Adam"])
def test_the_boxes_of_a_point_stand_side_by_side_and_nothing_beside_them(visit, racers):
    race = visit().open(optimizers=racers)
    x, y = (race.page.get_by_label(f"Start {axis}").bounding_box() for axis in "xy")
    assert x["y"] == y["y"]
    assert x["x"] + x["width"] < y["x"]
    more = race.page.get_by_role("combobox", name="Add another").bounding_box()
    assert more["y"] + more["height"] < x["y"]


HOSTILE = [
    "x=nan", "x=inf", "y=-1e308", "x=1e308", "x=1e400", "x=", "x=1&x=2", "surface=nope", "zzz=1", "steps=1e400", "steps=12.5",
    "surface=%3Cimg%20src=x%20onerror=alert(1)%3E", "x=" + "9" * 5000, "x=%D9%A1%D9%A2", "optimizers=null", "overlay=[1,2",
    "optimizers=%00", "Adam.lr=0", "Adam.beta1=1", "Ravine.kappa=0_1", "Ravine.angle=%E2%80%AE1", "y=" + "a" * 100_000,
]  # fmt: skip


def kinds(query):
    """Which setting is asked for, and what an address can do to a text before it is read: the rest is for scenes to say."""
    special = {sign: sign in query for sign in ("&", "%00", "%3C", "%D9", "%E2", "[")}
    return {"key": query.partition("=")[0], "length": len(query) // 1000, **special}


@pytest.mark.seldom(3)
@pytest.mark.sampled(axes=kinds)
@pytest.mark.parametrize("query", HOSTILE, ids=lambda q: q[:24])
def test_every_address_opens_the_page(visit, query):
    race = visit()
    if len(query) < 60_000:
        race.go(f"?{query}")
    else:  # too long for a request line; a page that is open can still be given it
        race.open()
        race.page.evaluate("q => history.replaceState({}, '', '?' + q)", query)
        race.page.evaluate("window.dispatchEvent(new PopStateEvent('popstate'))")
    race.ready()
    if query != "x=1&x=2":
        race.page.get_by_text("Not understood in the address").wait_for()
    assert race.panels.count() == 4


@pytest.mark.seldom
def test_every_surface_is_chosen_and_plays(race):
    for surface in portion(some(SURFACES, axes=family), np.random.default_rng(1)):
        race.choose_surface(surface.label)
        race.until("label => document.querySelector('.ravine .intro b').textContent === label", f"{surface.label}. ")
        assert min(race.contours) > 3, surface.label
        assert race.step == 0
        race.page.get_by_role("combobox", name="Surface").blur()
        race.page.keyboard.press("End")
        race.is_at(race.last)


@pytest.mark.seldom
def test_each_page_has_a_title_and_a_heading_of_its_own(race):
    headings = race.page.locator("h1")
    assert (race.page.title(), headings.all_inner_texts()) == ("Ravine", ["Race"])
    for name in ("Gallery", "Gradient check", "Proof"):
        race.page.get_by_role("link", name=name, exact=True).click()
        race.until(
            "name => document.title === `${name} · Ravine` && document.querySelector('h1')?.innerText === name", name
        )
        assert headings.count() == 1


def test_code_is_a_switch_of_the_player(race):
    race.button("Code").click()
    race.until_query("code", "1")
    race.page.get_by_text("As a PyTorch script").first.wait_for()
    race.until("""[...document.querySelectorAll('[data-testid=stCode]')]
        .some(code => code.textContent.includes('torch.optim.SGD([w], lr=0.18'))""")


@pytest.mark.seldom
def test_the_proof_is_computed_on_its_page(race):
    race.page.get_by_role("link", name="Proof").click()
    race.page.get_by_text("comparisons are within the tolerance").wait_for(timeout=60_000)
