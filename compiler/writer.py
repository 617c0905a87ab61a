"""From nodes to lines of code: what gets a name, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from compiler.constructs import Average, Repeat, Table
from compiler.graph import Block, Node, Value
from compiler.memory import Memory, Over, Push
from compiler.needs import Needs
from compiler.operations import OPERATIONS
from compiler.program import Body, Program

COSTLY = {"power", "exp", "expm1", "log", "log1p", "sin", "cos", "tanh", "sqrt", "hypot", "divide", "floor_divide"}
"""What is worth a table if it depends on the number of the step alone."""
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


class Writer(Needs):
    """Writes one program in one language.

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
        self.counted = 0

    def say(self, value: Value) -> str:
        """An expression for `value`."""
        if not isinstance(value, Node):
            return self.language.constant(value)
        if value in self.names:
            return self.names[value]
        return (
            self._leaf(value)
            if value.op not in OPERATIONS and value.op not in ("look up", "read")
            else self._operation(value)
        )

    def _operation(self, node: Node) -> str:
        if node.op in ("look up", "read"):
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
            return f"{self.table_of(*_column(column))}[{where}]"
        raise AssertionError(f"{node.op} has no name")

    def table_of(self, key: Any, source: Any) -> str:
        return f"table{self.pool.table(key, source)}"

    def fresh(self, kind: str = "v") -> str:
        self.counted += 1
        return f"{kind}{self.counted}"

    def write(self, items: Iterable[Any], found: dict[Block, list[Any]]) -> None:
        """The lines of nodes and loops that stand in one block."""
        for item in items:
            if isinstance(item, Repeat):
                self._repeat(item, found)
            elif isinstance(item, Average):
                self._average(item, found)
            elif isinstance(item, Over):
                self._over(item, found)
            elif isinstance(item, Push):
                values, new = [self.say(v) for v in item.row], self.say(item.new)
                self.lines += self.language.push(self.memory(item.memory), values, new, self.say(item.most))
            elif item in self.live and item not in self.names and not self._is_said_where_used(item):
                expression = self.say(item)
                self.names[item] = self.fresh()
                self.lines.append(self.language.assign(self.names[item], expression))

    def _is_said_where_used(self, node: Node) -> bool:
        return self.uses[node] == 1 and node not in self.from_outside and self._depth(node) < DEEPEST

    def _depth(self, node: Node) -> int:
        below = [a for a in node.args if isinstance(a, Node) and a not in self.names and a.op in OPERATIONS]
        return 1 + max(map(self._depth, below), default=0)

    def _repeat(self, loop: Repeat, found: dict[Block, list[Any]]) -> None:
        alive = self.alive(loop)
        names = [self.say(loop.variables[k]) for k in alive]
        self.lines += self.language.variables(names, [self.say(loop.initial[k]) for k in alive])
        self.lines.append(self.language.loop(self.fresh("i"), self.language.constant(loop.times)))
        self.write(found.get(loop, []), found)
        self.lines += self.language.tallies(loop.tallies)
        done = self.named(loop.done)
        self.lines += self.language.change(names, [self.say(loop.results[k]) for k in alive])
        self.lines += [self.language.stop_if(done), *self.language.end()]
        for node in self.live:
            if node.op == "end" and node.about[0] is loop:
                self.names[node] = self.names[loop.variables[node.about[1]]]

    def memory(self, memory: Memory) -> str:
        """The name of a memory."""
        if memory not in self.names:
            self.names[memory] = self.fresh("m")
        return self.names[memory]

    def memories(self) -> list[str]:
        """The names of all memories of the program."""
        loops = {node.about[0] for node in self.live if node.op == "end" and isinstance(node.about[0], Over)}
        return sorted({self.memory(loop.memory) for loop in loops})

    def carried(self) -> list[str]:
        """The names of what is carried from step to step: the variables that somebody needs, and the memories."""
        walk = self.program.walk
        assert walk
        return [*(self.say(walk.variables[k]) for k in self.alive(walk)), *self.memories()]

    def _over(self, loop: Over, found: dict[Block, list[Any]]) -> None:
        alive, width, memory = self.alive(loop), loop.memory.width, self.memory(loop.memory)
        names = [self.say(loop.variables[k]) for k in alive]
        self.lines += self.language.variables(names, [self.say(loop.initial[k]) for k in alive])
        kept = {k: self.fresh("k") for k in self.kept_by(loop)}
        self.lines += [self.language.scratch(name, memory) for name in kept.values()]
        for node in self.live:
            if node.op == "beside" and node.block.beside is loop:  # type: ignore[attr-defined]
                self.scratch[node] = kept[node.about]
        row = self.fresh("i")
        self.lines.append(self.language.rows(row, memory, width, self.say(loop.when), loop.backwards))
        for node in self.live:
            if node.op == "row" and node.block is loop:
                self.names[node] = self.language.row(memory, width, row, node.about)
            if node.op == "beside" and node.block is loop:
                self.names[node] = f"{self.scratch[node]}[{row}]"
        self.write(found.get(loop, []), found)
        self.lines += [self.language.put(f"{name}[{row}]", self.say(loop.kept[k])) for k, name in kept.items()]
        self.lines += self.language.change(names, [self.say(loop.results[k]) for k in alive])
        self.lines += self.language.end()
        for node in self.live:
            if node.op == "end" and node.about[0] is loop:
                self.names[node] = self.names[loop.variables[node.about[1]]]

    def named(self, value: Value) -> str:
        """A name, or a constant, for what has to be known before variables change."""
        said = self.say(value)
        if not isinstance(value, Node) or value in self.names:
            return said
        name = self.fresh()
        self.lines.append(self.language.assign(name, said))
        return name

    def _average(self, loop: Average, found: dict[Block, list[Any]]) -> None:
        ends = self.ends_of(loop)
        sums, row = [self.fresh("s") for _ in ends], self.fresh("i")
        self.lines += self.language.variables(sums, [self.language.constant(0.0)] * len(sums))
        size = self._examples(loop, row)
        self.write(found.get(loop, []), found)
        more = [f"{name} + {self.say(loop.results[k])}" for name, k in zip(sums, ends, strict=True)]
        self.lines += [*self.language.change(sums, more), *self.language.end()]
        means = {}
        for name, k in zip(sums, ends, strict=True):
            means[k] = self.fresh()
            self.lines.append(self.language.assign(means[k], f"{name} / {size}"))
        for node in self.live:
            if node.op == "end" and node.about[0] is loop:
                self.names[node] = means[node.about[1]]

    def _examples(self, loop: Average, row: str) -> str:
        """Opens the loop over the rows; how many there are."""
        if loop.chosen is None:
            width = int(np.prod(loop.columns[0].shape[1:]))
            rows = f"{self.language.length(self.table_of(*_column(loop.columns[0])))}"
            size = rows if width == 1 else f"({rows} / {width})"
            self.names[loop] = row
            self.lines.append(self.language.loop(row, self.language.integer(size)))
            return size
        rows, cuts = (self.table_of((part, loop.chosen.of), (part, loop.chosen)) for part in ("rows", "cuts"))
        first, size = self.fresh(), self.fresh()
        self.lines.append(self.language.assign(first, f"{cuts}[t]"))
        self.lines.append(self.language.assign(size, f"{cuts}[t + 1] - {first}"))
        self.lines.append(self.language.loop(row, size))
        self.names[loop] = self.fresh()
        self.lines.append(self.language.assign(self.names[loop], f"{rows}[{first} + {row}]"))
        return size

    def write_root(self) -> None:
        """What is known before the first step, and the tables of what depends on the number of the step alone."""
        program, walk = self.program, self.program.walk
        roots = [*program.begun, *(v for values in program.functions.values() for v in values)]
        if walk:
            bodies = [v for body in walk.bodies for v in (*body.written, body.done)]
            pushes = [v for body in walk.bodies for push in body.pushes for v, _ in self._needs_of_push(push)]
            roots += [*bodies, *pushes, *program.told]
        self.need(roots)
        if not walk:
            self.seen: set[Any] = set()
            found = self.order(roots, self.seen)
            self.write(found.get(program.graph.root, []), found)
            return
        before = [*program.begun, *(walk.initial[k] for k in self.alive(walk))]
        self.seen = set()
        found = self.order(before, self.seen)
        self.write(found.get(program.graph.root, []), found)
        for body in walk.bodies:
            # What stands outside the steps is written here, the rest with its body.
            inner = self.order(self.roots_of(body), set(self.seen))
            self.write(self.new(inner.get(program.graph.root, [])), inner)

    def new(self, items: list[Any]) -> list[Any]:
        """Those that have not been seen, which now are."""
        fresh = [item for item in items if item not in self.seen]
        self.seen.update(fresh)
        return fresh

    def roots_of(self, body: Body) -> list[Value | Push]:
        walk = self.program.walk
        assert walk
        return [*(body.results[k] for k in self.alive(walk)), body.done, *body.written, *body.pushes]

    def tabled(self) -> list[Node]:
        """The nodes that get a table: what depends on the number of the step alone, is costly, and is used by others."""
        walk = self.program.walk
        assert walk
        roots = set(map(id, self.roots_of(walk.bodies[-1])))
        users: dict[Node, bool] = {}
        for node in self.live:
            for arg in node.args:
                if isinstance(arg, Node) and is_of_the_step(arg) and not is_of_the_step(node):
                    users[arg] = True
        chosen = [node for node in self.live if (node in users or id(node) in roots) and is_of_the_step(node)]
        return sorted(
            (node for node in chosen if _is_costly(node) and not _is_peeled(node)), key=lambda node: node.number
        )

    def tallied(self) -> set[str]:
        """What is counted in loops within a step."""
        loops = {node.about[0] for node in self.live if node.op == "end"}
        return {name for loop in loops for name in loop.tallies}

    @staticmethod
    def asked_by(nodes: Iterable[Node]) -> list[str]:
        """The names of the inputs that `nodes` depend on."""
        return sorted(
            {leaf.about for node in nodes for leaf in node.leaves if leaf.op == "input" and leaf.about != "steps"}
        )

    def write_tables(self, tabled: dict[Node, str]) -> None:
        """What a loop over the steps does to fill the tables of these names."""
        kept = dict(self.names)
        found = self.order(tabled, set(self.seen))
        self.write([item for block, items in found.items() if block is self.program.walk for item in items], found)
        self.lines += [self.language.put(f"{name}[t]", self.say(node)) for node, name in tabled.items()]
        self.names, self.on_step = kept, tabled

    def write_body(self, body: Body) -> None:
        """One step: its lines, and the change of the variables; what is written down is left to the language."""
        walk = self.program.walk
        assert walk
        kept = dict(self.names)
        needed = self.order(self.roots_of(body), set(self.seen))
        for node, table in self.on_step.items():
            if any(node in items for items in needed.values()):
                self.names[node] = self.fresh()
                self.lines.append(self.language.assign(self.names[node], f"{table}[t]"))
        found = self.order(self.roots_of(body), {*self.seen, *self.on_step})
        root = self.program.graph.root
        self.write([item for block, items in found.items() if block is walk for item in items], found)
        assert not [item for item in found.get(root, []) if item not in self.seen]
        written = [self.named(v) for v in body.written]
        done = self.named(body.done)
        alive = self.alive(walk)
        self.lines += self.language.tallies(body.tallies)
        self.lines += self.language.change(
            [self.say(walk.variables[k]) for k in alive], [self.say(body.results[k]) for k in alive]
        )
        self.lines += self.language.record("t + 1", written)
        self.names = {
            node: name
            for node, name in self.names.items()
            if node in kept or getattr(node, "op", "") in ("variable", "input")
        }
        self.done = done

    def write_told(self) -> list[str]:
        """The lines of what is told at the end, and the expressions of it."""
        walk = self.program.walk
        assert walk
        for node in self.live:
            if node.op == "end" and node.about[0] is walk:
                self.names[node] = self.say(walk.variables[node.about[1]])
        found = self.order(self.program.told, self.seen)
        self.write(found.get(self.program.graph.root, []), found)
        return [self.say(v) for v in self.program.told]


def _column(column: Any) -> tuple[Any, Table]:
    """The table of a column of examples, and what it is known by."""
    return id(column), Table(column.ravel(), id(column), column)


def is_of_the_step(node: Value) -> bool:
    """Whether a node depends on the number of the step, and else on inputs at most."""
    asked = {leaf.op for leaf in node.leaves} if isinstance(node, Node) else set()
    return "step" in asked and asked <= {"step", "input"}


def _is_costly(node: Node) -> bool:
    return node.op in COSTLY or any(_is_costly(a) for a in node.args if isinstance(a, Node))


def _is_peeled(node: Node) -> bool:
    return any(leaf.op == "step" and leaf.bounds[1] < 2**31 for leaf in node.leaves)
