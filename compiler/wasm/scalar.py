"""A function of a program as WebAssembly, one number at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from compiler.constructs import Average, Repeat
from compiler.graph import Block, Node, Untraceable, Value
from compiler.program import Program
from compiler.wasm.code import GIVEN, Code
from compiler.wasm.encoding import F64, I32, Function, double, signed, unsigned
from compiler.wasm.instructions import (
    BLOCK,
    BRANCH,
    CALL,
    END,
    F64_CONST,
    F64_LOAD,
    F64_STORE,
    F64S,
    GET,
    I32_CONST,
    I32_LOAD,
    I32S,
    IF,
    LOOP,
    SET,
    SHIFT_LEFT,
    TO_F64,
    TO_I32,
    WHERE,
)

TYPES = {"f": F64, "i": I32, "b": I32}
FOREVER = 2**31
"""A loop that may run so often is bound by nothing else than its own end."""


class Scalar(Code):
    """given: the names of inputs that are parameters → their kinds; the others are in memory, and so are arrays that are no tables: those
    whose addresses are parameters.
    """

    def __init__(self, program: Program, given: Mapping[str, str]) -> None:
        function = Function([I32, *(TYPES[kind] for kind in given.values())])
        super().__init__(program, function)
        self.parameters = {name: k + 1 for k, name in enumerate(given)}

    def write(self, results: Sequence[Value], told: int) -> bytes:
        """The module of a function that leaves `results` at the address `told`."""
        self.need(results)
        found = self.order(results, set())
        self.write_block(found.get(self.program.graph.root, []), found)
        for k, value in enumerate(results):
            self.add(I32_CONST, signed(told))
            self.push(value, "f")
            self.add(F64_STORE, unsigned(8 * k))
        return self.function.module()

    def write_block(self, items: Sequence[Any], found: dict[Block, list[Any]]) -> None:
        for item in items:
            if isinstance(item, Repeat):
                self.write_repeat(item, found)
            elif isinstance(item, Average):
                self.write_average(item, found)
            elif not isinstance(item, Node):
                raise Untraceable("a memory is not written as WebAssembly")
            elif item in self.live and item not in self.at and not self.is_said_where_used(item):
                self.keep(item)

    def write_repeat(self, loop: Repeat, found: dict[Block, list[Any]]) -> None:
        if loop.times is not None and loop.times < FOREVER:
            raise Untraceable("a loop that is counted is not written as WebAssembly")
        alive = self.alive(loop)
        variables = [loop.variables[k] for k in alive]
        for k in alive:
            self.push(loop.initial[k], loop.variables[k].kind)
            self.at[loop.variables[k]] = self.kept(loop.variables[k].kind)
        going_on = [_unless(loop.done, loop.variables[k], loop.results[k]) for k in alive]
        self.add(BLOCK, LOOP)
        self.write_block(found.get(loop, []), found)
        self.push(loop.done, "b")
        done = self.kept("b")
        changed = {}
        for k, variable, value in zip(alive, variables, going_on, strict=True):
            if value is loop.results[k]:
                self.push(value, variable.kind)
                changed[variable] = self.kept(variable.kind)
        self.get(done)
        self.add(IF)
        for variable, local in changed.items():
            self._set(variable, local)
        self.add(BRANCH, unsigned(2), END)
        others = [(v, value) for v, value in zip(variables, going_on, strict=True) if v not in changed]
        self.push_all([value for _, value in others], [v.kind for v, _ in others])
        for variable, _ in reversed(others):
            self.add(SET, unsigned(self.at[variable]))
        for variable, local in changed.items():
            self._set(variable, local)
        self.add(BRANCH, unsigned(0), END, END)
        self.ended(loop, self.at)

    def _set(self, variable: Node, local: int) -> None:
        self.get(local)
        self.add(SET, unsigned(self.at[variable]))

    def ended(self, loop: Any, at: Mapping[Any, int]) -> None:
        for node in self.live:
            if node.op == "end" and node.about[0] is loop:
                self.at[node] = at[loop.variables[node.about[1]]]

    def write_average(self, loop: Average, found: dict[Block, list[Any]]) -> None:
        raise Untraceable("a mean over examples is not written as WebAssembly")

    def type_of(self, kind: str) -> bytes:
        return TYPES[kind]

    def constant(self, value: Any, kind: str) -> None:
        if kind == "f":
            self.add(F64_CONST, double(float("nan") if value is None else float(value)))
        else:
            self.add(I32_CONST, signed(int(value)))

    def convert(self, have: str, kind: str) -> None:
        if kind == "f" and have != "f":
            self.add(TO_F64)
        elif kind != "f" and have == "f":
            self.add(TO_I32)

    def instruction(self, op: str, kind: str) -> bytes:
        if op == "where":
            return WHERE
        return TO_I32 if op == "integer" else (F64S if kind == "f" else I32S)[op]

    def ask(self, op: str, operands: Sequence[Value]) -> None:
        self.push_all(operands, "f" * len(operands))
        self.add(CALL, unsigned(self.function.imported(op, len(operands))))

    def leaf(self, node: Node) -> None:
        if node.op == "input":
            self.input(node)
        elif node.op == "look up":
            kind = node.kind
            self.entry(self.table(node.about.key, node.about, kind), node.args[0], kind)
        elif node.op == "read":
            self.entry(self.parameters[node.about], node.args[0], "f")
        else:
            raise Untraceable(f"“{node.op}” is not written as WebAssembly")

    def input(self, node: Node) -> None:
        """Each is kept in a local, from the beginning."""
        if node.about not in self.parameters:
            self.parameters[node.about] = self.function.local(F64)
            place = unsigned(self.slot(node.about))
            local = unsigned(self.parameters[node.about])
            self.function.head += b"".join([GET, unsigned(GIVEN), F64_LOAD, place, SET, local])
        self.get(self.parameters[node.about])

    def entry(self, address: int, index: Value, kind: str) -> None:
        """The number at `index` of an array of numbers of `kind`."""
        self.get(address)
        self.push(index, "i")
        self.add(I32_CONST, signed(2 if kind == "i" else 3), SHIFT_LEFT, I32S["add"])
        self.add(I32_LOAD if kind == "i" else F64_LOAD, unsigned(0))


def _unless(done: Value, variable: Node, result: Value) -> Value:
    """What a variable becomes where the loop goes on, if it stays as it is where that is `done`: a processor guesses which way a branch goes,
    and does not wait for what a choice depends on, as for an address.
    """
    chosen = isinstance(result, Node) and result.op == "where" and result.args[0] is done and result.args[1] is variable
    return result.args[2] if isinstance(result, Node) and chosen else result
