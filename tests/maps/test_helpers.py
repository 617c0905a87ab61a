"""Processes that take a share of the lanes, and that nothing depends on them."""

import os
import subprocess
import sys
import time
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest
from numpy.testing import assert_array_equal

from maps import many, run_many
from maps.helpers import Helpers
from optimizers import OPTIMIZERS
from surfaces import SURFACES

HIMMELBLAU = SURFACES["Himmelblau"]()
ADAM = OPTIMIZERS["Adam"](lr=0.02)
STARTS = HIMMELBLAU.domain.mesh(8, 8).reshape(2, -1)
SCRIPT = """
from maps import basins
from optimizers import Adam
from surfaces import Himmelblau
print(basins(Himmelblau(), Adam(), 150, 2).kind.shape)
"""
"""More lanes than a chunk, and no `if __name__ == "__main__"`."""


def helpers(count):
    """So many helpers, which are up."""
    found = Helpers(count)
    assert found.do(os.getpid) == os.getpid(), "nobody waits until one is up"
    while found.idle.qsize() < count:
        time.sleep(0.01)
    return found


class Recorder(Helpers):
    """No helpers, but a list of who asked for one."""

    def do(self, work, *job):
        self.asked = [*getattr(self, "asked", []), job]
        return work(*job)


@dataclass(frozen=True)
class Homemade(OPTIMIZERS["GradientDescent"]):
    label = "Homemade"


def test_a_helper_is_another_process_that_does_the_same(monkeypatch):
    one = helpers(1)
    pid = one.do(os.getpid)
    assert pid != os.getpid()
    assert one.do(os.getpid) == pid
    monkeypatch.setattr(many, "HELPERS", one)
    (helped, there), (alone, here) = (run_many(HIMMELBLAU, ADAM, STARTS, 200, chunk=20, threads=n) for n in (2, 1))
    assert_array_equal(there, here)
    for ours, others in zip(astuple(helped), astuple(alone), strict=True):
        assert_array_equal(ours, others)


def test_what_a_helper_does_not_do_is_done_here():
    """One has ended, one fails at what it is asked."""
    two = helpers(2)
    ended = two.idle.get()
    ended.kill()
    ended.wait()
    two.idle.put(ended)
    with pytest.raises(ZeroDivisionError):
        two.do(divmod, 1, 0)
    assert two.do(os.getpid) == os.getpid()
    assert two.idle.empty()


@pytest.mark.parametrize(
    ("optimizer", "settings", "jobs"),
    [(ADAM, {"chunk": 20}, 4), (ADAM, {}, 0), (ADAM, {"chunk": 20, "threads": 1}, 0), (Homemade(), {"chunk": 20}, 0)],
    ids=["chunks", "few lanes", "one at a time", "a rule of one's own"],
)
def test_helpers_are_asked_for_chunks_of_what_they_know(optimizer, settings, jobs, monkeypatch):
    recorder = Recorder(0)
    monkeypatch.setattr(many, "HELPERS", recorder)
    run_many(HIMMELBLAU, optimizer, STARTS, 5, **{"threads": 2, **settings})
    assert len(getattr(recorder, "asked", [])) == jobs


def test_a_script_without_a_guard_runs_once_and_ends_quietly(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    root = str(Path(__file__).parents[2])
    run = subprocess.run(
        [sys.executable, script], env=os.environ | {"PYTHONPATH": root}, capture_output=True, text=True, check=True
    )
    assert (run.stdout, run.stderr) == ("(150, 150)\n", "")
