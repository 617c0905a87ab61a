"""Words ready for other languages: every text is marked, and translated where it is shown."""

import ast
import json
import re

import pytest
from streamlit.testing.v1 import AppTest

import language
from language import LOCALES, _, catalogue, several, use
from player.component import scripts
from tests.pseudo import Pseudo, pseudo, untranslated
from tests.test_house import LAYER_FILES
from tests.views.running import APP, header, run, visit
from tests.views.widgets.test_own_table import TABLE, form
from views.pages import proof
from views.widgets.own_table import EXAMPLE

NAMES = ("torch", "optax", "Python", "cpu", "min")
"""What is called so in every language; the last is the unit."""
TEXTS = ("markdown", "caption", "text", "success", "warning", "error", "info")
"""Elements whose value is shown as it is."""
PAGES = {
    "race": {},
    "everything": {
        "surface": "LinearRegression", "loss": "Minibatch,NoisyGradient,Regularized", "Regularized.l2": "0.1",
        "theory": "minimum", "strengths": "1", "optimizers": "Adam,LBFGS", "Adam.schedule": "OneCycle", "nonsense": "1",
    },
    "nobody": {"optimizers": "", "x": "far"},
    "classes": {"surface": "LogisticRegression", "LogisticRegression.form": "one feature", "optimizers": "Momentum"},
}  # fmt: skip


@pytest.fixture
def accents(monkeypatch):
    """Everything in the pseudo-language; and whatever is asked of a translator has to be in the template."""
    pytest.importorskip("babel", reason="Babel is not installed: the template cannot be read")
    speaker = Pseudo()
    monkeypatch.setattr(language, "catalogue", lambda _language: speaker)
    yield
    assert speaker.asked - template() == set(), "run `make words`, or let docs/words.py find them"


def shown(app):
    """Every text that Streamlit shows: labels, options, tooltips, captions, Markdown, alerts."""
    for element in [*app.main, *app.sidebar]:
        kinds = ("label", "help", "placeholder", *(["value"] if element.type in TEXTS else []))
        yield from (text for kind in kinds if isinstance(text := getattr(element, kind, None), str))
        yield from (option for option in getattr(element, "options", ()) if isinstance(option, str))


