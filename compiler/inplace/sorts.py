"""What each node of a program is for a batch of paths: the same for all of them, or a lane of its own for each."""

from collections.abc import Callable, Iterable
from math import pow as power
from typing import Any

import numpy as np

from compiler.graph import Node, Untraceable, Value
from compiler.operations import OPERATIONS

LEAVES = {"input", "variable", "step", "by step"}


class Sorts:
    """The nodes by what they depend on; arrays: the names of the inputs that have a value for each path."""

    def __init__(self, arrays: frozenset[str]) -> None:
        self.arrays = arrays
        self.known: dict[Node, tuple[bool, bool, bool]] = {}

    def has_lanes(self, value: Value) -> bool:
        """Whether it may be another number for each path."""
        return isinstance(value, Node) and any(self._asked(value)[:2])

    def is_setting(self, value: Value) -> bool:
        """Whether it is, but follows from hyperparameters and the number of the step alone."""
        return isinstance(value, Node) and self._asked(value)[:2] == (False, True)

    def is_lasting(self, value: Value) -> bool:
        """Whether it is the same in each step."""
        return not isinstance(value, Node) or not (self._asked(value)[0] or self._asked(value)[2])

    def _asked(self, node: Node) -> tuple[bool, bool, bool]:
        """Whether it depends on variables, on arrays, on the number of the step."""
        if node not in self.known:
            leaves = node.leaves or frozenset([node])
            ops = {leaf.op for leaf in leaves}
            given = {leaf.about for leaf in leaves if leaf.op == "input"}
            if ops - LEAVES or given & {"x", "y", "steps"}:
                raise Untraceable(f"a batch has no {sorted(ops - LEAVES) or 'start'} within its steps")
            self.known[node] = ("variable" in ops, bool(given & self.arrays), bool(ops & {"step", "by step"}))
        return self.known[node]


def reachable(roots: Iterable[Value]) -> list[Node]:
    """The nodes that `roots` need, each after what it needs. Raises Untraceable where there is more than operations."""
    found: dict[Node, None] = {}

    def visit(value: Value) -> None:
        if not isinstance(value, Node) or value in found:
            return
        if value.op not in LEAVES and value.op not in OPERATIONS:
            raise Untraceable(f"a batch has no {value.op!r}")
        for arg in value.args:
            visit(arg)
        found[value] = None

    for root in roots:
        visit(root)
    return list(found)


def evaluated(value: Value, given: Callable[[Node], Any], seen: dict[Node, Any]) -> Any:
    """The number, or numbers, of a node of which `given` knows the leaves; `seen` remembers."""
    if not isinstance(value, Node):
        return value
    if value not in seen:
        args = [evaluated(arg, given, seen) for arg in value.args]
        seen[value] = _done(value.op, args) if value.op in OPERATIONS else given(value)
    return seen[value]


def _done(op: str, args: list[Any]) -> Any:
    if op == "where":
        return np.where(*args)
    if op == "power" and max(map(np.ndim, args)) == 1:
        # As Python has it, number by number: NumPy's own differs in the last bit.
        bases, exponents = (part.tolist() for part in np.broadcast_arrays(*args))
        return np.array([_power(a, b) for a, b in zip(bases, exponents, strict=True)])
    return OPERATIONS[op].fold(*args) if op != "integer" else np.trunc(args[0])


def _power(a: float, b: float) -> float:
    try:
        return power(a, b)
    except (ValueError, OverflowError):
        return float(np.power(a, b))
