"""What a computation is made of: operations on numbers, each kept once, and the blocks in which they run."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np

from compiler.operations import OPERATIONS

_numbers = count()


class Untraceable(Exception):
    """A computation that cannot be written down, with the reason.

    inputs: what it would have to know, if all of that is inputs: as constants of the program they would do. on_step: whether
    it would have to know the number of the step, which it does where first steps are peeled.
    """

    def __init__(self, reason: str, inputs: frozenset[Any] = frozenset(), on_step: bool = False) -> None:
        super().__init__(reason)
        self.inputs, self.on_step = inputs, on_step


class Block:
    """Code that runs together: once a run, once a step, once for each trial or example.

    tallies: what is counted each time that it runs. `depth` is 0 for the outermost.
    """

    def __init__(self, parent: "Block | None" = None) -> None:
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.tallies = Counter[str]()


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """An operation on nodes and plain numbers, or a leaf. Two of them are the same number only if they are the same object.

    about: what makes a leaf that leaf, of a variable its number in its loop; block: where it runs; leaves: those that it depends on;
    kind: "f", "i" or "b" as in NumPy; bounds: the lowest and the highest that the number of a step can be; number: tells it from
    others.
    """

    op: str
    args: tuple["Node | float | int | bool", ...]
    about: Any
    block: Block
    leaves: frozenset["Node"]
    kind: str
    bounds: tuple[float, float] = (-np.inf, np.inf)
    number: int = field(default_factory=lambda: next(_numbers))


Value = Node | float | int | bool
"""A number that is known, or the node that will be it."""


ON_TRUTHS = {
    "bitwise_and": "logical_and",
    "bitwise_or": "logical_or",
    "bitwise_xor": "logical_xor",
    "invert": "logical_not",
    "add": "logical_or",
    "multiply": "logical_and",
}
"""What these are if all operands are truth values. The first four are not traced on numbers."""
PARTS: dict[str, Callable[..., Value]] = {
    "square": lambda do, x: do("multiply", x, x),
    "reciprocal": lambda do, x: do("divide", 1.0, x),
    "positive": lambda do, x: x,
    "conjugate": lambda do, x: x,
    "radians": lambda do, x: do("multiply", x, np.pi / 180),
    "deg2rad": lambda do, x: do("multiply", x, np.pi / 180),
    "power": lambda do, x, n: do("multiply", x, x) if _is(n, 2) else x if _is(n, 1) else do("power", x, n),
    "true_divide": lambda do, x, y: do("divide", x, y),
    "logical_and": lambda do, x, y: do("logical_and", _truth(do, x), _truth(do, y)),
    "logical_or": lambda do, x, y: do("logical_or", _truth(do, x), _truth(do, y)),
    "logical_xor": lambda do, x, y: do("not_equal", _truth(do, x), _truth(do, y)),
    "logical_not": lambda do, x: do("logical_not", _truth(do, x)),
    "where": lambda do, condition, yes, no: do("where", _truth(do, condition), yes, no),
}
"""Functions of NumPy's that are made of operations."""


def _is(value: Value, number: float) -> bool:
    return not isinstance(value, Node) and value == number


def _truth(do: Callable[..., Value], value: Value) -> Value:
    """Whether a number is not zero: NaN is true, as it is not in JavaScript."""
    return value if kind_of(value) == "b" else do("not_equal", value, 0)


class Graph:
    """All nodes of one program, each kept once."""

    def __init__(self) -> None:
        self.root = Block()
        self.block = self.root
        self.kept: dict[Any, Node] = {}
        self.tables: dict[Any, Any] = {}

    def leaf(
        self, op: str, about: Any, block: Block, kind: str = "f", bounds: tuple[float, float] | None = None
    ) -> Node:
        """An input, a variable of a loop, the number of a step or an entry of an example."""
        key = (op, about, block, bounds)
        if key not in self.kept:
            leaf = Node(op, (), about, block, frozenset(), kind, bounds or (-np.inf, np.inf))
            object.__setattr__(leaf, "leaves", frozenset([leaf]))
            self.kept[key] = leaf
        return self.kept[key]

    def node(
        self, op: str, args: Iterable[Value], kind: str = "", about: Any = None, more: Iterable[Node] = ()
    ) -> Node:
        """The operation on `args`, in the innermost block on which any of them, or of the leaves `more`, depends."""
        args = tuple(args)
        key = (op, tuple(map(identity, args)), about)
        if key not in self.kept:
            leaves = frozenset(more).union(*(a.leaves for a in args if isinstance(a, Node)))
            block = max((leaf.block for leaf in leaves), key=lambda b: b.depth, default=self.root)
            kinds = [kind_of(a) for a in args]
            self.kept[key] = Node(op, args, about, block, leaves, kind or OPERATIONS[op].kind(kinds), _bounds(op, args))
        return self.kept[key]

    def called(self, function: str, *args: Value) -> Value:
        """What NumPy's elementwise function of this name makes of `args`. Raises Untraceable if it is not traced."""
        if function in ON_TRUTHS and all(kind_of(a) == "b" for a in args):
            function = ON_TRUTHS[function]
        return PARTS[function](self.apply, *args) if function in PARTS else self.apply(function, *args)

    def apply(self, op: str, *args: Value) -> Value:
        """The operation on `args`: at once if all are known, and nothing where it changes nothing."""
        if op not in OPERATIONS:
            raise Untraceable(f"np.{op} is not traced")
        simple = _simplified(op, args)
        return self.node(op, args) if simple is None else simple


