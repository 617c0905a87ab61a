"""The tables that come with the surfaces, and that every surface which offers one has it."""

import subprocess
import sys
from pathlib import Path

import pytest

from surfaces import DATA_SURFACES
from surfaces.classics import CLASSICS, classic


@pytest.mark.parametrize(("source", "task"), CLASSICS, ids=str)
def test_classic_tables(source, task):
    rows = classic(source, task).rows
    assert len(rows) == {"number": 150, "two classes": 100, "classes": 150}[task] if source == "iris" else 569
    assert any(cls.task == task for cls in DATA_SURFACES.values())


def test_every_choice_of_data_has_its_table():
    for cls in DATA_SURFACES.values():
        for source in cls.__dataclass_fields__["source"].metadata["param"].options[1:]:
            assert classic(source, cls.task).rows
    assert classic("made up", "number").rows == ()


def test_a_row_is_the_features_and_the_target():
    assert classic("iris", "number").rows[0] == (1.4, 0.0, 0.2)
    assert classic("iris", "classes").rows[-1] == (5.1, 1.8, 2.0)
    assert classic("iris", "two classes").rows[0] == (4.7, 1.4, 0.0)
    assert classic("breast cancer", "two classes")[1:] == (("radius", "texture", "diagnosis"), ("benign", "malignant"))


def test_the_core_needs_numpy_alone():
    script = "import sys, descent; sys.exit(any(name in sys.modules for name in ('pandas', 'streamlit', 'plotly')))"
    assert subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=False).returncode == 0
