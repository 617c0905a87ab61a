"""A run written down: what is known before it, what each step does, and what is told of it at the end."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy as np

from compiler.arrays import Traced, bare, flat
from compiler.constructs import ended, fitting, variables_of
from compiler.graph import Block, Graph, Node, Untraceable, Value
from compiler.memory import Push, Rows
from compiler.trees import flatten, rebuilt

PEELED = 2
"""How many first steps may be written for themselves, because a rule branches on the number of the step."""
NO_COUNT = "a whole number in the state is not that of the steps"


class Begun(NamedTuple):
    """The state before the first step, a tree, and what is written down of it."""

    state: Any
    written: Any


class Stepped(NamedTuple):
    """The state after a step, whether the run has ended with it, and what is written down of it."""

    state: Any
    done: Any
    written: Any


class Run(Protocol):
    """What is traced. `steps`, and the numbers of steps, may be traced; a whole number 0 in the state is that of the steps taken."""

    def begin(self, w: Any) -> Begun:
        """At `w` (2,)."""

    def advance(self, state: Any, t: Any) -> Stepped:
        """Step t, counted from 0."""

    def finish(self, state: Any, steps: Any) -> Any:
        """What is told at the end."""


class Body(NamedTuple):
    """What one step does: the variables after it, whether the run has ended, what is written down, what is added to
    memories, and what is counted.
    """

    results: tuple[Value, ...]
    done: Value
    written: tuple[Value, ...]
    pushes: tuple[Push, ...]
    tallies: Counter[str]


class Walk(Block):
    """The loop over the steps. All but the last of `bodies` are first steps that were peeled."""

    def __init__(self, parent: Block) -> None:
        super().__init__(parent)
        self.initial: tuple[Value, ...] = ()
        self.variables: list[Node] = []
        self.bodies: list[Body] = []
        self.home: Block = parent

    @property
    def results(self) -> tuple[Value, ...]:
        """Those of all bodies, for whoever asks what the variables depend on."""
        return tuple(v for body in self.bodies for v in body.results)

    @property
    def done(self) -> Value:
        return self.bodies[-1].done


@dataclass(frozen=True, eq=False)
class Program:
    """A traced run. inputs: the names of what it is given, "x" and "y" and "steps" among them; begun: what is written before
    the first step; told: what is told at the end; functions: other results, of "x" and "y" alone.
    """

    graph: Graph
    walk: Walk | None = None
    begun: tuple[Value, ...] = ()
    told: tuple[Value, ...] = ()
    functions: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    @property
    def has_examples(self) -> bool:
        """Whether there is a loop over examples in it."""
        return any(node.op == "example" for node in self.graph.kept.values())

    @property
    def inputs(self) -> list[str]:
        """The names of all inputs, in the order in which they were asked for."""
        return [node.about for node in self.graph.kept.values() if node.op == "input"]


def named(graph: Graph, name: str, kind: str = "f") -> Traced:
    """The input of this name."""
    return Traced(graph, graph.leaf("input", name, graph.root, kind))


def place(graph: Graph) -> Traced:
    """The point (x, y) that a program is given: (2,)."""
    return Traced(graph, [named(graph, "x").values.item(), named(graph, "y").values.item()])


@contextmanager
def tracing() -> Iterator[None]:
    """Whatever goes wrong with arrays that have no values is a reason why something cannot be written down."""
    try:
        with np.errstate(all="ignore"):
            yield
    except Untraceable:
        raise
    except Exception as problem:
        raise Untraceable(f"{type(problem).__name__}: {problem}") from problem


def trace(graph: Graph, run: Run) -> Program:
    """`run` written down. Raises Untraceable if it cannot be."""
    with tracing():
        begun = run.begin(place(graph))
        parts, made_of = flatten(begun.state)
        if any(type(part) is int and part for part in parts):
            raise Untraceable(NO_COUNT)
        walk = Walk(graph.root)
        kept = [part for part in parts if _is_numbers(part)]
        walk.initial = tuple(v for part in kept for v in flat(part))
        variables = variables_of(graph, walk, kept)
        for peeled in range(PEELED + 1):
            try:
                _trace_bodies(graph, run, walk, (parts, made_of), variables, peeled)
                break
            except Untraceable as problem:
                if not problem.on_step or peeled == PEELED:
                    raise
        steps = named(graph, "steps", "i")
        after = iter(flatten(ended(graph, walk, kept, (tuple, [None] * len(kept))))[0])
        last = rebuilt(made_of, [next(after) if _is_numbers(part) else steps for part in parts])
        told = _numbers(run.finish(last, steps))
    return Program(graph, walk, _numbers(begun.written), told)


def _trace_bodies(graph: Graph, run: Run, walk: Walk, state: Any, variables: list[Traced], peeled: int) -> None:
    parts, made_of = state
    walk.bodies = []
    for t in range(peeled + 1):
        bounds = (t, t if t < peeled else 2.0**31)
        number = Traced(graph, graph.leaf("step", None, walk, "i", bounds))
        values = iter(variables)
        inside = [next(values) if _is_numbers(part) else part if isinstance(part, Rows) else number for part in parts]
        graph.block, walk.tallies = walk, Counter()
        try:
            stepped = run.advance(rebuilt(made_of, inside), number)
        finally:
            graph.block = graph.root
        after, made_after = flatten(stepped.state)
        if made_after != made_of:
            raise Untraceable("the state changes its form")
        results: list[Value] = []
        pushes: list[Push] = []
        for part, before in zip(after, parts, strict=True):
            if _is_numbers(before):
                results += flat(np.broadcast_to(np.asarray(bare(part), object), np.shape(bare(before))))
            elif isinstance(before, Rows):
                pushes += [part.push] * (part.push is not None)
            elif flat(part) != flat(number + 1):
                raise Untraceable(NO_COUNT)
        (done,), became = flat(stepped.done), fitting(results, walk.variables)
        walk.bodies.append(Body(became, done, _numbers(stepped.written), tuple(pushes), walk.tallies))


def _is_numbers(part: Any) -> bool:
    """Whether a part of the state is neither the number of the steps taken nor a memory."""
    return type(part) is not int and not isinstance(part, Rows)


def _numbers(tree: Any) -> tuple[Value, ...]:
    """All numbers of a tree, from left to right."""
    return tuple(v for part in flatten(tree)[0] for v in flat(part))


def function(graph: Graph, of: Callable[[Any], Any]) -> tuple[Value, ...]:
    """What `of` makes of the point (x, y). Raises Untraceable if it cannot be written down."""
    with tracing():
        return _numbers(of(place(graph)))
