"""A table of the user's own: read, chosen from and raced on, and in words what of it cannot be."""

import pytest
from streamlit.testing.v1 import AppTest

from params import params_of
from pasted import MOST_CHARACTERS, parse_table
from scenes import default_scene, from_query, to_query
from scenes.table_store import OwnTable, refusal, table_of
from surfaces import DATA_SURFACES, SURFACES
from surfaces.data.linear_models import LinearRegression
from tests.views.running import blocks, header, run
from views.widgets.own_table import BOX, guess, learn, limits

HEAD = "length,width,kind\n"
TABLE = HEAD + "".join(f"{i + 0.5},{i * i % 7},{'yes' if i % 3 else 'no'}\n" for i in range(12))
ONE = DATA_SURFACES["LogisticRegression"](form="one feature")
NUMBERS = OwnTable(tuple((float(i), 0.0, float(i * i)) for i in range(20)), ("length", "width"))


def script(name, text):
    """What the dialog holds: AppTest cannot press a button in a dialog without closing it."""
    import streamlit as st

    from scenes import default_scene
    from surfaces import DATA_SURFACES
    from views.state import Held
    from views.widgets.own_table import BOX, form

    st.session_state.setdefault("scene", Held(default_scene().on(DATA_SURFACES[name]), []))
    if text:
        st.session_state.setdefault(BOX, text)
    form(DATA_SURFACES[name]())


def form(text, name="LogisticRegression"):
    """The form after `text` was pasted, without an exception."""
    app = AppTest.from_function(script, kwargs={"name": name, "text": text}, default_timeout=30).run()
    assert not app.exception
    return app


def said(app):
    return "\n".join(text.value for text in (*app.text, *app.warning))


def choices(app):
    return [box.value for box in app.selectbox]


def taking(app):
    """The button that takes the table, None if there is none."""
    return next((button for button in app.button if button.label == "Use this table"), None)


def taken(app):
    """The scene's table after the button was pressed."""
    taking(app).click().run()
    assert not app.exception
    return table_of(app.session_state["scene"].value.setup.plain)


@pytest.mark.parametrize("name", DATA_SURFACES)
def test_every_data_surface_takes_a_table_with_likely_columns(name):
    own = taken(form(TABLE, name))
    number = DATA_SURFACES[name].task == "number"
    assert own.columns == (("length", "width") if number else ("length", "width", "kind"))
    assert len(own.rows) == 12


def test_other_columns_can_be_chosen():
    app = form(TABLE, "LinearRegression")
    app.selectbox[0].set_value("width").run()
    app.selectbox[1].set_value("length").run()
    assert taken(app) == OwnTable(tuple((i * i % 7, 0.0, i + 0.5) for i in range(12)), ("width", "length"))


def test_what_was_read_is_shown_first():
    app = form(TABLE)
    shown = app.dataframe[0].value
    assert list(shown.columns) == ["length", "width", "kind"]
    assert list(shown["length"]) == ["0.5", "1.5", "2.5", "3.5"]
    assert "12 of 12 rows can be used." in said(app)


COMMAS = "a\tb\n" + "".join(f"{i},{100 + i}\t{i}\n" for i in (5, 3, 4, 8, 7))
"""Thousands, or decimals with three places."""


def test_what_was_decided_is_shown_and_can_be_overridden():
    app = form(COMMAS, "LinearRegression")
    assert "Decimal mark: point, but nothing tells whether “5,105” is 5105 or 5.105: choose the mark" in said(app)
    assert "Names of the columns: in the first row." in said(app)
    assert taken(app).rows[0] == (5105.0, 0.0, 5.0)
    control(app, "Decimal mark").set_value("comma").run()
    assert "Decimal mark: comma, as you chose." in said(app)
    assert taken(app).rows[0] == (5.105, 0.0, 5.0)
    control(app, "Names in the first row").set_value("no").run()
    assert "Names of the columns: none, so they are numbered, as you chose." in said(app)
    assert choices(app) == ["column 1", "column 2"]
    assert taken(app).columns == ("column 1", "column 2")


