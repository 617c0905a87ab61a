"""The app as AppTest runs it, for the tests of all pages."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.player import packets

APP = str(Path(__file__).parents[2] / "views" / "shell" / "navigation.py")


def run(**query):
    """The race page at an address, run without an exception."""
    app = AppTest.from_file(APP, default_timeout=30)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def visit(app, page="", **query):
    """Go to a page as its link in the navigation does: with a bare address, or with that of the query."""
    app._page_hash = calc_hash(page)  # AppTest has no public way to a page that is a function
    app.query_params.clear()
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def header(app):
    """The JSON header of what the page's component was sent."""
    return _opened(app)[0]


def blocks(app):
    """The numbers that it was sent, by the names of their blocks."""
    return _opened(app)[1]


def told(app, table):
    """A row of the standings or outcomes for each racer, by the names of the columns."""
    return packets.told(*_opened(app), table)


def _opened(app):
    return packets.opened(app.get("bidi_component")[0].proto.bytes)
