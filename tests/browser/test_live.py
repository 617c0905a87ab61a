"""Under the hand: the race follows in the browser, nothing is sent before the hand lets go, and then nothing jumps."""

from contextlib import ExitStack
from urllib.parse import urlencode

import pytest

from scenes import RENARD
from tests.browser.conftest import listening, served
from tests.browser.hand_written import SLOW_STEPS
from tests.sampling import EVERYTHING, nothing

WATCH = """() => { window.moved = []; const watch = new MutationObserver(() => {
    const at = [...document.querySelectorAll('.ravine .head')].map(h => { const m = new DOMMatrix(h.style.transform); return [m.e, m.f]; });
    if (window.moved.length && JSON.stringify(window.moved.at(-1)) === JSON.stringify(at)) return; window.moved.push(at); });
    for (const head of document.querySelectorAll('.ravine .marks, .ravine .heads'))
        watch.observe(head, { attributes: true, subtree: true, childList: true }); }"""
# Where the first panel's picture has the ring of its start: the last circle that was drawn on it.
RING = """() => { const { arc } = CanvasRenderingContext2D.prototype; window.rings = [];
    CanvasRenderingContext2D.prototype.arc = function (x, y, ...rest) {
        if (this.canvas === document.querySelector('.ravine .ghosts')) window.rings.push([x, y]);
        return arc.call(this, x, y, ...rest); }; }"""
POLICY = """document.addEventListener("DOMContentLoaded", () => document.head.append(Object.assign(
    document.createElement("meta"), { httpEquiv: "Content-Security-Policy", content: "POLICY" })));"""
READY = "() => document.querySelector('.ravine.follows') !== null"


@pytest.fixture(scope="module")
def slow_server():
    with served("tests/browser/live_app.py") as address:
        yield address


@pytest.fixture
def open_live(visit, server):
    """A race, and what its websocket has sent and received since it stood there."""
    with ExitStack() as listened:

        def new(address=server, policy=None, size=(1400, 900), before=None, **query):
            script = POLICY.replace("POLICY", policy) if policy else None
            race = visit(
                *size, touch=size[0] < 500, script=script, alone=bool(before), strict=not policy, address=address
            )
            if before:
                before(race.page)
            race.go("?" + urlencode(query) if query else "")
            race.page.locator(".ravine .panel .label").first.wait_for()
            if not policy:
                race.until(READY)
            race.page.wait_for_timeout(500)
            race.sent, race.received = [], []
            if not before:
                heard = {
                    "framesent": lambda frame: race.sent.append(frame),
                    "framereceived": lambda frame: race.received.append(frame),
                }
                listened.enter_context(listening(race.socket, **heard))
            return race

        yield new


@pytest.fixture
def live(open_live):
    return open_live()


def take(race):
    """The hand is on the start marker of the first panel."""
    race.page.mouse.move(*race.pixel(0, -2.6, -0.2))
    race.page.mouse.down()


def drag(race, places=((-2, 1), (-1, 2), (1, 2.5)), steps=4):
    take(race)
    for x, y in places:
        race.page.mouse.move(*race.pixel(0, x, y), steps=steps)


def test_nothing_is_sent_before_the_hand_lets_go(live):
    standings = live.page.locator(".ravine .standings").inner_text()
    drag(live)
    live.until("before => document.querySelector('.ravine .standings').innerText !== before", standings)
    live.page.wait_for_timeout(300)
    assert live.sent == []
    assert "x" not in live.query
    live.page.mouse.up()
    live.until("new URLSearchParams(location.search).has('x')")
    assert len(live.sent) == 1
    assert float(live.query["x"]) == pytest.approx(1.0, abs=0.1)
    live.until("x => document.querySelector('[aria-label=\"Start x\"]').value === x", live.query["x"])


@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("step", [0, 37])
def test_after_the_answer_everything_is_where_the_hand_left_it(live, step):
    for _ in range(step):
        live.page.keyboard.press("ArrowRight")
    live.is_at(step)
    drag(live)
    live.page.evaluate(WATCH)
    shown = live.page.evaluate("document.querySelector('.ravine').dataset.shown")
    live.page.mouse.up()
    live.until("before => document.querySelector('.ravine').dataset.shown !== before", shown)
    live.until("new URLSearchParams(location.search).has('x')")
    live.page.wait_for_timeout(500)
    moved = live.page.evaluate("window.moved")
    assert moved, "the heads should be drawn where the hand let go"
    for places in moved[1:]:
        for (x, y), (x0, y0) in zip(places, moved[0], strict=True):
            assert abs(x - x0) <= 0.5
            assert abs(y - y0) <= 0.5
    assert moved[-1] == live.heads
    assert live.step == step


