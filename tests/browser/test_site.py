"""Pages of the site, opened from the folder with the network off: they play, ask and judge, and nothing in them is amiss."""

import random
from itertools import cycle

import pytest

from export.site.lessons import places
from lessons import LESSONS
from surfaces import ALL_SURFACES
from tests.browser.conftest import PATIENCE, complaints
from tests.browser.test_axe import SERIOUS, axe  # noqa: F401

SIZES = {"desk": (1400, 900, "light"), "projector": (1920, 1080, "dark"), "phone": (390, 844, "light")}
SCREENS = {f"lessons/{name}-{k}.html": LESSONS[name].screens[k - 1] for name, k in places()}
RACES = [
    *(path for path, screen in SCREENS.items() if screen.kind == "race"),
    *(f"races/{name}.html" for name in ALL_SURFACES),
]
ASKING = [path for path, screen in SCREENS.items() if screen.question]


def some(paths, count):
    """So many of the pages, each at one of the sizes: opening all of them would take a quarter of an hour."""
    return list(zip(random.Random(9).sample(paths, min(count, len(paths))), cycle(SIZES), strict=False))


TASK = "lessons/momentum-5.html"

pytestmark = pytest.mark.seldom


@pytest.fixture
def opened(chromium, site):
    """Opens a page at a size. An error in the console or a request elsewhere fails the test."""
    wrong, contexts = [], []

    def new(path, size="desk"):
        width, height, scheme = SIZES[size]
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, offline=True)
        contexts.append(context)
        tab = context.new_page()
        tab.add_init_script("document.addEventListener('ravine', ({ detail }) => (window.player = detail))")
        for event, heard in complaints(wrong, site.as_uri()).items():
            tab.on(event, heard)
        tab.goto((site / path).as_uri())
        return tab

    yield new
    for context in contexts:
        context.close()
    assert not wrong


@pytest.mark.parametrize(("path", "size"), some(RACES, 6))
def test_a_race_plays(opened, path, size):
    tab = opened(path, size)
    tab.locator(".ravine[data-shown]").wait_for(timeout=PATIENCE)
    assert tab.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    tab.get_by_role("button", name="Play", exact=True).click()
    tab.wait_for_function("player.clock.step > 2")


@pytest.mark.parametrize(
    ("path", "size"), some(["index.html", "gallery.html", "races/Rosenbrock.html", *ASKING[::20]], 6)
)
def test_nothing_serious(opened, axe, path, size):  # noqa: F811
    tab = opened(path, size)
    tab.emulate_media(reduced_motion="reduce")
    if form := tab.query_selector("form.question"):
        form.query_selector("input").check()
        form.query_selector("button").click()
    tab.keyboard.press("End")
    tab.evaluate(axe)
    assert tab.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert tab.evaluate(SERIOUS, []) == []


@pytest.mark.parametrize("path", random.Random(9).sample(ASKING, 2))
def test_a_prediction_is_judged_when_the_run_has_been_shown(opened, path):
    tab, screen = opened(path), SCREENS[path]
    right = int(tab.get_attribute("form.question", "data-right"))
    for answer, verdict in ((1 - min(right, 1), "No: "), (right, "Right.")):
        tab.check(f"input[value='{answer}']")
        tab.get_by_role("button", name="Let it run").click()
        if screen.kind == "race":
            tab.locator(".ravine.playing").wait_for()
            assert not tab.locator(".verdict p:visible").count()
            tab.evaluate("player.clock.seek(player.race.scene.steps)")
        assert tab.locator(".verdict p:visible").inner_text().startswith(verdict)
    tab.get_by_role("button", name="Ask me again").click()
    assert not tab.locator(".verdict p:visible").count()
    tab.get_by_role("link", name="Contents").click()
    name, number = path.removeprefix("lessons/").removesuffix(".html").rsplit("-", 1)
    assert tab.locator(f"[data-screen='{name} {number}'].done").count()


def test_a_task_is_judged_under_the_hand(opened):
    tab = opened(TASK)
    tab.locator(".ravine.follows[data-shown]").wait_for(timeout=PATIENCE)
    assert tab.get_by_text("Task: not done yet").is_visible()
    assert not tab.locator(".verdict p:visible").count()
    knob = tab.locator(".tuner").get_by_role("spinbutton", name="Momentum: learning rate", exact=True)
    knob.focus()
    for _ in range(14):
        knob.press("ArrowUp")
    assert tab.locator(".verdict .right").inner_text().startswith("Done.")


def test_keys_lead_from_screen_to_screen(opened):
    tab = opened("lessons/momentum-1.html")
    tab.keyboard.press("PageDown")
    tab.wait_for_url("**/momentum-2.html")
    tab.keyboard.press("PageUp")
    tab.wait_for_url("**/momentum-1.html")


def test_a_gradient_check_waits_for_the_prediction(opened):
    tab = opened("lessons/gradient-check-3.html")
    assert tab.get_by_text("Answer first").is_visible()
    assert not tab.locator(".check figure:visible").count()
    tab.check("input[value='1']")
    tab.get_by_role("button", name="Let it run").click()
    tab.locator(".check .main-svg").nth(2).wait_for()
    assert tab.locator(".check .js-plotly-plot:visible").count() == 2


def test_maps_are_drawn_once_they_may_be_seen(opened):
    tab = opened("lessons/basins-2.html")
    assert tab.get_by_text("Answer first").is_visible()
    assert not tab.locator(".atlas:visible").count()
    tab.check("input[value='1']")
    tab.get_by_role("button", name="Let it run").click()
    tab.get_by_text("A 27 %").wait_for(timeout=PATIENCE)
    tab.get_by_role("button", name="Steps", exact=True).click()
    assert tab.get_by_role("button", name="Steps", exact=True).get_attribute("aria-pressed") == "true"
    assert not tab.get_by_role("button", name="Race from here").is_visible()
