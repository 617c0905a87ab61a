"""What a hand does to a plot: double clicks, the wheel, keys, one finger and two."""

from urllib.parse import urlsplit

import pytest

SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def over(race, x=0.0, y=0.0):
    race.page.mouse.move(*race.pixel(0, x, y))


def test_a_double_click_resets_the_view_and_leaves_the_start(race):
    whole = race.view(0)
    over(race)
    race.zoom(-400)
    race.button("Reset view").wait_for()
    race.page.wait_for_timeout(400)  # Plotly's last word on a zoom comes after the wheel has stopped
    heads = race.heads
    race.page.mouse.dblclick(*race.pixel(0, 0.1, 0.1))
    race.button("Reset view").wait_for(state="hidden")
    assert race.view(0) == pytest.approx(whole)
    race.page.wait_for_timeout(500)
    race.until_whole_query({})
    assert race.heads != heads


@pytest.mark.seldom
def test_the_wheel_scrolls_the_page_until_the_plot_has_the_focus(visit):
    race = visit(height=450).open()
    whole = race.view(0)
    over(race)
    race.page.mouse.wheel(0, 100)
    race.until(f"{SCROLLED} > 50")
    assert race.view(0) == whole
    race.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    race.page.mouse.click(*race.pixel(0, 1, 1))
    race.until("new URLSearchParams(location.search).has('x')")
    over(race)
    race.page.mouse.wheel(0, -400)
    race.button("Reset view").wait_for()
    assert race.page.evaluate(SCROLLED) == 0


def test_arrows_move_the_start_marker_that_has_the_focus_and_no_clock(race):
    start = race.page.locator(".ravine .start")
    start.first.focus()
    for _ in range(3):
        race.page.keyboard.press("ArrowRight")
    race.page.keyboard.press("Shift+ArrowUp")
    race.until("new URLSearchParams(location.search).has('x')")
    x0, x1, y0, y1 = race.view(0)
    assert float(race.query["x"]) == pytest.approx(-2.6 + 0.03 * (x1 - x0), abs=2e-3)
    assert float(race.query["y"]) == pytest.approx(-0.2 + 0.1 * (y1 - y0), abs=2e-3)
    assert race.step == 0
    race.page.keyboard.press("Space")
    race.button("Pause").wait_for()
    assert start.count() == 4


@pytest.mark.seldom
def test_one_finger_scrolls_and_two_zoom(visit):
    race = visit(width=390, height=844, touch=True).open()
    fingers = race.page.context.new_cdp_session(race.page)
    whole, (x, y) = race.view(0), race.pixel(0, 0, 0)

    def touch(kind, *places):
        points = [{"x": px, "y": py, "id": i} for i, (px, py) in enumerate(places)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", (x, y))
    for i in range(1, 12):
        touch("touchMove", (x, y - 12 * i))
    touch("touchEnd")
    race.until(f"{SCROLLED} > 40")
    assert race.view(0) == whole
    assert "x" not in race.query
    x, y = race.pixel(0, 0, 0)
    touch("touchStart", (x - 30, y), (x + 30, y))
    for i in range(1, 6):
        touch("touchMove", (x - 30 - 6 * i, y), (x + 30 + 6 * i, y))
    touch("touchEnd")
    race.button("Reset view").wait_for()
    x0, x1, y0, y1 = race.view(0)
    assert x1 - x0 == pytest.approx((whole[1] - whole[0]) / 2, rel=0.02)
    assert y1 - y0 == pytest.approx((whole[3] - whole[2]) / 2, rel=0.02)
    assert (x0 + x1) / 2 == pytest.approx(0, abs=0.1)
    assert "x" not in race.query


PASTE = """() => { const field = document.createElement('textarea'); field.id = 'pasted';
    document.querySelector('#pasted')?.remove(); document.body.append(field); field.focus(); }"""


def pasted(race):
    race.page.evaluate(PASTE)
    race.page.keyboard.press("Control+V")
    return race.page.evaluate("document.querySelector('#pasted').value")


@pytest.mark.parametrize("secure", [True, False], ids=["https", "http"])
def test_the_link_is_copied(race, secure):
    """Over plain http, as a class opens it, a page has no clipboard."""
    race.button("Field").click()
    race.until_query("field", "1")
    if not secure:
        race.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    race.button("Take along").click()
    race.page.locator(".take .note:not(:empty)").wait_for()  # from another machine this one has another name
    address = race.page.get_by_label("Address", exact=True).input_value()
    race.button("Copy link").click()
    race.page.get_by_role("status").get_by_text("Copied", exact=True).wait_for()
    assert race.button("Copy link").evaluate("button => button === document.activeElement")
    race.page.keyboard.press("Escape")
    assert pasted(race) == address
    assert urlsplit(address)[2:] == urlsplit(race.page.url)[2:]
    assert "field=1" in address
    race.page.evaluate("delete navigator.clipboard; document.querySelector('#pasted').remove()")


@pytest.mark.seldom
def test_what_cannot_be_copied_is_said(race):
    race.page.evaluate(
        "() => { document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject(); }"
    )
    race.button("Take along").click()
    race.button("Copy link").click()
    race.page.get_by_role("status").get_by_text("Not allowed here").wait_for()
    race.page.keyboard.press("Escape")
    race.page.evaluate("delete document.execCommand; delete navigator.clipboard.writeText")


MOVING = """() => [...document.querySelectorAll('body *')].map((one) => getComputedStyle(one))
    .filter(({ transitionDuration, scrollBehavior }) => /[1-9]/.test(transitionDuration) || scrollBehavior === 'smooth').length
    + document.getAnimations().length"""


@pytest.mark.seldom
def test_who_wants_less_motion_gets_that_of_play_alone(visit):
    race = visit()
    race.page.emulate_media(reduced_motion="reduce")
    race.open()
    race.until(f"!({MOVING})()")
    race.button("Play").click()
    race.until("document.querySelector('.ravine .scrub').value > 3")
    race.page.emulate_media(reduced_motion="no-preference")
    race.until(f"({MOVING})() > 0")
