"""From nodes to instructions: what is written where it is used, and what gets a local."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from compiler.graph import Node, Value, kind_of
from compiler.needs import Needs
from compiler.operations import OPERATIONS
from compiler.program import Program
from compiler.wasm.encoding import Function, unsigned
from compiler.wasm.instructions import COMPARISONS, FROM_JAVASCRIPT, GET, I32_LOAD, I32S, LOGICAL, MADE, SET

GIVEN = 0
"""The parameter that is the address of what a function is given: numbers, and the addresses of tables."""


class Code(Needs, ABC):
    """The instructions of one program. at: what has a local → its number; slots: what is given, in this order: names of numbers, and
    (key, source, kind) of tables.
    """

    slot_size = 8
    """Bytes of what is given for a name or a table."""

    def __init__(self, program: Program, function: Function) -> None:
        # An operand that is named more than once has a local then.
        super().__init__(lambda _: "{0}{1}{2}")
        self.program, self.function = program, function
        self.at: dict[Any, int] = {}
        self.slots: list[Any] = []
        self._tables: dict[Any, int] = {}

    @abstractmethod
    def type_of(self, kind: str) -> bytes:
        """The type of numbers of a kind."""

    @abstractmethod
    def constant(self, value: Any, kind: str) -> None:
        """Leaves a number that is known on the stack."""

    @abstractmethod
    def convert(self, have: str, kind: str) -> None:
        """Makes what is on the stack a number of `kind`."""

    @abstractmethod
    def instruction(self, op: str, kind: str) -> bytes:
        """That of an operation on numbers of `kind`."""

    @abstractmethod
    def ask(self, op: str, operands: Sequence[Value]) -> None:
        """Leaves what a function of JavaScript's makes of `operands` on the stack."""

    @abstractmethod
    def leaf(self, node: Node) -> None:
        """Leaves what no operation makes on the stack."""

    def add(self, *parts: bytes) -> None:
        self.function.code += b"".join(parts)

    def get(self, local: int) -> None:
        self.add(GET, unsigned(local))

    def kept(self, kind: str) -> int:
        """What is on the stack, in a new local."""
        local = self.function.local(self.type_of(kind))
        self.add(SET, unsigned(local))
        return local

    def slot(self, what: Any) -> int:
        """The offset of a new slot."""
        self.slots.append(what)
        return self.slot_size * (len(self.slots) - 1)

    def table(self, key: Any, source: Any, kind: str) -> int:
        """The local with the address of a table."""
        if key not in self._tables:
            local = self._tables[key] = self.function.local(self.address_type)
            place = unsigned(self.slot((key, source, kind)))
            self.function.head += b"".join([GET, unsigned(GIVEN), I32_LOAD, place, SET, unsigned(local)])
        return self._tables[key]

    address_type = b"\x7f"

    def push(self, value: Value, kind: str) -> None:
        """Leaves `value` on the stack, as a number of this kind."""
        if not isinstance(value, Node):
            return self.constant(value, kind)
        if value in self.at:
            self.get(self.at[value])
        else:
            self.emit(value)
        return self.convert(value.kind, kind)

    def push_all(self, values: Iterable[Value], kinds: Iterable[str]) -> None:
        for value, kind in zip(values, kinds, strict=True):
            self.push(value, kind)

    def emit(self, node: Node) -> None:
        """Leaves what a node comes to on the stack, without a local."""
        if node.op in OPERATIONS:
            self.operate(node.op, node.args, node.kind)
        else:
            self.leaf(node)

    def keep(self, node: Node) -> None:
        """A local for `node`."""
        self.emit(node)
        self.at[node] = self.kept(node.kind)

    def is_said_where_used(self, node: Node) -> bool:
        return self.uses[node] == 1 and node not in self.from_outside

    def operate(self, op: str, operands: Sequence[Value], kind: str) -> None:
        """Leaves an operation on `operands` on the stack, as a number of `kind`."""
        if op == "where":
            self.push_all([*operands[1:], operands[0]], [kind, kind, "b"])
            return self.add(self.instruction(op, kind))
        if op in FROM_JAVASCRIPT:
            self.ask(op, operands)
            return self.convert("f", kind)
        working = self.working(op, operands, kind)
        if op in MADE:
            self.make(MADE[op].split(), operands, working)
        else:
            self.push_all(operands, [working] * len(operands))
            self.add(self.instruction(op, working))
        return self.convert(OPERATIONS[op].returns if OPERATIONS[op].returns in ("b", "i") else working, kind)

    def working(self, op: str, operands: Sequence[Value], kind: str) -> str:
        """The kind of the numbers on which an operation works: whole ones only where all are, and where that is one instruction."""
        if op in LOGICAL:
            return "b"
        whole = all(kind_of(v) in ("i", "b") for v in operands) and (kind == "i" or op in COMPARISONS)
        words = [word for word in MADE.get(op, op).split() if word not in ("0", "1", "where")]
        return "i" if whole and all(word in I32S for word in words) else "f"

    def make(self, words: Sequence[str], operands: Sequence[Value], kind: str) -> None:
        """What is made of other operations: each follows what it works on."""
        places = []
        for value in operands:
            self.push(value, kind)
            places.append(self.kept(kind))
        for word in words:
            if word in ("0", "1"):
                self.get(places[int(word)])
            elif word in OPERATIONS:
                self.add(self.instruction(word, "b" if word in LOGICAL else kind))
            else:
                self.constant(float(word), kind)
