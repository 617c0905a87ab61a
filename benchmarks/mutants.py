"""How many small mistakes in the core the tests find: a seeded sample of cosmic-ray's mutants.

`make mutants` takes about half an hour on one core. Each mutant stands in a copy of the project, and is met by tests that run
through its line: a few of each test function first, then more of them. What is declared and not computed, such as a slider's
ends, and the words of errors are left out. What survives is listed; whether it is equivalent is for a reader to say.
"""

import ast
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[1]
CORE = ("optimizers", "surfaces", "descent")
TESTS = [*(f"tests/{package}" for package in CORE), "tests/checking", "tests/scenes", "tests/pasted"]
COUNT, SEED = 380, 12
FEW, MANY = (2, 40), (12, 500)
"""Tests a function, and in all: those that meet a mutant first, and those that meet it if it survives them."""
SECONDS = 200
SKIPPED = ("VariableReplacer", "VariableInserter", "RemoveDecorator", "ExceptionReplacer")
DURATION = re.compile(r"([0-9.]+)s call +(\S+)")


def main() -> None:
    """Print each survivor, and the score."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "ravine"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "node_modules"))
        covering, seconds = measured(copy)
        mutants = sample(copy)
        killed = sum(meet(copy, mutant, covering, seconds) for mutant in mutants)
    print(f"{killed} of {len(mutants)} mutants were killed: {killed / len(mutants):.1%}")


def measured(copy: Path) -> tuple[dict[str, dict[int, set[str]]], dict[str, float]]:
    """File → line → the tests that run through it, and test → seconds."""
    command = [
        *pytest(),
        *TESTS,
        *(f"--cov={p}" for p in CORE),
        "--cov-context=test",
        "--cov-report=",
        "-vv",
        "--durations=0",
    ]
    log = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=True).stdout
    data, covering = coverage.CoverageData(str(copy / ".coverage")), defaultdict[str, dict[int, set[str]]](dict)
    data.read()
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            covering[str(Path(file).relative_to(copy))][line] = {c.split("|")[0] for c in contexts if c}
    return covering, {test: float(seconds) for seconds, test in DURATION.findall(log)}


def sample(copy: Path) -> list[tuple[Path, int, str, int]]:
    """(file, line, operator, occurrence) of each mutant: places by chance, as many in a file as it has, one mutant each."""
    chance, files = random.Random(SEED), sorted(f for package in CORE for f in (copy / package).rglob("[!_]*.py"))
    found = {file: places(file.read_text("utf-8")) for file in files}
    total = sum(map(len, found.values()))
    chosen = []
    for file, here in found.items():
        count = min(len(here), max(2, round(COUNT * len(here) / total)))
        chosen += [(file, at[0], *chance.choice(here[at])) for at in chance.sample(sorted(here), count)]
    return chance.sample(chosen, len(chosen))


def places(source: str) -> dict[tuple[int, int], list[tuple[str, int]]]:
    """Place → the mutants there, in function bodies and in constants."""
    lines, left_out = computed(ast.parse(source))
    found, nodes = defaultdict[tuple[int, int], list[tuple[str, int]]](list), [*ast_nodes(get_ast(source))]
    for name in (name for name in operator_names() if not name.endswith(SKIPPED)):
        starts = (start for node in nodes for start, _end in get_operator(name)().mutation_positions(node))
        for occurrence, start in enumerate(starts):
            if start[0] in lines and not any(inside(start, node) for node in left_out):
                found[start].append((name, occurrence))
    return found


def computed(tree: ast.Module) -> tuple[set[int], list[Any]]:
    """The lines of function bodies without docstrings and of constants; and annotations and errors, which are left out."""
    bodies = [
        node.body[ast.get_docstring(node) is not None :] for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    ]
    constants = [node for node in tree.body if isinstance(node, ast.Assign)]
    statements = [*constants, *(statement for body in bodies for statement in body)]
    lines = {line for s in statements for line in range(s.lineno, (s.end_lineno or s.lineno) + 1)}
    annotations = [n.annotation for n in ast.walk(tree) if isinstance(n, ast.AnnAssign | ast.arg) and n.annotation]
    return lines, [*annotations, *(node for node in ast.walk(tree) if isinstance(node, ast.Raise))]


def inside(place: tuple[int, int], node: Any) -> bool:
    return (node.lineno, node.col_offset) <= place < (node.end_lineno, node.end_col_offset)


def meet(copy: Path, mutant: tuple[Path, int, str, int], covering: Any, seconds: dict[str, float]) -> bool:
    """Whether a test fails on the mutant; one that does not is printed."""
    file, line, name, occurrence = mutant
    source, lines = file.read_text("utf-8"), covering[str(file.relative_to(copy))]
    mutated = mutate_code(source, get_operator(name)(), occurrence)
    tests = {test for test in lines.get(line) or set().union(*lines.values()) if test in seconds}
    file.write_text(mutated, "utf-8")
    try:
        killed = any(fails(copy, batch) for batch in batches(tests, seconds))
    finally:
        file.write_text(source, "utf-8")
    if not killed:
        was, now = (text.split("\n")[line - 1].strip() for text in (source, mutated))
        print(json.dumps([str(file.relative_to(copy)), line, name, was, now], ensure_ascii=False), flush=True)
    return killed


def batches(tests: set[str], seconds: dict[str, float]) -> Iterator[list[str]]:
    """The quickest few cases of each test function, then more of them."""
    functions = defaultdict[str, list[str]](list)
    for test in sorted(tests, key=seconds.__getitem__):
        functions[test.partition("[")[0]].append(test)
    for each, most in (FEW, MANY):
        yield [test for cases in functions.values() for test in cases[:each]][:most]


def fails(copy: Path, tests: list[str]) -> bool:
    """Whether one of the tests fails, or does not end."""
    command = [*pytest(), "-x", *tests]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def pytest() -> list[str]:
    return [sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider"]


if __name__ == "__main__":
    main()
