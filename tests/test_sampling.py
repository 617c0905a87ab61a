"""The samples that `make test` takes: nothing that is looped over is left out, and `make proof` runs all."""

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.sampling import family, sample, some

AXES = [range(30), range(7), range(2)]
PRODUCT = [dict(zip("abc", values, strict=True)) for values in product(*AXES)]


@pytest.mark.parametrize(("count", "taken"), [(0, 30), (7, 30), (50, 50)])
def test_every_value_of_every_axis_is_there_and_no_more_cases_than_that_takes_or_are_asked_for(count, taken):
    chosen = [PRODUCT[i] for i in sample(PRODUCT, count, 0)]
    assert [len({case[axis] for case in chosen}) for axis in "abc"] == [30, 7, 2]
    assert len(chosen) == taken


def test_it_is_seeded_and_in_order():
    assert sample(PRODUCT, 0, "a") == sample(PRODUCT, 0, "a") == sorted(sample(PRODUCT, 0, "a"))
    assert sample(PRODUCT, 0, "a") != sample(PRODUCT, 0, "b")


def test_there_are_no_more_than_all():
    assert sample(PRODUCT[:3], 10, 0) == [0, 1, 2]


def test_a_loop_of_its_own_has_one_of_each_family_or_all(monkeypatch):
    monkeypatch.setattr("tests.sampling.EVERYTHING", False)
    modules = [surface.__module__ for surface in some(SURFACES, family)]
    assert sorted(modules) == sorted({surface.__module__ for surface in SURFACES.values()})
    monkeypatch.setattr("tests.sampling.EVERYTHING", True)
    assert some(SURFACES, family) == [*SURFACES.values()]


LARGE = """
import pytest

@pytest.mark.sampled
@pytest.mark.parametrize("penalty", [{"l1": 1}, {"l2": 1}], ids=str)
@pytest.mark.parametrize("end", ["low", "high"])
def test_pair(surface_class, optimizer_class, end, penalty):
    pass

@pytest.mark.sampled(axes=lambda case: {"tens": case // 10, "odd": case % 2})
@pytest.mark.parametrize("case", range(40))
def test_case(case):
    pass

@pytest.mark.seldom(3)
@pytest.mark.parametrize("case", range(20))
def test_few(case):
    pass

@pytest.mark.seldom
@pytest.mark.parametrize("case", range(2))
def test_none(case):
    pass
"""


TESTS = ("test_pair", "test_case", "test_few", "test_none")


@pytest.fixture
def collected(tmp_path):
    """Call it with what RAVINE_PROOF and CI are: the ids of the cases of each test that pytest would run."""
    (tmp_path / "test_large.py").write_text(LARGE, "utf-8")
    (tmp_path / "conftest.py").write_text("from tests.conftest import *", "utf-8")
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]

    def run(proof, ci=""):
        environment = os.environ | {"RAVINE_PROOF": proof, "CI": ci, "PYTHONPATH": str(Path(__file__).parents[1])}
        done = subprocess.run(
            [*command, "--rootdir", tmp_path, tmp_path],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        ids = [line.rstrip("]").partition("[") for line in done.stdout.splitlines() if "[" in line]
        return [[case for test, _, case in ids if test.endswith(name)] for name in TESTS]

    return run


@pytest.mark.seldom
def test_every_surface_and_every_optimizer_occurs_and_the_same_in_every_process(collected):
    pairs, cases, few, none = collected("")
    assert len(pairs) == len(SURFACES)
    assert {part for pair in pairs for part in pair.split("-")} == {
        *SURFACES, *OPTIMIZERS, "low", "high", "{'l1': 1}", "{'l2': 1}",
    }  # fmt: skip
    assert [int(case) // 10 for case in cases] == [0, 1, 2, 3]
    assert {int(case) % 2 for case in cases} == {0, 1}
    assert len(few) == 3
    assert not none
    assert collected("") == [pairs, cases, few, none]  # in every process


@pytest.mark.seldom
def test_make_proof_leaves_nothing_out(collected):
    pairs, cases, few, none = collected("1")
    assert len(pairs) == len(SURFACES) * len(OPTIMIZERS) * 2 * 2
    assert [len(cases), len(few), len(none)] == [40, 20, 2]


@pytest.mark.seldom
def test_ci_runs_what_others_seldom_do(collected):
    pairs, _, few, none = collected("", ci="true")
    assert [len(pairs), len(few), len(none)] == [len(SURFACES), 20, 2]
