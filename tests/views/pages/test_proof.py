"""The proof page: it shows what the comparison finds. That our rules hold is for test_torch and test_optax to say."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from compiler.operations import OPERATIONS
from descent import compiled
from optimizers import OPTIMIZERS
from references.comparison import paths_of
from views.pages import proof

EVERY = 12


@pytest.fixture
def app(monkeypatch):
    """The page on one of so many cases of each library, each once."""

    def some(library):
        version, cases = paths_of(library)
        return version, cases[::EVERY]

    monkeypatch.setattr(proof, "paths_of", some)
    proof.evidence.cache_clear()
    yield AppTest.from_function(script, default_timeout=120)
    proof.evidence.cache_clear()


def script():
    from views.pages import proof

    proof.page()


def test_every_case_is_shown_and_holds(app):
    app.run()
    assert not app.exception
    table = app.dataframe[0].value
    expected = [(library, case.surface.label) for library in proof.LIBRARIES for case in proof.paths_of(library)[1]]
    assert [*zip(table["library"], table["surface"], strict=True)] == expected
    assert table["holds"].all()
    assert f"All {len(table)}" in app.success[0].value


@pytest.mark.seldom
def test_a_rule_that_is_wrong_is_seen(app, monkeypatch):
    monkeypatch.setattr("references.comparison.PATH_TOLERANCE", 0.0)
    app.run()
    assert "beyond the tolerance" in app.error[0].value
    assert not app.dataframe[0].value["holds"].all()


def test_the_programs_are_shown_and_hold(app):
    app.run()
    rows = app.dataframe[1].value
    assert list(rows["rule"]) == [cls.label for cls in OPTIMIZERS.values()]
    assert rows["holds"].all()


@pytest.mark.seldom
def test_a_program_that_is_wrong_is_seen(app, monkeypatch):
    wrong = replace(OPERATIONS["sqrt"], python="(sqrt({0}) * (1 + 1e-9) if {0} >= 0 else nan)")
    monkeypatch.setitem(OPERATIONS, "sqrt", wrong)
    proof.compiled_evidence.cache_clear()
    compiled._python.cache_clear()
    try:
        app.run()
        rows = app.dataframe[1].value.set_index("rule")
        assert not rows.loc["RMSProp", "holds"]
        assert rows.loc["Momentum", "holds"]
    finally:
        proof.compiled_evidence.cache_clear()
        compiled._python.cache_clear()
