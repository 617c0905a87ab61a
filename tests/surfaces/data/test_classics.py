"""The tables that come with the surfaces, and that every surface which offers one has it."""

import subprocess
import sys
from pathlib import Path

import pytest

from params import params_of
from surfaces import DATA_SURFACES
from surfaces.data.classics import CLASSICS, classic
from tests.surfaces import shapes

FORMS = [*(cls() for cls in DATA_SURFACES.values()), *shapes.FORMS.values()]


@pytest.mark.parametrize(("source", "task"), CLASSICS, ids=str)
def test_classic_tables(source, task):
    rows = classic(source, task).rows
    assert len(rows) == (569 if source != "iris" else 100 if task.startswith("two") else 150)
    assert any(surface.task == task for surface in FORMS)


def test_every_choice_of_data_has_its_table():
    for surface in FORMS:
        for source in params_of(type(surface))["source"].options[1:]:
            assert classic(source, surface.task).rows
    assert classic("made up", "number").rows == ()


def test_a_row_is_the_features_and_the_target():
    assert classic("iris", "number").rows[0] == (1.4, 0.0, 0.2)
    assert classic("iris", "classes").rows[-1] == (5.1, 1.8, 2.0)
    assert classic("iris", "two classes").rows[0] == (4.7, 1.4, 0.0)
    assert classic("iris", "two classes by one feature").rows[0] == (1.4, 0.0, 0.0)
    assert classic("breast cancer", "two classes")[1:] == (("radius", "texture", "diagnosis"), ("benign", "malignant"))


def test_the_core_needs_numpy_alone():
    script = "import sys, descent; sys.exit(any(name in sys.modules for name in ('pandas', 'streamlit', 'plotly')))"
    assert subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=False).returncode == 0
