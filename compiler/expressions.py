"""From nodes to expressions: what gets a name, and what is written where it is used."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from compiler.constructs import Table
from compiler.graph import Node, Value
from compiler.memory import Memory
from compiler.needs import LOOKING, WRITTEN, Needs
from compiler.operations import OPERATIONS
from compiler.program import Program

DEEPEST = 12
"""How deeply expressions may lie in one another before one gets a name."""


@dataclass
class Pool:
    """Numbers and tables that code refers to by their place: inputs (names), constants, and the sources of tables."""

    numbers: list[Any] = field(default_factory=list)
    tables: list[Any] = field(default_factory=list)
    _places: dict[Any, int] = field(default_factory=dict)

    def number(self, key: Any) -> int:
        return self._place(self.numbers, ("number", key), key)

    def table(self, key: Any, source: Any) -> int:
        return self._place(self.tables, ("table", key), source)

    def _place(self, kept: list[Any], key: Any, what: Any) -> int:
        if key not in self._places:
            self._places[key] = len(kept)
            kept.append(what)
        return self._places[key]


class Expressions(Needs):
    """What is said of the nodes of one program in one language, and the lines so far.

    Nodes stand in the innermost block on which they depend. Those that are used once, there, are written where they are
    used; the others get names. language: how things are said (`compiler.python.Python`, `compiler.javascript.JavaScript`).
    """

    def __init__(self, language: Any, program: Program, pool: Pool) -> None:
        super().__init__(language.template)
        self.language, self.program, self.pool = language, program, pool
        self.names: dict[Any, str] = {}
        self.lines: list[str] = []
        self.on_step: dict[Node, str] = {}
        self.scratch: dict[Node, str] = {}
        self.last_number = 0

    def say(self, value: Value) -> str:
        """An expression for `value`."""
        if not isinstance(value, Node):
            return self.language.constant(value)
        if value in self.names:
            return self.names[value]
        return self._operation(value) if value.op in WRITTEN else self._leaf(value)

    def _operation(self, node: Node) -> str:
        if node.op in LOOKING:
            array = node.about if node.op == "read" else self.table_of(node.about.key, node.about)
            return f"{array}[{self.say(node.args[0])}]"
        text = self.language.template(node.op)
        if node.op == "divide" and not isinstance(node.args[1], Node) and node.args[1]:
            text = "({0} / {1})"
        return text.format(*(self.say(arg) for arg in node.args))

    def _leaf(self, node: Node) -> str:
        if node.op == "input":
            return self.names.setdefault(node, node.about)
        if node.op == "step":
            return "t"
        if node.op == "variable":
            return self.names.setdefault(node, self.fresh("s"))
        if node.op == "by step":
            source, k = node.about
            where = f"t * {source.width} + {k}" if source.width > 1 else "t"
            return f"{self.table_of(source.key or source, source)}[{where}]"
        if node.op == "example":
            loop, (number, k) = node.block, node.about
            column = loop.columns[number]  # type: ignore[attr-defined]
            width = int(np.prod(column.shape[1:]))
            row = self.names[loop]
            where = f"{row} * {width} + {k}" if width > 1 else row
            return f"{self.table_of(*column_of(column))}[{where}]"
        raise AssertionError(f"{node.op} has no name")

    def table_of(self, key: Any, source: Any) -> str:
        return f"table{self.pool.table(key, source)}"

    def fresh(self, kind: str = "v") -> str:
        self.last_number += 1
        return f"{kind}{self.last_number}"

    def named(self, value: Value) -> str:
        """A name, or a constant, for what has to be known before variables change."""
        said = self.say(value)
        if not isinstance(value, Node) or value in self.names:
            return said
        name = self.fresh()
        self.lines.append(self.language.assign(name, said))
        return name

    def memory(self, memory: Memory) -> str:
        """The name of a memory."""
        if memory not in self.names:
            self.names[memory] = self.fresh("m")
        return self.names[memory]

    def _is_said_where_used(self, node: Node) -> bool:
        return self.uses[node] == 1 and node not in self.from_outside and self._depth(node) < DEEPEST

    def _depth(self, node: Node) -> int:
        below = [a for a in node.args if isinstance(a, Node) and a not in self.names and a.op in OPERATIONS]
        return 1 + max(map(self._depth, below), default=0)


def column_of(column: Any) -> tuple[Any, Table]:
    """The table of a column of examples, and what it is known by."""
    return id(column), Table(column.ravel(), id(column), column)
