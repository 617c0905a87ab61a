"""One clock: play, pause, scrub, step, keys, speed, loop, and what a rerun does to it."""

import pytest

BY_PATH = "By path: slower where somebody moves far"


def test_play_moves_every_head_and_keeps_the_contours(race):
    before, contours = race.heads, race.contours
    assert min(contours) > 10
    race.button("Play").click()
    race.until("Number(document.querySelector('.ravine .scrub').value) > 20")
    race.button("Pause").click()
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 5 for a, b in zip(before, race.heads, strict=True))
    assert race.contours == contours


def test_a_paused_race_stands_still(race):
    race.button("Play").click()
    race.until("Number(document.querySelector('.ravine .scrub').value) > 3")
    race.button("Pause").click()
    step = race.step
    race.page.wait_for_timeout(300)
    assert race.step == step


@pytest.mark.seldom
def test_play_stops_at_the_end_and_starts_anew(visit):
    race = visit().open(steps=20, speed=8)
    race.button("Play").click()
    race.is_at(20)
    race.button("Play").click()
    race.until("Number(document.querySelector('.ravine .scrub').value) < 20")


def test_steps_by_button(race):
    for name, step in [
        ("Step forward", 1),
        ("Step forward", 2),
        ("Step back", 1),
        ("Last step", race.last),
        ("First step", 0),
    ]:
        race.button(name).click()
        race.is_at(step)


def test_steps_by_key(race):
    for key, step in [
        ("ArrowRight", 1),
        ("Shift+ArrowRight", 11),
        ("End", race.last),
        ("ArrowLeft", race.last - 1),
        ("Shift+ArrowLeft", race.last - 11),
        ("Home", 0),
    ]:
        race.page.keyboard.press(key)
        race.is_at(step)


def test_space_plays_and_pauses(race):
    race.page.keyboard.press("Space")
    race.button("Pause").wait_for()
    race.page.keyboard.press("Space")
    race.button("Play").wait_for()


@pytest.mark.seldom
def test_keys_belong_to_the_field_that_has_the_focus(race):
    race.page.get_by_label("Start x").click()
    race.page.keyboard.press("Home")
    race.page.keyboard.press("ArrowRight")
    assert race.step == 0


def test_the_scrubber_moves_the_heads(race):
    before = race.heads
    race.page.get_by_label("Step", exact=True).fill("50")
    race.until("document.querySelector('.ravine .count').textContent.includes('50 /')")
    assert race.step == 50
    assert race.heads != before


def test_the_loss_plot_is_a_scrubber_too(race):
    box = race.page.locator(".ravine .lossplot").bounding_box()
    race.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    race.until("last => Math.abs(Number(document.querySelector('.ravine .scrub').value) - last / 2) < 10", race.last)


def test_playback_continues_through_a_rerun_that_changes_nothing(race):
    race.button("Play").click()
    race.until("Number(document.querySelector('.ravine .scrub').value) > 5")
    race.button("Code").click()
    race.until_query("code", "1")
    assert race.step > 5
    assert race.button("Pause").is_visible()


def test_playback_restarts_with_another_race_only(race):
    race.page.keyboard.press("End")
    race.is_at(race.last)
    race.page.get_by_text("One plot").click()
    race.until("document.querySelectorAll('.ravine .panel').length === 1")
    assert race.step == race.last
    shown = race.page.evaluate("document.querySelector('.ravine').dataset.shown")
    race.page.get_by_label("Start x").fill("1.5")
    race.page.keyboard.press("Enter")
    race.until("before => document.querySelector('.ravine').dataset.shown !== before", shown)
    assert race.step == race.last
    race.choose_surface("Bowl")
    race.is_at(0)


def test_speed_pacing_and_loop_live_in_the_address(race):
    race.page.get_by_label("Speed").select_option("4")
    race.until_query("speed", "4")
    race.button(BY_PATH).click()
    race.until_query("pacing", "path")
    race.button("Loop").click()
    race.until_query("loop", "1")
    race.page.reload()
    race.ready()
    assert race.page.get_by_label("Speed").input_value() == "4"
    assert race.button(BY_PATH).get_attribute("aria-pressed") == "true"
    assert race.button("Loop").get_attribute("aria-pressed") == "true"


@pytest.mark.seldom
def test_a_loop_goes_on_after_the_end(visit):
    race = visit().open(steps=10, speed=8, loop=1)
    race.button("Play").click()
    race.page.wait_for_timeout(2500)
    assert race.button("Pause").is_visible()
