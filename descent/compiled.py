"""A rule on a loss as a program: what the compiler is told of ours."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import numpy as np

from compiler import Begun, Compiled, Graph, InPlace, Program, Stepped, Traced, Untraceable, named, tally, trace
from descent.outcome import FAR
from optimizers import OPTIMIZERS, SCHEDULES, Decayed, Optimizer, Scheduled
from params import Declared, changed, params_of
from surfaces import DATA_SURFACES, LAYERS, SURFACES, DataSurface, Examined, Formula, Surface

OURS = {
    *OPTIMIZERS.values(), *SCHEDULES.values(), Decayed, Scheduled,
    *SURFACES.values(), *DATA_SURFACES.values(), *LAYERS.values(), Examined,
}  # fmt: skip
"""What is known to be pure. Somebody else's rule may do more than it says, which a program would leave out."""


class Asked:
    """A loss that counts what it is asked, for what is traced."""

    def __init__(self, loss: Surface) -> None:
        self.loss, self.domain = loss, loss.domain
        self.sparsity = loss.sparsity

    def __call__(self, w: Any) -> Any:
        tally(w, "loss")
        return shaped(self.loss.f(*w), w)

    def gradient(self, w: Any) -> Any:
        tally(w, "gradient")
        return np.stack([shaped(part, w) for part in self.loss.df(*w)])

    def hessian(self, w: Any) -> Any:
        tally(w, "hessian")
        xx, xy, yy = (shaped(part, w) for part in self.loss.d2f(*w))
        return np.stack([np.stack([xx, xy]), np.stack([xy, yy])])


def shaped(part: Any, w: Any) -> Any:
    """A number as an array of the shape of x: some surfaces have constant derivatives."""
    return part if isinstance(part, Traced) else np.full_like(w[0], part)


@dataclass(frozen=True)
class Steps:
    """`optimizer` on `loss`: the points are written down."""

    optimizer: Optimizer
    loss: Surface

    def begin(self, w: Any) -> Begun:
        return Begun((w, self.optimizer.init(w)), w)

    def advance(self, state: Any, t: Any) -> Stepped:
        w, inner = self.optimizer.step(state[0], Asked(self.loss.at(t + 1)), state[1])
        return Stepped((w, inner), ~is_near(w), w)

    def finish(self, state: Any, steps: Any) -> Any:
        return ()


def is_near(w: Any) -> Any:
    """Whether a path goes on from `w` (2, ...): shape (...)."""
    return (np.abs(w) <= FAR).all(axis=0)


