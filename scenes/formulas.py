"""A surface that somebody types: how a scene changes with it, and what an address says of it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from language import _
from optimizers import OPTIMIZERS
from params import Param, read_number, write_number
from scenes.defaults import default_for
from scenes.race import Scene
from surfaces import (
    EXAMPLES,
    Box,
    Example,
    Formula,
    FormulaError,
    Point,
    Surface,
    as_formula,
    ranges_of,
    read,
    with_base,
)

if TYPE_CHECKING:
    from scenes.address import Reader

FORMULA = Formula.__name__
"""What a formula of one's own is called where surfaces are called by name."""
KEY, WINDOW, RANGE = "f", "window", "range"
"""What an address calls the formula, its window, and the ends of a slider."""
FAR = 1e6
"""Neither a parameter nor a window goes further."""
LEAST = 1e-6
"""The smallest window or range, as a share of where it is: its points can be told apart."""
USUAL = 1.0
"""What a parameter is unless somebody says otherwise."""


Ranges = Mapping[str, tuple[float, float]]


def usual(surface: Formula) -> Formula:
    """The same formula in the same window, with the ranges and the start that it has there if nobody chooses any."""
    return formula(surface.text, surface.parameters, {}, surface.domain)


@lru_cache(maxsize=256)
def _usual_box(text: str, numbers: tuple[tuple[str, float], ...]) -> Box | None:
    try:
        return formula(text, dict(numbers), {}, None).domain
    except FormulaError:
        return None


def chosen_box(surface: Formula) -> Box | None:
    """The window, unless it is the one that the formula has if nobody chooses any."""
    box = surface.domain
    return box if box != _usual_box(surface.text, tuple(surface.parameters.items())) else None


def begun(surface: Surface | type[Surface]) -> Point:
    """Where a race on `surface` begins if nobody chooses."""
    return usual(surface).start if isinstance(surface, Formula) else surface.start


def written(surface: Formula) -> dict[str, str]:
    """What an address says of `surface`: the formula, and what is not as usual."""
    numbers, ranges, before = surface.parameters, ranges_of(type(surface)), ranges_of(type(usual(surface)))
    query = {KEY: surface.text}
    query |= {f"{FORMULA}.{name}": write_number(value) for name, value in numbers.items() if value != USUAL}
    query |= {f"{FORMULA}.{name}.{RANGE}": _spelled(ends) for name, ends in ranges.items() if ends != before[name]}
    return query | ({WINDOW: _spelled(box)} if (box := chosen_box(surface)) else {})


def _spelled(numbers: Any) -> str:
    return ",".join(write_number(float(number)) for number in numbers)


def read_formula(reader: "Reader") -> Formula:
    """The formula that the address names, with its parameters, their ranges, and its window; the first to try if it is none."""
    reader.known.add(KEY)
    try:
        return _read(reader, reader.query[KEY].strip())
    except FormulaError:
        reader.wrong.append(_("the formula cannot be read: the first one to try stands in its place"))
        return _read(reader, EXAMPLES[0].text)


def _read(reader: "Reader", text: str) -> Formula:
    """`text` with what else the address says of it. Raises FormulaError."""
    names = read(text).parameters
    numbers = {name: reader.value(f"{FORMULA}.{name}", Param(USUAL, -FAR, FAR)) for name in names}
    ranges = {name: ends for name in names if (ends := _ends(reader, f"{FORMULA}.{name}.{RANGE}", numbers[name]))}
    box = _numbers(reader, WINDOW, lambda found: is_window(Box(*found)))
    return formula(text, numbers, ranges, Box(*box) if box else None)


def _ends(reader: "Reader", key: str, value: float) -> tuple[float, float] | None:
    found = _numbers(reader, key, lambda ends: is_range(*ends) and ends[0] <= value <= ends[1])
    return (found[0], found[1]) if found else None


def _numbers(reader: "Reader", key: str, suits: Any) -> list[float] | None:
    """The numbers that the address has at `key`, None if it has none that suit."""
    reader.known.add(key)
    if key not in reader.query:
        return None
    try:
        found = [read_number(text, -FAR, FAR) for text in reader.query[key].split(",")]
        if suits(found):
            return found
    except (TypeError, ValueError):
        pass
    reader.wrong.append(_("{setting} is none", setting=key.rpartition(".")[2]))
    return None


