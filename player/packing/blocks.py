"""What a component is sent: a header in JSON, and named blocks of numbers that the header describes."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np


class Block(NamedTuple):
    """Numbers of one kind, float32, float64 or uint8, that count from `zero`."""

    numbers: Any
    zero: float = 0.0


def float32(numbers: Any, zero: float = 0.0) -> Block:
    """A block of `numbers` − `zero`: half as long, and exact to seven digits above its zero."""
    with np.errstate(over="ignore", invalid="ignore"):
        return Block(np.asarray(np.asarray(numbers) - zero, np.float32), zero)


def packet(header: dict[str, Any], blocks: Mapping[str, Block]) -> bytes:
    """Length of the header (uint32, little-endian), the header as JSON, then the blocks in their order, row by row.

    `header["blocks"]` has name, dtype, shape and zero of each; `player/assets/page/packet.js` reads by them.
    """
    described = [
        {"name": name, "dtype": str(numbers.dtype), "shape": numbers.shape, "zero": zero}
        for name, (numbers, zero) in blocks.items()
    ]
    text = json.dumps(header | {"blocks": described}, allow_nan=False, ensure_ascii=False).encode()
    return b"".join([len(text).to_bytes(4, "little"), text, *(block.numbers.tobytes() for block in blocks.values())])
