"""The steps of a program from some starts at once as WebAssembly, two numbers in each instruction."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from compiler.graph import Node, Untraceable, Value
from compiler.program import Body, Program
from compiler.trigonometry import FARTHEST, FORMULAS, formula
from compiler.wasm import memory
from compiler.wasm.code import GIVEN, Code
from compiler.wasm.encoding import I32, V128, Function, double, signed, unsigned
from compiler.wasm.instructions import (
    ANDNOT,
    ANY_TRUE,
    BLOCK,
    BRANCH,
    BRANCH_IF,
    CALL,
    END,
    EXTRACT,
    F64X2S,
    GET,
    I32_CONST,
    I32S,
    IF,
    LOGICAL,
    LOOP,
    REPLACE,
    SET,
    SHUFFLE,
    SPLAT,
    TEE,
    TO_F64,
    V128_CONST,
    V128_LOAD,
    V128_SPLAT,
    V128_STORE,
    XOR,
)

STEPS = 1
"""The parameter that says how many there are."""
LOOK = 15
"""The bits of a step's number that are all 1 where it is looked whether paths have ended, or rest."""
FIRST, SECOND = bytes([*range(8), *range(16, 24)]), bytes([*range(8, 16), *range(24, 32)])
"""What is taken of x and y of a pair: those of its first path, of its second one."""
EACH = 2 * bytes(range(8)), 2 * bytes(range(8, 16))
"""The first of a pair, or the second, twice."""
TRUTHS = {False: b"\0" * 16, True: b"\xff" * 16}