def test_the_paths_of_the_answer_are_those_that_were_drawn(live):
    """The browser's heads at several steps and its standings, and those of a page that gets them from the server."""
    drag(live)
    live.page.mouse.up()
    live.until("new URLSearchParams(location.search).has('x')")
    places, tables = [], []
    for reload in (False, True):
        if reload:
            live.page.reload()
            live.ready()
        seen = []
        tables.append(live.page.locator(".ravine .standings").inner_text())
        for key in ("Home", "Shift+ArrowRight", "Shift+ArrowRight", "End"):
            live.page.keyboard.press(key)
            live.page.wait_for_timeout(150)
            seen += live.heads
        places.append(seen)
    for ours, theirs in zip(*places, strict=True):
        assert ours == pytest.approx(theirs, abs=0.5)
    assert tables[0] == tables[1]


@pytest.mark.seldom
def test_a_blocked_module_leaves_it_to_the_server(open_live):
    policy = "script-src 'self' 'unsafe-inline' 'unsafe-eval'; worker-src 'self'"
    race = open_live(policy=policy)
    assert not race.page.evaluate(READY)
    standings = race.page.locator(".ravine .standings").inner_text()
    drag(race)
    race.until("before => document.querySelector('.ravine .standings').innerText !== before", standings)
    assert race.sent
    race.page.mouse.up()
    race.until("new URLSearchParams(location.search).has('x')")
    knob = rate_of(race, "Gradient descent")
    knob.focus()
    knob.press("ArrowLeft")
    race.until("new URLSearchParams(location.search).has('GradientDescent.lr')")


@pytest.mark.seldom
def test_what_takes_longer_than_a_frame_is_computed_beside_the_page(open_live, slow_server):
    race = open_live(slow_server, steps=SLOW_STEPS)
    race.page.evaluate(RING)
    drag(race, steps=8)
    assert len(race.page.workers) == 1
    standings = race.page.locator(".ravine .standings").inner_text()
    # The worker may answer once more for where the drag has ended.
    ended = race.page.evaluate("Math.round(window.rings.splice(0).at(-1)[1])")
    # The marker follows several moves while the worker is busy with the first.
    for i in range(5):
        race.page.mouse.move(*race.pixel(0, 0.5, 1 + 0.2 * i))
        race.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    rings = race.page.evaluate("[...new Set(window.rings.map(([x, y]) => Math.round(y)))]")
    assert len({*rings} - {ended}) == 5
    race.until("before => document.querySelector('.ravine .standings').innerText !== before", standings)
    assert race.sent == []
    race.page.mouse.up()
    race.until("new URLSearchParams(location.search).has('x')")
    assert len(race.sent) == 1
    race.until("!document.querySelector('.ravine').classList.contains('held')")


def rate_of(race, name):
    """The learning rate over a plot."""
    return race.page.locator(".ravine .tuner").get_by_role("spinbutton", name=f"{name}: learning rate", exact=True)


def slide(race, name, places=30):
    """The hand moves a slider of the player, or a number over a plot, to the right, and does not let go."""
    there = race.page.locator(".ravine").get_by_role("slider", name=name)
    box = there.or_(race.page.locator(".ravine").get_by_role("spinbutton", name=name)).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    race.page.mouse.move(x, y)
    race.page.mouse.down()
    race.page.mouse.move(x + places, y, steps=6)


SHAPES = """() => [...document.querySelectorAll('.ravine .panel:first-child .contourlayer path')].map(p => p.getAttribute('d')).join()"""


@pytest.mark.seldom
def test_a_slider_shapes_the_surface_and_nothing_is_sent_before_it_is_let_go(live):
    before = live.page.evaluate(SHAPES)
    slide(live, "condition number")
    live.until(f"before => ({SHAPES})() !== before", before)
    live.page.wait_for_timeout(300)
    assert live.sent == []
    live.page.mouse.up()
    live.until("new URLSearchParams(location.search).has('Ravine.kappa')")
    assert len(live.sent) == 1
    kappa = float(live.query["Ravine.kappa"])
    assert kappa > 40
    sidebar = live.sidebar.get_by_role("slider", name="condition number")
    live.page.wait_for_timeout(500)
    assert f"{kappa:g}" in (sidebar.get_attribute("aria-valuetext") or "")
    live.page.wait_for_timeout(500)
    here = live.page.evaluate(SHAPES)
    live.page.reload()
    live.ready()
    assert live.page.evaluate(SHAPES) == here


