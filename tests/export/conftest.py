"""What the tests of PyTorch scripts share: torch, and a way to run a script."""

from contextlib import redirect_stdout
from io import StringIO

import numpy as np
import pytest


@pytest.fixture(scope="module")
def torch():
    """Torch, with its usual settings restored after the scripts."""
    found = pytest.importorskip("torch", reason="torch is not installed: the scripts are not run")
    before = found.get_default_dtype()
    yield found
    found.set_default_dtype(before)


@pytest.fixture(scope="module")
def pasted():
    """Call it with a script: the points of the path that the script walks."""

    def run(script):
        space, printed = {}, StringIO()
        with redirect_stdout(printed):
            exec(script, space)
        assert printed.getvalue().count("\n") == 1
        return np.array([w.numpy() for w in space["path"]])

    return run
