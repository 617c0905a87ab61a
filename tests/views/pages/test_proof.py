"""The proof page: computed by the function that the tests call, from the same data."""

import pytest
from streamlit.testing.v1 import AppTest

from references.comparison import recording
from views.pages import proof


@pytest.fixture
def app():
    def script():
        from views.pages import proof

        proof.page()

    return AppTest.from_function(script, default_timeout=120)


def test_every_case_is_shown_and_holds(app):
    app.run()
    assert not app.exception
    table = app.dataframe[0].value
    assert len(table) == len(recording("torch")[1]) + len(recording("optax")[1])
    assert table["holds"].all()
    assert "All" in app.success[0].value


def test_a_rule_that_is_wrong_is_seen(app, monkeypatch):
    monkeypatch.setattr("references.comparison.PATH_TOLERANCE", 0.0)
    app.run()
    assert "beyond the tolerance" in app.error[0].value


def test_rows_are_the_evidence_of_the_tests():
    assert proof.row("torch", 0)["holds"] is proof.evidence("torch", 0).holds
