"""The instructions of WebAssembly that we use, by the names of operations, and what is made of several of them."""

from compiler.operations import OPERATIONS
from compiler.wasm.encoding import unsigned


def _vectors(number: int) -> bytes:
    return b"\xfd" + unsigned(number)


GET, SET, TEE, CALL, BRANCH, BRANCH_IF, END = b"\x20", b"\x21", b"\x22", b"\x10", b"\x0c", b"\x0d", b"\x0b"
BLOCK, LOOP, IF = b"\x02\x40", b"\x03\x40", b"\x04\x40"
"""Without a result."""
I32_CONST, F64_CONST, V128_CONST = b"\x41", b"\x44", _vectors(0x0C)
I32_LOAD, F64_LOAD, F64_STORE = b"\x28\x02", b"\x2b\x03", b"\x39\x03"
"""Each with the alignment; an offset follows."""
V128_LOAD, V128_SPLAT, V128_STORE = _vectors(0x00) + b"\x04", _vectors(0x0A) + b"\x03", _vectors(0x0B) + b"\x04"
SPLAT, EXTRACT, REPLACE = _vectors(0x14), _vectors(0x21), _vectors(0x22)
PMIN, PMAX = _vectors(0xF6), _vectors(0xF7)
SHUFFLE, ANDNOT, ANY_TRUE, XOR = _vectors(0x0D), _vectors(0x4F), _vectors(0x53), _vectors(0x51)
I64X2_SUBTRACT = _vectors(0xD1)
SHIFT_LEFT, TO_F64, TO_I32 = b"\x74", b"\xb7", b"\xfc\x02"

COMPARISONS = {"equal", "not_equal", "less", "greater", "less_equal", "greater_equal"}
LOGICAL = {"logical_and", "logical_or", "logical_not"}

F64S = {
    "equal": b"\x61", "not_equal": b"\x62", "less": b"\x63", "greater": b"\x64", "less_equal": b"\x65", "greater_equal": b"\x66",
    "absolute": b"\x99", "negative": b"\x9a", "floor": b"\x9c", "rint": b"\x9e", "sqrt": b"\x9f",
    "add": b"\xa0", "subtract": b"\xa1", "multiply": b"\xa2", "divide": b"\xa3",
}  # fmt: skip
"""On one number."""
I32S = {
    "logical_not": b"\x45", "equal": b"\x46", "not_equal": b"\x47", "less": b"\x48", "greater": b"\x4a", "less_equal": b"\x4c", "greater_equal": b"\x4e",
    "add": b"\x6a", "subtract": b"\x6b", "multiply": b"\x6c", "logical_and": b"\x71", "logical_or": b"\x72",
}  # fmt: skip
"""On whole numbers, and on truth values."""
F64X2S = {
    name: _vectors(number)
    for name, number in {
        "equal": 0x47, "not_equal": 0x48, "less": 0x49, "greater": 0x4A, "less_equal": 0x4B, "greater_equal": 0x4C,
        "logical_not": 0x4D, "logical_and": 0x4E, "logical_or": 0x50, "where": 0x52, "floor": 0x75, "integer": 0x7A, "rint": 0x94,
        "absolute": 0xEC, "negative": 0xED, "sqrt": 0xEF, "add": 0xF0, "subtract": 0xF1, "multiply": 0xF2, "divide": 0xF3,
    }.items()
}  # fmt: skip
"""On two numbers at once."""
WHERE = b"\x1b"
"""On single numbers of any type."""

MADE = {
    "maximum": "0 1 0 1 greater 0 0 not_equal logical_or where",
    "minimum": "0 1 0 1 less 0 0 not_equal logical_or where",
    "fmax": "0 1 0 1 greater 1 1 not_equal logical_or where",
    "fmin": "0 1 0 1 less 1 1 not_equal logical_or where",
    "sign": "1.0 -1.0 0.0 nan 0 0.0 equal where 0 0.0 less where 0 0.0 greater where",
    "isfinite": "0 absolute inf less",
    "isinf": "0 absolute inf equal",
    "isnan": "0 0 not_equal",
}
"""What is made of others, as operations follow their operands: 0 and 1 are those that are given."""
FROM_JAVASCRIPT = set(OPERATIONS) - {*F64S, *MADE, *LOGICAL, "where", "integer"}
"""What is asked of JavaScript, one number after another."""
