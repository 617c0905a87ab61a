"""The repo keeps its own rules: who imports whom, what is documented, what is registered."""

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import optimizers
import surfaces
from optimizers import OPTIMIZERS, SCHEDULES, Optimizer
from params import Interval, params_of
from surfaces import DATA_SURFACES, SURFACES, Surface

ROOT = Path(__file__).parents[1]
CORE = {"compiler", "language", "params", "surfaces", "optimizers", "descent"}
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SCENES = {*CORE, "maps", "checking", "references", "figures", "scenes"}
MAY_IMPORT = {
    "language": set(),
    "compiler": {"numpy"},
    "params": {"numpy", "language"},
    "surfaces": {"numpy", "compiler", "language", "params"},
    "optimizers": {"numpy", "compiler", "language", "params"},
    "descent": {"numpy", *CORE},
    "maps": {"numpy", *CORE},
    "checking": {"numpy", *CORE},
    "references": {"numpy", *CORE},
    "figures": {"numpy", "plotly", "latex2mathml", *CORE, "checking", "references"},
    "scenes": {"numpy", *SCENES},
    "pasted": {"numpy", "pandas", "language", "params", "surfaces"},
    "player": {"numpy", "streamlit", *SCENES},
    "lessons": {"numpy", *SCENES},
    "export": {"numpy", *SCENES, "player", "lessons"},
    "views": {"numpy", "streamlit", "starlette", *SCENES, "pasted", "player", "lessons", "export"},
    "app": {"numpy", "streamlit", "starlette", *SCENES, "pasted", "player", "lessons", "export", "views"},
}
"""Layer → what its files may import beside the standard library and their own layer."""
MOST_MODULES = 12
"""Files on one level: more than that nobody takes in at a glance."""
REQUIRED = {"numpy", "streamlit", "plotly", "latex2mathml", "pytest"}
"""What requirements.txt installs: enough to run the app and to collect the tests."""
REGISTRIES = [(surfaces, Surface, SURFACES | DATA_SURFACES), (optimizers, Optimizer, OPTIMIZERS)]
REGISTERED = {**SURFACES, **DATA_SURFACES, **OPTIMIZERS}
OWN_DATA = {"rows", "columns", "classes"}
"""The fields that have no widget: a table that somebody pasted."""
PUBLISHED = tuple(layer for layer in MAY_IMPORT if layer not in ("views", "app"))
REGISTRY_HOST = re.compile(r"\b(pypi|pythonhosted|npmjs|conda|anaconda|crates|jsdelivr|unpkg)\.(org|io|com|net)\b")
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(work|root|home|Users)/[.\w]")


def layer_files(layer):
    found = [*ROOT.glob(f"{layer}.py"), *ROOT.glob(f"{layer}/**/*.py")]
    return sorted(path for path in found if path.parent.name != "recording")


LAYER_FILES = [(layer, path) for layer in MAY_IMPORT for path in layer_files(layer)]
TEST_FILES = sorted(ROOT.glob("tests/**/*.py"))


def name_of(path):
    return str(path.relative_to(ROOT))


