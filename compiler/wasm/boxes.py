"""The boxes in which pieces of a path lie: lowest x and y, highest x and y, one after another."""

from collections.abc import Sequence

from compiler.wasm.encoding import I32, V128, Function, signed, unsigned
from compiler.wasm.instructions import (
    BLOCK,
    BRANCH,
    BRANCH_IF,
    END,
    GET,
    I32_CONST,
    I32S,
    LOOP,
    PMAX,
    PMIN,
    SET,
    SHIFT_LEFT,
    TEE,
    V128_LOAD,
    V128_STORE,
)

POINT, PIECE = 16, 16
"""Bytes of a point, and points of a piece."""


def boxes(function: Function, points: int, last: int, address: int) -> int:
    """A local with the `address` at which, before anything else, boxes are written: of the steps 0 … `last` of `points`, which are locals."""
    begin, end, box = (function.local(I32) for _ in range(3))
    low, high = (function.local(V128) for _ in range(2))
    code = [_get(points), SET, unsigned(begin), _number(address), SET, unsigned(box)]
    code += [_get(points), _get(last), _number(4), SHIFT_LEFT, I32S["add"], SET, unsigned(end)]
    code += [
        BLOCK,
        LOOP,
        _get(begin),
        _number(POINT * (PIECE - 1)),
        I32S["add"],
        _get(end),
        I32S["greater"],
        BRANCH_IF,
        unsigned(1),
    ]
    for op, offset in ((PMIN, 0), (PMAX, 16)):
        code += [_get(box), *_of_all(op, begin, range(PIECE)), V128_STORE, unsigned(offset)]
    code += [*_add(box, 32), *_add(begin, POINT * PIECE), BRANCH, unsigned(0), END, END]
    code += [*_load(begin), TEE, unsigned(low), SET, unsigned(high), BLOCK, LOOP]
    code += [_get(begin), _get(end), I32S["greater"], BRANCH_IF, unsigned(1)]
    for op, local in ((PMIN, low), (PMAX, high)):
        code += [_get(local), *_load(begin), op, SET, unsigned(local)]
    code += [*_add(begin, POINT), BRANCH, unsigned(0), END, END]
    code += [_get(box), _get(low), V128_STORE, unsigned(0), _get(box), _get(high), V128_STORE, unsigned(16)]
    code += [_number(address), SET, unsigned(box)]
    function.head += b"".join(code)
    return box


def _of_all(op: bytes, begin: int, points: Sequence[int]) -> list[bytes]:
    """The lowest, or the highest, of some points: of each half of them, so that no operation waits for all before it."""
    if len(points) == 1:
        return _load(begin, POINT * points[0])
    half = len(points) // 2
    return [*_of_all(op, begin, points[:half]), *_of_all(op, begin, points[half:]), op]


def _get(local: int) -> bytes:
    return GET + unsigned(local)


def _number(value: int) -> bytes:
    return I32_CONST + signed(value)


def _load(local: int, offset: int = 0) -> list[bytes]:
    return [_get(local), V128_LOAD, unsigned(offset)]


def _add(local: int, value: int) -> list[bytes]:
    return [_get(local), _number(value), I32S["add"], SET, unsigned(local)]
