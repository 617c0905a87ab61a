"""Rules and losses written once, and run anywhere: traced as NumPy would run them, and written out in another language.

`trace` calls a run with arrays that only know their shapes (`arrays`) and keeps what NumPy is asked to do in a graph (`graph`,
`operations`); `constructs` say loops, lookups and tables; `writer` puts a `program` in order, `python` and `javascript` spell it
for one path, `inplace` for many.
After JAX's autodidax and micrograd.
"""

from compiler.arrays import Traced
from compiler.constructs import (
    ByStep,
    Given,
    Table,
    averaged,
    by_step,
    chosen_by,
    listening,
    look_up,
    noted,
    numbers_of,
    read,
    repeat,
    taken,
    tally,
)
from compiler.graph import Graph, Untraceable
from compiler.inplace import Batch, InPlace
from compiler.javascript import GROUP, Piece, group_function, module_of, path_function, point_function
from compiler.memory import fold, no_rows, pushed
from compiler.program import Begun, Program, Run, Stepped, function, named, trace
from compiler.python import Compiled
from compiler.trees import flatten
from compiler.wasm import ABREAST, ROOM, told_piece, walk_piece
from compiler.writer import Writer

__all__ = [
    "ABREAST",
    "GROUP",
    "ROOM",
    "Batch",
    "Begun",
    "ByStep",
    "Compiled",
    "Given",
    "Graph",
    "InPlace",
    "Piece",
    "Program",
    "Run",
    "Stepped",
    "Table",
    "Traced",
    "Untraceable",
    "Writer",
    "averaged",
    "by_step",
    "chosen_by",
    "flatten",
    "fold",
    "function",
    "group_function",
    "listening",
    "look_up",
    "module_of",
    "named",
    "no_rows",
    "noted",
    "numbers_of",
    "path_function",
    "point_function",
    "pushed",
    "read",
    "repeat",
    "taken",
    "tally",
    "told_piece",
    "trace",
    "walk_piece",
]
