"""Field, axes and forecast: off at first, drawn when they are asked for, and in the address."""

import pytest

from tests.sampling import nothing

INKED = """i => { const canvas = document.querySelectorAll('.ravine .notes')[i];
    return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean); }"""


def inked(race, panel=0):
    """Whether anything is drawn between the contours and the paths."""
    return race.page.evaluate(INKED, panel)


def test_nothing_at_first(race):
    assert not inked(race)
    assert race.page.get_by_text("The Hessian at the").count() == 0


def test_the_field_can_be_switched_on_and_off(race):
    race.button("Field").click()
    race.until_query("field", "1")
    race.until(f"({INKED})(3)")
    assert race.button("Field").get_attribute("aria-pressed") == "true"
    race.button("Field").click()
    race.until("!new URLSearchParams(location.search).has('field')")
    race.until(f"!({INKED})(0)")


def test_theory_shows_axes_numbers_and_forecast(race):
    race.button("Theory").click()
    race.page.get_by_text("What theory predicts near a minimum").wait_for()
    race.until(f"({INKED})(0)")
    race.until_whole_query({"theory": "minimum"})
    assert race.page.locator(".ravine .legend").get_by_text("forecast").is_visible()
    assert race.page.locator(".st-key-below-theory .katex").count() > 8
    assert race.page.locator(".katex-error").count() == 0
    race.page.locator(".st-key-below-theory").get_by_text("start", exact=True).click()
    race.page.get_by_text("At (−2.6, −0.2)").wait_for()


def test_overlays_do_not_restart_the_clock(race):
    race.page.keyboard.press("End")
    race.is_at(race.last)
    race.button("Field").click()
    race.until(f"({INKED})(0)")
    assert race.step == race.last


# Whole, or from its top down as far as the window goes.
SEEN = """key => { const { top, bottom } = document.querySelector(`.st-key-below-${key}`).getBoundingClientRect();
    return top >= 40 && (bottom <= innerHeight || top < 80); }"""


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize("width", [390, 1400])
def test_the_switches_are_reachable_by_keyboard(visit, width):
    race = visit(width=width, height=844).open()
    for switch, key, text in [
        ("Theory", "theory", "What theory predicts near a minimum"),
        ("Code", "code", "The source of its step"),
    ]:
        race.button(switch).focus()
        race.page.keyboard.press("Enter")
        race.page.get_by_text(text).first.wait_for()
        race.until("key => document.activeElement.matches(`.st-key-below-${key}`)", key)
        race.until(SEEN, key)
    assert race.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
