"""A lesson's file: what it becomes, and that a mistake in it is told with its line."""

from pathlib import Path

import pytest

from lessons import Lesson, LessonError, holds, lesson, read_all, run_of
from scenes import CheckScene, Scene

GOOD = r"""+++
title = "A lesson"
section = "5"
+++

## A race
+++
race = "surface=Ravine&optimizers=GradientDescent,Momentum"
equation = 'w \leftarrow w - \alpha g'
claims = [
    "momentum < 100",
    "outcome('GradientDescent') == 'MOVING'",
]

[numbers]
momentum = "arrival('Momentum')"
half = "momentum / 2"

[question]
ask = "Who is first?"
because = "Momentum, after {{momentum}} steps. It collects $g$."

[question.answers]
"Gradient descent" = "arrival('GradientDescent') < momentum"
"Momentum" = "momentum < arrival('GradientDescent')"
+++
A velocity $v$ collects them. Half of it are {{half:.2}} steps.

## A task
+++
race = "optimizers=Momentum"

[task]
ask = "Make it diverge."
goal = "outcome('Momentum') == 'DIVERGED'"
solution = "Momentum.lr=0.2"
because = "It can."
+++
Drag the learning rate.

## A check
+++
check = "surface=Ravine&mistake=sign"
claims = ["finding() == 'MISTAKE'"]
+++
A sign is wrong.
"""


