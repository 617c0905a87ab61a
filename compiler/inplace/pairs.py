"""What is done alike to x and to y is done at once: two rows of one array cost one call of NumPy's."""

from collections.abc import Iterable

from compiler.graph import Node, Value, identity
from compiler.inplace.sorts import Sorts

COMMUTING = {"add", "multiply", "maximum", "minimum", "logical_and", "logical_or", "equal", "not_equal"}

Pair = tuple[Node, Node]


class Pairs:
    """Nodes that stand side by side. of: node → its pair; joint: the pairs that are one operation on both."""

    def __init__(self, sorts: Sorts, sides: Iterable[Pair]) -> None:
        """sides: the variables that stand side by side."""
        self.sorts = sorts
        self.of: dict[Node, Pair] = {node: pair for pair in sides for node in pair}
        self.joint: set[Pair] = set()

    def beside(self, a: Value, b: Value) -> bool:
        """Put two nodes side by side, and what they are made of, as far as can be; whether they stand so now."""
        if not (self._is_free(a) and self._is_free(b)) or a is b:
            return isinstance(a, Node) and self.of.get(a) == (a, b)
        assert isinstance(a, Node)
        assert isinstance(b, Node)
        if (a.kind == "b") != (b.kind == "b"):
            return False
        self.of[a] = self.of[b] = (a, b)
        if a.op == b.op and any(self._match(a.args, args) for args in self._orders(b)) and not self._is_circular(a, b):
            self.joint.add((a, b))
        return True

    def _is_free(self, value: Value) -> bool:
        """Whether it is an operation of which each path has its own, and stands nowhere yet."""
        is_own = self.sorts.has_lanes(value) and not self.sorts.is_setting(value)
        return isinstance(value, Node) and is_own and bool(value.args) and value not in self.of

    def _orders(self, node: Node) -> list[tuple[Value, ...]]:
        return [node.args, node.args[::-1]] if node.op in COMMUTING else [node.args]

    def _match(self, ones: tuple[Value, ...], others: tuple[Value, ...]) -> bool:
        """Whether the operands, too, are the same for both, or stand side by side."""
        if not all(self._may_match(a, b) for a, b in zip(ones, others, strict=True)):
            return False
        found = [self._is_shared(a, b) or self.beside(a, b) for a, b in zip(ones, others, strict=True)]
        return all(found)

    def _may_match(self, a: Value, b: Value) -> bool:
        if self._is_shared(a, b):
            return True
        return (self._is_free(a) and self._is_free(b)) or (isinstance(a, Node) and self.of.get(a) == (a, b))

    def _is_shared(self, a: Value, b: Value) -> bool:
        return identity(a) == identity(b) and (not self.sorts.has_lanes(a) or self.sorts.is_setting(a))

    def operands(self, pair: Pair) -> list[tuple[Value, Value]]:
        """Those of an operation on both."""
        a, b = pair
        for args in self._orders(b):
            pairs = list(zip(a.args, args, strict=True))
            if all(self._is_shared(p, q) or (isinstance(p, Node) and self.of.get(p) == (p, q)) for p, q in pairs):
                return pairs
        raise AssertionError("a joint operation has joint operands")

    def _is_circular(self, a: Node, b: Node) -> bool:
        """Whether one of them needs the other, be it by way of operations on pairs."""
        waiting, seen = [*a.args, *b.args], set[Node]()
        while waiting:
            node = waiting.pop()
            if not isinstance(node, Node) or node in seen:
                continue
            seen.add(node)
            if node in (a, b):
                return True
            together = self.of.get(node)
            waiting += [arg for part in (together if together in self.joint else (node,)) for arg in part.args]
        return False