def test_a_column_that_numbers_the_rows_is_proposed_last():
    rows = [(1.5, 2, "x"), (2.5, 7, "y"), (1.0, 4, "x"), (3.0, 3, "y")]
    text = "Id,a,b,k\n" + "".join(f"{i},{a},{b},{k}\n" for i, (a, b, k) in enumerate(rows, 1))
    app = form(text)
    assert choices(app) == ["a", "b", "k"]
    assert "Column “Id” only numbers the rows." in said(app)
    app.selectbox[0].set_value("Id").run()
    assert taken(app).columns == ("Id", "b", "k")
    assert guess(parse_table("t,y\n1,5\n2,7\n3,4\n"), "number") == ("t", "y")


def control(app, label):
    return next(control for control in app.button_group if control.label == label)


def test_a_column_cannot_be_both_input_and_target():
    app = form(TABLE, "LinearRegression")
    app.selectbox[1].set_value("length").run()
    assert "A column was chosen twice" in said(app)
    assert taking(app).disabled


SAME = {
    "semicolons": TABLE.replace(",", ";"),
    "tabs": TABLE.replace(",", "\t"),
    "decimal commas": TABLE.replace(",", ";").replace(".", ","),
    "no header": TABLE.removeprefix(HEAD),
    "gaps": TABLE + "1,,yes\n,2,no\n3,4,\n",
    "nan, inf and 1e400": TABLE + "nan,1,yes\ninf,1,yes\n1,1e400,no\n",
    "text among numbers": TABLE + "foo,1,yes\n",
}


@pytest.fixture(scope="module")
def rows():
    return taken(form(TABLE)).rows


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_the_rest_is_kept(text, rows):
    assert taken(form(text)).rows == rows


SAID = {
    "text": ("foo,1,yes\n", "Column “length”: row 14 holds no number (“foo”)."),
    "a gap": ("1,,yes\n", "Left out for a gap or a class that was not kept: row 14."),
    "infinity": ("inf,1,yes\n", "Column “length”: row 14 holds no number (“inf”)."),
    "1e400": ("1e400,1,yes\n", "Column “length”: row 14 holds no number (“1e400”)."),
    "another class": ("1,1,maybe\n", "Column “kind” holds 3 classes; the 2 most frequent ones were kept."),
}


@pytest.mark.parametrize(("row", "words"), SAID.values(), ids=SAID)
def test_what_cannot_be_used_is_named(row, words):
    app = form(TABLE + row)
    app.selectbox[0].set_value("length").run()
    app.selectbox[1].set_value("width").run()
    app.selectbox[2].set_value("kind").run()
    assert f"• {words}" in said(app).split("\n")
    assert "12 of 13 rows can be used." in said(app)
    assert not taking(app).disabled


REFUSED = {
    "one class": ("a,b,k\n1,2,x\n2,3,x\n3,5,x\n4,4,x\n", "holds only one class"),
    "words only": ("a,b,k\nx,y,p\ny,z,q\nz,x,p\nw,w,q\n", "holds no numbers"),
    "too few rows": ("a,b,k\n1,2,x\n2,3,y\n", "Only 2 of the rows can be used"),
    "too few columns": ("a\n1\n2\n3\n4\n", "This model takes 3 columns; the table has 1."),
    "blanks": (" \n \n", "There is no table in this text."),
}


@pytest.mark.parametrize(("text", "words"), REFUSED.values(), ids=REFUSED)
def test_what_nothing_can_be_learned_from_is_refused_in_words(text, words):
    app = form(text)
    if len(app.selectbox) == 3:
        for box, column in enumerate("abk"):
            app.selectbox[box].set_value(column).run()
    assert words in said(app)
    assert taking(app).disabled