def write(folder, text, name="08-good.md"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(folder, text, name="08-good.md"):
    """The line and the words of the complaint."""
    with pytest.raises(LessonError) as wrong:
        lesson(write(folder, text, name))
    file, _, rest = str(wrong.value).partition(", line ")
    line, _, words = rest.partition(": ")
    assert (file, int(line)) == (name, wrong.value.line)
    return wrong.value.line, words


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


def test_a_lesson_is_what_its_file_says(tmp_path):
    read = lesson(write(tmp_path, GOOD))
    race, task, check = read.screens
    assert (read.name, read.title, read.section) == ("good", "A lesson", "5")
    assert [screen.title for screen in read.screens] == ["A race", "A task", "A check"]
    assert [screen.line for screen in read.screens] == [line_of(GOOD, f"## {s.title}") for s in read.screens]
    assert (race.kind, task.kind, check.kind) == ("race", "race", "check")
    assert [*race.shows.setup.entries] == ["GradientDescent", "Momentum"]
    assert race.text == "A velocity $v$ collects them. Half of it are {{half:.2}} steps."
    assert race.equation == r"w \leftarrow w - \alpha g"
    assert [claim.text for claim in race.claims] == ["momentum < 100", "outcome('GradientDescent') == 'MOVING'"]
    assert [*race.question.answers] == ["Gradient descent", "Momentum"]
    assert task.task.solution.setup.optimizers[0].lr == 0.2
    assert isinstance(task.shows, Scene)
    assert isinstance(check.shows, CheckScene)
    assert (race.asks, task.asks, check.asks) == (True, True, False)


@pytest.mark.parametrize(
    "change",
    [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n"), str.rstrip],
    ids=["byte order mark", "carriage returns", "no last line end"],
)
def test_every_editor_s_files_are_read(tmp_path, change):
    changed, plain = lesson(write(tmp_path, change(GOOD))), lesson(write(tmp_path, GOOD, "09-plain.md"))
    assert [screen.text for screen in changed.screens] == [screen.text for screen in plain.screens]
    assert [screen.line for screen in changed.screens] == [screen.line for screen in plain.screens]


def test_formulas_are_no_words(tmp_path):
    text = "word " * 90 + "$$a + b = c$$ and $d$"
    assert told(tmp_path, GOOD.replace("A sign is wrong.", text))[1].startswith("has 91 words")
    assert lesson(write(tmp_path, GOOD.replace("A sign is wrong.", text.replace(" and", ""))))


def test_reading_runs_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("lessons.measures.play", None)
    monkeypatch.setattr("lessons.measures.check.over_window", None)
    monkeypatch.setattr("lessons.measures.check.examine", None)
    assert isinstance(lesson(write(tmp_path, GOOD)), Lesson)


MAP = """+++
title = "Maps"
section = "4"
+++

## Starts
+++
map = "surface=Himmelblau&optimizers=Adam&n=64"
claims = ["share('Adam', 'A') > 0.1", "ending('Adam', 'MOVING') < 0.5"]

[question]
ask = "Where?"
because = "There."

[question.answers]
"Here" = "share('Adam', 'B') > 2"
"There" = "share('Adam', 'B') < 1"
+++
Text.

## Rates
+++
map = "surface=Ravine&optimizers=GradientDescent&show=rates"
+++
Text.
"""


def test_a_screen_may_show_maps(tmp_path):
    starts, rates = lesson(write(tmp_path, MAP)).screens
    assert (starts.kind, starts.shows.look.show, rates.shows.look.show) == ("map", "basins", "rates")
    assert starts.shows.race.setup.keys == ["Adam"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("&n=64", "&n=65", "n is none of"),
        ("optimizers=Adam", "optimizers=", "nobody races"),
        ("show=rates", "show=fair&tuned=all", "a lesson tells of learning rates alone"),
        ("share('Adam', 'A') >", "share('Adam', 'Z') >", "names 'Z'"),
        ("share('Adam', 'A') >", "loss('Adam') >", "unknown function, loss"),
    ],
)
def test_what_is_wrong_with_maps_is_told(tmp_path, old, new, problem):
    assert old in MAP
    assert problem in told(tmp_path, MAP.replace(old, new))[1]


CLAIM, ANSWER, LR = "momentum < 100", "arrival('GradientDescent') < momentum", "Momentum.lr=0.2"
LONG = "word " * 90
NUMBERS = GOOD[GOOD.index("[numbers]") : GOOD.index("ask = ")]
ANSWERS = GOOD[GOOD.index("[question.answers]") : GOOD.index("+++\nA velo")]
QUESTION = GOOD[GOOD.index("[numbers]") : GOOD.index("+++\nA velo")]
TASK = GOOD[GOOD.index("[task]") : GOOD.index("+++\nDrag")]
BROKEN = {
    # what is replaced: by what, the part of the new text whose line is told, what is said
    "no title": ('title = "A lesson"\n', "", "+++", "title is missing"),
    "title a number": ('title = "A lesson"', "title = 5", "title = 5", "title has 5, where a text in quotes"),
    "title blank": ('title = "A lesson"', 'title = " "', 'title = " "', "where a text in quotes"),
    "section a list": ('section = "5"', "section = [5]", "section", "section has [5]"),
    "section a date": ('section = "5"', "section = 2024-01-01", "section", "where a text in quotes"),
    "unknown key of the lesson": ('section = "5"', 'section = "5"\nauthor = "me"', "author", "author is not known"),
    "no TOML": ('section = "5"', "section = 5 6", "section", "no TOML"),
    "one key twice": ('section = "5"', 'section = "5"\nsection = "6"', 'section = "6"', "Cannot overwrite"),
    "open text": ('title = "A lesson"', 'title = "A lesson', 'title = "A lesson', "no TOML"),
    "deep list": ('section = "5"', "section = " + "[" * 5000, "title", "no TOML: maximum recursion"),
    "many digits": ('section = "5"', "section = " + "9" * 5000, "title", "no TOML: Exceeds the limit"),
    "text before the first screen": ("\n## A race", "\nHello.\n## A race", "Hello.", "before the first screen"),
    "text before the header": ("## A race\n", "## A race\nHello.\n", "## A race", "a header between two lines"),
    "no header": ("## A check\n+++", "## A check\n", "## A check", "a header between two lines"),
    "header never closed": ("+++\nDrag the", "Drag the", "## A task", "a header between two lines"),
    "no heading text": ("## A check", "## ", "## \n", "a screen has a title"),
    "nothing shown": ('race = "optimizers=Momentum"\n', "", "## A task", "shows one thing"),
    "two things shown": ("check = ", 'race = ""\ncheck = ', "## A check", "shows one thing"),
    "unknown key": ("equation = ", "equations = ", "equations", "equations is not known here; known are: claims"),
    "race a number": ('race = "optimizers=Momentum"', "race = 1", "race = 1", "race has 1, where a text"),
    "race a list": ('race = "optimizers=Momentum"', 'race = ["x"]', 'race = ["x"]', "where a text"),
    "unknown surface": ("surface=Ravine&opt", "surface=Ravin&opt", "surface=Ravin&", "did you mean Ravine"),
    "unknown method": ("=Momentum\"\n\n[task", "=Momentun\"\n\n[task", "Momentun", "did you mean Momentum"),
    "unknown setting": ("=Momentum\"\n\n[task", "=Momentum&z=1\"\n\n[task", "&z=1", "1 of the settings"),
    "rate out of range": ("=Momentum\"\n\n[task", "=Momentum&Momentum.lr=-1\"\n\n[task", "lr=-1", "Momentum.lr"),
    "nobody": ('race = "optimizers=Momentum"', 'race = "optimizers="', 'race = "optimizers="', "nobody races"),
    "the future": ("=Momentum\"\n\n[task", "=Momentum&future=1\"\n\n[task", "future=1", "is hidden"),
    "unknown mistake": ("mistake=sign", "mistake=sin", "mistake=sin", "mistake is none of right, sign"),
    "equation a number": (r"'w \leftarrow w - \alpha g'", "7", "equation", "equation has 7"),
    "claims a text": ("claims = [\"f", "claims = \"\" #", "claims = \"\"", "claims is a list of texts"),
    "claims numbers": ("claims = [\"f", "claims = [1] #", "claims = [1]", "claims has 1"),
    "claims nested": ("claims = [\"f", "claims = [['f']] #", "claims = [[", "claims has ['f']"),
    "claim no formula": (CLAIM, "momentum <", '"momentum <"', "no formula"),
    "claim a number": (CLAIM, "momentum", '    "momentum"', "is a number; a truth value belongs here"),
    "claim of an unknown number": (CLAIM, "speed < 100", "speed", "unknown number, speed; known are: half, momentum"),
    "claim with an unknown function": (CLAIM, "run('Momentum') < 1", "run(", "unknown function, run; known are: apart"),
    "claim of a stranger": (CLAIM, "arrival('Adam') < 1", "arrival('Adam')", "names 'Adam', who does not race here"),
    "claim of an outcome": (CLAIM, "arrival('MOVING') < 1", "arrival('MOVING')", "names 'MOVING', who does not race"),
    "unknown outcome": ("== 'MOVING'", "== 'MOVED'", "MOVED", "has 'MOVED'; known are: COARSE, CONVERGED"),
    "unknown finding": ("== 'MISTAKE'", "== 'WRONG'", "WRONG", "has 'WRONG'"),
    "a race's measure of a check": ("finding() ==", "outcome('Adam') ==", "outcome('Adam')", "unknown function"),
    "second claim": ("\"outcome('GradientDescent') == 'MOVING'\",", "'1',", "'1',", "'1' is a number"),
    "numbers a list": (NUMBERS, "numbers = [1]\n[question]\n", "numbers = [1]", "numbers is a table: [numbers]"),
    "a number as a number": ("\"momentum / 2\"", "2", "half = 2", "half has 2, where a text"),
    "a number before its own": ("half = \"momentum / 2\"", "half = \"half / 2\"", "half =", "unknown number, half"),
    "a number that is a truth": ("momentum / 2", "momentum < 2", "half =", "is a truth value; a number belongs"),
    "a number that is a text": ("\"momentum / 2\"", "\"outcome('Momentum')\"", "half =", "is a text; a number belongs"),
    "a name with a space": ("half = \"mom", "\"a b\" = \"mom", "\"a b\"", "'a b' is no name"),
    "a number by zero": ("half = ", "'1st' = ", "'1st'", "'1st' is no name"),
    "question a text": ("[question]\n", "[other]\n", "[other]", "other is not known"),
    "nothing asked": ("ask = \"Who is first?\"\n", "", "[question]", "ask is missing in [question]"),
    "ask with a number": ("is first?", "needs {{half}}?", "{{half}}", "would tell the answer"),
    "unknown key of a question": ("ask = \"Who", "hint = \"a\"\nask = \"Who", "hint", "hint is not known"),
    "no answers": ("[question.answers]", "[question.answer]", "[question.answer]", "answer is not known"),
    "answers a list": ("because = \"Mo", "answers = []\nbecause = \"Mo", "[question.answers]", "Cannot declare"),
    "answers a text": (ANSWERS, 'answers = "x"\n', "answers = ", "answers is a table: [question.answers]"),
    "question a list": (QUESTION, "question = []\n[numbers]\nhalf = \"1\"\nmomentum = \"1\"\n", "question = []", "question is a table: [question]"),
    "one answer": ("\"Momentum\" = \"momentum < arrival('GradientDescent')\"\n", "", "[question.answers]", "two answers"),
    "an answer twice": ('"Momentum" =', '"Gradient descent" =', "\"momentum < arr", "Cannot overwrite"),
    "an answer of a stranger": (ANSWER, "arrival('Adam') < 1", "arrival('Adam')", "does not race here"),
    "an answer that is no truth": (ANSWER, "momentum", '= "momentum"', "a truth value belongs here"),
    "an answer that is a number": (f'"{ANSWER}"', "1", '"Gradient descent" = 1', "Gradient descent has 1"),
    "no reason": ("because = \"It can.\"\n", "", "[task]", "because is missing in [task]"),
    "three sentences": ("It collects $g$.", "It. Collects.", "Momentum, after", "one sentence, or 2"),
    "no sentence": ("It can.", "It can", "It can", "one sentence"),
    "a reason with an unknown number": ("{{momentum}}", "{{speed}}", "{{speed}}", "{{speed}} is a gap"),
    "a text with an unknown number": ("{{half:.2}}", "\n{{speed}}", "{{speed}}", "{{speed}} is a gap"),
    "a gap in an unknown form": ("{{half:.2}}", "{{half:.2f}}", "{{half:.2f}}", "{{half:.2f}} is a gap"),
    "a gap that is open": ("{{half:.2}}", "{{half}", "{{half}", "{{half} is a gap"),
    "no text": ("A sign is wrong.", "", "## A check", "has 0 words"),
    "a long text": ("A sign", LONG, "## A check", "has 92 words; a screen has 1 to 90"),
    "a task of a check": ("[task]", "[other]", "[other]", "other is not known"),
    "a task beside a question": ("[question]\n", "[task]\n[question]\n", "[task]", "without a question"),
    "task a text": (TASK, 'task = "x"\n', "task = ", "task is a table: [task]"),
    "a goal that takes long": ("goal = \"outcome('Momentum') == 'DIVERGED'", "goal = \"turns('Momentum', 'x') > 1", "goal", "unknown function, turns; known are: arrival"),
    "a goal at a step": ("goal = \"outcome('Momentum') == 'DIVERGED'", "goal = \"loss('Momentum', 3) > 1", "goal", "one method each"),
    "a goal with a number": ("'DIVERGED'\"", "'DIVERGED' and half < 3\"", "goal", "unknown number, half"),
    "no goal": ("goal = ", "aim = ", "\naim", "aim is not known"),
    "no solution": (f"solution = \"{LR}\"\n", "", "[task]", "solution is missing"),
    "a solution that is none": (LR, "Momentum.lr=much", "lr=much", "solution: Momentum.lr"),
    "a solution of others": (LR, "optimizers=Adam", "optimizers=Adam", "others race"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "at", "words"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, at, words):
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    line, said = told(tmp_path, text)
    assert words in said
    assert line == line_of(text, at) + at.startswith("\n")


def screens(count):
    """A lesson with so many screens."""
    first = GOOD.index("## ")
    return GOOD[:first] + GOOD[first : GOOD.index("## A task")] * count


SIZES = {
    "one screen": (screens(1), 1, "has 1 screens"),
    "six screens": (screens(6), 1, "has 6 screens; a lesson has 2 to 5"),
    "no question": (GOOD[: GOOD.index("## ")] + GOOD[GOOD.index("## A check") :] * 2, 1, "asks nothing"),
    "empty": ("", 1, "a header between two lines"),
    "blank": ("\n\n", 1, "a header between two lines"),
    "Markdown alone": ("# Hello\n\nNothing more.\n", 1, "a header between two lines"),
    "screens alone": (GOOD[GOOD.index("## ") :], 1, "a header between two lines"),
    "not UTF-8": (GOOD.replace("collects them", "collécts them").encode("latin-1"), 27, "is not UTF-8"),
    "UTF-16": (GOOD.encode("utf-16"), 1, "is not UTF-8"),
    "NUL": ("\0" * 10, 1, "a header between two lines"),
}


@pytest.mark.parametrize(("text", "line", "words"), SIZES.values(), ids=SIZES)
def test_a_file_that_is_no_lesson(tmp_path, text, line, words):
    found, said = told(tmp_path, text)
    assert words in said
    assert found == line


@pytest.mark.parametrize("name", ["08-.md", "08.md", "Good.md", "a b.md", "08-a.b.md", "ü.md"])
def test_a_name_that_fits_no_address(tmp_path, name):
    assert told(tmp_path, GOOD, name) == (1, "is named otherwise than 08-momentum.md: lower case, digits and hyphens")


def test_what_is_no_file(tmp_path):
    (tmp_path / "01-folder.md").mkdir()
    (tmp_path / "02-gone.md").symlink_to(tmp_path / "nowhere")
    write(tmp_path, GOOD)
    found, problems = read_all(tmp_path)
    assert [*found] == ["good"]
    assert problems == [
        "01-folder.md, line 1: cannot be read: Is a directory",
        "02-gone.md, line 1: cannot be read: No such file or directory",
    ]


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    assert told(tmp_path, GOOD) == (1, "cannot be read: Permission denied")


def test_a_broken_file_takes_no_other_down(tmp_path):
    write(tmp_path, GOOD, "01-first.md")
    write(tmp_path, GOOD.replace("Ravine", "Ravin"), "02-second.md")
    write(tmp_path, b"\xff", "03-third.md")
    write(tmp_path, GOOD, "04-fourth.md")
    found, problems = read_all(tmp_path)
    assert [*found] == ["first", "fourth"]
    assert [problem.partition(":")[0] for problem in problems] == ["02-second.md, line 8", "03-third.md, line 1"]


def test_any_text_is_a_lesson_or_a_mistake_in_its_file(tmp_path, forall, st):
    lines = GOOD.splitlines()
    path = tmp_path / "08-good.md"

    def check(begin, count, junk):
        path.write_text("\n".join([*lines[:begin], junk, *lines[begin + count :]]), "utf-8")
        found, problems = read_all(tmp_path)
        assert len(found) + len(problems) == 1

    forall(check, st.integers(0, len(lines)), st.integers(0, 9), st.text(st.characters(exclude_categories=["Cs"])))


def test_a_screen_may_show_a_formula(tmp_path):
    race = "f=a (x^2-1)^2%2By^2&Formula.a=3&optimizers=GradientDescent&x=0.5&y=0&steps=200"
    told = GOOD.replace("surface=Ravine&optimizers=GradientDescent,Momentum", race)
    told = told.replace("outcome('GradientDescent') == 'MOVING'", "x('GradientDescent') > 0.99")
    screen = lesson(write(tmp_path, told.replace("arrival('Momentum')", "arrival('GradientDescent')"))).screens[0]
    assert screen.shows.setup.plain.definition.spelled == "a*(x^2 - 1)^2 + y^2"
    assert holds(screen, run_of(screen))["x('GradientDescent') > 0.99"]
