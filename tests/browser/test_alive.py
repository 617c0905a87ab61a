"""Pages that stay alive, opened from a file with the network off."""

import numpy as np
import pytest

from descent import descend
from export import living, living_page
from scenes import default_scene, play, report
from surfaces import DATA_SURFACES, Minibatch, Point
from tests.browser.conftest import PATIENCE, complaints
from tests.browser.test_axe import AXE, SERIOUS

HEAR = "document.addEventListener('ravine', ({ detail }) => (window.player = detail))"
PATHS = "player.race.racers.map(({ x, y }) => [[...x], [...y]])"


@pytest.fixture
def alive(chromium, tmp_path):
    """Opens pages from a file, with the network off. An error in the console or a request fails the test."""
    wrong, contexts = [], []

    def new(page, width=1400, height=900, dark=False):
        file = tmp_path / "page.html"
        file.write_text(page, "utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", offline=True
        )
        contexts.append(context)
        tab = context.new_page()
        tab.add_init_script(HEAR)
        for event, heard in complaints(wrong, file.as_uri()).items():
            tab.on(event, heard)
        tab.goto(file.as_uri())
        return tab

    yield new
    for context in contexts:
        context.close()
    assert not wrong


def page_of(scene, **said):
    return living_page(report(play(scene)), **said)


def shown(tab):
    """The tab, once the race is drawn and follows the hand."""
    tab.locator(".ravine.follows[data-shown]").wait_for(timeout=PATIENCE)
    return tab


def button(tab, name):
    return tab.get_by_role("button", name=name, exact=True)


def drag(tab, element, dx, dy):
    box = element.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x + dx / 2, y + dy / 2)
    tab.mouse.move(x + dx, y + dy, steps=3)
    tab.mouse.up()
    tab.wait_for_function("!document.querySelector('.ravine.held') && !player.hand.pending")


def assert_paths(tab, optimizers, surface, steps):
    """The paths on the page are those that Python walks from the start that is there."""
    start = Point(*tab.evaluate("player.race.scene.start"))
    for optimizer, path in zip(optimizers, tab.evaluate(PATHS), strict=True):
        expected = descend(surface, optimizer, start, steps).points.T
        np.testing.assert_allclose(np.array(path, float), expected, rtol=1e-12, atol=1e-12)


def test_it_plays_and_follows_the_hand_without_a_server(alive):
    scene = default_scene()
    tab = shown(alive(page_of(scene)))
    button(tab, "Play").click()
    tab.wait_for_function("player.clock.step > 5")
    button(tab, "Pause").click()
    tried = tab.get_by_text("Each method has the best of")
    assert tried.is_visible()
    drag(tab, tab.locator("button.start").first, 90, -60)
    assert tab.evaluate("player.race.scene.start") != list(scene.setup.start)
    assert tried.is_hidden()
    assert_paths(tab, scene.setup.optimizers, scene.setup.surface, scene.setup.steps)
    drag(tab, tab.locator(".knob .dial").nth(3), -40, 0)
    adam = scene.setup.optimizers[3]
    rate = tab.evaluate("player.race.live.numbers[player.race.methods[3].fields[0].numbers[0]]")
    assert rate < adam.lr
    retuned = [*scene.setup.optimizers[:3], type(adam)(lr=rate)]
    assert_paths(tab, retuned, scene.setup.surface, scene.setup.steps)
    # What is drawn is where the path is.
    tab.evaluate("player.clock.seek(40)")
    tab.wait_for_function("document.querySelector('.ravine .scrub').value === '40'")
    drawn = tab.evaluate("""() => {
        const [panel] = player.picture.panels, { m41, m42 } = new DOMMatrix(panel.element.querySelector('.head').style.transform);
        const { x, y } = player.race.racers[0];
        const [px, py] = panel.ground.axes.toPixel(x[40], y[40]);
        const { left, top } = panel.ground.axes.frame;
        return [m41 + left - px, m42 + top - py]; }""")
    assert drawn == pytest.approx([0, 0], abs=0.5)