def test_the_rate_over_a_plot_is_dragged_typed_and_reset_and_the_clock_stays(live):
    for _ in range(37):
        live.page.keyboard.press("ArrowRight")
    live.is_at(37)
    before, rate = standings(live), rate_of(live, "Gradient descent")
    slide(live, "Gradient descent: learning rate", -40)
    live.until("before => document.querySelector('.ravine .standings').innerText !== before", before)
    dragged = float(rate.get_attribute("aria-valuetext"))
    assert dragged < 0.1
    assert float(f"{dragged:.2e}".split("e")[0]) in RENARD
    live.page.wait_for_timeout(300)
    assert live.sent == []
    live.page.mouse.up()
    live.until_query("GradientDescent.lr", f"{dragged:g}")
    assert len(live.sent) == 1
    rate.click()
    live.page.keyboard.type("99")
    live.page.keyboard.press("Enter")
    assert live.page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    live.page.keyboard.press("Escape")
    live.page.keyboard.type("0,05")
    live.page.keyboard.press("Enter")
    live.until_query("GradientDescent.lr", "0.05")
    assert rate.evaluate("e => e === document.activeElement")
    live.button("All fields of Gradient descent").click()
    live.button("Reset").click()
    live.until_whole_query({})
    assert live.step == 37
    assert live.button("Play").is_visible()


@pytest.mark.seldom
def test_the_other_fields_open_in_place(live):
    opener = live.button("All fields of Adam")
    opener.focus()
    live.page.keyboard.press("Enter")
    sheet = live.page.get_by_role("dialog", name="Fields of Adam")
    assert opener.get_attribute("aria-expanded") == "true"
    moment = sheet.get_by_role("spinbutton", name="Adam: first moment")
    assert moment.evaluate("e => e === document.activeElement")
    live.page.keyboard.press("PageDown")
    assert live.page.locator(".ravine.held").count() == 1
    live.until("new URLSearchParams(location.search).has('Adam.beta1')")
    sheet.get_by_role("checkbox", name="AMSGrad").check()
    live.until_query("Adam.amsgrad", "1")
    schedule = sheet.get_by_role("combobox", name="schedule")
    schedule.focus()
    schedule.select_option("Cosine")
    sheet.get_by_role("spinbutton", name="length").wait_for()
    assert schedule.evaluate("e => e === document.activeElement")
    assert sheet.get_by_role("img", name="Learning rate over the run").is_visible()
    sheet.get_by_role("button", name="Reset").click()
    live.until_whole_query({})
    live.page.keyboard.press("Escape")
    assert not sheet.is_visible()
    assert opener.evaluate("e => e === document.activeElement")


@pytest.mark.seldom
def test_a_number_sends_no_code(live):
    def carries_code(frames):
        return sum(b"export const make" in frame for frame in frames if isinstance(frame, bytes))

    slide(live, "condition number")
    live.page.mouse.up()
    live.until("new URLSearchParams(location.search).has('Ravine.kappa')")
    live.page.wait_for_timeout(500)
    assert live.received
    assert carries_code(live.received) == 0
    live.received.clear()
    live.tabs.come(live.page, "/?surface=Rosenbrock")
    assert carries_code(live.received) == 1


@pytest.mark.seldom
def test_what_brings_the_code_takes_no_room(live):
    kinds = live.page.eval_on_selector_all(
        ".ravine-assets", "all => all.map(one => getComputedStyle(one.closest('.stElementContainer')).position)"
    )
    assert kinds == ["relative", "absolute", "absolute"]


def standings(race):
    return race.page.locator(".ravine .standings").inner_text()


@pytest.mark.seldom
def test_what_is_told_for_another_shape_is_not_shown_before_the_answer(open_live):
    live = open_live(surface="Rosenbrock", future=1)
    marks = live.page.locator(".ravine .panel .scatterlayer .point")
    cells = live.page.locator(".ravine td.distance, .ravine td.reached, .ravine td.outcome")
    assert marks.count() == 4
    slide(live, "the minimum lies at (a, a²)", 12)
    live.until("document.querySelector('.ravine .scatterlayer .point') === null")
    assert {*cells.all_inner_texts()} == {"–"}
    assert live.sent == []
    live.page.mouse.up()
    live.until("document.querySelectorAll('.ravine .panel .scatterlayer .point').length === 4")
    assert "–" not in live.page.locator(".ravine td.distance").all_inner_texts()
    live.page.wait_for_timeout(500)
    told = standings(live)
    live.page.reload()
    live.ready()
    assert standings(live) == told


