"""From a program to lines of code: loops, tables and steps, and where each node stands."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from compiler.constructs import Average, Repeat
from compiler.expressions import Expressions, column_of
from compiler.graph import Block, Node, Value
from compiler.memory import Over, Push
from compiler.program import Body, Walk

COSTLY = {
    "power", "exp", "expm1", "log", "log1p", "log2", "log10", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "arctan2",
    "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "sqrt", "cbrt", "hypot", "divide", "floor_divide",
}  # fmt: skip
"""What is worth a table if it depends on the number of the step alone."""


OPEN, CLOSE = "\x01", "\x02"


def indented(lines: Iterable[str], by: int) -> str:
    """Lines under one another, those after one that ends in OPEN a level deeper until CLOSE."""
    out = []
    for line in lines:
        if line == CLOSE:
            by -= 1
            continue
        out.append("    " * by + line.removesuffix(OPEN))
        by += line.endswith(OPEN)
    return "\n".join(out)


class Writer(Expressions):
    """Writes one program in one language."""

    @property
    def walk(self) -> Walk:
        """The loop over the steps of a program that has one."""
        assert self.program.walk
        return self.program.walk

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

    def memories(self) -> list[str]:
        """The names of all memories of the program."""
        loops = {node.about[0] for node in self.live if node.op == "end" and isinstance(node.about[0], Over)}
        return sorted({self.memory(loop.memory) for loop in loops})

    def carried(self) -> list[str]:
        """The names of what is carried from step to step: the variables that somebody needs, and the memories."""
        return [*(self.say(self.walk.variables[k]) for k in self.alive(self.walk)), *self.memories()]

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
            rows = f"{self.language.length(self.table_of(*column_of(loop.columns[0])))}"
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
            pushes = [v for body in walk.bodies for push in body.pushes for v in push.needs]
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
        return [*(body.results[k] for k in self.alive(self.walk)), body.done, *body.written, *body.pushes]

    def tabled(self) -> list[Node]:
        """The nodes that get a table: what depends on the number of the step alone, is costly, and is used by others."""
        roots = set(map(id, self.roots_of(self.walk.bodies[-1])))
        users: dict[Node, bool] = {}
        for node in self.live:
            for arg in node.args:
                if isinstance(arg, Node) and is_of_the_step(arg) and not is_of_the_step(node):
                    users[arg] = True
        chosen = [node for node in self.live if (node in users or id(node) in roots) and is_of_the_step(node)]
        return sorted(
            (node for node in chosen if _is_costly(node) and not _is_peeled(node)), key=lambda node: node.number
        )

    def counted(self) -> list[str]:
        """What is counted in steps, and in those loops within them that somebody needs."""
        loops = {node.about[0] for node in self.live if node.op == "end"}
        return sorted({name for part in (*self.walk.bodies, *loops) for name in part.tallies})

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

    def write_path(self) -> None:
        """All steps: what is known before them, those first steps that were peeled, and the loop over the others."""
        language, walk = self.language, self.walk
        self.write_root()
        counts = [count_of(name) for name in self.counted()]
        self.lines += language.variables(counts, ["0"] * len(counts))
        self.lines += language.variables(self.memories(), ["[]"] * len(self.memories()))
        if tabled := {node: self.fresh("by") for node in self.tabled()}:
            language.write_tables(self, tabled)
        alive = self.alive(walk)
        names, values = ([self.say(some[k]) for k in alive] for some in (walk.variables, walk.initial))
        self.lines += language.variables(names, values)
        self.lines += language.begin([self.say(v) for v in self.program.begun])
        self.lines += language.variables(["t", "ended"], ["0", language.constant(False)])
        self.lines += language.resume(["t", *self.carried()])
        for k, body in enumerate(walk.bodies[:-1]):
            self.lines.append(language.first_step(k))
            done = self.write_body(body)
            self.lines += [*language.tallies(body.tallies), language.put("ended", done), language.put("t", "t + 1")]
            self.lines += language.end()
        self.lines += language.steps()
        done = self.write_body(walk.bodies[-1])
        self.lines += language.end_of_steps(done, walk.bodies[-1].tallies)

    def write_body(self, body: Body) -> str:
        """The lines of one step, but for what it counts; the expression that says whether the run has ended with it."""
        walk, kept = self.walk, dict(self.names)
        needed = self.order(self.roots_of(body), set(self.seen))
        for node, table in self.on_step.items():
            if any(node in items for items in needed.values()):
                self.names[node] = self.fresh()
                self.lines.append(self.language.assign(self.names[node], f"{table}[t]"))
        found = self.order(self.roots_of(body), {*self.seen, *self.on_step})
        root = self.program.graph.root
        self.write([item for block, items in found.items() if block is walk for item in items], found)
        assert not [item for item in found.get(root, []) if item not in self.seen]
        written = [self.lasting(v, body) for v in body.written]
        done = self.named(body.done)
        alive = self.alive(walk)
        self.lines += self.language.change(
            [self.say(walk.variables[k]) for k in alive], [self.say(body.results[k]) for k in alive]
        )
        self.lines += self.language.record("t + 1", written)
        self.names = {
            node: name
            for node, name in self.names.items()
            if node in kept or getattr(node, "op", "") in ("variable", "input")
        }
        return done

    def lasting(self, value: Value, body: Body) -> str:
        """A name, or a constant, that holds when the variables have changed."""
        if isinstance(value, Node) and value.op == "variable" and body.results[value.about] is not value:
            name = self.fresh()
            self.lines.append(self.language.assign(name, self.say(value)))
            return name
        return self.named(value)

    def write_told(self) -> list[str]:
        """The lines of what is told at the end, and the expressions of it."""
        for node in self.live:
            if node.op == "end" and node.about[0] is self.walk:
                self.names[node] = self.say(self.walk.variables[node.about[1]])
        found = self.order(self.program.told, self.seen)
        self.write(found.get(self.program.graph.root, []), found)
        return [self.say(v) for v in self.program.told]


def count_of(name: str) -> str:
    """What the count of `name` is called."""
    return f"count_{name}"


def is_of_the_step(node: Value) -> bool:
    """Whether a node depends on the number of the step, and else on inputs at most."""
    asked = {leaf.op for leaf in node.leaves} if isinstance(node, Node) else set()
    return "step" in asked and asked <= {"step", "input"}


def _is_costly(node: Node) -> bool:
    return node.op in COSTLY or any(_is_costly(a) for a in node.args if isinstance(a, Node))


def _is_peeled(node: Node) -> bool:
    return any(leaf.op == "step" and leaf.bounds[1] < 2**31 for leaf in node.leaves)
