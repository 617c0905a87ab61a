"""The samples that `make test` takes."""

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.sampling import sample

AXES = [range(30), range(7), range(2)]
PRODUCT = [dict(zip("abc", values, strict=True)) for values in product(*AXES)]


def test_every_value_of_every_axis_is_there_as_soon_as_there_is_room():
    chosen = [PRODUCT[i] for i in sample(PRODUCT, 30, 0)]
    assert [len({case[axis] for case in chosen}) for axis in "abc"] == [30, 7, 2]


def test_a_small_sample_has_no_value_twice_where_there_are_others():
    chosen = [PRODUCT[i] for i in sample(PRODUCT, 7, 0)]
    assert [len({case[axis] for case in chosen}) for axis in "abc"] == [7, 7, 2]


def test_it_is_seeded_and_in_order():
    assert sample(PRODUCT, 12, "a") == sample(PRODUCT, 12, "a") == sorted(sample(PRODUCT, 12, "a"))
    assert sample(PRODUCT, 12, "a") != sample(PRODUCT, 12, "b")


def test_there_are_no_more_than_all():
    assert sample(PRODUCT[:3], 10, 0) == [0, 1, 2]


FORTY = """
import pytest
@pytest.mark.sampled(4)
@pytest.mark.parametrize("a", range(20))
@pytest.mark.parametrize("b", range(2))
def test_sum(a, b):
    assert a + b >= 0
"""


@pytest.mark.parametrize(("proof", "count"), [("", 4), ("1", 40)], ids=["make test", "make proof"])
def test_make_proof_leaves_nothing_out(tmp_path, proof, count):
    (tmp_path / "test_forty.py").write_text(FORTY, "utf-8")
    (tmp_path / "conftest.py").write_text(
        "from tests.conftest import pytest_collection_modifyitems, pytest_configure", "utf-8"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path]
    environment = os.environ | {"RAVINE_PROOF": proof, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert f"{count} passed" in done.stdout, done.stdout
