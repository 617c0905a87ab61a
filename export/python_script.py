"""A run as Python: to run where Ravine's own packages are, and to get the very same numbers."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from textwrap import indent
from typing import Any

import numpy as np

from language import _
from params import Declared
from scenes import Racer, Setup
from surfaces import Surface

SCRIPT = """\
# A race of Ravine, to the last digit, and at the end where each method is and its loss there.
# It needs Ravine's own packages, which bring NumPy: type `pip install .` in a clone of Ravine.
# Then run this file, from any folder: python FILE.py

from descent import descend
{imports}

{losses}
start = {start}
steps = {steps}

runs = {{
{runs}
}}
for name, run in runs.items():
    x, y = run.points[run.last]
    print(f"{{name}}: ({{x:.6g}}, {{y:.6g}}) after {{run.last}} steps, loss {{run.losses[run.last]:.6g}}")
"""
WIDTH = 100
"""Characters in a line: what is longer is written with a line for each field."""


def as_python(setup: Setup, with_table: bool = False) -> str:
    """A script that builds `runs`: name of each racer → its trajectory, as the race has it.

    with_table: whether a user's own table is written into it. Raises ValueError, in words for people, if there is one and it
    is not, or if an optimizer is a sweep of many.
    """
    if any(optimizer.batch for optimizer in setup.optimizers):
        raise ValueError(_("A script has one path: give each setting as one number."))
    if getattr(setup.plain, "rows", ()) and not with_table:
        raise ValueError(_("The table is your own: it is written into the script only if you say so."))
    names = _names(setup)
    return SCRIPT.format(
        imports="\n".join([*_imports("optimizers", setup.racers), *_imports("surfaces", (*names,))]),
        losses=_assignments(names),
        start=source(tuple(setup.start)),
        steps=source(setup.steps),
        runs=indent("\n".join(_run(racer, setup.surface, names) for racer in setup.racers), "    "),
    )


def source(value: Any, names: Mapping[Any, str] | None = None) -> str:
    """A value as the Python that makes it, every digit of its numbers; `names` says what has a name already."""
    names = names or {}
    if isinstance(value, Declared):
        return names.get(value) or _call(type(value).__name__, _arguments(value, names))
    if isinstance(value, tuple):
        return _call(_name(value), [source(part) for part in value], "," * (len(value) == 1 and not _name(value)))
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return repr(value.item() if isinstance(value, np.generic | np.ndarray) else value)


def _name(value: tuple[Any, ...]) -> str:
    """Of a named tuple's class; a plain one has none."""
    return type(value).__name__ if hasattr(value, "_fields") else ""


def _names(setup: Setup) -> dict[Surface, str]:
    """Loss → its name, in the order in which one is made of the other. Where L2 meets weight decay there are two."""
    losses = dict.fromkeys((setup.surface, *(racer.loss for racer in setup.racers)))
    named = dict(zip(losses, ("surface", "without_l2"), strict=False))
    return ({} if setup.plain in named else {setup.plain: "plain"}) | named


def _assignments(names: Mapping[Surface, str]) -> str:
    """Each loss by its name, made of those before it."""
    known = dict[Surface, str]()
    lines = []
    for loss, name in names.items():
        lines.append(f"{name} = {source(loss, known)}")
        known[loss] = name
    return "\n".join(lines)


def _run(racer: Racer, shown: Surface, names: Mapping[Surface, str]) -> str:
    extra = [] if racer.loss == shown else ["shown=surface"]
    call = _call("descend", [names[racer.loss], source(racer.optimizer), "start", "steps", *extra])
    return f"{source(racer.name)}: {call},"


def _arguments(instance: Any, names: Mapping[Any, str]) -> Iterator[str]:
    """What it is made of: what it wraps by place, its settings by name, whatever their defaults become, and what else there is."""
    defaults = _defaults(type(instance))
    placed = [name for name, default in defaults.items() if default is MISSING]
    yield from (source(getattr(instance, name), names) for name in placed)
    for field in fields(instance):
        value = getattr(instance, field.name)
        is_told = "param" in field.metadata or value != defaults.get(field.name)
        if is_told and field.name not in placed:
            yield f"{field.name}={source(value, names)}"


def _defaults(cls: Any) -> dict[str, Any]:
    """Name of each field → its default, as the class has it that the script imports: a formula is of one that nobody can."""
    named: Any = getattr(sys.modules[cls.__module__], cls.__name__)
    return {field.name: field.default for field in fields(named)}


def _call(name: str, arguments: Iterator[str] | list[str], comma: str = "") -> str:
    """On one line if there is room, with `comma` at its end, and otherwise with a line for each argument."""
    written = [*arguments]
    short = f"{name}({', '.join(written)}{comma})"
    if len(short) <= WIDTH and "\n" not in short:
        return short
    lines = indent(",\n".join(written), "    ")
    return f"{name}(\n{lines},\n)"


def _imports(package: str, value: Any) -> Iterator[str]:
    """The line that brings the classes of `package` that `value` is made of, if there are any."""
    parts = (type(part) for part in _parts(value))
    classes = sorted({cls.__name__ for cls in parts if cls.__module__.partition(".")[0] == package})
    if classes:
        yield f"from {package} import {', '.join(classes)}"


def _parts(value: Any) -> Iterator[Any]:
    """Everything that `value` is made of, itself included."""
    yield value
    if isinstance(value, tuple):
        yield from (part for one in value for part in _parts(one))
    if isinstance(value, Declared):
        yield from _parts(tuple(getattr(value, field.name) for field in fields(value)))  # type: ignore[arg-type]
