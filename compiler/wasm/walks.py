"""The steps of a program from some starts at once as WebAssembly."""

from collections.abc import Sequence
from typing import Any

from compiler.graph import Node, Untraceable, Value
from compiler.program import Body
from compiler.wasm import memory
from compiler.wasm.encoding import signed, unsigned
from compiler.wasm.instructions import (
    ANDNOT,
    BLOCK,
    BRANCH,
    BRANCH_IF,
    END,
    F64X2S,
    I32_CONST,
    I32S,
    I64X2_SUBTRACT,
    IF,
    LOOP,
    SET,
    SHUFFLE,
    V128_CONST,
    V128_LOAD,
    V128_SPLAT,
    V128_STORE,
)
from compiler.wasm.leaving import Leaving
from compiler.wasm.pairs import STEPS, TRUTHS

FIRST, SECOND = bytes([*range(8), *range(16, 24)]), bytes([*range(8, 16), *range(24, 32)])
"""What is taken of x and y of a pair: those of its first path, of its second one."""


class Walks(Leaving):
    """The function `run(given, steps)`: the steps of all paths."""

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
        self.leave()
        self.add(BRANCH, unsigned(0), END, END)
        for last, k in zip(self.last, self.each_pair(), strict=True):
            self.store(memory.ENDS + 16 * k, last)
        return self.function.module()

    def _begin(self) -> set[Any]:
        """What is known before the first step; the nodes that are."""
        walk, seen = self.walk, set[Any]()
        kept = self.variables()
        initial = [walk.initial[v.about] for v in kept]
        items = list(self.order([*self.program.begun, *initial], seen).get(self.program.graph.root, []))
        for body in walk.bodies:
            inner = self.order(self.roots(body), set(seen)).get(self.program.graph.root, [])
            items += [item for item in inner if item not in items]
        self.write_items(item for item in items if not self.is_own(item))
        for k in self.each_pair():
            self._start(k)
            self.write_items(item for item in items if self.is_own(item))
            for variable, value in zip(kept, initial, strict=True):
                self.push(value, variable.kind)
                self.at[variable] = self.kept("f")
            self._record(self.program.begun, k, 0)
            self.add(V128_CONST, TRUTHS[True], SET, unsigned(self.going[k]))
        self.remember()
        return {*seen, *items}

    def _start(self, k: int) -> None:
        for name, offset in (("x", 0), ("y", 8 * memory.ABREAST)):
            self.load(memory.STARTS + offset + 16 * k)
            self.at[self.program.graph.leaf("input", name, self.program.graph.root)] = self.kept("f")

    def _step(self, body: Body, seen: set[Any], tabled: dict[Node, str]) -> None:
        """One step of all, and its number."""
        outside = dict(self.shared), [dict(own) for own in self.pairs]
        roots = self.roots(body)
        needed = {item for items in self.order(roots, set(seen)).values() for item in items}
        for node, name in tabled.items():
            if node in needed:
                self._tabled(node, name)
        items = self.order(roots, {*seen, *tabled}).get(self.walk, [])
        self.write_items(item for item in items if not self.is_own(item))
        for k in self.each_pair():
            self.write_items(item for item in items if self.is_own(item))
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
            self.number_of_step(
                table, memory.ABREAST if self.varied else 1, 2 * k, V128_LOAD if self.varied else V128_SPLAT
            )
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
        goes_on = body.done.args[0] if isinstance(body.done, Node) and body.done.op == "logical_not" else None
        self.push(body.done if goes_on is None else goes_on, "b")
        known = self.kept("b")
        variables = self.variables()
        self.push_all([body.results[v.about] for v in variables], "f" * len(variables))
        for variable in reversed(variables):
            self.add(SET, unsigned(self.at[variable]))
        self._store_points(places, k, 16)
        # As a whole number, what is true is −1.
        self.get(self.last[k])
        self.get(self.going[k])
        self.add(I64X2_SUBTRACT, SET, unsigned(self.last[k]))
        self.get(self.going[k])
        self.get(known)
        self.add(ANDNOT if goes_on is None else F64X2S["logical_and"], SET, unsigned(self.going[k]))

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
