"""A formula as straight lines for NumPy: each node once, each constant known before."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from surfaces.formula.trees.functions import ARITHMETIC, CONSTANTS, FUNCTIONS
from surfaces.formula.trees.tree import CONSTANT, LETTER, Node

MULTIPLIED = 32
"""Whole powers up to here are multiplied out: NumPy's own take a hundred times as long for negative bases."""


class Program:
    """What `outputs` are for values of their letters. Numbers, arrays and traced arrays are all the same to it."""

    def __init__(self, outputs: Iterable[Node]) -> None:
        self._memory: list[Any] = []
        self._letters: list[tuple[int, str]] = []
        self._lines: list[tuple[Callable[..., Any], tuple[int, ...], int]] = []
        self._places: dict[Any, int] = {}
        with np.errstate(all="ignore"):
            self._outputs = [self._place(output) for output in outputs]

    def __call__(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """One for each output; a number where it depends on nothing."""
        memory = self._memory.copy()
        for place, letter in self._letters:
            memory[place] = values[letter]
        for function, args, place in self._lines:
            memory[place] = function(*[memory[k] for k in args])
        return tuple(memory[k] for k in self._outputs)

    def __len__(self) -> int:
        return len(self._lines)

    def _place(self, node: Node) -> int:
        if node not in self._places:
            self._places[node] = self._new(node)
        return self._places[node]

    def _new(self, node: Node) -> int:
        if node.is_number:
            return self._kept(node.value)
        if node.op == CONSTANT:
            return self._kept(CONSTANTS[node.args[0]])
        if node.op == LETTER:
            self._letters.append((self._kept(None), node.args[0]))
            return self._letters[-1][0]
        if node.op == "power" and (n := _multiplied(node)):
            return self._power(self._place(node.args[0]), n)
        return self._line(_function(node.op), tuple(map(self._place, node.args)))

    def _kept(self, value: Any) -> int:
        self._memory.append(value)
        return len(self._memory) - 1

    def _line(self, function: Callable[..., Any], args: tuple[int, ...]) -> int:
        """The place of what it makes, which is known at once if all of `args` are."""
        known = [self._memory[k] for k in args]
        if all(value is not None for value in known):
            return self._kept(float(function(*known)) if function not in TRUE_OR_FALSE else bool(function(*known)))
        self._lines.append((function, args, self._kept(None)))
        return self._lines[-1][2]

    def _power(self, base: int, n: int) -> int:
        """Base to the whole power `n`, with each square once."""
        key = base, n
        if n == 1:
            return base
        if n < 0:
            return self._line(np.divide, (self._kept(1.0), self._power(base, -n)))
        if key not in self._places:
            half = self._power(base, n // 2)
            square = self._line(np.multiply, (half, half))
            self._places[key] = self._line(np.multiply, (square, base)) if n % 2 else square
        return self._places[key]


def _multiplied(node: Node) -> int:
    """The exponent of a power that is multiplied out, 0 of others."""
    exponent = node.args[1]
    n = exponent.value if exponent.is_number else 0.0
    return int(n) if abs(n) <= MULTIPLIED and n == int(n) else 0


def _function(op: str) -> Callable[..., Any]:
    return ARITHMETIC[op] if op in ARITHMETIC else FUNCTIONS[op].run


TRUE_OR_FALSE = {np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal, np.logical_and}
