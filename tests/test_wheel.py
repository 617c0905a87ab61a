"""`pip install .` puts into a notebook's environment what needs NumPy alone, and nothing of the app."""

import importlib.util
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKED = PROJECT["tool"]["setuptools"]
TOPS = {name.partition(".")[0] for name in PACKED["py-modules"] + PACKED["packages"]}
STAYS = {"pasted", "scenes", "figures", "player", "lessons", "export", "views", "app", "benchmarks"}
"""What is run from a checkout alone; everything else at the top belongs into the wheel."""
NOT_IN_A_COPY = shutil.ignore_patterns(".*", "tests", "docs", "build", "*.egg-info", "__pycache__", "node_modules")
NOTEBOOK = """
import sys
import numpy.random
before = set(sys.modules)
from surfaces import DATA_SURFACES, Rosenbrock
from optimizers import Adam
from descent import descend
run = descend(Rosenbrock(b=10.0), Adam(lr=0.05), start=(-1.2, 1.0), steps=500)
[cls()(run.points[0]) for cls in DATA_SURFACES.values()]
for name in {tops}:
    __import__(name)
print(run.points.shape, *sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}))
"""


def is_source(path):
    """Whether it is a file of the wheel's: what recorded the references needs PyTorch and Optax."""
    return path.is_file() and not {"__pycache__", "recording"} & set(path.parts)


def sources():
    """The files of all packages that are named in the project, and its modules."""
    below = [path for top in TOPS for path in ROOT.glob(f"{top}/**/*") if is_source(path)]
    return {str(path.relative_to(ROOT)) for path in below} | {f"{name}.py" for name in PACKED["py-modules"]}


def test_every_layer_is_in_the_wheel_or_in_the_app():
    layers = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {path.stem for path in ROOT.glob("*.py")}
    assert layers - STAYS == TOPS


def test_every_folder_with_code_is_a_package_of_the_wheel():
    folders = {Path(name).parent for name in sources() if name.endswith(".py")} - {Path()}
    assert sorted(PACKED["packages"]) == sorted(".".join(folder.parts) for folder in folders)


def test_types_are_declared():
    assert {f"{top}/py.typed" for top in TOPS - set(PACKED["py-modules"])} <= sources()


def test_the_range_of_numpy_is_that_of_the_app():
    assert PROJECT["project"]["dependencies"] == [
        line for line in (ROOT / "requirements.txt").read_text("utf-8").split() if line.startswith("numpy")
    ]


@pytest.fixture
def installed(tmp_path):
    """A folder into which the project has been installed from a copy, without network and dependencies."""
    if not (importlib.util.find_spec("pip") and importlib.util.find_spec("setuptools")):
        pytest.skip("pip and setuptools are needed to build a wheel: pip install -r requirements-dev.txt")
    copy, target = shutil.copytree(ROOT, tmp_path / "copy", ignore=NOT_IN_A_COPY), tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--no-build-isolation", "--no-compile", "--target", target, copy], check=True)
    return target


@pytest.mark.seldom
def test_a_notebook_has_the_whole_of_it_with_numpy_alone(installed, tmp_path):
    found = {str(path.relative_to(installed)) for path in installed.glob("**/*") if is_source(path)}
    assert {name for name in found if ".dist-info" not in name} == sources()
    environment = {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", NOTEBOOK.format(tops=sorted(TOPS))]
    said = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout
    shape, _, names = said.partition(") ")
    assert shape == "(501, 2"
    assert set(names.split()) - set(sys.stdlib_module_names) - {"numpy"} == TOPS