class Pairs(Code):
    """The function `run(given, steps)`. Pairs of paths have locals of their own for what differs between paths; `shared` is the same for all.

    varied: whether inputs differ, too: then what is given has a number for each path.
    """

    def __init__(self, program: Program, varied: bool) -> None:
        super().__init__(program, Function([I32, I32]))
        self.varied, self.slot_size = varied, 8 * memory.ABREAST if varied else 8
        self.places: dict[str, int] = {}
        assert program.walk
        self.walk, self.shared = program.walk, self.at
        self.pairs: list[dict[Any, int]] = [{} for _ in range(memory.ABREAST // 2)]
        self.going, self.last = ([self.function.local(V128) for _ in self.pairs] for _ in range(2))
        self.t, self.offset = self.function.local(I32), self.function.local(I32)
        self.constants: dict[bytes, int] = {}

    def each_pair(self) -> Iterator[int]:
        """The numbers of the pairs; what is kept meanwhile is that of the pair."""
        for k, own in enumerate(self.pairs):
            self.at = own
            yield k
        self.at = self.shared

    # The function.

    def write(self, tabled: dict[Node, str]) -> bytes:
        """The module. tabled: nodes of which there are tables by step, given by these names."""
        self.need([*self.program.begun, *(v for body in self.walk.bodies for v in (*body.written, body.done))])
        if any(body.pushes for body in self.walk.bodies):
            raise Untraceable("a memory is not written as WebAssembly")
        seen = self._begin()
        for k, body in enumerate(self.walk.bodies[:-1]):
            self.get(self.t)
            self.add(I32_CONST, signed(k), I32S["equal"])
            self._goes_on()
            self.add(I32S["logical_and"], IF)
            self._step(body, seen, tabled)
            self.add(END)
        self.add(BLOCK, LOOP)
        self._goes_on()
        self.add(I32S["logical_not"], BRANCH_IF, unsigned(1))
        self._step(self.walk.bodies[-1], seen, tabled)
        self._leave()
        self.add(BRANCH, unsigned(0), END, END)
        for last, k in zip(self.last, self.each_pair(), strict=True):
            self.store(memory.ENDS + 16 * k, last)
        return self.function.module()

    def _begin(self) -> set[Any]:
        """What is known before the first step; the nodes that are."""
        walk, seen = self.walk, set[Any]()
        kept = self._variables()
        initial = [walk.initial[v.about] for v in kept]
        items = list(self.order([*self.program.begun, *initial], seen).get(self.program.graph.root, []))
        for body in walk.bodies:
            inner = self.order(self._roots(body), set(seen)).get(self.program.graph.root, [])
            items += [item for item in inner if item not in items]
        self._write(item for item in items if not self.is_own(item))
        for k in self.each_pair():
            self._start(k)
            self._write(item for item in items if self.is_own(item))
            for variable, value in zip(kept, initial, strict=True):
                self.push(value, variable.kind)
                self.at[variable] = self.kept("f")
            self._record(self.program.begun, k, 0)
            self.add(V128_CONST, TRUTHS[True], SET, unsigned(self.going[k]))
        self._remember()
        return {*seen, *items}

    def _start(self, k: int) -> None:
        for name, offset in (("x", 0), ("y", 8 * memory.ABREAST)):
            self.load(memory.STARTS + offset + 16 * k)
            self.at[self.program.graph.leaf("input", name, self.program.graph.root)] = self.kept("f")

    def _variables(self) -> list[Node]:
        return [variable for variable in self.walk.variables if variable in self.live]

    def _roots(self, body: Body) -> list[Value]:
        return [*(body.results[v.about] for v in self._variables()), body.done, *body.written]

    def _step(self, body: Body, seen: set[Any], tabled: dict[Node, str]) -> None:
        """One step of all, and its number."""
        outside = dict(self.shared), [dict(own) for own in self.pairs]
        roots = self._roots(body)
        needed = {item for items in self.order(roots, set(seen)).values() for item in items}
        for node, name in tabled.items():
            if node in needed:
                self._tabled(node, name)
        items = self.order(roots, {*seen, *tabled}).get(self.walk, [])
        self._write(item for item in items if not self.is_own(item))
        for k in self.each_pair():
            self._write(item for item in items if self.is_own(item))
            self._move(body, k)
        self.at = self.shared
        for now, before in zip([self.shared, *self.pairs], [outside[0], *outside[1]], strict=True):
            now.clear()
            now.update(before)
        for counter, by in ((self.t, 1), (self.offset, 16)):
            self.get(counter)
            self.add(I32_CONST, signed(by), I32S["add"], SET, unsigned(counter))

    def _tabled(self, node: Node, name: str) -> None:
        """What a table has for this step, of which there is one for each path if inputs differ."""
        table = self.table(name, name, "by")
        for k in self.each_pair() if self.varied else [0]:
            self._by_step(table, memory.ABREAST if self.varied else 1, 2 * k, V128_LOAD if self.varied else V128_SPLAT)
            if node.kind == "b":
                self.constant(0.0, "f")
                self.add(F64X2S["not_equal"])
            self.at[node] = self.kept(node.kind)

    def _move(self, body: Body, k: int) -> None:
        """A pair is where the step has led, and its paths have ended or not."""
        places = []
        for value in body.written:
            self.push(value, "f")
            places.append(self.kept("f"))
        self.push(body.done, "b")
        done = self.kept("b")
        variables = self._variables()
        self.push_all([body.results[v.about] for v in variables], "f" * len(variables))
        for variable in reversed(variables):
            self.add(SET, unsigned(self.at[variable]))
        self._store_points(places, k, 16)
        self.get(self.last[k])
        self.get(self.going[k])
        self.convert("b", "f")
        self.add(F64X2S["add"], SET, unsigned(self.last[k]))
        self.get(self.going[k])
        self.get(done)
        self.add(ANDNOT, SET, unsigned(self.going[k]))

    def _record(self, values: Sequence[Value], k: int, ahead: int) -> None:
        places = []
        for value in values:
            self.push(value, "f")
            places.append(self.kept("f"))
        self._store_points(places, k, ahead)

    def _store_points(self, places: Sequence[int], k: int, ahead: int) -> None:
        """The point of the step, or of the one after it, where it belongs in the points of both paths."""
        for path, chosen in ((2 * k, FIRST), (2 * k + 1, SECOND)):
            self.get(self.offset)
            for place in places:
                self.get(place)
            self.add(SHUFFLE, chosen, V128_STORE, unsigned(memory.POINTS + path * memory.STRIDE + ahead))

    def _goes_on(self) -> None:
        self.get(self.t)
        self.get(STEPS)
        self.add(I32S["less"])

    def _leave(self) -> None:
        """Now and then: if all paths have ended, or, where steps do the same whatever their number is, none has moved since it was looked for
        the last time, and all that it carries is what it was then.
        """
        self._now_and_then()
        for k, going in enumerate(self.going):
            self.get(going)
            self.add(F64X2S["logical_or"] if k else b"")
        self.add(ANY_TRUE, I32S["logical_not"], BRANCH_IF, unsigned(2))
        if not any(is_of_step(value) for value in self._roots(self.walk.bodies[-1])):
            self._changed()
            self._remember()
            self.add(IF)
            self._moved()
            self.add(I32S["logical_not"], BRANCH_IF, unsigned(3), END)
        self.add(END)

    def _remember(self) -> None:
        """What all paths carry."""
        carried = [own[variable] for own in self.pairs for variable in self._variables()]
        if 16 * len(carried) > memory.BOXES - memory.BEFORE:
            raise Untraceable("there is no room for so much that is carried")
        for n, local in enumerate(carried):
            self.store(memory.BEFORE + 16 * n, local)

    def _changed(self) -> None:
        """Whether paths that go on carry what they did when it was remembered, to the last bit."""
        variables = self._variables()
        for k, own in enumerate(self.pairs):
            for n, variable in enumerate(variables):
                self.load(memory.BEFORE + 16 * (k * len(variables) + n))
                self.get(own[variable])
                self.add(XOR, F64X2S["logical_or"] if n else b"")
            self.get(self.going[k])
            self.add(F64X2S["logical_and"], F64X2S["logical_or"] if k else b"")
        self.add(ANY_TRUE, I32S["logical_not"])

    def _moved(self) -> None:
        """Whether paths that go on were elsewhere in one of the last `LOOK` steps."""
        back, moved = self.function.local(I32), self.function.local(V128)
        self.get(self.offset)
        self.add(SET, unsigned(back), V128_CONST, TRUTHS[False], SET, unsigned(moved), LOOP)
        self.get(moved)
        for path in range(memory.ABREAST):
            for at in (back, self.offset):
                self.get(at)
                self.add(V128_LOAD, unsigned(memory.POINTS + path * memory.STRIDE))
            self.add(XOR)
            for _ in (0, 1):
                self.get(self.going[path // 2])
            self.add(SHUFFLE, EACH[path % 2], F64X2S["logical_and"], F64X2S["logical_or"])
        self.add(SET, unsigned(moved))
        self.get(back)
        self.add(I32_CONST, signed(16), I32S["subtract"], TEE, unsigned(back))
        self.get(self.offset)
        self.add(I32_CONST, signed(16 * LOOK), I32S["subtract"], I32S["greater_equal"], BRANCH_IF, unsigned(0), END)
        self.get(moved)
        self.add(ANY_TRUE)

    def _now_and_then(self) -> None:
        self.get(self.t)
        self.add(I32_CONST, signed(LOOK), I32S["logical_and"], I32_CONST, signed(LOOK), I32S["equal"], IF)

    def _write(self, items: Iterable[Any]) -> None:
        for item in items:
            if not isinstance(item, Node):
                raise Untraceable("a loop is not written as WebAssembly for many")
            if item in self.live and item not in self.at and not self.is_said_where_used(item):
                self.keep(item)

    def load(self, address: int) -> None:
        self.add(I32_CONST, signed(0), V128_LOAD, unsigned(address))

    def store(self, address: int, local: int) -> None:
        self.add(I32_CONST, signed(0))
        self.get(local)
        self.add(V128_STORE, unsigned(address))

    # What is said of numbers.

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
        self._write(self.order([value], set()).get(program.graph.root, []))
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
            self._by_step(self.table(source.key or source, source, "f"), source.width, k)
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

    def _by_step(self, table: int, width: int, k: int, load: bytes = V128_SPLAT) -> None:
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


def is_of_step(value: Value) -> bool:
    """Whether it depends on the number of the step."""
    return isinstance(value, Node) and any(leaf.op == "step" for leaf in value.leaves)
