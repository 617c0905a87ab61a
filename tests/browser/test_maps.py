"""The maps: what a hand reads is what Python finds, the way into the map and back, into the race, and without workers."""

import numpy as np
import pytest

from descent import Kind, descend
from maps import basins
from optimizers import OPTIMIZERS
from scenes import default_for
from surfaces import SURFACES

SURFACE = SURFACES["Himmelblau"]
ADDRESS = "maps?surface=Himmelblau&optimizers=Momentum,Adam&steps=60&n=64&v=2"
READY = "document.querySelectorAll('.atlas .basin').length === 2 && document.querySelector('.atlas .legend .scale')"
COLOURS = """i => { const canvas = document.querySelectorAll('.atlas .map canvas:first-child')[i];
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size; }"""
FORBIDDEN = "delete window.Worker; URL.createObjectURL = () => 'data:text/plain,'"
DONE = "document.querySelector('.atlas .bar').style.visibility === 'hidden'"


def runs(name):
    return default_for(OPTIMIZERS[name], SURFACE)


@pytest.fixture
def maps(visit):
    """Opens the maps of two methods."""

    def opened(**how):
        race = visit(**how)
        race.page.goto(race.server + ADDRESS)
        race.until(READY)
        return race

    return opened


def spoken(race, key):
    """What is said of the start that a key leads to."""
    race.page.keyboard.press(key)
    return race.page.locator(".atlas .spoken").text_content()


def test_a_start_ends_as_python_says(maps):
    """By keyboard, from the middle; and the shares are those of all starts."""
    race = maps()
    race.page.locator(".atlas .map").nth(1).focus()
    said = [spoken(race, key) for key in ("ArrowRight", "Shift+ArrowUp", "Shift+ArrowLeft")][-1]
    while "not computed yet" in said:
        said = [spoken(race, key) for key in ("ArrowRight", "ArrowLeft")][-1]
    i, j = 32 - 10, 32 + 10
    start = SURFACE.domain.mesh(64, 64)[:, j, i]
    outcome = descend(SURFACE(), runs("Adam"), start, 60).outcome
    assert f"step {int(outcome.step)}" in said
    assert ("converged" in said) == (outcome.kind == Kind.CONVERGED)
    found = basins(SURFACE(), runs("Momentum"), 64, 60)
    share = float(np.mean((found.minimum == 0) & (found.kind == Kind.CONVERGED)))
    race.until(f"document.querySelector('.atlas .map').ariaLabel.includes('{round(100 * share)} % end in A (3, 2)')")
    race.page.keyboard.press("Enter")
    race.ready()
    race.until_query("x", str(float(start[0])))


@pytest.mark.seldom
def test_a_window_is_drawn_and_left_again_and_leaving_stops_the_workers(maps):
    race = maps()
    box = race.page.locator(".atlas .map").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    race.page.mouse.move(x, y)
    race.page.mouse.down()
    race.page.mouse.move(x + 60, y + 40)
    race.page.mouse.up()
    race.until("new URLSearchParams(location.search).get('box')?.split(',').length === 4")
    assert race.page.workers
    race.button("Back").click()
    race.until_query("box", None)
    race.page.get_by_role("link", name="Proof", exact=True).click()
    race.until("!document.querySelector('.atlas')")
    race.page.wait_for_timeout(100)
    assert not race.page.workers


@pytest.mark.seldom
def test_without_workers_the_page_computes(maps):
    race = maps(script="delete window.Worker")
    race.until("document.querySelector('.atlas .map')?.ariaLabel?.includes('%')")
    assert race.page.evaluate(COLOURS, 0) > 20
    assert not race.page.get_by_text("The server computes").count()


@pytest.mark.seldom
def test_without_workers_and_modules_the_server_computes(maps):
    race = maps(script=FORBIDDEN, strict=False)
    race.until("document.querySelector('.atlas .map')?.ariaLabel?.includes('%')")
    assert race.page.evaluate(COLOURS, 0) > 20
    assert race.page.evaluate(DONE)
