"""In which order the operations of a step are done, and where each leaves its result: an array is reused once nobody needs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compiler.graph import Node, Untraceable, Value
from compiler.inplace.pairs import Pairs
from compiler.inplace.sorts import Sorts, reachable

Cell = tuple[Node, ...]
"""What is kept in one array: a node, or two side by side."""
SIDES = "xy"
PLACE, NEXT = "w", "p"
"""The registers of the place before a step and after it."""


@dataclass(frozen=True)
class Do:
    """An operation; out: the name of the array that it fills; args: those of arrays, or what is the same for all paths."""

    op: str
    out: str
    args: tuple[str | Value, ...]


@dataclass
class Plan:
    """The operations of a step, and what is copied after them.

    shapes: the name of each array that is needed for a while → (rows, kind); given: the name of each array that is known before the first
    step → its node, of hyperparameters; same: the part of the state that nobody reads → the one before it that it is a copy of.
    """

    does: list[Do] = field(default_factory=list)
    copies: list[tuple[str, str | Value]] = field(default_factory=list)
    shapes: dict[str, tuple[int, str]] = field(default_factory=dict)
    given: dict[str, Node] = field(default_factory=dict)
    same: dict[int, int] = field(default_factory=dict)


def planned(
    sorts: Sorts, parts: Sequence[Sequence[Node]], results: Sequence[Sequence[Value]], unread: frozenset[Node]
) -> Plan:
    """The plan of a step. parts: the variables that belong together, the place first; results: what each of them becomes;
    unread: the variables that no step asks for.
    """
    return _Planner(sorts, parts, results, unread).plan


def names_of(part: int, size: int) -> list[str]:
    """What the rows of a part of the state are called."""
    base = f"v{part}" if part else PLACE
    return [base + s for s in SIDES] if size == 2 else [base] if size == 1 else [f"{base}_{k}" for k in range(size)]


class _Planner:
    def __init__(
        self,
        sorts: Sorts,
        parts: Sequence[Sequence[Node]],
        results: Sequence[Sequence[Value]],
        unread: frozenset[Node],
    ) -> None:
        self.sorts, self.plan = sorts, Plan()
        for k, (part, made) in enumerate(zip(parts, results, strict=True)):
            before = next((j for j in range(1, k) if list(results[j]) == list(made)), 0)
            if before and set(part) <= unread:
                self.plan.same[k] = before
        self.pairs = Pairs(sorts, [(part[0], part[1]) for part in parts if len(part) == 2])
        for made in results:
            if len(made) == 2:
                self.pairs.beside(*made)
        self.names: dict[Cell, str] = {}
        self.targets: dict[Cell, tuple[str, Cell]] = {}
        for k, (part, made) in enumerate(zip(parts, results, strict=True)):
            self._declare(k, part, made)
        self.units = list(self._ordered(results))
        self.last_use = self._last_uses(parts, results)
        self.free: dict[tuple[int, str], list[str]] = {}
        for index, unit in enumerate(self.units):
            self._do(index, unit)
        self._copy(parts, results)

    def _declare(self, k: int, part: Sequence[Node], made: Sequence[Value]) -> None:
        """The names of a part's variables, and where its results should come to stand."""
        rows = names_of(k, len(part))
        cells = [tuple(part)] if len(part) == 2 else [(node,) for node in part]
        for cell, name in zip(cells, rows, strict=False):
            self.names[cell] = name.removesuffix("x") if len(cell) == 2 else name
        wanted = [self.cell(v) for v in made if isinstance(v, Node) and v.args and self.sorts.has_lanes(v)]
        if len(part) == 2 and wanted == [tuple(made)] * 2:
            self.targets.setdefault(wanted[0], (NEXT if not k else f"v{k}", cells[0]))
        elif len(part) != 2 and len(wanted) == len(part):
            for node, cell, own, name in zip(made, wanted, cells, rows, strict=True):
                if cell == (node,):
                    self.targets.setdefault(cell, (name, own))

    def cell(self, node: Node) -> Cell:
        return self.pairs.of.get(node, (node,))

    def _ordered(self, results: Sequence[Sequence[Value]]) -> Iterator[Cell]:
        """Nodes, and pairs that are one operation, each after what it needs."""
        seen = set[Cell]()

        def visit(value: Value) -> Iterator[Cell]:
            if (
                not isinstance(value, Node)
                or not value.args
                or not self.sorts.has_lanes(value)
                or self._is_given(value)
            ):
                return
            unit = self.cell(value) if self.cell(value) in self.pairs.joint else (value,)
            if unit not in seen:
                seen.add(unit)
                for part in unit:
                    for arg in part.args:
                        yield from visit(arg)
                yield unit

        for node in reachable(v for made in results for v in made):
            yield from visit(node)

    def _is_given(self, value: Value) -> bool:
        """Whether it has lanes, and is known before the first step."""
        return self.sorts.is_setting(value) and self.sorts.is_lasting(value)

    def _last_uses(self, parts: Sequence[Sequence[Node]], results: Sequence[Sequence[Value]]) -> dict[Cell, int]:
        """The number of the last unit that needs a cell; none does after the end."""
        last: dict[Cell, int] = {}
        for index, unit in enumerate(self.units):
            for node in unit:
                last |= {self.cell(a): index for a in node.args if isinstance(a, Node) and self.sorts.has_lanes(a)}
                last.setdefault(self.cell(node), index)
        last |= {self.cell(v): len(self.units) for made in results for v in made if isinstance(v, Node)}
        return last

    def _do(self, index: int, unit: Cell) -> None:
        node, whole = unit[0], len(unit) == 2 or self.sorts.is_setting(unit[0])
        if len(unit) == 2:
            args = tuple(self._name(a, True) for a, _ in self.pairs.operands(unit))
        else:
            args = tuple(self._name(a, whole) for a in node.args)
        cells = {self.cell(a) for part in unit for a in part.args if isinstance(a, Node)}
        dying = [cell for cell in cells if self.last_use.get(cell) == index]
        # A choice is written in two goes, so that its result must not stand where its operands do.
        if node.op != "where":
            self._release(dying)
        self._place(index, self.cell(node), node.op == "where" and bool(dying))
        if node.op == "where":
            self._release(dying)
        self.plan.does.append(Do(node.op, str(self._name(node, whole)), args))

    def _release(self, cells: list[Cell]) -> None:
        for cell in cells:
            name = self.names.get(cell)
            if name in self.plan.shapes:
                self.free.setdefault(self.plan.shapes[name], []).append(name)

    def _place(self, index: int, cell: Cell, is_delicate: bool) -> None:
        """Give a cell an array: that of the variable which it becomes, if nobody needs that any more, or one that is free."""
        if cell in self.names:
            return
        if cell in self.targets:
            name, own = self.targets[cell]
            last = self.last_use.get(own, -1)
            if name == NEXT or last < index or (last == index and not is_delicate):
                self.names[cell] = name
                return
        shape = (2 if len(cell) == 2 or self.sorts.is_setting(cell[0]) else 1, "b" if cell[0].kind == "b" else "f")
        free = self.free.get(shape)
        self.names[cell] = free.pop() if free else f"{shape[1]}{len(self.plan.shapes)}_"
        self.plan.shapes[self.names[cell]] = shape

    def _name(self, value: Value, whole: bool) -> str | Value:
        """What an operand is called, as a pair or alone; what is the same for all paths is itself."""
        if not self.sorts.has_lanes(value):
            return value
        assert isinstance(value, Node)
        if self._is_given(value):
            name = next((n for n, node in self.plan.given.items() if node is value), f"g{len(self.plan.given)}_")
            self.plan.given[name] = value
            return name if whole else name + SIDES[0]
        cell = self.cell(value)
        if len(cell) == 1:
            return self.names[cell] + (SIDES[0] if self.sorts.is_setting(value) and not whole else "")
        return self.names[cell] + ("" if whole else SIDES[cell.index(value)])

    def _copy(self, parts: Sequence[Sequence[Node]], results: Sequence[Sequence[Value]]) -> None:
        """What did not come to stand where it belongs: variables that become others first, before they are overwritten."""
        moves = []
        for k, (part, made) in enumerate(zip(parts, results, strict=True)):
            if k in self.plan.same:
                continue
            rows = [NEXT + s for s in SIDES] if not k else names_of(k, len(part))
            moves += [(row, self._name(v, False)) for row, v in zip(rows, made, strict=True)]
        moves = [(row, source) for row, source in moves if row != source]
        variables = {row for k, part in enumerate(parts) if k for row in names_of(k, len(part))}
        moves.sort(key=lambda move: move[1] not in variables)
        overwritten = set[str]()
        for row, source in moves:
            if source in overwritten:
                raise Untraceable("variables change places")
            overwritten.add(row)
        self.plan.copies = moves