CONSTANT = {
    "in every row": ("a,b\n1,2\n1,3\n1,5\n1,4\n", "Column “a” holds the same number in every row: nothing can"),
    "but for rounding": (
        "a,b\n0.3,2\n0.30000000000000004,3\n0.3,5\n0.3,4\n",
        "Column “a” holds the same number in every row: nothing can",
    ),
    "in the rows that have both": (
        "a,b\n1,2\n2,\n1,5\n1,4\n1,7\n",
        "Column “a” holds the same number in every row that can be used",
    ),
    "as target": ("a,b\n1,2\n2,2\n3,2\n5,2\n", "Column “b” holds the same number in every row: nothing can"),
    "in what is drawn to learn from": (
        "a,b\n" + "".join(f"{int(i == 3)},{3 * i}\n" for i in range(9)),
        "Nothing can be learned from it: the feature is the same, up to rounding, in all 6 examples that are learned from",
    ),
}


@pytest.mark.parametrize(("text", "words"), CONSTANT.values(), ids=CONSTANT)
def test_a_constant_column_is_named_and_refused(text, words):
    app = form(text, "TinyNetwork")
    assert words in said(app)
    assert taking(app).disabled


def test_a_slider_that_would_leave_a_constant_column_stays_where_it_is():
    rows = tuple((float(i == 17), 0.0, float(i)) for i in range(40))
    own = OwnTable(rows, ("length", "width"))
    good, bad = (
        next(s for s in range(20) if bool(refusal(LinearRegression(seed=s), own)) == refused)
        for refused in (False, True)
    )
    scene = default_scene().on(LinearRegression)
    scene = learn(scene.but(surface=LinearRegression(seed=good)), own)
    app = run(**to_query(scene))
    app.slider(key="LinearRegression.seed").set_value(bad).run()
    assert not app.exception
    assert "the feature is the same" in app.toast[0].value
    assert app.slider(key="LinearRegression.seed").value == good
    wrong = run(**to_query(scene) | {"LinearRegression.seed": str(bad)})
    assert "table cannot be learned from: the feature is the same" in wrong.warning[0].value
    assert header(wrong)["race"]["examples"]["axes"] == ["feature", "target"]


def test_a_table_with_one_feature_is_asked_for_and_raced_on_in_the_form_with_one():
    app = run(surface="LogisticRegression")
    app.segmented_control(key="LogisticRegression.form").set_value("one feature").run()
    assert app.query_params["LogisticRegression.form"] == "one feature"
    assert header(app)["race"]["examples"]["axes"] == ["feature", "probability of t = 1"]
    own = OwnTable(tuple((float(i * i % 11), 0.0, float(i % 2)) for i in range(20)), ("length", "kind"), ("no", "yes"))
    query = to_query(learn(default_scene().on(DATA_SURFACES["LogisticRegression"]).but(surface=ONE), own))
    app = run(**query)
    assert header(app)["race"]["examples"]["axes"] == ["length (scaled)", "probability of yes"]
    assert "Your table: 20 rows, length → kind" in said(app)
    app.segmented_control(key="LogisticRegression.form").set_value("two features").run()
    assert app.query_params == {"surface": "LogisticRegression", "v": "2"}


def test_the_form_with_one_feature_asks_for_one_column():
    app = AppTest.from_function(one_feature, default_timeout=30)
    app.session_state[BOX] = TABLE
    app.run()
    assert [box.label for box in app.selectbox] == ["Feature", "Target: two classes"]
    assert taken(app) == OwnTable(
        tuple((i + 0.5, 0.0, float(i % 3 != 0)) for i in range(12)), ("length", "kind"), ("no", "yes")
    )


def one_feature():
    """What the dialog holds for a loss in the form with one feature."""
    import streamlit as st

    from scenes import default_scene
    from surfaces.data.linear_models import LogisticRegression
    from views.state import Held
    from views.widgets.own_table import form

    surface = LogisticRegression(form="one feature")
    scene = default_scene().on(LogisticRegression).but(surface=surface)
    st.session_state.setdefault("scene", Held(scene, []))
    form(surface)


def test_nothing_pasted_says_what_is_taken():
    app = form("")
    assert not said(app)
    app.button[0].click().run()
    assert limits() in said(app)


