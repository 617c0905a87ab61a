"""Field, axes and forecast: off at first, drawn when they are asked for, and in the address."""

import numpy as np
import pytest

from descent import Kind
from maps import basins
from optimizers import GradientDescent
from surfaces import SURFACES
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


SHARES = """i => document.querySelectorAll('.ravine .basinmap')[i]?.ariaLabel ?? ''"""


def test_basins_lie_under_the_paths_and_follow_a_rate(visit):
    """The map of each method says what Python finds, and is another one with another rate; the contour lines stay."""
    race = visit().open(
        surface="Himmelblau", optimizers="GradientDescent,Adam", steps=60, basins=1, **{"GradientDescent.lr": 0.01}
    )

    def shares(lr):
        found = basins(SURFACES["Himmelblau"](), GradientDescent(lr), 128, 60)
        share = float(np.mean((found.minimum == 0) & (found.kind == Kind.CONVERGED)))
        return f"({SHARES})(0).includes('{round(100 * share)} % end in A (3, 2)')"

    race.until(shares(0.01))
    race.until(f"({SHARES})(1).startsWith('Adam, of all starts')")
    assert race.page.locator(".ravine .mapped .contourlines path").count() > 10
    assert race.page.locator(".ravine .basinkey").inner_text().count("(") == 4
    race.page.mouse.move(*race.pixel(1, 3.4, 2.4))
    told = race.page.locator(".ravine .tooltip").inner_text()
    assert "Adam from here:\nhovering, step " in told
    assert "minimum A (3, 2)\nend (3.0" in told
    race.page.mouse.move(*race.pixel(0, 3.4, 2.4))
    assert "descent from here:\nconverged, step 2\n" in race.page.locator(".ravine .tooltip").inner_text()
    knob = race.page.locator(".ravine .dial").first
    knob.focus()
    knob.press("PageDown")
    race.until("new URLSearchParams(location.search).get('GradientDescent.lr') < 0.01")
    race.until(shares(float(race.query["GradientDescent.lr"])))
    race.button("Basins").click()
    race.until("!document.querySelector('.ravine .mapped')")


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
