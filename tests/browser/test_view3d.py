"""The surface in three dimensions: the same clock, the same colours, turned by the mouse."""

import pytest

from tests.sampling import nothing

PLOT = "document.querySelector('.ravine .solid .ground')"
# A trail ends where its head is.
HEADS = f"{PLOT}.data.slice(-4).map(({{ x, y, z }}) => ({{ x: x.at(-1), y: y.at(-1), z: z.at(-1) }}))"
NO_WEBGL = """const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest); };"""


class View3d:
    """A race in three dimensions."""

    def __init__(self, race):
        self.race, self.page = race, race.page

    def heads(self):
        """Where the heads are on the surface, None where they are out of the window."""
        return self.page.evaluate(f"{HEADS}.map(({{ x, y, z }}) => [x, y, z])")

    def until(self, condition):
        self.race.until(condition.replace("HEADS", HEADS))

    @property
    def eye(self):
        return self.page.evaluate(f"({{...{PLOT}._fullLayout.scene._scene.getCamera().eye}})")


@pytest.fixture
def view3d(race):
    race.button("3-D").click()
    shown = View3d(race)
    shown.until(f"{PLOT}?.data?.length && HEADS.every(head => head.x !== undefined)")
    yield shown
    if race.page.locator(".ravine .solid").is_visible():
        race.button("3-D").click()
        race.ready()


def test_it_is_a_surface_with_everyone_on_it(view3d):
    kinds = view3d.page.evaluate(f"{PLOT}.data.map(trace => trace.type)")
    assert kinds == ["surface"] + ["scatter3d"] * (2 * 4)
    view3d.race.until_whole_query({"view3d": "1"})
    assert [head[:2] for head in view3d.heads()] == [[pytest.approx(-2.6), pytest.approx(-0.2)]] * 4
    assert view3d.page.locator(".ravine .label").count() == 4


def test_the_clock_moves_the_heads(view3d):
    view3d.race.button("Play").click()
    view3d.until("HEADS.every(head => head.x > -2.5)")
    view3d.race.button("Pause").click()
    view3d.page.keyboard.press("End")
    view3d.until("[HEADS[1], HEADS[3]].every(head => Math.hypot(head.x, head.y) < 0.01)")


@pytest.mark.seldom
def test_colours_are_those_of_the_contours(view3d):
    inks = view3d.page.evaluate(f"{PLOT}.data.slice(-4).map(trail => trail.line.color)")
    labels = view3d.page.eval_on_selector_all(".ravine .label polygon", "all => all.map(p => p.getAttribute('fill'))")
    assert inks == labels
    assert looks(view3d, ".ravine .signs .head") == looks(view3d, ".ravine .label .swatch")


def looks(view3d, markers):
    script = "all => all.map(one => ['fill', 'points'].map(key => one.querySelector('polygon').getAttribute(key)))"
    return view3d.page.eval_on_selector_all(markers, script)


SIGNS = """() => { const plot = document.querySelector('.ravine .solid'), box = plot.getBoundingClientRect();
    return [...plot.querySelectorAll('.signs > *')].map(one => { const at = one.getBoundingClientRect();
        return { sign: one.textContent, x: at.x + at.width / 2 - box.x, y: at.y + at.height / 2 - box.y }; }); }"""


@pytest.mark.seldom
def test_signs_stand_where_their_points_are_however_it_is_turned(view3d):
    page, size = view3d.page, view3d.page.locator(".ravine .solid").bounding_box()
    page.keyboard.press("End")
    view3d.until("[HEADS[1], HEADS[3]].every(head => Math.hypot(head.x, head.y) < 0.01)")
    for eye in [{"x": 0.01, "y": 0, "z": 2}, {"x": 0.01, "y": 0.9, "z": 1.8}]:
        page.evaluate(
            f"eye => Plotly.relayout({PLOT}, {{'scene.camera.eye': eye, 'scene.camera.center': {{x: 0, y: 0, z: -0.31}}}})",
            eye,
        )
        page.wait_for_timeout(500)
        signs = page.evaluate(SIGNS)
        assert [one["sign"] for one in signs[:2]] == ["★", "◎"]
        minimum, start, momentum = signs[0], signs[1], signs[3]
        # The minimum (0, 0) is at the middle of the floor, at which the camera looks.
        assert (minimum["x"], minimum["y"]) == pytest.approx((size["width"] / 2, size["height"] / 2), abs=6)
        assert (momentum["x"], momentum["y"]) == pytest.approx((minimum["x"], minimum["y"]), abs=3)
        assert abs(start["x"] - minimum["x"]) + abs(start["y"] - minimum["y"]) > 40


@pytest.mark.seldom
def test_log_height_keeps_clock_and_camera(view3d):
    page = view3d.page
    page.keyboard.press("End")
    view3d.until("HEADS[0].z < 1")
    low, eye = view3d.heads()[0][2], view3d.eye
    view3d.race.button("Log height").click()
    view3d.race.until_query("logheight", "1")
    view3d.until(f"HEADS[0].z < {low} - 0.1")
    assert view3d.race.step == view3d.race.last
    assert view3d.eye == pytest.approx(eye)


@pytest.mark.seldom
def test_the_mouse_turns_it(view3d):
    before = view3d.eye["x"]
    for _ in range(5):  # software WebGL may take so long between two pictures that it misses a drag
        drag(view3d.page)
        if abs(view3d.eye["x"] - before) > 0.1:
            return
    pytest.fail("five drags left the camera where it was")


def drag(page):
    """Move the mouse over the picture, button down, as slowly as a hand."""
    box = page.locator(".ravine .solid").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(1, 16):
        page.mouse.move(x + 10 * i, y)
        page.wait_for_timeout(120)
    page.mouse.up()
    page.wait_for_timeout(500)


def test_and_back_to_contours(view3d):
    view3d.race.button("3-D").click()
    view3d.race.ready()
    assert view3d.race.panels.count() == 4
    assert min(view3d.race.contours) > 10


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("overlay", [0, 1])
def test_a_zoom_of_the_contours_is_reset_in_three_dimensions(visit, overlay):
    race = visit().open(overlay=overlay)
    whole = race.view(0)
    race.page.mouse.move(*race.pixel(0, 0, 0))
    race.zoom(-400)
    race.button("Reset view").wait_for()
    race.button("3-D").click()
    race.page.locator(".ravine .solid").wait_for()
    race.button("Reset view").click()
    race.button("Reset view").wait_for(state="hidden")
    race.page.keyboard.press("End")
    race.is_at(race.last)
    race.button("3-D").click()
    race.ready()
    assert race.view(0) == pytest.approx(whole)


@pytest.mark.seldom
def test_a_path_that_diverges_leaves_the_picture_alone(visit):
    race = visit()
    race.go("?relief=1&GradientDescent.lr=0.5")
    view3d = View3d(race)
    view3d.until(f"{PLOT}?.data?.length && HEADS.every(head => head.x !== undefined)")
    race.page.keyboard.press("End")
    view3d.until("HEADS[0].x === null && HEADS[1].x !== null")


@pytest.mark.seldom
def test_without_webgl_it_says_so(visit):
    race = visit(script=NO_WEBGL)
    race.go("?relief=1")
    race.page.get_by_text("3-D needs WebGL").wait_for()
    race.button("3-D").click()
    race.ready()


@pytest.mark.seldom
def test_on_a_phone(visit):
    race = visit(width=390, height=844, touch=True)
    race.go("?relief=1")
    race.page.locator(".ravine .solid canvas").first.wait_for()
    assert race.page.locator(".ravine .solid").bounding_box()["width"] <= 390
    assert race.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