def imported(tree):
    """The top-level names that the import statements of `tree` name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else node.module.partition(".")[0]


def imports_of(path):
    return set(imported(ast.parse(path.read_text("utf-8")))) - set(sys.stdlib_module_names)


@pytest.mark.parametrize(("layer", "path"), LAYER_FILES, ids=[name_of(p) for _, p in LAYER_FILES])
def test_imports_go_one_way(layer, path):
    assert imports_of(path) <= MAY_IMPORT[layer] | {layer}


def test_every_layer_is_type_checked():
    assert set(SETTINGS["tool"]["mypy"]["packages"]) == {layer for layer in MAY_IMPORT if layer_files(layer)}


@pytest.mark.parametrize(("layer", "path"), LAYER_FILES, ids=[name_of(p) for _, p in LAYER_FILES])
def test_other_packages_are_entered_by_their_face(layer, path):
    """`from surfaces import Rosenbrock`, and not from where it stands within: then its rooms can be moved."""
    past = [
        node.module
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and "." in (node.module or "")
    ]
    assert [m for m in past if m.partition(".")[0] in MAY_IMPORT and m.partition(".")[0] != layer] == []


def test_no_level_has_more_modules_than_one_takes_in():
    folders = {path.parent for layer in MAY_IMPORT for path in layer_files(layer)}
    crowded = {name_of(f): n for f in folders if (n := len([*f.glob("[!_]*.py")])) > MOST_MODULES}
    assert crowded.pop(".", 0) <= MOST_MODULES
    assert crowded == {}


def test_every_python_file_belongs_to_a_layer():
    elsewhere = {"tests", "benchmarks", "docs"}
    tops = {Path(name).parts[0].removesuffix(".py") for name in tracked() if name.endswith(".py")}
    assert tops <= set(MAY_IMPORT) | elsewhere


@pytest.mark.parametrize("path", TEST_FILES, ids=name_of)
def test_tests_collect_with_the_requirements_alone(path):
    body = ast.parse(path.read_text("utf-8")).body
    needed = set(imported(ast.Module([node for node in body if isinstance(node, ast.Import | ast.ImportFrom)], [])))
    assert needed - set(sys.stdlib_module_names) - guarded(body) <= REQUIRED | {"tests"} | set(MAY_IMPORT)


def guarded(body):
    """What the statements of `body` import by `pytest.importorskip("…")`."""
    calls = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return {call.args[0].value for call in calls if getattr(call.func, "attr", "") == "importorskip"}


def test_tests_are_no_packages():
    assert not list(ROOT.glob("tests/**/__init__.py"))


def tracked():
    git = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if git.returncode:
        pytest.skip("which files are tracked is known in a git checkout only")
    return [name for name in git.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("forbidden", [REGISTRY_HOST, MACHINE_PATH], ids=["registry hosts", "machine paths"])
def test_tracked_files_name_no(forbidden):
    texts = {name: (ROOT / name).read_text("utf-8", errors="ignore") for name in tracked()}
    assert {name: hit[0] for name, text in texts.items() if (hit := forbidden.search(text))} == {}


@pytest.mark.parametrize("text", ["https:||pypi!org|simple", "see registry.npmjs!org", "||cdn.jsdelivr!net|npm"])
def test_registry_hosts_are_recognised(text):
    assert REGISTRY_HOST.search(unmasked(text))


@pytest.mark.parametrize("text", ["cd |work|main", '"|root|.cache"', "`|home|me|x`"])
def test_machine_paths_are_recognised(text):
    assert MACHINE_PATH.search(unmasked(text))


@pytest.mark.parametrize("text", ["https:||example!org|home|x", "views|work|page", "|workbench|x"])
def test_other_paths_are_none_of_the_machine(text):
    assert not MACHINE_PATH.search(unmasked(text))


def unmasked(text):
    """`text` is masked so that this file passes its own test."""
    return text.replace("|", "/").replace("!", ".")


def public(module):
    """What a package's `__all__` names, or what a plain module defines without an underscore."""
    names = getattr(module, "__all__", None) or [n for n, v in vars(module).items() if n[0] != "_" and mine(v, module)]
    return {name: getattr(module, name) for name in names}


def mine(value, module):
    return getattr(value, "__module__", "") == module.__name__


def documented(value):
    """False if there is no docstring, or only the signature that `dataclass` and `NamedTuple` put there."""
    doc = value.__doc__ or ""
    return len(doc) > 10 and not doc.startswith(f"{value.__name__}(")


@pytest.mark.parametrize("layer", [layer for layer in PUBLISHED if layer_files(layer)])
def test_public_names_have_docstrings(layer):
    offered = public(importlib.import_module(layer))
    parts = {n: v for n, v in offered.items() if inspect.isclass(v) or inspect.isfunction(v)}
    assert [n for n, v in parts.items() if not documented(v)] == []
    assert parts


@pytest.mark.parametrize("layer", [layer for layer in PUBLISHED if (ROOT / layer / "__init__.py").exists()])
def test_all_is_sorted_and_true(layer):
    module = importlib.import_module(layer)
    assert set(module.__all__) <= set(vars(module))
    assert len(set(module.__all__)) == len(module.__all__)


