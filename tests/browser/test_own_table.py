"""A table of the user's own, from the clipboard to the data panel, in a real browser."""

import pytest

from tests.browser.conftest import PATIENCE

expect = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright").expect
AXES = ".dataplot .xtitle, .dataplot .ytitle"
TABLE = "몸무게;키 (cm);<b>kind</b> $x^2$\n" + "".join(
    f"{i},5;{i * i % 7};{'yes' if i % 3 else 'no'}\n" for i in range(20)
)
"""As a spreadsheet with decimal commas saves it."""


@pytest.fixture
def regression(visit):
    return visit(apart=True).open(surface="LogisticRegression", v=2)


def opened(race):
    """The dialog, after its button in the sidebar was pressed."""
    race.button("Use your own table").click()
    dialog = race.page.get_by_role("dialog")
    dialog.locator("textarea").wait_for(timeout=PATIENCE)
    return dialog


def paste(race, dialog, text):
    race.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    race.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    dialog.locator("textarea").click()
    race.page.keyboard.press("Control+V")


def read(race, dialog, text):
    paste(race, dialog, text)
    dialog.get_by_role("button", name="Read the table").click()


def titles(race):
    return race.page.eval_on_selector_all(AXES, "all => all.map(title => title.textContent)")


def until_titles(race, across, upward):
    script = (
        "([s, t]) => JSON.stringify([...document.querySelectorAll(s)].map(e => e.textContent)) === JSON.stringify(t)"
    )
    race.until(script, [AXES, [across, upward]])


def test_a_pasted_table_is_learned_from_kept_by_a_reload_and_left_again(regression):
    race, dialog = regression, opened(regression)
    assert titles(race) == ["first feature", "second feature"]
    read(race, dialog, TABLE)
    expect(dialog.get_by_text("20 of 20 rows can be used.")).to_be_visible(timeout=PATIENCE)
    expect(dialog.get_by_text("Decimal mark: comma, because of “0,5”.")).to_be_visible()
    dialog.get_by_role("button", name="Use this table").click()
    until_titles(race, "몸무게 (scaled)", "키 (cm) (scaled)")
    expect(dialog).to_be_hidden()
    expect(race.page.locator(".dataplot figcaption")).to_contain_text(
        "14 training examples (large) · 6 test examples (small)"
    )
    expect(race.page.locator(".dataplot figcaption")).to_contain_text("●\u00a0no\u2003□\u00a0yes")
    expect(race.page.get_by_text("Your table: 20 rows, 몸무게, 키 (cm) → <b>kind</b> $x^2$")).to_be_visible()
    race.page.reload()
    race.ready()
    until_titles(race, "몸무게 (scaled)", "키 (cm) (scaled)")
    race.button("Back to the made-up data").click()
    until_titles(race, "first feature", "second feature")
    race.until_whole_query({"surface": "LogisticRegression", "v": "2"})
    race.page.go_back()
    until_titles(race, "몸무게 (scaled)", "키 (cm) (scaled)")


@pytest.mark.seldom
def test_names_stay_text_in_the_titles_and_are_cut_to_their_room(regression):
    race, dialog = regression, opened(regression)
    link = '<a href="//x.y">a</a>&amp;<b>'
    read(race, dialog, TABLE.replace(";", "\t").replace("몸무게", link).replace("키 (cm)", "W" * 40))
    dialog.get_by_role("button", name="Use this table").click(timeout=PATIENCE)
    race.until("s => document.querySelector(s).textContent.includes('scaled')", AXES)
    across, upward = titles(race)
    assert across == f"{link} (scaled)"
    assert race.page.locator(".dataplot").locator("svg a, b").count() == 0
    assert upward.startswith("WWW")
    assert upward.endswith("…")
    plot, title = (race.page.locator(f".dataplot {part}").bounding_box() for part in (".plot", ".ytitle"))
    assert plot["y"] - 1 <= title["y"]
    assert title["y"] + title["height"] <= plot["y"] + plot["height"] + 1


@pytest.mark.seldom
def test_ten_megabytes_are_refused_in_words_and_what_stood_there_stays(regression):
    race, dialog = regression, opened(regression)
    expect(dialog.get_by_text("of a longer text, paste a part")).to_be_visible()
    read(race, dialog, TABLE)
    expect(dialog.get_by_text("20 of 20 rows can be used.")).to_be_visible(timeout=PATIENCE)
    paste(race, dialog, "1.5,2.5\n" * 1_300_000)
    refused = dialog.get_by_text(
        "Nothing was pasted: the text has 10,400,000 characters, and there is room for 200,000."
    )
    expect(refused).to_be_visible(timeout=PATIENCE)
    expect(dialog.locator("textarea")).to_have_value(TABLE)
    dialog.get_by_role("button", name="Use this table").click()
    until_titles(race, "몸무게 (scaled)", "키 (cm) (scaled)")


@pytest.mark.seldom
def test_the_refusal_goes_when_a_part_is_pasted(regression):
    race, dialog = regression, opened(regression)
    paste(race, dialog, "1,2\n" * 60_000)
    expect(dialog.get_by_text("Nothing was pasted")).to_be_visible()
    paste(race, dialog, "1,2\n" * 49_000)
    expect(dialog.get_by_text("Nothing was pasted")).to_have_count(0)
    assert len(dialog.locator("textarea").input_value()) == 4 * 49_000


@pytest.mark.seldom
def test_the_dialog_remembers_what_was_read(regression):
    dialog = opened(regression)
    read(regression, dialog, TABLE)
    expect(dialog.get_by_text("20 of 20 rows can be used.")).to_be_visible(timeout=PATIENCE)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(opened(regression).locator("textarea")).to_have_value(TABLE)


@pytest.mark.seldom
def test_what_was_chosen_about_the_reading_outlives_the_dialog(regression):
    race, dialog = regression, opened(regression)
    read(race, dialog, "a\tb\tkind\n" + "".join(f"{i},{100 + i}\t{i * i % 7}\t{'yn'[i % 2]}\n" for i in range(1, 9)))
    expect(dialog.get_by_text("nothing tells whether “1,101” is 1101 or 1.101")).to_be_visible(timeout=PATIENCE)
    dialog.get_by_role("radio", name="Comma").click()
    expect(dialog.get_by_text("Decimal mark: comma, as you chose.")).to_be_visible(timeout=PATIENCE)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(opened(race).get_by_text("Decimal mark: comma, as you chose.")).to_be_visible(timeout=PATIENCE)
    dialog.get_by_role("button", name="Use this table").click()
    until_titles(race, "a (scaled)", "b (scaled)")
    race.button("Use another table of your own").click()
    expect(dialog.get_by_text("Decimal mark: comma, as you chose.")).to_be_visible(timeout=PATIENCE)


@pytest.mark.seldom
def test_the_first_page_has_no_button_for_a_table(race):
    assert race.button("Use your own table").count() == 0