def test_a_text_that_is_too_long_is_not_taken():
    assert form("").text_area[0].max_chars == MOST_CHARACTERS


SPELT = [
    "몸무게",
    "<script>alert(1)</script>",
    "[link](http://example.org)",
    "$x^2$",
    ":red[a]",
    "![a](http://a.b/c.png)",
]


@pytest.mark.parametrize("name", SPELT)
def test_a_name_is_shown_as_it_stands_and_only_as_text(name):
    app = form(TABLE.replace("length", name).replace("yes", name) + f"{name},1,no\n")
    assert name in choices(app)
    assert f"Column “{name}”: row 14 holds no number" in said(app)
    ours = [*app.markdown, *app.caption, *app.warning]
    assert not [element for element in ours if name in element.value]
    assert not [box for box in (*app.selectbox, *app.button, *app.text_area) if name in box.label]
    assert name in taken(app).columns


@pytest.mark.seldom(8)
def test_hostile_texts_are_answered_in_words(hostile):
    assert said(form(hostile.replace("\ud800", "?")))


def test_likely_columns():
    table = parse_table(
        "id,label,x,y,kind\n" + "".join(f"n{i},{i % 2},{i},{i * i},{'abc'[i % 3]}\n" for i in range(30))
    )
    assert guess(table, "classes") == ("label", "y", "kind")
    assert guess(table, "two classes") == ("y", "x", "label")
    assert guess(table, "number") == ("label", "y")
    assert guess(parse_table("p,q,r\nx,y,z\n"), "classes") == ("p", "q", "r")


def test_a_table_that_does_not_fit_changes_nothing():
    for surface in ("Ravine", "Softmax"):
        scene = default_scene().on((SURFACES | DATA_SURFACES)[surface])
        assert learn(scene, NUMBERS) == scene


def test_the_page_learns_from_a_table_and_goes_back_to_made_up_data():
    app = run(**address())
    sent = header(app)
    assert sent["race"]["examples"]["axes"] == ["length (scaled)", "width (scaled)"]
    assert [blocks(app)[name].shape[1] for name in ("train", "test")] == [14, 6]
    assert "Your table: 20 rows, length → width" in said(app)
    shaping = {name for name in params_of(LinearRegression) if f"LinearRegression.{name}" in app.session_state}
    assert shaping == {"n", "scale", "offset", "seed"}
    pressed(app, "Back to the made-up data").run()
    assert app.query_params == {"surface": "LinearRegression", "v": "2"}
    assert header(app)["race"]["examples"]["axes"] == ["feature", "target"]


def test_a_reshaped_surface_keeps_its_table():
    app = run(**address())
    app.slider(key="LinearRegression.seed").set_value(9).run()
    assert app.query_params["table"] == address()["table"]
    assert app.query_params["LinearRegression.seed"] == "9"


def test_another_surface_keeps_the_table_if_it_fits():
    app = run(**address())
    app.selectbox(key="surface").set_value("TinyNetwork").run()
    assert app.query_params["table"] == address()["table"]
    app.selectbox(key="surface").set_value("Bowl").run()
    assert app.query_params == {"surface": "Bowl", "v": "2"}


def test_a_table_that_is_gone_is_asked_for_again():
    app = run(surface="LinearRegression", table="<script>")
    assert "table is not kept on this server, or does not fit: paste it again" in app.warning[0].value
    assert "script" not in app.warning[0].value
    assert header(app)["race"]["examples"]["axes"] == ["feature", "target"]


def test_the_dialog_opens_from_the_sidebar():
    app = run(surface="Softmax")
    assert not app.text_area
    pressed(app, "Use your own table").run()
    assert not app.exception
    assert app.text_area(key=BOX).placeholder.startswith("length,width,kind")


def test_a_formula_has_no_table_and_no_button_for_one():
    assert not run().sidebar.button


def pressed(app, label):
    return next(button for button in app.button if button.label == label).click()


def address():
    query = to_query(learn(default_scene().on(LinearRegression), NUMBERS))
    assert table_of(from_query(query)[0].setup.plain) == NUMBERS
    return query
