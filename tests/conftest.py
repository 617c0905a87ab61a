"""What many tests loop over: the registries, hostile texts, and hypothesis where it is installed."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from params import params_of
from surfaces import SURFACES
from tests.sampling import keep

ASSETS = Path(__file__).parents[1] / "player" / "assets"

HOSTILE = {
    "nan": "nan",
    "inf": "inf",
    "-inf": "-Infinity",
    "-1e308": "-1e308",
    "1e400": "1e400",
    "underscore": "0_1",
    "5,000 digits": "1" * 5000,
    "Arabic-Indic digits": "٢٠",
    "fullwidth digits": "１２",
    "null": "null",
    "broken JSON": "[1,2",
    "percent NUL": "%00",
    "NUL": "1\0",
    "newline": "1\n",
    "space": " 1",
    "right-to-left override": "\u202e1",
    "HTML": "<img src=x onerror=alert(1)>",
    "hexadecimal": "0x10",
    "complex": "1j",
    "minus sign": "−1",
    "lone surrogate": "\ud800",
    "100 kB of digits": "9" * 100_000,
    "100 kB of zeros": "0." + "0" * 100_000,
    "100 kB of commas": "," * 100_000,
}
"""Texts that are no setting at all, whatever the setting. The empty text is one more, but for a list."""


def pytest_configure(config):
    config.addinivalue_line("markers", "sampled(n=0, axes=None): all but `make proof` run a sample (tests/sampling.py)")
    config.addinivalue_line(
        "markers", "seldom(n=0): all but n cases run in CI and `make proof` only (tests/sampling.py)"
    )


def pytest_collection_modifyitems(config, items):
    items[:], left_out = keep(items)
    if left_out:
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE)
def hostile(request):
    return request.param


@pytest.fixture(params=SURFACES.values(), ids=SURFACES)
def surface_class(request):
    return request.param


@pytest.fixture(params=OPTIMIZERS.values(), ids=OPTIMIZERS)
def optimizer_class(request):
    return request.param


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the site without a server, for those who look at all of it: it takes long."""
    from export.site import all_files, write

    folder = tmp_path_factory.mktemp("site")
    write(folder, all_files())
    return folder


@pytest.fixture
def rng():
    return np.random.default_rng(20)


@pytest.fixture
def st():
    return pytest.importorskip("hypothesis.strategies", reason="property tests need hypothesis")


@pytest.fixture
def forall():
    """Call it with a check and a strategy for each of its arguments: a hundred examples, the same ones every time."""
    hypothesis = pytest.importorskip("hypothesis", reason="property tests need hypothesis")

    def run(check, *strategies):
        # How fast examples are drawn depends on what else the machine does.
        slow = [hypothesis.HealthCheck.too_slow]
        modest = hypothesis.settings(
            max_examples=100, derandomize=True, deadline=None, database=None, suppress_health_check=slow
        )
        modest(hypothesis.given(*strategies)(check))()

    return run


@pytest.fixture
def settings_of():
    """Call it with a class and `pick`: an instance whose numbers are pick(Param), the rest as by default."""

    def make(cls, pick):
        return cls(**{n: pick(p) for n, p in params_of(cls).items() if is_number(p)})

    return make


def is_number(declared):
    return not declared.options and not isinstance(declared.default, bool)


@pytest.fixture(scope="session")
def node(tmp_path_factory):
    """Call it with a script and data: what the script prints of `input`, as JSON. `assets` is where the modules are."""
    program = shutil.which("node")
    if not program and os.environ.get("CI") == "true":
        pytest.fail("node was not found: install Node.js (Debian: apt-get install nodejs npm)")
    if not program:
        pytest.skip("node was not found: install Node.js (Debian: apt-get install nodejs npm)")

    def run(script, data):
        head = f"import {{ readFileSync }} from 'node:fs'; const input = new Uint8Array(readFileSync(0)); const assets = {json.dumps(ASSETS.as_uri())};"
        file = tmp_path_factory.mktemp("node") / "script.mjs"
        file.write_text(head + script, "utf-8")
        done = subprocess.run([program, file], input=data, capture_output=True, check=False)
        assert not done.returncode, done.stderr.decode()
        return json.loads(done.stdout)

    return run