@pytest.mark.seldom
def test_a_pair_follows_the_surface(open_live):
    live = open_live(**{"loss": "Regularized", "Regularized.l2": "0.1", "versus": "1", "optimizers": "Adam,Momentum"})
    before = standings(live)
    slide(live, "condition number")
    live.until("before => document.querySelector('.ravine .standings').innerText !== before", before)
    live.page.wait_for_timeout(300)
    assert live.sent == []
    paths = "[...document.querySelectorAll('.ravine td.length')].map(cell => cell.innerText)"
    ours = live.page.evaluate(paths)
    assert len(ours) == 4
    live.page.mouse.up()
    live.until("new URLSearchParams(location.search).has('Ravine.kappa')")
    live.page.reload()
    live.ready()
    assert live.page.evaluate(paths) == ours


def test_keys_are_told_once_they_pause(live):
    knob = rate_of(live, "Gradient descent")
    knob.focus()
    for _ in range(6):
        knob.press("ArrowLeft")
    assert live.sent == []
    assert live.page.locator(".ravine.held").count() == 1
    live.until("new URLSearchParams(location.search).has('GradientDescent.lr')")
    assert len(live.sent) == 1
    assert live.page.locator(".ravine.held").count() == 0
    assert knob.get_attribute("aria-valuetext") == live.query["GradientDescent.lr"]
    knob.press("ArrowLeft")
    rate_of(live, "Adam").focus()  # who leaves has come to rest
    live.until("document.querySelector('.ravine.held') === null")


def touch(race, kind, x, y):
    points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
    race.finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.seldom
def test_a_finger_moves_a_slider_and_scrolls_past_it(open_live):
    live = open_live(size=(390, 844))
    live.finger = live.page.context.new_cdp_session(live.page)
    box = live.page.locator(".ravine").get_by_role("slider", name="condition number").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch(live, "touchStart", x, y)
    for i in range(1, 8):
        touch(live, "touchMove", x + 4 * i, y)
    live.page.locator(".ravine.held").wait_for()
    assert live.sent == []
    touch(live, "touchEnd", x, y)
    live.until("Number(new URLSearchParams(location.search).get('Ravine.kappa')) > 40")
    touch(live, "touchStart", x, y)
    for i in range(1, 12):
        touch(live, "touchMove", x, y - 12 * i)
    touch(live, "touchEnd", x, y)
    live.until("document.querySelector('[data-testid=stMain]').scrollTop > 20")
    live.until("document.querySelector('.ravine.held') === null")


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("surface", ["Ravine", "Bumps", "LogisticRegression"])
def test_sliders_stand_in_columns_and_leave_room(open_live, surface):
    live = open_live(surface=surface, loss="Regularized", optimizers="AdamW")
    for size in [(390, 844), (1024, 768), (1400, 900), (1920, 1080)]:
        live.page.set_viewport_size({"width": size[0], "height": size[1]})
        live.until("width => innerWidth === width", size[0])
        live.page.wait_for_timeout(400)
        assert_sliders_stand_in_columns(live, size)


def assert_sliders_stand_in_columns(live, size):
    cells = live.page.evaluate("""[...document.querySelector('.ravine .sliders').children].filter(one => !one.hidden)
        .map(one => one.getBoundingClientRect()).map(({ left, right, width }) => [left, right, width].map(Math.round))""")
    lefts, widths = {left for left, _, _ in cells}, {width for _, _, width in cells}
    assert max(widths) - min(widths) <= 1
    assert len(lefts) >= 2
    assert max(right for _, right, _ in cells) <= size[0]
    if size[0] >= 1400:
        ends = "['.transport', '.lossplot'].map(one => document.querySelector('.ravine ' + one).getBoundingClientRect().bottom)"
        assert max(live.page.evaluate(ends)) <= size[1]


class Slow:
    """A websocket whose answers wait until they are let through."""

    def __init__(self):
        self.waiting, self.holds, self.gone = [], False, False

    def attach(self, page):
        page.route_web_socket("**/_stcore/stream", self.connect)

    def connect(self, ours):
        theirs = ours.connect_to_server()
        ours.on_message(lambda message: None if self.gone else theirs.send(message))
        theirs.on_message(lambda message: self.waiting.append(message) if self.holds else ours.send(message))
        self.ours = ours

    def let_through(self, count):
        for message in self.waiting[:count]:
            self.ours.send(message)
        del self.waiting[:count]


