"""Programs as WebAssembly, for maps: many paths abreast, two numbers in each instruction, and what is told of a path."""

from compiler.wasm.memory import ABREAST
from compiler.wasm.pieces import ROOM, told_piece, walk_piece

__all__ = ["ABREAST", "ROOM", "told_piece", "walk_piece"]
