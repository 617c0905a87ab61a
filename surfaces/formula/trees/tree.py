"""Nodes of formulas. Equal ones are the same object, so that what is shared is done once."""

from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

NUMBER, LETTER, CONSTANT = "number", "letter", "constant"
"""The leaves: a float, what varies, and a number with a name of its own."""
COORDINATES = ("x", "y")
GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "ι": "iota", "κ": "kappa",
    "λ": "lamda", "μ": "mu", "ν": "nu", "ξ": "xi", "ρ": "rho", "σ": "sigma", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lamda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon", "Φ": "Phi",
    "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
"""Greek letters → what they are called as parameters; "lambda" is a word of Python's."""


class Node:
    """An operation on nodes, named as in NumPy, or a leaf. Made by `node`, `number`, `letter` and `constant` alone.

    args: nodes, of a leaf its value or name; letters: those that it depends on, in no order.
    """

    __slots__ = ("__weakref__", "args", "letters", "op")

    def __init__(self, op: str, args: tuple[Any, ...]) -> None:
        self.op, self.args = op, args
        parts = (a.letters for a in args if isinstance(a, Node))
        self.letters: frozenset[str] = frozenset(args if op == LETTER else ()).union(*parts)

    @property
    def is_number(self) -> bool:
        return self.op == NUMBER

    @property
    def value(self) -> float:
        """Of a number."""
        return float(self.args[0])


_kept: WeakValueDictionary[Any, Node] = WeakValueDictionary()
_lock = Lock()


def node(op: str, *args: Node) -> Node:
    """The operation `op` on `args`."""
    return _unique((op, args), op, args)


def number(value: float) -> Node:
    """A number; 0 and −0 are the same."""
    value = float(value) + 0.0
    return _unique((NUMBER, value.hex()), NUMBER, (value,))


def letter(name: str) -> Node:
    """A coordinate or a parameter."""
    return _unique((LETTER, name), LETTER, (name,))


def constant(name: str) -> Node:
    """Such as pi."""
    return _unique((CONSTANT, name), CONSTANT, (name,))


def _unique(key: Any, op: str, args: tuple[Any, ...]) -> Node:
    with _lock:
        found = _kept.get(key)
        if found is None:
            found = _kept[key] = Node(op, args)
        return found


ZERO, ONE, TWO = number(0.0), number(1.0), number(2.0)
X, Y = letter("x"), letter("y")
