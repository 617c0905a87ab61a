"""A rule on a loss as a program: what the compiler is told of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from compiler import Begun, Compiled, Graph, Program, Stepped, Traced, Untraceable, named, tally, trace
from descent.outcome import FAR
from optimizers import OPTIMIZERS, SCHEDULES, Decayed, Optimizer, Scheduled
from params import Declared, params_of
from surfaces import DATA_SURFACES, LAYERS, SURFACES, DataSurface, Surface

OURS = {
    *OPTIMIZERS.values(), *SCHEDULES.values(), Decayed, Scheduled,
    *SURFACES.values(), *DATA_SURFACES.values(), *LAYERS.values(),
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


def inputs_of(part: Declared, prefix: str, fixed: frozenset[str] = frozenset()) -> dict[str, float]:
    """Name → value of each number in the fields of `part` and of what it wraps, but for the names that are `fixed`.

    What says how examples are made is none: it is in the examples.
    """
    found: dict[str, float] = {}
    declared = {} if isinstance(part, DataSurface) else params_of(type(part))
    for f in fields(part):  # type: ignore[arg-type]
        value, name = getattr(part, f.name), f"{prefix}_{f.name}"
        if isinstance(value, Declared):
            found |= inputs_of(value, name, fixed)
        elif f.name in declared and name not in fixed and _is_number(declared[f.name].default):
            found[name] = float(value) if isinstance(declared[f.name].default, float) else value
    return found


def _is_number(default: Any) -> bool:
    return isinstance(default, int | float) and not isinstance(default, bool)


def with_numbers(part: Any, prefix: str, numbers: Mapping[str, Any]) -> Any:
    """A copy of `part` with `numbers`, by the names of `inputs_of`, in its fields; they are not checked, nor what follows from them kept."""
    copy = object.__new__(type(part))
    for f in fields(part):
        value, name = getattr(part, f.name), f"{prefix}_{f.name}"
        vars(copy)[f.name] = with_numbers(value, name, numbers) if isinstance(value, Declared) else numbers.get(name, value)
    return copy


def traced(graph: Graph, part: Any, prefix: str, fixed: frozenset[str]) -> Any:
    """`part` with inputs of a program in place of its numbers."""
    if isinstance(part, DataSurface):
        return part
    return with_numbers(part, prefix, {name: named(graph, name) for name in inputs_of(part, prefix, fixed)})


def is_ours(part: Declared) -> bool:
    """Whether a rule or a loss, and all that it wraps, is known to be pure."""
    inner = (getattr(part, f.name) for f in fields(part))  # type: ignore[arg-type]
    return type(part) in OURS and all(is_ours(value) for value in inner if isinstance(value, Declared))


class Form(NamedTuple):
    """A rule and a loss with the same numbers for all that have the same program; fixed: the names of those that are not."""

    optimizer: Optimizer
    loss: Surface
    fixed: frozenset[str]


def form_of(optimizer: Optimizer, loss: Surface, fixed: frozenset[str] = frozenset()) -> Form:
    """The form in which programs are remembered."""
    return Form(*(with_numbers(p, x, dict.fromkeys(inputs_of(p, x, fixed), 1.0)) for p, x in ((optimizer, "rule"), (loss, "loss"))), fixed)


def python(optimizer: Optimizer, loss: Surface) -> Compiled | None:
    """A single run of `optimizer` on `loss` in Python, None if that cannot be written down or is no faster.

    It takes the numbers of `inputs_of`, and writes down the points.
    """
    if not (is_ours(optimizer) and is_ours(loss)):
        return None
    fixed: frozenset[str] = frozenset()
    while True:
        compiled, needed = _python(form_of(optimizer, loss, fixed))
        if not needed:
            return compiled
        fixed |= needed


@lru_cache(maxsize=256)
def _python(form: Form) -> tuple[Compiled | None, frozenset[str]]:
    """(the program, None if there is none; the names of the inputs that it has to know to be one)."""
    try:
        program = steps_of(form)
    except Untraceable as problem:
        return None, missing(problem, form.fixed)
    return (Compiled(program) if not program.has_examples else None), frozenset()


def steps_of(form: Form) -> Program:
    """The program that writes the points down. Raises Untraceable."""
    graph = Graph()
    rule, loss = (traced(graph, part, prefix, form.fixed) for part, prefix in ((form.optimizer, "rule"), (form.loss, "loss")))
    return trace(graph, Steps(rule, loss))


def missing(problem: Untraceable, fixed: frozenset[str]) -> frozenset[str]:
    """The names of the inputs without whose values there is no program."""
    return frozenset(leaf.about for leaf in problem.inputs) - {"x", "y", "steps"} - fixed
