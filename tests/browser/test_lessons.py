"""The lessons in Chromium: a prediction by keyboard alone, a task under the hand, Present, the way to the race and back, a phone."""

import re

import pytest

from lessons import LESSONS, filled, numbers, right_answer, run_of
from scenes import Scene, to_query
from tests.sampling import nothing

SCREENS = [(name, k, screen) for name, lesson in LESSONS.items() for k, screen in enumerate(lesson.screens, 1)]
RACES = [there for there in SCREENS if isinstance(there[2].shows, Scene)]
ASKED = next(there for there in RACES if there[2].question)
VERDICT = ".st-key-lesson-verdict"


def rate(screen):
    """The key of the learning rate in which a task's solution differs, and nothing else does; and whether it is larger there."""
    own, there = screen.shows.setup, screen.task.solution.setup
    changed = set(to_query(screen.task.solution).items()) ^ set(to_query(screen.shows).items())
    keys = {key for key, _ in changed if key.endswith(".lr")}
    if len(keys) != 1 or any(key not in keys for key, _ in changed):
        return None
    who = keys.copy().pop().removesuffix(".lr")
    return who, there.entries[who].lr > own.entries[who].lr


TASK = next(there for there in RACES if there[2].task and rate(there[2]))


def opened(race, name, number, **more):
    race.page.goto(
        f"{race.server}lessons?lesson={name}&screen={number}" + "".join(f"&{k}={v}" for k, v in more.items())
    )
    race.ready()
    return race.page


def choose(page, answer):
    """By the keys alone, from wherever the focus is in the question."""
    page.get_by_role("radio").first.focus()
    for _ in range(10):
        if page.evaluate("document.activeElement.closest('label').innerText").strip() == answer:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_a_prediction_is_judged_when_the_run_has_been_seen(visit):
    name, number, screen = ASKED
    race = visit()
    page = opened(race, name, number)
    page.get_by_label("Speed", exact=True).select_option("4")
    right = right_answer(screen, run_of(screen))
    wrong = next(answer for answer in screen.question.answers if answer != right)
    because = filled(screen.question.because, numbers(screen, run_of(screen)))
    for answer, said in ((wrong, f"No: {right}."), (right, "Right.")):
        choose(page, answer)
        race.until("document.querySelector('.ravine')?.classList.contains('playing')")
        assert not page.locator(VERDICT).get_by_text(said).is_visible()
        page.locator(VERDICT).get_by_text(said).wait_for()
        assert race.step == race.last
        assert because.split("$")[0].split("*")[0][:20] in page.locator(VERDICT).inner_text()
    page.keyboard.press("PageDown")
    race.until_query("screen", str(number + 1))
    page.keyboard.press("PageUp")
    race.until_query("screen", None)
    page.locator(VERDICT).get_by_text("Right.").wait_for()
    race.is_at(0)


def test_a_task_is_met_under_the_hand_and_the_race_opens_as_it_is(visit):
    name, number, screen = TASK
    who, larger = rate(screen)
    race = visit()
    page = opened(race, name, number)
    race.until("document.querySelector('.ravine.follows')")
    dial = page.locator(".ravine .dial").nth([*screen.shows.setup.entries].index(who))
    box, done = dial.bounding_box(), page.locator(".ravine .task.done")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for far in range(0, 400, 10):
        page.mouse.move(x + (far if larger else -far), y)
        page.evaluate("new Promise(requestAnimationFrame)")
        if done.is_visible():
            break
    assert done.is_visible()
    assert not page.locator(".st-key-lesson-done").get_by_text("Done.").is_visible()
    page.mouse.up()
    page.locator(".st-key-lesson-done").get_by_text("Done.").wait_for()
    set_to = dial.inner_text()
    page.get_by_role("link", name="Open in the race").click()
    race.until("location.pathname === '/'")
    race.ready()
    race.until("text => document.querySelector('.ravine .panels')?.innerText.includes(text)", set_to)
    page.go_back()
    page.locator(".st-key-lesson-done").get_by_text("Done.").wait_for()
    race.ready()
    assert dial.inner_text() == set_to
    page.get_by_role("button", name="Reset", exact=True).first.click()
    race.until("text => document.querySelector('.ravine .panels')?.innerText.includes(text) === false", set_to)


@pytest.mark.seldom
@pytest.mark.sampled(1, axes=nothing)
@pytest.mark.parametrize(("width", "height", "size"), [(1400, 900, 17), (1920, 1080, 20)])
def test_presented_text_is_large_beside_the_plots(visit, width, height, size):
    name, number, _screen = ASKED
    race = visit(width=width, height=height)
    page = opened(race, name, number)
    page.keyboard.press("p")
    page.locator(".ravine.present").wait_for()
    text, plots = page.locator(".st-key-lesson-text p").nth(1), page.locator(".ravine .panels")
    race.until(
        "size => parseFloat(getComputedStyle(document.querySelectorAll('.st-key-lesson-text p')[1] ?? document.body).fontSize) >= size",
        size,
    )
    assert not page.get_by_test_id("stHeader").is_visible()
    assert text.bounding_box()["x"] + text.bounding_box()["width"] <= plots.bounding_box()["x"]
    page.keyboard.press("PageDown")
    race.until_query("screen", str(number + 1))
    race.until_query("present", "1")
    page.keyboard.press("Escape")
    race.until_query("present", None)


@pytest.mark.seldom
def test_all_fits_on_one_screen_and_on_a_phone_into_its_width(visit):
    name, number, _screen = ASKED
    page = opened(visit(), name, number, **{name: "." * (number - 1) + "a"})
    for part in (VERDICT, ".st-key-lesson-tools", ".ravine .panels", ".ravine .transport"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 900, part
    page = opened(visit(width=390, height=844), name, number)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert page.locator(".ravine").bounding_box()["y"] > page.get_by_role("radio").last.bounding_box()["y"]


@pytest.mark.seldom
def test_curves_of_rates_are_on_the_screen_with_their_names(visit):
    race = visit()
    race.page.goto(f"{race.server}lessons?lesson=learning-rate&screen=3&learning-rate=..b")
    rows = race.page.locator(".atlas .sweep:not(.aside) tbody tr")
    rows.nth(1).wait_for()
    race.until("document.querySelector('.atlas .bar')?.style.visibility === 'hidden'")
    assert rows.last.bounding_box()["y"] + rows.last.bounding_box()["height"] <= 900


@pytest.mark.seldom
def test_the_first_visit_is_shown_the_way_to_the_first_lesson(visit):
    race = visit(apart=True).open()
    race.page.get_by_role("link", name=re.compile("Start with lesson 1")).click()
    race.until_query("lesson", next(iter(LESSONS)))
    race.page.get_by_role("button", name="Contents").click()
    for lesson in LESSONS.values():
        race.page.get_by_role("button", name=re.compile(re.escape(lesson.title))).first.wait_for()
    race.page.get_by_role("link", name="Race", exact=True).click()
    race.ready()
    assert not race.page.get_by_text("Start with lesson 1").is_visible()
