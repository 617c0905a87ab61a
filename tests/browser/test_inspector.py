"""The step under the clock: its numbers are those of the path, its arrows follow clock and hand, and keys choose a card."""

import numpy as np
import pytest

from scenes import from_query, play

ARROWS = """i => { const canvas = document.querySelectorAll('.ravine canvas.steps')[i], seen = {};
    if (!canvas?.width || !canvas.height) return seen;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let k = 0; k < data.length; k += 4) if (data[k + 3] === 255) {
        const colour = [data[k], data[k + 1], data[k + 2]].join();
        const at = seen[colour] ??= [0, 0, 0], n = k / 4;
        at[0] += 1; at[1] += n % canvas.width; at[2] += Math.floor(n / canvas.width); }
    return seen; }"""
GREEN, BLUE, BLACK = "0,107,0", "0,0,255", "0,0,0"
COUNT = 'document.querySelectorAll(".ravine .card:not([hidden])").length'
STEP = """i => [...(document.querySelectorAll('.ravine .card')[i]?.querySelectorAll('[data-kind=step] output') ?? [])]
    .map(one => Number(one.textContent.trim().replace('\u2212', '-').replace('\u2212', '-')))"""


def inspecting(race):
    """With numbers in the cards, and arrows on all plots."""
    race.button("Step").click()
    race.until(f"{COUNT} === 4 && ({STEP})(3).length === 2 && ({STEP})(3).every(Number.isFinite)")
    return race


def arrows(race, panel):
    return race.page.evaluate(ARROWS, panel)


def test_a_card_tells_the_step_of_the_path_and_its_equations(race):
    inspecting(race)
    paths = [run.points for run in play(from_query({})[0]).trajectories]
    for step in (1, 2, 3):
        race.page.keyboard.press("ArrowRight")
        race.until(
            "step => [...document.querySelectorAll('.ravine .card small')].every(one => !/next/.test(one.textContent))"
        )
        race.is_at(step)
        for k, path in enumerate(paths):
            np.testing.assert_allclose(race.page.evaluate(STEP, k), path[step] - path[step - 1], rtol=6e-3)
    card = race.page.locator(".ravine .card").nth(3)
    assert card.locator("math").count() >= 3
    assert card.locator(".numbers mtable[data-slot='\\\\hat m'] mn").count() >= 2
    assert "times as much" in card.locator("p").inner_text()


def test_arrows_are_drawn_follow_the_hand_and_are_wiped(race):
    inspecting(race)
    for _ in range(2):
        race.page.keyboard.press("ArrowRight")
    race.is_at(2)
    before = arrows(race, 1)
    assert min(before[colour][0] for colour in (GREEN, BLUE, BLACK)) > 20
    numbers = race.page.evaluate(STEP, 1)
    race.page.mouse.move(*race.pixel(1, -2.6, -0.2))
    race.page.mouse.down()
    race.page.mouse.move(*race.pixel(1, -1.2, 1.5), steps=4)
    race.until(f"before => String(({STEP})(1)) !== before", ",".join(map(str, numbers)))
    assert race.page.locator(".ravine.held").count() == 1
    assert arrows(race, 1)[BLACK] != before[BLACK]
    race.page.mouse.up()
    race.until_query("y", "1.5")
    race.button("Step").click()
    race.until(f"Object.keys(({ARROWS})(1)).length === 0 && document.querySelector('.ravine .inspector').hidden")


@pytest.mark.seldom
def test_keys_choose_a_card_and_its_arrows_alone(race):
    inspecting(race)
    race.page.keyboard.press("ArrowRight")
    race.is_at(1)
    button = race.page.locator(".ravine .card button").nth(1)
    button.focus()
    race.page.keyboard.press("Enter")
    race.until(f"{COUNT} === 1")
    race.until(f"Object.keys(({ARROWS})(0)).length === 0")
    assert arrows(race, 1)[BLACK][0] > 20
    assert button.get_attribute("aria-pressed") == "true"
    race.page.keyboard.press("Enter")
    race.until(f"{COUNT} === 4")


@pytest.mark.seldom
def test_on_a_phone_one_card_stands_alone_with_a_picker(visit):
    race = visit(width=390, height=844).open(inspect="1")
    race.until(f"{COUNT} === 1 && ({STEP})(0).every(Number.isFinite)")
    race.page.get_by_label("Method", exact=True).select_option("Adam")
    race.until(f"{COUNT} === 1 && document.querySelector('.ravine .card:not([hidden]) b').textContent === 'Adam'")
    assert race.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