@pytest.mark.seldom
def test_switches_that_need_no_server_work(alive):
    tab = shown(alive(page_of(default_scene(), assets="inline"), 390, 844, dark=True))
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    offered = tab.locator(".ravine .views .switches button:visible").all_inner_texts()
    assert offered == ["Future", "One plot", "Field", "Basins", "Step", "Present"]
    button(tab, "One plot").click()
    assert tab.locator(".ravine .panel").count() == 4
    button(tab, "Step").click()
    tab.locator(".inspector .cards math").first.wait_for(timeout=PATIENCE)
    button(tab, "Step").click()
    assert tab.locator(".inspector").is_hidden()
    button(tab, "Present").click()
    assert tab.locator("h1").is_hidden()
    tab.keyboard.press("Escape")
    assert tab.locator("h1").is_visible()


@pytest.mark.seldom
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(alive, dark):
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci")
    tab = shown(
        alive(page_of(default_scene().but(future=True), text_html="<p>For <a href='#x'>class</a>.</p>"), dark=dark)
    )
    tab.evaluate(AXE.read_text("utf-8"))
    assert tab.evaluate(SERIOUS, []) == []


@pytest.mark.seldom
def test_what_takes_longer_than_a_frame_is_computed_beside_the_page(alive):
    scene = default_scene().but(steps=500)
    tab = shown(alive(page_of(scene)))
    tab.evaluate("player.hand.engine.employ()")
    drag(tab, tab.locator("button.start").first, 90, -60)
    assert tab.evaluate("[player.hand.engine.isSlow, player.hand.engine.alone]") == [True, False]
    assert_paths(tab, scene.setup.optimizers, scene.setup.surface, 500)


@pytest.mark.seldom
def test_a_race_that_nobody_can_run_here_plays_and_says_so(alive, monkeypatch):
    monkeypatch.setattr("player.packing.live.program", lambda told: None)
    scene = default_scene()
    tab = alive(page_of(scene))
    tab.get_by_text("It plays, but nothing can be moved here").wait_for(timeout=PATIENCE)
    ground = tab.locator(".ravine .panel .plot").first
    ground.click(position={"x": 200, "y": 60})
    tab.wait_for_timeout(400)  # a click that becomes no double click
    assert tab.evaluate("player.race.scene.start") == list(scene.setup.start)
    assert tab.locator(".ravine .views .switches button:visible").all_inner_texts() == [
        "Future", "One plot", "Field", "Present",
    ]  # fmt: skip
    button(tab, "Play").click()
    tab.wait_for_function("player.clock.step > 5")


@pytest.mark.seldom
def test_examples_and_minibatches_travel(alive):
    data = default_scene().on(DATA_SURFACES["LogisticRegression"])
    scene = data.but(surface=Minibatch(data.setup.surface, 8), steps=60)
    tab = shown(alive(page_of(scene)))
    button(tab, "Field").click()
    assert "minibatch" in tab.locator(".ravine .legend").inner_text()
    drag(tab, tab.locator("button.start").first, 60, -30)
    assert "minibatch" not in tab.locator(".ravine .legend").inner_text()
    assert_paths(tab, scene.setup.optimizers, scene.setup.surface, 60)


@pytest.mark.seldom
def test_it_lives_in_the_frame_of_a_notebook(alive):
    cell = living(default_scene(), height=600)._repr_html_()
    tab = alive(f"<!doctype html><title>A notebook</title><div style='width: 900px'>{cell}</div>")
    frame = tab.frame_locator("iframe")
    frame.locator(".ravine.follows[data-shown]").wait_for(timeout=PATIENCE)
    frame.get_by_role("button", name="Play", exact=True).click()
    frame.get_by_role("button", name="Pause", exact=True).wait_for()
    inner = tab.frames[1]
    inner.wait_for_function("document.querySelector('.ravine .scrub').value > 5")
    assert inner.evaluate("document.documentElement.scrollWidth") <= 900
