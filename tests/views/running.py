"""The app as AppTest runs it, for the tests of all pages."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.player.packets import opened

APP = str(Path(__file__).parents[2] / "views" / "shell" / "navigation.py")


def run(**query):
    """The race page at an address, run without an exception."""
    app = AppTest.from_file(APP, default_timeout=30)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def header(app):
    """The JSON header of what the page's component was sent."""
    return opened(app.get("bidi_component")[0].proto.bytes)[0]