def inputs_of(part: Declared, fixed: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Class_field → value of each number, or array of them, in `part` and in what it wraps, but for the names that are `fixed`.

    What says how examples are made is none: it is in the examples.
    """
    declared = {} if isinstance(part, DataSurface) else params_of(type(part))
    found: dict[str, Any] = {}
    for f in fields(part):  # type: ignore[arg-type]
        value, name = getattr(part, f.name), _name(part, f.name)
        if isinstance(value, Declared):
            found |= inputs_of(value, fixed)
        elif f.name in declared and name not in fixed and _is_number(declared[f.name].default):
            found[name] = value if np.ndim(value) else type(declared[f.name].default)(value)
    return found


def _name(part: Declared, field: str) -> str:
    return f"{type(part).__name__}_{field}"


def _is_number(default: Any) -> bool:
    return isinstance(default, int | float) and not isinstance(default, bool)


def with_numbers(part: Any, numbers: Mapping[str, Any]) -> Any:
    """A copy of `part` with `numbers`, by the names of `inputs_of`, in its fields; they are not checked, and nothing that
    follows from the old ones is kept.
    """
    changes = {}
    for f in fields(part):
        value, name = getattr(part, f.name), _name(part, f.name)
        if isinstance(value, Declared):
            changes[f.name] = with_numbers(value, numbers)
        elif name in numbers:
            changes[f.name] = numbers[name]
    return changed(part, **changes)


def traced(graph: Graph, part: Any, fixed: frozenset[str]) -> Any:
    """`part` with inputs of a program in place of its numbers."""
    return with_numbers(part, {name: named(graph, name) for name in inputs_of(part, fixed)})


def is_ours(part: Any) -> bool:
    """Whether a rule or a loss is known to be pure, and so is all that it wraps, each of them once."""
    kinds = list(_kinds(part))
    known = all(kind in OURS or issubclass(kind, Formula) for kind in kinds)
    return known and len(set(kinds)) == len(kinds)


def _kinds(part: Any) -> Iterator[type]:
    yield type(part)
    for f in fields(part) if isinstance(part, Declared) else ():  # type: ignore[arg-type]
        if isinstance(value := getattr(part, f.name), Declared):
            yield from _kinds(value)


def form(part: Any, fixed: frozenset[str] = frozenset()) -> Any:
    """`part` with 1 for each of its numbers, the same for all that have the same program."""
    return with_numbers(part, dict.fromkeys(inputs_of(part, fixed), 1))


@dataclass(frozen=True)
class Written:
    """What has been made of a program, None if it was none, and why; needs: the inputs that it has to know to be one."""

    made: Any
    why: str = ""
    needs: frozenset[str] = frozenset()


def settled(write: Callable[..., Written], *parts: Any) -> Written:
    """What `write(*forms, fixed)` makes of the forms of `parts`, with as few inputs fixed as it needs."""
    if not all(map(is_ours, parts)):
        return Written(None, "only Ravine's own rules and losses are known to do nothing else")
    fixed = frozenset[str]()
    while True:
        found = write(*(form(part, fixed) for part in parts), fixed)
        if not found.needs:
            return found
        fixed |= found.needs


def attempt(make: Callable[[], Any], fixed: frozenset[str]) -> Written:
    """What `make` makes, or what it would need to know."""
    try:
        return Written(make())
    except Untraceable as problem:
        asked = frozenset(leaf.about for leaf in problem.inputs) - {"x", "y", "steps"} - fixed
        return Written(None, str(problem), asked)


def steps_of(optimizer: Any, loss: Any, fixed: frozenset[str]) -> Program:
    """The program that writes the points down. Raises Untraceable."""
    graph = Graph()
    return trace(graph, Steps(traced(graph, optimizer, fixed), traced(graph, loss, fixed)))


def python(optimizer: Optimizer, loss: Surface) -> Compiled | None:
    """A single run of `optimizer` on `loss` in Python, None if that cannot be written down or is no faster.

    It takes the numbers of `inputs_of`, and writes down the points.
    """
    return settled(_python, optimizer, loss).made


@lru_cache(maxsize=256)
def _python(optimizer: Any, loss: Any, fixed: frozenset[str]) -> Written:
    def compiled() -> Compiled | None:
        program = steps_of(optimizer, loss, fixed)
        return None if program.has_examples else Compiled(program)

    return attempt(compiled, fixed)


def in_place(optimizer: Optimizer, loss: Surface, parts: tuple[int, ...]) -> InPlace | None:
    """The steps of `optimizer` on `loss` for a batch of paths in NumPy, None if they cannot be written down so.

    parts: how many numbers there are in each part of the state, the place first. A hyperparameter may be an array.
    """
    arrays = frozenset(name for name, value in inputs_of(optimizer).items() if np.ndim(value))

    def write(rule: Any, surface: Any, fixed: frozenset[str]) -> Written:
        return Written(None, "an array decides") if fixed & arrays else _in_place(rule, surface, fixed, parts, arrays)

    return settled(write, optimizer, loss).made


@lru_cache(maxsize=256)
def _in_place(
    optimizer: Any, loss: Any, fixed: frozenset[str], parts: tuple[int, ...], arrays: frozenset[str]
) -> Written:
    return attempt(lambda: InPlace(steps_of(optimizer, loss, fixed), parts, arrays), fixed)