def is_range(low: float, high: float) -> bool:
    """Whether a slider can go from `low` to `high`."""
    return -FAR <= low < high <= FAR and high - low > LEAST * max(abs(low), abs(high))


def is_window(box: Box) -> bool:
    """Whether `box` is a window in which points can be told apart."""
    sides = sorted((box.width, box.height))
    return is_range(box.x0, box.x1) and is_range(box.y0, box.y1) and sides[0] > LEAST * sides[1]


def formula(text: str, numbers: Mapping[str, float], ranges: Ranges, box: Box | None) -> Formula:
    """The formula with these parameters, ranges and window, those that are missing as usual. Raises FormulaError."""
    given: dict[str, Any] = {"domain": box, **numbers}
    return Formula(text, ranges=ranges, **given)


def renumbered(surface: Formula, **numbers: float) -> Formula:
    """`surface` with other values of some parameters, in the same window."""
    return formula(surface.text, surface.parameters | numbers, ranges_of(type(surface)), surface.domain)


def edited(scene: Scene, text: str) -> Scene:
    """`scene` on another formula, with the parameters and the window that were chosen before. Raises FormulaError."""
    now, before = scene.setup, scene.setup.plain
    after = _retyped(before, text)
    changed = scene.over(with_base(now.surface, after))
    chosen = isinstance(before, Formula) and now.start != before.start and is_start(after, now.start)
    steps = after.steps if now.steps == before.steps else now.steps
    return changed.but(start=now.start if chosen else after.start, steps=steps)


def _retyped(before: Surface, text: str) -> Formula:
    names = read(text).parameters
    if not isinstance(before, Formula):
        return formula(text, {}, {}, None)
    numbers = {name: value for name, value in before.parameters.items() if name in names}
    was = ranges_of(type(usual(before)))
    ranges = {name: ends for name, ends in ranges_of(type(before)).items() if name in names and ends != was[name]}
    return formula(text, numbers, ranges, chosen_box(before))


def is_start(surface: Surface, start: Point) -> bool:
    """Whether a race can begin there."""
    return bool(surface.domain.contains(start) and np.isfinite(surface(start)))


def windowed(scene: Scene, box: Box) -> Scene:
    """`scene` in another window of its formula; with the start there, if the old one lies outside."""
    before = scene.setup.plain
    if not isinstance(before, Formula) or not is_window(box):
        return scene
    after = formula(before.text, before.parameters, ranges_of(type(before)), box)
    now = scene.over(with_base(scene.setup.surface, after))
    return now if is_start(after, now.setup.start) else now.but(start=after.start)


def ranged(scene: Scene, name: str, low: float, high: float) -> Scene:
    """`scene` with other ends of the slider of a parameter, which stays within them."""
    before = scene.setup.plain
    if not isinstance(before, Formula) or not is_range(low, high):
        return scene
    numbers = before.parameters | {name: min(max(before.parameters[name], low), high)}
    after = formula(before.text, numbers, ranges_of(type(before)) | {name: (low, high)}, before.domain)
    return scene.but(surface=with_base(scene.setup.surface, after))


def draft(scene: Scene) -> Scene:
    """`scene` while somebody types: nobody has searched for critical points."""
    base = scene.setup.plain
    if not isinstance(base, Formula):
        return scene
    return scene.but(surface=with_base(scene.setup.surface, replace(base, searched=False)))


def is_draft(surface: Surface) -> bool:
    """Whether somebody is typing `surface`."""
    return isinstance(surface, Formula) and not surface.searched


@lru_cache(maxsize=256)
def can_be_typed(kind: type[Surface]) -> bool:
    """Whether surfaces of this class can be written as a formula."""
    return not issubclass(kind, Formula) and as_formula(kind()) is not None


def as_typed(scene: Scene) -> Scene:
    """`scene` with its surface as a formula, in the same window, if it can be written as one; else on the first formula to try."""
    found = as_formula(scene.setup.plain)
    if not found:
        return opened(scene, EXAMPLES[0])
    return scene.but(surface=with_base(scene.setup.surface, renumbered(found)))


def opened(scene: Scene, example: Example) -> Scene:
    """`scene` on a formula to try, with the race that shows what it teaches."""
    loss = with_base(scene.setup.surface, renumbered(example.surface))
    racers = {n: replace(default_for(OPTIMIZERS[n], loss), **fields) for n, fields in example.racers.items()}
    return scene.racing(racers).but(surface=loss, start=example.start, steps=example.steps)
