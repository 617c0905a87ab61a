"""Words ready for other languages: every text is marked, and translated where it is shown."""

import json

import pytest
from streamlit.testing.v1 import AppTest

import language
from language import LOCALES, _, catalogue, several, use
from tests.pseudo import Pseudo, pseudo, untranslated
from tests.views.running import APP, header, run, visit
from views.pages import proof

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
    monkeypatch.setattr(language, "catalogue", lambda _language: Pseudo())


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


@pytest.mark.parametrize("page", ["check", "proof", "gallery"])
def test_the_other_pages_say_nothing_that_is_not_translated(accents, monkeypatch, page):
    recorded = proof.recording
    monkeypatch.setattr(proof, "recording", lambda library: (recorded(library)[0], recorded(library)[1][:1]))
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


def test_messages_keep_their_fields(accents):
    assert _("At {place} of $x$", place=3) == "Át 3 óf $x$"
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
    from babel.messages.pofile import read_po

    from docs.words import catalogue as found

    with (LOCALES / "ravine.pot").open("rb") as file:
        written = {message.id for message in read_po(file) if message.id}
    assert {message.id for message in found() if message.id} == written, "run `make words`"
