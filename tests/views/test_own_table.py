"""A table that a user pastes: read, chosen from, learned from, kept in the address, and given back."""

import pytest
from streamlit.testing.v1 import AppTest

from surfaces import DATA_SURFACES
from tests.views.pages import APP, header, run

ROWS = [f"{1 + i / 10},{(i * i) % 7},{'cat' if i % 3 else 'dog'}" for i in range(30)]
TABLE = "\n".join(["height,weight,species", *ROWS])
HOSTILE = {
    "prose": "There is no table here. Only words, and more words;\nand a second line of them.",
    "markup": "\n".join(["<script>alert(1)</script>,**b** [a](http://x),$x$", *ROWS]),
    "hangul": "\n".join(["키,몸무게,종", *ROWS]),
    "semicolons and decimal commas": "\n".join(row.replace(",", ";").replace(".", ",") for row in ROWS),
    "tabs": "\n".join(row.replace(",", "\t") for row in ROWS),
    "gaps": "\n".join([",,", *ROWS, "1.5,,cat", ",2,dog", "NA,?,-"]),
    "one class": "\n".join(row.replace("dog", "cat") for row in ROWS),
    "constant": "\n".join(f"7,7,{row}" for row in ROWS),
    "huge numbers": "\n".join([*ROWS, "1e400,2,cat", "inf,3,dog", "nan,1,cat", "1e308,-1e308,dog"]),
    "long": TABLE + "\n" + "\n".join(ROWS * 3000),
    "one column": "\n".join("123456789"),
    "one cell": "1",
    "quotation mark": TABLE + '\n"1,2,cat',
    "control characters": "\x00\x1b[31m,\u202e,\ufeff\n" + TABLE,
    "sixty columns": "\n".join(",".join(str(i * j) for j in range(60)) for i in range(20)),
}


def pasted(text, surface="LogisticRegression", **columns):
    """The race page with the dialog open, and a text and perhaps columns in it.

    They are there beforehand, because AppTest closes a dialog whenever something in it changes.
    """
    app = run(surface=surface)
    app.session_state["own.pasted"] = text
    for label, name in columns.items():
        app.session_state[f"own.{label.replace('_', ' ')}"] = name
    button(app, "Paste your own table").click().run()
    assert not app.exception
    return app


def choice(app, label):
    return next(s.value for s in app.selectbox if s.label == label)


def button(app, label):
    return next(b for b in app.button if b.label.startswith(label))


def learned(text=TABLE, surface="LogisticRegression"):
    app = pasted(text, surface)
    button(app, "Learn from").click().run()
    assert not app.exception
    return app


def said(app):
    return "\n".join(element.value for element in app.text)


def test_only_losses_made_of_data_take_a_table():
    assert not [b for b in run().button if "table" in b.label]


@pytest.mark.parametrize("surface", DATA_SURFACES)
def test_every_loss_made_of_data_learns_from_it(surface):
    app = learned(surface=surface)
    sent = header(app)
    assert sent["examples"]["train"] + sent["examples"]["test"] == 30
    assert sent["examples"]["axes"] == (["height", "weight"])
    assert set(app.query_params) == {"surface", "table"}


def test_the_address_brings_it_back_to_another_session():
    app = learned()
    again = run(**{key: value[0] if isinstance(value, list) else value for key, value in app.query_params.items()})
    assert header(again)["digest"] == header(app)["digest"]
    assert not again.warning


def test_and_back_to_made_up_data():
    app, before = learned(), header(run(surface="LogisticRegression"))
    assert not [s for s in app.slider if "noise" in s.label]
    button(app, "Back to made-up data").click().run()
    assert header(app)["digest"] == before["digest"]
    assert set(app.query_params) == {"surface"}


def test_it_goes_along_to_a_loss_that_it_suits_and_stays_behind_otherwise():
    app = learned()
    app.selectbox(key="surface").set_value("HingeLoss").run()
    assert header(app)["examples"]["axes"] == ["height", "weight"]
    app.selectbox(key="surface").set_value("LinearRegression").run()
    assert header(app)["examples"]["axes"] == ["feature", "target"]


def test_the_columns_can_be_chosen():
    app = pasted(TABLE, First_feature="weight", Second_feature="height")
    button(app, "Learn from").click().run()
    assert header(app)["examples"]["axes"] == ["weight", "height"]


@pytest.mark.parametrize("surface", ["LinearRegression", "LogisticRegression", "Softmax"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_pasted_is_read_as_far_as_it_goes(text, surface):
    app = pasted(text, surface)
    ready = [b for b in app.button if b.label.startswith("Learn from")]
    assert ready or said(app)
    if ready:
        ready[0].click().run()
        assert not app.exception
        assert header(app)["examples"]["train"] >= 2
    shown = "\n".join(element.value for element in (*app.markdown, *app.caption, *app.warning, *app.error))
    assert not {"<script>", "http://x", "\x1b"} & {mark for mark in ("<script>", "http://x", "\x1b") if mark in shown}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("prose", "holds no numbers"),
        ("one cell", "Too few columns (1)"),
        ("one class", "holds only one class"),
        ("gaps", "Left out for a gap"),
        ("semicolons and decimal commas", "read as decimal commas"),
        ("long", "longer than 200,000 characters"),
        ("quotation mark", "never closed"),
        ("sixty columns", "Only the first 50 of 60 columns"),
        ("huge numbers", "hold no number"),
    ],
)
def test_what_cannot_be_used_is_said(name, words):
    assert words in said(pasted(HOSTILE[name]))


def test_a_constant_column_is_not_proposed_and_is_named_when_chosen():
    assert choice(pasted(HOSTILE["constant"]), "First feature") == "column 3"
    assert "same number in every row" in said(pasted(HOSTILE["constant"], First_feature="column 1"))


def test_a_choice_that_another_text_has_not_gives_way():
    assert choice(pasted(TABLE, First_feature="gone"), "First feature") == "height"


@pytest.mark.parametrize("key", ["0" * 32, "<b>", "x" * 5000, ""])
def test_a_table_that_is_not_kept_is_said_to_be_gone(key):
    app = AppTest.from_file(APP, default_timeout=30)
    app.query_params.update({"surface": "LogisticRegression", "table": key})
    app.run()
    assert not app.exception
    assert ("paste it once more" in "".join(w.value for w in app.warning)) == bool(key)
    assert "<b>" not in "".join(w.value for w in app.warning)


def test_a_table_of_another_task_is_refused():
    kept = learned().query_params["table"]
    key = kept[0] if isinstance(kept, list) else kept
    app = run(surface="LinearRegression", table=key)
    assert "suits another model" in app.warning[0].value
