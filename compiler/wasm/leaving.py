"""When paths abreast may be left: they have ended, or nothing moves any more."""

from compiler.graph import Node, Untraceable, Value
from compiler.program import Body, Program
from compiler.wasm import memory
from compiler.wasm.encoding import I32, V128, signed, unsigned
from compiler.wasm.instructions import (
    ANY_TRUE,
    BRANCH_IF,
    END,
    F64X2S,
    I32_CONST,
    I32S,
    IF,
    LOOP,
    SET,
    SHUFFLE,
    TEE,
    V128_CONST,
    V128_LOAD,
    XOR,
)
from compiler.wasm.pairs import TRUTHS, Pairs

LOOK = 15
"""The bits of a step's number that are all 1 where it is looked whether paths have ended, or rest."""
EACH = 2 * bytes(range(8)), 2 * bytes(range(8, 16))
"""The first of a pair, or the second, twice."""


class Leaving(Pairs):
    """Where it is not worth while to go on. Locals of the pairs: going, which of its paths go on, and last, the numbers of their last steps; offset:
    the local that says where the point of the step is among those of a path.
    """

    def __init__(self, program: Program, varied: bool) -> None:
        super().__init__(program, varied)
        assert program.walk
        self.walk = program.walk
        self.going, self.last = ([self.function.local(V128) for _ in self.pairs] for _ in range(2))
        self.offset = self.function.local(I32)

    def variables(self) -> list[Node]:
        """What is carried from step to step, and needed."""
        return [variable for variable in self.walk.variables if variable in self.live]

    def roots(self, body: Body) -> list[Value]:
        """What a step has to know."""
        return [*(body.results[v.about] for v in self.variables()), body.done, *body.written]

    def leave(self) -> None:
        """Now and then: if all paths have ended, or, where steps do the same whatever their number is, none has moved since it was looked for
        the last time, and all that it carries is what it was then.
        """
        self._now_and_then()
        for k, going in enumerate(self.going):
            self.get(going)
            self.add(F64X2S["logical_or"] if k else b"")
        self.add(ANY_TRUE, I32S["logical_not"], BRANCH_IF, unsigned(2))
        if not any(is_of_step(value) for value in self.roots(self.walk.bodies[-1])):
            self._changed()
            self.remember()
            self.add(IF)
            self._moved()
            self.add(I32S["logical_not"], BRANCH_IF, unsigned(3), END)
        self.add(END)

    def remember(self) -> None:
        """What all paths carry."""
        carried = [own[variable] for own in self.pairs for variable in self.variables()]
        if 16 * len(carried) > memory.BOXES - memory.BEFORE:
            raise Untraceable("there is no room for so much that is carried")
        for n, local in enumerate(carried):
            self.store(memory.BEFORE + 16 * n, local)

    def _changed(self) -> None:
        """Whether paths that go on carry what they did when it was remembered, to the last bit."""
        variables = self.variables()
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


def is_of_step(value: Value) -> bool:
    """Whether it depends on the number of the step."""
    return isinstance(value, Node) and any(leaf.op == "step" for leaf in value.leaves)