def identity(value: Value) -> Any:
    """What tells a value from others: 0.0, −0.0, 0 and False are four."""
    return value.number if isinstance(value, Node) else (type(value).__name__, repr(value))


def kind_of(value: Value) -> str:
    return value.kind if isinstance(value, Node) else {bool: "b", int: "i"}.get(type(plain(value)), "f")


def plain(value: Any) -> Any:
    """A NumPy number as Python's own."""
    return value.item() if isinstance(value, np.generic) else value


def _simplified(op: str, args: tuple[Value, ...]) -> Value | None:
    """What `op` comes to without being done; None if it has to be. Every digit, sign and NaN stays as it is."""
    if not any(isinstance(a, Node) for a in args):
        with np.errstate(all="ignore"):
            return plain(OPERATIONS[op].fold(*args))
    match op, args:
        case "multiply", (1 | 1.0 as one, other) | (other, 1 | 1.0 as one) if kind_of(other) in ("f", kind_of(one)):
            return other
        case "add", (0 as zero, other) | (other, 0 as zero) if kind_of(other) == kind_of(zero) == "i":
            return other
        case ("divide", (other, 1 | 1.0)) | ("subtract", (other, 0 | 0.0)) if kind_of(other) == "f" and _is_positive(
            args
        ):
            return other
        case "where", (True, value, _) | (False, _, value):
            return value
        case "where", (_, one, other) if identity(one) == identity(other):
            return one
        case "logical_and", (True, other) | (other, True):
            return other
        case "logical_or", (False, other) | (other, False):
            return other
        case "logical_and", (False, _) | (_, False):
            return False
        case "logical_or", (True, _) | (_, True):
            return True
        case "less" | "less_equal" | "greater" | "greater_equal" | "equal" | "not_equal", (a, b):
            return _compared(op, a, b)
    return None


def _is_positive(args: tuple[Value, ...]) -> bool:
    """Whether a zero that is taken away is +0: x − (−0.0) is another thing."""
    return repr(args[1]) in ("0", "0.0", "1", "1.0")


def _compared(op: str, a: Value, b: Value) -> bool | None:
    """What a comparison with the number of a step is, if its bounds tell."""
    (a0, a1), (b0, b1) = _bounds_of(a), _bounds_of(b)
    yes, no = {
        "less": (a1 < b0, a0 >= b1),
        "less_equal": (a1 <= b0, a0 > b1),
        "greater": (a0 > b1, a1 <= b0),
        "greater_equal": (a0 >= b1, a1 < b0),
        "equal": (a0 == a1 == b0 == b1, a1 < b0 or a0 > b1),
        "not_equal": (a1 < b0 or a0 > b1, a0 == a1 == b0 == b1),
    }[op]
    known = np.isfinite([a0, b0]).all()
    return (True if yes else False if no else None) if known else None


def _bounds_of(value: Value) -> tuple[float, float]:
    if isinstance(value, Node):
        return value.bounds
    return (value, value) if np.isfinite(value) else (-np.inf, np.inf)


def _bounds(op: str, args: tuple[Value, ...]) -> tuple[float, float]:
    """Those of a step's number plus a number."""
    if op != "add" or len(args) != 2:
        return (-np.inf, np.inf)
    (a0, a1), (b0, b1) = map(_bounds_of, args)
    return (a0 + b0, a1 + b1) if np.isfinite([a0, b0]).all() else (-np.inf, np.inf)
