"""Which lessons there are, and what is told of a run."""

from urllib.parse import parse_qsl

import pytest

import language
from lessons import (
    LESSONS,
    filled,
    holds,
    is_done,
    lesson,
    measures_of,
    numbers,
    presets,
    read_all,
    right_answer,
    run_of,
)
from scenes import from_query
from tests.lessons.mutations import breakers
from tests.lessons.test_reading import GOOD, write
from tests.pseudo import Pseudo, pseudo

ANSWERS = GOOD[GOOD.index('"Gradient descent" =') : GOOD.index("+++\nA velo")]


def test_a_new_file_appears_by_itself(tmp_path):
    assert read_all(tmp_path) == ({}, [])
    write(tmp_path, GOOD, "01-first.md")
    assert [*read_all(tmp_path)[0]] == ["first"]
    write(tmp_path, GOOD, "02-second.md")
    assert [*read_all(tmp_path)[0]] == ["first", "second"]


def test_lessons_are_in_the_order_of_their_numbers(tmp_path):
    for name in ("10-ten.md", "2-two.md", "01-one.md", "unnumbered.md", "03_three.md", "notes.txt"):
        write(tmp_path, GOOD, name)
    assert [*read_all(tmp_path)[0]] == ["one", "two", "three", "ten", "unnumbered"]


def test_of_two_files_with_one_name_the_first_is_read(tmp_path):
    write(tmp_path, GOOD, "01-same.md")
    write(tmp_path, GOOD.replace("A lesson", "Another"), "02-same.md")
    found, problems = read_all(tmp_path)
    assert [one.title for one in found.values()] == ["A lesson"]
    assert problems == ["02-same.md, line 1: another file is named same, too"]


def test_the_texts_have_the_numbers_of_the_run(tmp_path):
    """The first race is that of the first visit, in which momentum arrives after 59 steps."""
    race, *_ = lesson(write(tmp_path, GOOD)).screens
    values = numbers(race, run_of(race))
    assert values == {"momentum": 59, "half": 29.5}
    assert filled(race.text, values) == "A velocity $v$ collects them. Half of it are 30 steps."
    assert filled(race.question.because, values) == "Momentum, after 59 steps. It collects $g$."


@pytest.mark.parametrize(
    ("text", "said"),
    {
        "{{a}}": "0.123",
        "{{a:.2}}": "0.12",
        "{{a:%}}": "12 %",
        "{{n}}": "59",
        "{{n:.1}}": "60",
        "{{low}}": "−1.2e−7",
        "{{big}}": "1.23e7",
        "{{never}}": "∞",
        "{{n}} of {{n}}": "59 of 59",
        "$w_{{n}}$": "$w_59$",
        "$10^{{{n}}}$": "$10^{59}$",
        r"\frac{a}{b}": r"\frac{a}{b}",
        "{n}": "{n}",
    }.items(),
)
def test_numbers_are_written_as_everywhere(text, said):
    assert filled(text, {"a": 0.12345, "n": 59, "low": -1.2e-7, "big": 12345678, "never": float("inf")}) == said


def test_the_right_answer_is_that_of_the_run(tmp_path):
    race, task, check = lesson(write(tmp_path, GOOD)).screens
    assert right_answer(race, run_of(race)) == "Momentum"
    swapped = race.shows.racing({"GradientDescent": race.shows.setup.optimizers[0]} | race.shows.setup.entries)
    assert right_answer(race, measures_of(swapped.but(start=type(swapped.setup.start)(0.0, 0.0)))) == ""
    assert right_answer(check, run_of(check)) == ""
    assert holds(race, run_of(race)) == {"momentum < 100": True, "outcome('GradientDescent') == 'MOVING'": True}
    assert holds(check, run_of(check)) == {"finding() == 'MISTAKE'": True}
    assert not is_done(race, run_of(race))
    assert not is_done(task, run_of(task))


@pytest.mark.parametrize("holds", ["momentum < 0", "momentum < 100"], ids=["none", "two"])
def test_a_question_with_no_answer_or_two_is_read_and_told_by_the_tests(tmp_path, holds):
    """Reading runs nothing; `test_the_run_gives_one_answer` names it."""
    race, *_ = lesson(write(tmp_path, GOOD.replace(ANSWERS, f'"a" = "{holds}"\n"b" = "{holds}"\n'))).screens
    assert right_answer(race, run_of(race)) == ""


def test_a_screen_is_run_once(tmp_path):
    race, *_ = lesson(write(tmp_path, GOOD)).screens
    assert run_of(race) is run_of(race)


EMPTY = ["arrival('Momentum') >= 0", "steps() == steps()", "distance('Momentum') >= 0 or lowest() < 9", "momentum > 0"]


@pytest.mark.parametrize("claim", EMPTY)
def test_a_claim_that_is_always_true_is_found_out(tmp_path, claim):
    text = GOOD.replace("momentum < 100", claim)
    race, _, check = lesson(write(tmp_path, text)).screens
    empty, told = race.claims
    assert [*breakers(race, empty)] == []
    assert any("Momentum for GradientDescent" in words for words in breakers(race, told))
    assert [*breakers(check, check.claims[0])] != []


def test_presets_are_addresses_of_races_in_the_visitor_s_language(monkeypatch):
    races = sum(screen.kind == "race" for one in LESSONS.values() for screen in one.screens)
    assert len(presets()) == races
    for address in presets().values():
        assert from_query(dict(parse_qsl(address)))[1] == []
    momentum = LESSONS["momentum"]
    assert [*presets()].count(f"{momentum.title}: {momentum.screens[0].title}") == 1
    monkeypatch.setattr(language, "catalogue", lambda _language: Pseudo())
    assert f"{pseudo(momentum.title)}: {pseudo(momentum.screens[0].title)}" in presets()
