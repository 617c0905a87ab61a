"""The example notebook runs from top to bottom, as somebody would run it from a clone."""

from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def executed():
    """Its cells of code, with their outputs."""
    nbformat = pytest.importorskip("nbformat", reason="nbclient is not installed: the notebook is not run")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: the notebook is not run")
    notebook = nbformat.read(DOCS / "living.ipynb", 4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": DOCS}}).execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.seldom
def test_every_race_is_shown(executed):
    for cell in executed:
        shown = [html for output in cell.outputs if "data" in output and (html := output.data.get("text/html"))]
        assert [html[:16] for html in shown] == ['<iframe srcdoc="'] * cell.source.split("\n")[-1].startswith("living(")


@pytest.mark.seldom
def test_it_prints_what_its_text_says(executed):
    printed = "".join(output.text for cell in executed for output in cell.outputs if output.output_type == "stream")
    assert printed.count("after 400 steps: ") == 3
    assert "best of 31: a rate of" in printed
    assert printed.endswith(" MB\n")


def test_it_is_kept_without_outputs():
    assert '"output_type"' not in (DOCS / "living.ipynb").read_text("utf-8")
