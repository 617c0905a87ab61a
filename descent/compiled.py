"""A rule on a loss as a program: what `compiler` needs to be told of ours."""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import numpy as np

from compiler import Begun, Compiled, Graph, Program, Stepped, Traced, Untraceable, named, tally, trace
from optimizers import OPTIMIZERS, SCHEDULES, Optimizer
from optimizers.wrappers import Decayed, Scheduled
from params import Declared, params_of
from surfaces import DATA_SURFACES, LAYERS, SURFACES, DataSurface, Surface

FAR = 1e6
KNOWN = {*OPTIMIZERS.values(), *SCHEDULES.values(), Decayed, Scheduled, *SURFACES.values(), *DATA_SURFACES.values(), *LAYERS.values()}


class Asked:
    """A loss that is traced: it counts what it is asked, and has values for what is not known yet."""

    def __init__(self, loss: Surface) -> None:
        self.loss, self.domain, self.sparsity = loss, loss.domain, loss.sparsity

    def __call__(self, w: Any) -> Any:
        tally(w, "loss")
        return np.add(self.loss.f(*w), 0.0 * w[0]) if not isinstance(found := self.loss.f(*w), Traced) else found

    def gradient(self, w: Any) -> Any:
        tally(w, "gradient")
        return np.stack([_shaped(part, w) for part in self.loss.df(*w)])

    def hessian(self, w: Any) -> Any:
        tally(w, "hessian")
        xx, xy, yy = (_shaped(part, w) for part in self.loss.d2f(*w))
        return np.stack([np.stack([xx, xy]), np.stack([xy, yy])])


def _shaped(part: Any, w: Any) -> Any:
    """A part of a gradient as an array of the shape of x, which the constant parts of some surfaces are not."""
    return part if isinstance(part, Traced) else np.full_like(w[0], part)


@dataclass(frozen=True)
class Steps:
    """`optimizer` on `loss`, for the compiler: it writes the points down."""

    optimizer: Optimizer
    loss: Surface

    def begin(self, w: Any) -> Begun:
        return Begun((w, self.optimizer.init(w)), w)

    def advance(self, state: Any, t: Any) -> Stepped:
        w, inner = state
        w, inner = self.optimizer.step(w, Asked(self.loss.at(t + 1)), inner)
        return Stepped((w, inner), ~(np.abs(w) <= FAR).all(), w)

    def finish(self, state: Any, steps: Any) -> Any:
        return ()


def inputs_of(part: Declared, fixed: frozenset[str] = frozenset(), prefix: str = "") -> dict[str, Any]:
    """Name → value of every number in the fields of `part` and of what it wraps, but for those that are `fixed`."""
    found = {}
    if isinstance(part, DataSurface):
        return {}
    declared = params_of(type(part))
    for f in fields(part):  # type: ignore[arg-type]
        value, name = getattr(part, f.name), f"{prefix}{f.name}"
        if isinstance(value, Declared):
            found |= inputs_of(value, fixed, f"{name}_")
        elif f.name in declared and isinstance(declared[f.name].default, int | float) and not isinstance(value, bool):
            if name not in fixed:
                found[name] = value
    return found


def replaced(part: Any, values: dict[str, Any], prefix: str = "") -> Any:
    """A copy of `part` with other numbers in its fields, which are not checked."""
    copy = object.__new__(type(part))
    for f in fields(part):
        value, name = getattr(part, f.name), f"{prefix}{f.name}"
        if isinstance(value, Declared):
            value = replaced(value, values, f"{name}_")
        vars(copy)[f.name] = values.get(name, value)
    return copy


def traced(optimizer: Optimizer, loss: Surface) -> tuple[Program, frozenset[str]]:
    fixed: frozenset[str] = frozenset()
    while True:
        graph = Graph()
        try:
            return trace(graph, _symbolic(graph, optimizer, loss, fixed)), fixed
        except Untraceable as problem:
            more = {leaf.about for leaf in problem.inputs} - {"x", "y", "steps"} - fixed
            if not more:
                raise
            fixed = fixed | more


def _symbolic(graph: Graph, optimizer: Any, loss: Any, fixed: frozenset[str]) -> Steps:
    rule = {name: named(graph, name, "f") for name in inputs_of(optimizer, fixed, "rule_")}
    where = {name: named(graph, name, "f") for name in inputs_of(loss, fixed, "loss_")}
    return Steps(replaced(optimizer, rule, "rule_"), loss if isinstance(loss, DataSurface) else replaced(loss, where, "loss_"))