def strings(value):
    """Every text in a header, but for what is a key there, a colour or an address."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        keep = {
            "key",
            "value",
            "usual",
            "curve",
            "on",
            "off",
            "kind",
            "dash",
            "marker",
            "light",
            "dark",
            "digest",
            "ground",
            "look",
            "columns",
            "model",
        }
        yield from (text for key, inner in value.items() if key not in keep for text in strings(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in strings(inner))


def drawn(figure):
    """Every text of a Plotly figure: titles, ticks, notes, and the names in its legend."""
    layout = figure["layout"]
    axes = [layout[axis] for axis in ("xaxis", "yaxis") if axis in layout]
    yield from (axis["title"]["text"] for axis in axes if "title" in axis)
    yield from (note["text"] for note in layout.get("annotations", ()))
    for trace in figure["data"]:
        yield from ([trace["name"]] if trace.get("showlegend", layout.get("showlegend")) else [])
        yield from (text for text in trace.get("text", ()) if isinstance(text, str))


@pytest.mark.parametrize("query", PAGES.values(), ids=PAGES)
def test_the_race_says_nothing_that_is_not_translated(accents, query):
    app = run(**query)
    texts = [*shown(app)]
    if query.get("optimizers") != "":
        sent = header(app)
        texts += strings({key: sent[key] for key in ("scene", "race", "overlays")})
    assert {text: left for text in texts if (left := untranslated(text, NAMES))} == {}


@pytest.mark.seldom(1)
@pytest.mark.parametrize("page", ["check", "proof", "gallery"])
def test_the_other_pages_say_nothing_that_is_not_translated(accents, monkeypatch, page):
    recorded = proof.paths_of
    monkeypatch.setattr(proof, "paths_of", lambda library: (recorded(library)[0], recorded(library)[1][:1]))
    app = AppTest.from_file(APP, default_timeout=60)
    visit(app, page)
    texts = [*shown(app)]
    if page == "gallery":
        families = header(app)["families"]
        texts += [family[key] for family in families for key in ("name", "story")]
        texts += [card[key] for family in families for card in family["cards"] for key in ("label", "story")]
    if page == "check":
        texts += [text for chart in app.get("plotly_chart") for text in drawn(json.loads(chart.proto.spec))]
    assert {text: left for text in texts if (left := untranslated(text, NAMES))} == {}


PASTED = {
    "a table": TABLE,
    "units, gaps and a title": "Sizes of 2024\nIdent;mm;code\n1;1,5 mm;007\n2;;008\n3;2,5 mm;009\n4;3,5;010\n5;1.234 mm;011\n",
    "nothing to learn": "aaa,bbb\n1,2\n1,2\n1,2\n1,2,9\n1\n",
    "no table": "\x00\n\n",
    "a quotation mark": 'aa,bb\n1,"2\n3,4\n5,6\n7,8\n9,10\n11,12\n',
    "too long": "11,22\n" * 40_000,
    "empty": "",
}


@pytest.mark.seldom(5)
@pytest.mark.parametrize("model", ["LinearRegression", "LogisticRegression"])
@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED)
def test_the_dialog_for_a_table_says_nothing_that_is_not_translated(accents, model, text):
    app = form(text, model)
    names = [word for cell in re.split(r"[;,\n]", text[:200]) for word in cell.split()]
    left = {said: untranslated(said, [*NAMES, *names]) for said in shown(app) if said != EXAMPLE}
    assert {said: words for said, words in left.items() if words} == {}


def test_messages_keep_their_fields(monkeypatch):
    monkeypatch.setattr(language, "catalogue", lambda _language: Pseudo())
    assert _("At {place} of $x$", place=3) == "Át 3 óf $x$"
    assert _("Left: {{left:.2}}") == "Léft: {{left:.2}}"
    assert several("{count} row", "{count} rows", 1000) == "1,000 róws"
    assert (pseudo("ab"), _("")) == ("áb", "")


@pytest.mark.parametrize("name", ["", "de", "de-AT", "..", "../../etc", "a" * 1000, "\0", "de/../..", "C", "POSIX"])
def test_no_language_but_english_is_there_yet(name):
    use(name)
    assert _("Play") == "Play"
    use("")


def test_a_translation_is_found_by_its_language(tmp_path, monkeypatch):
    mo = pytest.importorskip("babel.messages.mofile", reason="Babel is not installed")
    catalog = pytest.importorskip("babel.messages.catalog").Catalog(locale="de")
    catalog.add("Play", "Los")
    path = tmp_path / "de" / "LC_MESSAGES" / "ravine.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        mo.write_mo(file, catalog)
    monkeypatch.setattr(language, "LOCALES", tmp_path)
    catalogue.cache_clear()
    use("de-AT")
    assert _("Play") == "Los"
    use("")
    catalogue.cache_clear()
    assert _("Play") == "Play"


def test_the_template_for_translators_is_up_to_date():
    pytest.importorskip("babel", reason="Babel is not installed: make words needs it")
    from docs.words import catalogue as found

    assert texts_of(found()) == template(), "run `make words`"


def template():
    """Every text in the template for translators."""
    from babel.messages.pofile import read_po

    with (LOCALES / "ravine.pot").open("rb") as file:
        return texts_of(read_po(file))


def texts_of(catalog):
    """Those of a catalogue: one each, or one for one thing and one for many."""
    ids = [message.id for message in catalog if message.id]
    return {text for id in ids for text in ([id] if isinstance(id, str) else id)}


def test_no_text_is_marked_where_no_extractor_looks():
    """Babel does not read within an f-string, nor within a template of JavaScript."""
    hidden = [
        (path.name, call.lineno)
        for _layer, path in LAYER_FILES
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "several", "marked")
        if isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []
    assert [script.name for script in scripts() if re.search(r"\$\{\s*(say|marked)\(", script.read_text("utf-8"))] == []
