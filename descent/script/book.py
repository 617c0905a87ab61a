"""The functions of a module, and what they share."""

from typing import Any

import numpy as np

from compiler import ByStep, Piece, Table, numbers_of
from params import Array


class Book:
    """The functions of a module, each once, and the numbers and tables that they share."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known
        self.sources: list[str] = []
        self.numbers: list[float] = []
        self._names: dict[str, str] = {}
        self._numbers: dict[Any, int] = {}
        self._tables: dict[Any, tuple[int, Any]] = {}

    def add(self, piece: Piece, inputs: dict[Any, float]) -> str:
        """The expression that makes the function of `piece`; inputs: (whose it is, its name) → value."""
        by_name = {name: (key, value) for (key, name), value in inputs.items()}
        at = [self._number(name, by_name) for name in piece.numbers]
        of = [self._table(source) for source in piece.tables]
        if piece.source not in self._names:
            self._names[piece.source] = f"source{len(self._names)}"
            self.sources.append(f"const {self._names[piece.source]} = {piece.source};")
        return f"piece({self._names[piece.source]}, {at}, {of})"

    def place(self, whose: Any, name: str) -> int:
        """Where the number of this name is, −1 if nobody asks for it."""
        return self._numbers.get((whose, name), -1)

    def _number(self, name: Any, inputs: dict[str, tuple[Any, float]]) -> int:
        if name in inputs:
            whose, value = inputs[name]
            key: Any = (whose, name)
        elif isinstance(name, tuple):
            key, value = name, float(name[1])
        else:
            key, value = name, float(self.known[name.removeprefix("known_")])
        if key not in self._numbers:
            self._numbers[key] = len(self.numbers)
            self.numbers.append(value)
        return self._numbers[key]

    def _table(self, source: Any) -> int:
        key = source.key if isinstance(source, Table | ByStep) else source
        return self._tables.setdefault(key, (len(self._tables), source))[0]

    def tables(self, steps: int) -> tuple[Array, ...]:
        """All tables, flat, for so many steps."""
        sources = [source for _, source in self._tables.values()]
        given = [
            self.known[s.numbers] if isinstance(s, Table) and isinstance(s.numbers, str) else numbers_of(s, steps)
            for s in sources
        ]
        return tuple(np.asarray(table, float).ravel() for table in given)