@pytest.fixture
def slow(open_live):
    line = Slow()
    race = open_live(before=line.attach)
    race.line = line
    line.holds = True
    return race


def test_two_drags_before_an_answer_and_nothing_jumps_back(slow):
    drag(slow)
    slow.page.mouse.up()
    slow.page.wait_for_timeout(1000)
    first = len(slow.line.waiting)
    slow.page.mouse.move(*slow.pixel(0, 1, 2.5))
    slow.page.mouse.down()
    slow.page.mouse.move(*slow.pixel(0, -1, -2), steps=6)
    slow.page.mouse.up()
    slow.page.wait_for_timeout(1000)
    assert "x" not in slow.query
    here = slow.heads
    slow.page.evaluate(WATCH)
    slow.line.let_through(first)
    slow.until("Number(new URLSearchParams(location.search).get('x')) > 0")
    slow.page.wait_for_timeout(500)
    slow.line.holds = False
    slow.line.let_through(None)
    slow.until("Number(new URLSearchParams(location.search).get('x')) < 0")
    slow.page.wait_for_timeout(700)
    for places in slow.page.evaluate("window.moved"):
        assert places == [pytest.approx(place, abs=0.5) for place in here]


@pytest.mark.seldom
def test_the_hand_needs_no_session(slow):
    slow.line.gone = True
    for x in (1, -1):
        drag(slow) if x == 1 else slow.page.mouse.down()
        slow.page.mouse.move(*slow.pixel(0, x, 1), steps=4)
        before = standings(slow)
        slow.page.mouse.move(*slow.pixel(0, x, -1), steps=4)
        slow.until("before => document.querySelector('.ravine .standings').innerText !== before", before)
        slow.page.mouse.up()
        here = slow.heads
        slow.page.wait_for_timeout(1500)
        assert slow.heads == here


SOLID = "document.querySelector('.ravine .solid .ground')"


@pytest.mark.seldom
def test_in_three_dimensions_it_follows_and_is_exact_once_let_go(open_live):
    live = open_live(view3d=1)
    ready = f"{SOLID}?.data?.slice(-4).every(head => head.x.length)"
    places = f"{SOLID}.data.slice(1).map(one => [...one.x, ...one.y, ...one.z])"
    live.until(ready)
    live.page.keyboard.press("End")
    live.page.wait_for_timeout(1000)
    sliders = [("condition number", "Ravine.kappa"), ("Gradient descent: learning rate", "GradientDescent.lr")]
    for name, key in sliders if EVERYTHING else sliders[:1]:
        before, surface = live.page.evaluate(places), live.page.evaluate(f"{SOLID}.data[0].z[5][5]")
        slide(live, name, -10)
        live.until(f"before => JSON.stringify({places}) !== JSON.stringify(before)", before)
        if key == "Ravine.kappa":
            live.until(
                f"before => {SOLID}.data[0].z[5][5] !== before && !document.querySelector('.ravine .signs').textContent.includes('★')",
                surface,
            )
        assert live.sent == []
        live.page.mouse.up()
        live.until("key => new URLSearchParams(location.search).has(key)", key)
        live.page.wait_for_timeout(1000)
        live.sent.clear()
    ours = live.page.evaluate(places)
    live.page.reload()
    live.until(ready)
    live.page.keyboard.press("End")
    live.page.wait_for_timeout(1000)
    theirs = live.page.evaluate(places)
    assert [len(one) for one in ours] == [len(one) for one in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert one == pytest.approx(other, rel=1e-5, abs=1e-5, nan_ok=True)


@pytest.mark.seldom
def test_a_racer_is_drawn_where_plotly_itself_would_draw_it(open_live):
    """Plotly's own redraw after ours changes no pixel."""
    live = open_live(view3d=1)
    live.until(f"{SOLID}?.data?.slice(-4).every(head => head.x.length)")
    live.page.keyboard.press("End")
    live.page.wait_for_timeout(1500)
    ours = live.page.locator(".ravine .solid").screenshot()
    live.page.evaluate(f"Plotly.redraw({SOLID})")
    live.page.wait_for_timeout(1500)
    assert live.page.locator(".ravine .solid").screenshot() == ours
