"""What a module is made of: each function of it, compiled."""

from functools import lru_cache
from typing import Any

from compiler import (
    Graph,
    Piece,
    Program,
    Writer,
    function,
    group_function,
    path_function,
    point_function,
    told_piece,
    trace,
    walk_piece,
)
from descent.compiled import Written, attempt, shaped, steps_of, traced
from descent.script.glance import Glance
from descent.script.looking import GLANCED
from descent.script.telling import ASKED, Telling

PLACES = ("points[2 * ({t})]", "points[2 * ({t}) + 1]")
"""Where the point of a step is written down."""


@lru_cache(maxsize=256)
def path(optimizer: Any, loss: Any, fixed: frozenset[str]) -> Written:
    """`(x, y, points, counts) => the number of the last step`."""

    def piece() -> Piece:
        return path_function(steps_of(optimizer, loss, fixed), PLACES, ("x", "y", "points", "counts"), _counts_and_end)

    return attempt(piece, fixed)


@lru_cache(maxsize=256)
def group(optimizer: Any, loss: Any, fixed: frozenset[str]) -> Written:
    """`(starts, many) => …`: paths abreast."""
    return attempt(lambda: group_function(steps_of(optimizer, loss, fixed), PLACES), fixed)


@lru_cache(maxsize=256)
def walk(varied: bool, optimizer: Any, loss: Any, fixed: frozenset[str]) -> Written:
    """Paths abreast in WebAssembly; varied: each with numbers of its own."""
    return attempt(lambda: walk_piece(steps_of(optimizer, loss, fixed), varied), fixed)


def _counts_and_end(writer: Writer) -> list[str]:
    """The lines that tell what was counted, and how many steps there were."""
    counted = {name: f"count_{name}" for name in writer.counted()}
    return [*(f"counts[{k}] = {counted.get(name, 0)};" for k, name in enumerate(ASKED)), "return t;"]


@lru_cache(maxsize=128)
def values(method: str, surface: Any, fixed: frozenset[str]) -> Written:
    """`(x, y) => ` what the `method` of the surface answers: the loss of "f", [∂x, ∂y] of "df"."""

    def piece() -> Piece:
        graph = Graph()
        answer = getattr(traced(graph, surface, fixed), method)

        def values(w: Any) -> tuple[Any, ...]:
            found = answer(*w)
            return tuple(shaped(part, w) for part in (found if isinstance(found, tuple) else (found,)))

        return point_function(Program(graph, functions={method: function(graph, values)}))

    return attempt(piece, fixed)


@lru_cache(maxsize=64)
def telling(shapes: tuple[tuple[str, tuple[int, ...]], ...], surface: Any, fixed: frozenset[str]) -> Written:
    """`(points, losses, count_loss, count_gradient, count_hessian, told) => …`."""

    def piece() -> Piece:
        graph = Graph()
        given = ("points", "losses", *(f"count_{name}" for name in ASKED), "told")
        return path_function(
            trace(graph, Telling(graph, surface, dict(shapes))),
            (),
            given,
            lambda writer: [f"told[{k}] = {v};" for k, v in enumerate(writer.write_told())],
        )

    return attempt(piece, fixed)


@lru_cache(maxsize=64)
def glance(shapes: tuple[tuple[str, tuple[int, ...]], ...], surface: Any, fixed: frozenset[str]) -> Written:
    """`(x, y, points, last, over, first, loss, spilled, told) => …`."""

    def piece() -> Piece:
        return point_function(
            _glanced(shapes, surface, fixed, False),
            ("x", "y", "points", *GLANCED, "told"),
            lambda said: [f"told[{k}] = {v};" for k, v in enumerate(said)],
        )

    return attempt(piece, fixed)


@lru_cache(maxsize=64)
def told(shapes: tuple[tuple[str, tuple[int, ...]], ...], surface: Any, fixed: frozenset[str]) -> Written:
    """`(x, y, points, last, over, first, loss, spilled) => …` in WebAssembly."""

    def piece() -> Piece:
        program = _glanced(shapes, surface, fixed, True)
        return told_piece(program, program.functions["glance"], {"x": "f", "y": "f", "points": "i", **GLANCED})

    return attempt(piece, fixed)


def _glanced(
    shapes: tuple[tuple[str, tuple[int, ...]], ...], surface: Any, fixed: frozenset[str], boxed: bool
) -> Program:
    graph = Graph()
    told = function(graph, Glance(graph, traced(graph, surface, fixed), dict(shapes), boxed))
    return Program(graph, functions={"glance": told})
