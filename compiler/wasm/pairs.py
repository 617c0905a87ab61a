"""Numbers of two paths in each instruction."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from compiler.graph import Node, Untraceable, Value
from compiler.program import Program
from compiler.trigonometry import FARTHEST, FORMULAS, formula
from compiler.wasm import memory
from compiler.wasm.code import GIVEN, Code
from compiler.wasm.encoding import I32, V128, Function, double, signed, unsigned
from compiler.wasm.instructions import (
    ANDNOT,
    ANY_TRUE,
    CALL,
    END,
    EXTRACT,
    F64X2S,
    GET,
    I32_CONST,
    I32S,
    IF,
    LOGICAL,
    REPLACE,
    SET,
    SPLAT,
    TO_F64,
    V128_CONST,
    V128_LOAD,
    V128_SPLAT,
    V128_STORE,
    XOR,
)

STEPS = 1
"""The parameter that says how many there are."""
SIGNS = (-1.0, 1.0), (1.0, -1.0)
TRUTHS = {False: b"\0" * 16, True: b"\xff" * 16}


class Pairs(Code):
    """What is said of numbers in a function `run(given, steps)`. Pairs of paths have locals of their own for what differs between paths;
    `shared` is the same for all. t: the local with the number of the step.

    varied: whether inputs differ, too: then what is given has a number for each path.
    """

    def __init__(self, program: Program, varied: bool) -> None:
        super().__init__(program, Function([I32, I32]))
        self.varied, self.slot_size = varied, 8 * memory.ABREAST if varied else 8
        self.places: dict[str, int] = {}
        self.shared = self.at
        self.pairs: list[dict[Any, int]] = [{} for _ in range(memory.ABREAST // 2)]
        self.t = self.function.local(I32)
        self.constants: dict[bytes, int] = {}

    def each_pair(self) -> Iterator[int]:
        """The numbers of the pairs; what is kept meanwhile is that of the pair."""
        for k, own in enumerate(self.pairs):
            self.at = own
            yield k
        self.at = self.shared

    def write_items(self, items: Iterable[Any]) -> None:
        """Locals for those that are not said where they are used."""
        for item in items:
            if not isinstance(item, Node):
                raise Untraceable("a loop is not written as WebAssembly for many")
            if item in self.live and item not in self.at and not self.is_said_where_used(item):
                self.keep(item)

    def load(self, address: int) -> None:
        """Leaves the pair that is at `address` on the stack."""
        self.add(I32_CONST, signed(0), V128_LOAD, unsigned(address))

    def store(self, address: int, local: int) -> None:
        """Puts a pair there."""
        self.add(I32_CONST, signed(0))
        self.get(local)
        self.add(V128_STORE, unsigned(address))

    def is_said_where_used(self, node: Node) -> bool:
        return self.is_own(node) and super().is_said_where_used(node)

    def push(self, value: Value, kind: str) -> None:
        if isinstance(value, Node) and value not in self.at and value in self.shared:
            self.get(self.shared[value])
            self.convert(value.kind, kind)
        else:
            super().push(value, kind)

    def working(self, op: str, operands: Sequence[Value], kind: str) -> str:
        return "b" if op in LOGICAL else "f"

    def type_of(self, kind: str) -> bytes:
        return V128

    def constant(self, value: Any, kind: str) -> None:
        """Kept from the beginning, so that no step has to make it."""
        bits = TRUTHS[bool(value)] if kind == "b" else 2 * double(float("nan") if value is None else float(value))
        if bits not in self.constants:
            self.constants[bits] = self.function.local(V128)
            self.function.head += V128_CONST + bits + SET + unsigned(self.constants[bits])
        self.get(self.constants[bits])

    def convert(self, have: str, kind: str) -> None:
        """Whole numbers are numbers, and truths are bits."""
        if have == "b" and kind != "b":
            self.constant(1.0, "f")
            self.add(F64X2S["logical_and"])

    def instruction(self, op: str, kind: str) -> bytes:
        return F64X2S[op]

    def operate(self, op: str, operands: Sequence[Value], kind: str) -> None:
        """A number times 1 or −1 is that with another sign."""
        for value, factor in (operands, operands[::-1]) if op == "multiply" else ():
            if isinstance(factor, Node) and factor not in self.at and factor.op == "where" and factor.args[1:] in SIGNS:
                self.push(value, "f")
                self.constant(-0.0, "f")
                self.push(factor.args[0], "b")
                self.add(F64X2S["logical_and"] if factor.args[1:] == SIGNS[0] else ANDNOT, XOR)
                return self.convert("f", kind)
        return super().operate(op, operands, kind)

    def ask(self, op: str, operands: Sequence[Value]) -> None:
        """By its formula, if it has one, and else one number after another."""
        if op in FORMULAS:
            self._by_formula(op, operands[0])
        else:
            self._ask_each(op, operands)

    def _by_formula(self, op: str, x: Value) -> None:
        """Where a number is too large for it, both are asked for."""
        program = formula(op)
        given, (value,) = program.graph.leaf("input", "x", program.graph.root), program.functions[op]
        self.need([value])
        self.push(x, "f")
        at, self.at = self.at, {given: self.kept("f")}
        self.write_items(self.order([value], set()).get(program.graph.root, []))
        self.push(value, "f")
        result = self.kept("f")
        self.operate("absolute", [given], "f")
        self.constant(FARTHEST, "f")
        self.add(F64X2S["greater"], ANY_TRUE, IF)
        self._ask_each(op, [given])
        self.add(SET, unsigned(result), END)
        self.at = at
        self.get(result)

    def _ask_each(self, op: str, operands: Sequence[Value]) -> None:
        places = []
        for value in operands:
            self.push(value, "f")
            places.append(self.kept("f"))
        for k in (0, 1):
            for place in places:
                self.get(place)
                self.add(EXTRACT, bytes([k]))
            self.add(CALL, unsigned(self.function.imported(op, len(operands))))
            self.add(REPLACE + b"\1" if k else SPLAT)

    def leaf(self, node: Node) -> None:
        if node.op == "input" and node.about == "steps":
            self.get(STEPS)
            self.add(TO_F64, SPLAT)
        elif node.op == "input":
            self._input(node)
        elif node.op == "step":
            self.get(self.t)
            self.add(TO_F64, SPLAT)
        elif node.op == "by step":
            source, k = node.about
            self.number_of_step(self.table(source.key or source, source, "f"), source.width, k)
        else:
            raise Untraceable(f"“{node.op}” is not written as WebAssembly for many")

    def _input(self, node: Node) -> None:
        """Kept from the beginning."""
        if node.about not in self.places:
            self.places[node.about] = self.slot(node.about)
        if self.varied:
            k = self.pairs.index(self.at)
            self.get(GIVEN)
            self.add(V128_LOAD, unsigned(self.places[node.about] + 16 * k))
            return
        self.shared[node] = self.function.local(V128)
        place, local = unsigned(self.places[node.about]), unsigned(self.shared[node])
        self.function.head += b"".join([GET, unsigned(GIVEN), V128_SPLAT, place, SET, local])
        self.get(self.shared[node])

    def number_of_step(self, table: int, width: int, k: int, load: bytes = V128_SPLAT) -> None:
        """Number k of this step in a table by step of so many, or that and the next."""
        self.get(table)
        self.get(self.t)
        self.add(I32_CONST, signed(8 * width), I32S["multiply"], I32S["add"], load, unsigned(8 * k))

    def is_own(self, item: Any) -> bool:
        """Whether a node differs from path to path."""
        leaves = item.leaves if isinstance(item, Node) else ()
        return any(leaf.op == "variable" or (leaf.op == "input" and self._differs(leaf.about)) for leaf in leaves)

    def _differs(self, name: str) -> bool:
        return name in ("x", "y") or (self.varied and name != "steps")