@pytest.mark.parametrize("path", [p for _, p in LAYER_FILES], ids=name_of)
def test_files_begin_with_a_docstring(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("cls", REGISTERED.values(), ids=REGISTERED)
def test_docstring_is_a_sentence_and_its_formula(cls):
    sentence, *rest = inspect.cleandoc(cls.__dict__["__doc__"]).split("\n\n")
    assert re.search(r"[.?!]$", sentence)
    assert not re.search(r"[.?!]\s+[A-Z]", sentence)
    assert "$" not in sentence
    assert re.search(r"^\$\$[^$]+\$\$", rest[0])


@pytest.mark.parametrize("cls", REGISTERED.values(), ids=REGISTERED)
def test_sliders_bear_the_symbols_of_the_formula(cls):
    assert [n for n, p in params_of(cls).items() if p.symbol not in cls.__doc__] == []


@pytest.mark.parametrize("cls", REGISTERED.values(), ids=REGISTERED)
def test_fields_explain_themselves(cls):
    assert {f.name for f in dataclasses.fields(cls)} - set(params_of(cls)) <= OWN_DATA
    assert all(p.help for p in params_of(cls).values())


SLIDERS = {
    f"{cls.__name__}.{name}": declared
    for cls in REGISTERED.values()
    for name, declared in params_of(cls).items()
    if not declared.options and not isinstance(declared.default, bool)
}


@pytest.mark.parametrize("declared", SLIDERS.values(), ids=SLIDERS)
def test_sliders_stay_where_the_value_has_a_meaning(declared):
    assert declared.low < declared.high
    assert declared.low > 0 or not declared.log
    assert Interval(declared.low, declared.high).holds(declared.default)
    assert declared.within.holds([declared.low, declared.high, declared.default])


@pytest.mark.parametrize("cls", REGISTERED.values(), ids=REGISTERED)
def test_registered_classes_are_frozen_dataclasses(cls):
    assert "__dataclass_params__" in vars(cls)
    assert cls.__dataclass_params__.frozen
    assert hash(cls()) == hash(cls())


def test_labels_are_for_people_and_unique():
    labels = [cls.label for cls in REGISTERED.values()]
    assert len(set(labels)) == len(labels)
    assert all(label[0].isupper() and "_" not in label for label in labels)


def subclasses(package, base):
    """Module name → concrete subclasses of `base` in it that need no argument, in the order of their lines."""
    names = [m.name for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    modules = [importlib.import_module(name) for name in names]
    return {m.__name__: [c for c in classes(m) if issubclass(c, base) and complete(c)] for m in modules}


def classes(module):
    nodes = ast.parse(inspect.getsource(module)).body
    return [getattr(module, node.name) for node in nodes if isinstance(node, ast.ClassDef)]


def complete(cls):
    needed = [f for f in dataclasses.fields(cls) if f.init and f.default is dataclasses.MISSING]
    return not inspect.isabstract(cls) and not needed


@pytest.mark.parametrize(("package", "base", "registry"), REGISTRIES, ids=["surfaces", "optimizers"])
def test_registry_holds_every_class_in_the_order_of_the_files(package, base, registry):
    found = subclasses(package, base)
    families = dict.fromkeys(cls.__module__ for cls in registry.values())
    assert {name for name, members in found.items() if members} == set(families)
    assert list(registry.values()) == [cls for family in families for cls in found[family]]
    assert [cls.__name__ for cls in registry.values()] == list(registry)


@pytest.mark.parametrize(
    ("package", "classes"),
    [(surfaces, SURFACES | DATA_SURFACES), (optimizers, OPTIMIZERS | SCHEDULES)],
    ids=["surfaces", "optimizers"],
)
def test_every_class_is_imported_by_its_name(package, classes):
    space = {}
    exec(f"from {package.__name__} import {', '.join(classes)}", space)
    assert {name: space[name] for name in classes} == classes
    assert set(classes) <= set(package.__all__)
    assert not hasattr(package, "NoSuchThing")


def test_no_face_hides_a_name_of_the_other():
    assert not set(surfaces.__all__) & set(optimizers.__all__)


def test_no_name_serves_twice():
    assert len(REGISTERED) == len(SURFACES) + len(DATA_SURFACES) + len(OPTIMIZERS)


def test_the_architecture_lists_every_folder():
    listed = set(
        re.findall(r"^\| `([\w/]+)/` \|", (ROOT / "docs" / "architecture.md").read_text("utf-8"), re.MULTILINE)
    )
    source = {Path(name).parent for name in tracked() if name.endswith((".py", ".js"))}
    inner = {name_of(ROOT / folder) for folder in source if folder.parts and folder.parts[0] not in ("tests",)}
    assert listed == inner | {"tests", "docs"}
