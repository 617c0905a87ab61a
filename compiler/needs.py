"""What a program needs: which nodes and loops, how often, and in which order."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, cast

from compiler.constructs import Average, Repeat
from compiler.graph import Block, Node, Value
from compiler.memory import Over, Push
from compiler.operations import OPERATIONS
from compiler.program import Walk

LOOKING = ("look up", "read")
"""What takes a number from an array."""
WRITTEN = {*OPERATIONS, *LOOKING}
"""What is an expression of its operands."""


class Needs:
    """What is alive in a program. template: an operation → its text, which may name an operand more than once.

    uses: how often each node is named; from_outside: those that are named in other blocks than their own.
    """

    def __init__(self, template: Any) -> None:
        self.template = template
        self.uses: Counter[Node] = Counter()
        self.from_outside: set[Node] = set()
        self.live: set[Node] = set()

    def need(self, roots: Iterable[Value]) -> None:
        """Mark all that `roots` depend on, and count how often each node is used."""
        waiting: list[tuple[Value, Block | None]] = [(root, None) for root in roots]
        while waiting:
            value, user = waiting.pop()
            if not isinstance(value, Node):
                continue
            if user is None or user is not value.block:
                self.from_outside.add(value)
            self.uses[value] += 1
            if value in self.live:
                continue
            self.live.add(value)
            waiting += self._needs_of(value)

    def _needs_of(self, node: Node) -> Iterator[tuple[Value, Block | None]]:
        if node.op in OPERATIONS:
            text = self.template(node.op)
            for k, arg in enumerate(node.args):
                yield from [(arg, node.block)] * max(1, text.count(f"{{{k}}}"))
        elif node.op in LOOKING:
            yield from ((arg, node.block) for arg in node.args)
        elif node.op == "end":
            loop, k = node.about
            if isinstance(loop, Average):
                yield loop.results[k], None
            else:
                yield loop.variables[k], None
                if isinstance(loop, Repeat):
                    yield loop.done, None
                if isinstance(loop, Over):
                    yield loop.when, None
                    yield from ((value, None) for value in (loop.push.needs if loop.push else ()))
        elif node.op == "beside":
            yield node.block.beside.kept[node.about], None  # type: ignore[attr-defined]
        elif node.op == "variable":
            loop, k = cast(Any, node.block), node.about
            yield loop.initial[k], None
            results = [b.results[k] for b in loop.bodies] if isinstance(loop, Walk) else [loop.results[k]]
            yield from ((result, None) for result in results)

    def order(self, roots: Iterable[Value | Push], seen: set[Any]) -> dict[Block, list[Any]]:
        """Block → the nodes and loops in it that `roots` need and that are not `seen` yet, each after what it needs."""
        found: dict[Block, list[Any]] = {}

        def visit(value: Value) -> None:
            if not isinstance(value, Node) or value in seen:
                return
            seen.add(value)
            for arg in value.args:
                visit(arg)
            if value.op == "end":
                visit_loop(value.about[0])
            elif value.op == "beside":
                visit_loop(value.block.beside)  # type: ignore[attr-defined]
            elif value.op in WRITTEN:
                found.setdefault(value.block, []).append(value)

        def visit_loop(loop: Any) -> None:
            if loop in seen or isinstance(loop, Walk):
                return
            seen.add(loop)
            if isinstance(loop, Over) and loop.push:
                visit_push(loop.push)
            for value in self.inside(loop):
                visit(value)
            found.setdefault(loop.home, []).append(loop)

        def visit_push(push: Push) -> None:
            if push in seen:
                return
            seen.add(push)
            for value in push.needs:
                visit(value)
            found.setdefault(push.home, []).append(push)

        for root in roots:
            visit_push(root) if isinstance(root, Push) else visit(root)
        return found

    def inside(self, loop: Any) -> list[Value]:
        """What has to be known to write a loop."""
        if isinstance(loop, Average):
            return [loop.results[k] for k in self.ends_of(loop)]
        alive = self.alive(loop)
        beside = self.kept_by(loop) if isinstance(loop, Over) else []
        more = [loop.when, *(loop.kept[k] for k in beside)] if isinstance(loop, Over) else [loop.done]
        return [*(loop.initial[k] for k in alive), *(loop.results[k] for k in alive), *more]

    def ends_of(self, loop: Any) -> list[int]:
        """The numbers of the results of a loop that somebody needs."""
        return sorted({node.about[1] for node in self.live if node.op == "end" and node.about[0] is loop})

    def kept_by(self, loop: Over) -> list[int]:
        """The numbers of what a later loop reads of this one."""
        return sorted({n.about for n in self.live if n.op == "beside" and n.block.beside is loop})  # type: ignore[attr-defined]

    def alive(self, loop: Any) -> list[int]:
        """The numbers of the variables of a loop that somebody needs."""
        return [k for k, variable in enumerate(loop.variables) if variable in self.live]
