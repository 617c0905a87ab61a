"""A table of the user's own, pasted in a browser."""

import pytest

TABLE = "height,weight <b>x</b>,species\n" + "\n".join(
    f"{1 + i / 10},{(i * i) % 7},{'cat' if i % 3 else 'dog'}" for i in range(30)
)
LONG = TABLE * (250_000 // len(TABLE))
TITLES = "[...document.querySelectorAll('.dataplot .xtitle, .dataplot .ytitle')].map(title => title.textContent)"
# As a paste does it, without the clipboard.
PASTE = """text => { const area = document.querySelector('[role=dialog] textarea');
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(area, text);
    area.dispatchEvent(new Event('input', { bubbles: true })); area.focus(); }"""


def paste(race, text):
    if not race.page.get_by_role("dialog").count():
        race.page.get_by_role("button", name="Paste").click()
    race.page.get_by_label("Table", exact=True).wait_for()
    race.page.evaluate(PASTE, text)
    race.page.keyboard.press("Control+Enter")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_from_paste_to_race_and_back(visit, dark):
    race = visit(dark=dark).open(surface="LogisticRegression")
    paste(race, TABLE)
    race.page.get_by_role("button", name="Learn from 30 rows").click()
    race.until("new URLSearchParams(location.search).has('table')")
    race.page.get_by_role("dialog").wait_for(state="detached")
    race.until(f"({TITLES}).includes('height')")
    assert race.page.evaluate(TITLES) == ["height", "weight <b>x</b>"]
    race.page.reload()
    race.ready()
    race.until(f"({TITLES}).includes('height')")
    assert "21 examples to learn from" in race.page.locator(".dataplot figcaption").inner_text()
    race.button("Back to made-up data").click()
    race.until(f"({TITLES}).includes('first feature')")
    assert race.query == {"surface": "LogisticRegression"}


def test_a_text_that_is_too_long_is_named_and_a_huge_one_not_taken(visit):
    race = visit().open(surface="LinearRegression")
    paste(race, LONG)
    race.page.get_by_text("longer than 200,000 characters").wait_for()
    assert race.page.get_by_text("takes no text of more than 1,000,000").is_visible()
    paste(race, LONG * 5)
    assert race.page.get_by_label("Table", exact=True).input_value() == LONG
    race.page.keyboard.press("Escape")
    assert race.panels.count() == 4


def test_what_was_pasted_is_still_there_when_the_dialog_is_opened_again(visit):
    race = visit().open(surface="LogisticRegression")
    paste(race, TABLE)
    race.page.get_by_role("button", name="Learn from 30 rows").wait_for()
    race.page.keyboard.press("Escape")
    race.page.get_by_role("dialog").wait_for(state="detached")
    race.page.get_by_role("button", name="Paste your own table").click()
    race.page.get_by_role("button", name="Learn from 30 rows").wait_for()


def test_on_a_phone_nothing_is_cut(visit):
    race = visit(width=390, height=844, touch=True).open(surface="LogisticRegression")
    race.page.get_by_test_id("stExpandSidebarButton").click()
    paste(race, TABLE)
    button = race.page.get_by_role("button", name="Learn from 30 rows")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
