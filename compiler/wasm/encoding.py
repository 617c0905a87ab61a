"""The binary form of a WebAssembly module of one function, which is exported as `run`: core specification, chapter 5."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

I32, F64, V128 = b"\x7f", b"\x7c", b"\x7b"
"""Types of values."""

_FUNCTION, _MEMORY = b"\x60", b"\x02"
_MAGIC = b"\0asm\1\0\0\0"


@dataclass
class Function:
    """parameters, locals: types, numbered one after the other; imports: name → (how many numbers it is given, its own number);
    head: the code that comes before `code`.
    """

    parameters: Sequence[bytes]
    imports: dict[str, tuple[int, int]] = field(default_factory=dict)
    locals: list[bytes] = field(default_factory=list)
    head: bytearray = field(default_factory=bytearray)
    code: bytearray = field(default_factory=bytearray)

    def local(self, kind: bytes) -> int:
        """The number of a new local."""
        self.locals.append(kind)
        return len(self.parameters) + len(self.locals) - 1

    def imported(self, name: str, operands: int) -> int:
        """The number of a function of JavaScript's from so many numbers to one."""
        return self.imports.setdefault(name, (operands, len(self.imports)))[1]

    def module(self) -> bytes:
        """The module; memory and functions are imported from `m`."""
        types = [_type([F64] * operands, [F64]) for operands, _ in self.imports.values()]
        imports = [_name("m") + _name("memory") + _MEMORY + b"\0\1"]
        imports += [_name("m") + _name(name) + b"\0" + unsigned(k) for k, name in enumerate(self.imports)]
        body = _vector([b"\1" + kind for kind in self.locals]) + self.head + self.code + b"\x0b"
        own = unsigned(len(self.imports))
        parts = {
            1: [*types, _type(self.parameters, [])],
            2: imports,
            3: [own],
            7: [_name("run") + b"\0" + own],
            10: [unsigned(len(body)) + body],
        }
        return _MAGIC + b"".join(_section(number, entries) for number, entries in parts.items())


def unsigned(value: int) -> bytes:
    """LEB128."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def signed(value: int) -> bytes:
    """LEB128 of a number that may be negative."""
    out = bytearray()
    while not -0x40 <= value < 0x40:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value & 0x7F])


def double(value: float) -> bytes:
    """The eight bytes of a number."""
    return struct.pack("<d", value)


def _vector(entries: Sequence[bytes]) -> bytes:
    return unsigned(len(entries)) + b"".join(entries)


def _name(text: str) -> bytes:
    return unsigned(len(text.encode())) + text.encode()


def _type(given: Sequence[bytes], results: Sequence[bytes]) -> bytes:
    return _FUNCTION + _vector(given) + _vector(results)


def _section(number: int, entries: Sequence[bytes]) -> bytes:
    content = _vector(entries)
    return bytes([number]) + unsigned(len(content)) + content
