"""Functions of a JavaScript module that are done by WebAssembly, and where both meet."""

from base64 import b64encode
from collections.abc import Mapping, Sequence

from compiler.expressions import Pool
from compiler.graph import Node, Value
from compiler.javascript import JavaScript, Piece
from compiler.operations import OPERATIONS
from compiler.program import Program
from compiler.wasm import memory
from compiler.wasm.boxes import boxes
from compiler.wasm.code import Code
from compiler.wasm.scalar import Scalar
from compiler.wasm.walks import Walks
from compiler.writer import CLOSE, OPEN, Writer, indented

ROOM = f"""\
// Where WebAssembly keeps what it works on. What is taken stays.
const LONGEST = {memory.LONGEST};
const roomOf = () => {{
  const memory = new WebAssembly.Memory({{ initial: 8 }});
  let free = {memory.FREE};
  const look = () => Object.assign(room, {{ floats: new Float64Array(memory.buffer), wholes: new Int32Array(memory.buffer) }});
  const room = {{
    take(bytes) {{
      const at = free;
      free += Math.ceil(bytes / 16) * 16;
      const missing = free - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / 65536));
      look();
      return at;
    }},
    table(values, isWhole) {{
      const at = room.take(8 * values.length);
      if (isWhole) room.wholes.set(values, at / 4);
      else room.floats.set(values, at / 8);
      return at;
    }},
    run(code, functions) {{
      const bytes = Uint8Array.from(atob(code), letter => letter.charCodeAt(0));
      return new WebAssembly.Instance(new WebAssembly.Module(bytes), {{ m: {{ memory, ...functions }} }}).exports.run;
    }},
    // Where there are fewer paths the last one runs again.
    start(starts, count) {{
      for (let i = 0; i < {memory.ABREAST}; i++) {{
        const from = 2 * Math.min(i, count - 1);
        room.floats[{memory.STARTS // 8} + i] = starts[from];
        room.floats[{memory.STARTS // 8 + memory.ABREAST} + i] = starts[from + 1];
      }}
    }},
    end: i => room.wholes[{memory.ENDS // 4} + 2 * i],
    points: i => {memory.POINTS} + {memory.STRIDE} * i,
    told: k => room.floats[{memory.TOLD // 8} + k],
  }};
  look();
  return room;
}};
"""
"""What all functions here share."""


def walk_piece(program: Program, varied: bool) -> Piece:
    """`{ put(i), run() }`: the steps of `ABREAST` paths, from starts to ends that are in memory, with the numbers that were put there: once, or, if they
    are `varied`, for each path. Raises Untraceable.
    """
    pool, code = Pool(), Walks(program, varied)
    first = Writer(JavaScript(pool), program, pool)
    first.write_root()
    tabled = {node: first.fresh("by") for node in first.tabled()}
    binary = code.write(tabled)
    writer = Writer(JavaScript(pool), program, pool)
    if tabled:
        _write_tables(writer, tabled)
    put, begin = _put(writer, code), _begin(writer, code, binary, varied)
    moved = [f"to(room.wholes[(given >> 2) + {at}] / 8, {name}, i);" for at, name in _by_step(code)]
    if moved:
        begin += ["let filled = 0;", f"const have = new Float64Array({memory.ABREAST});", _MOVE[varied]]
        writer.lines[-2:-2] = ["filled++;"]
        writer.lines += ["if (have[i] !== filled) {" + OPEN, "have[i] = filled;", *moved, CLOSE, "}"]
    says = [
        "return {" + OPEN,
        "put(i) {" + OPEN,
        *writer.lines,
        *put,
        CLOSE,
        "},",
        "run: () => run(given, steps),",
        CLOSE,
        "};",
    ]
    return _piece(writer, [*begin, *says])


def told_piece(program: Program, values: Sequence[Value], given: Mapping[str, str]) -> Piece:
    """`given => …`: what is told, in memory. given: names of what it is given → their kinds, `points` and `last` among them; boxes are given, too.
    Raises Untraceable.
    """
    code, pool = Scalar(program, {**given, "steps": "i"}), Pool()
    code.parameters["boxes"] = boxes(code.function, code.parameters["points"], code.parameters["last"], memory.BOXES)
    binary = code.write(values, memory.TOLD)
    writer = Writer(JavaScript(pool), program, pool)
    put, begin = _put(writer, code), _begin(writer, code, binary, False)
    says = [
        f"return ({', '.join(given)}) => {{" + OPEN,
        *put,
        f"run(given, {', '.join([*given, 'steps'])});",
        CLOSE,
        "};",
    ]
    return _piece(writer, [*begin, *says])


_MOVE = {
    False: "const to = (place, table) => room.floats.set(table, place);",
    True: f"const to = (place, table, i) => {{ for (let t = 0; t < steps; t++) room.floats[place + {memory.ABREAST} * t + i] = table[t]; }};",
}
"""Puts a table by step where it is read: one for all, or one of each path between those of the others."""


def _write_tables(writer: Writer, tabled: dict[Node, str]) -> None:
    """The lines that fill tables by step."""
    writer.need(tabled)
    root = writer.order(tabled, set()).get(writer.program.graph.root, [])
    writer.seen = set(root)
    writer.write(root, {})
    writer.language.write_tables(writer, tabled)
    inputs = [f"const {name} = numbers[at[{writer.pool.number(name)}]];" for name in writer.asked_by(writer.live)]
    numbers = [f"const {name} = numbers[at[{number}]];" for number, name in writer.language.constants.items()]
    writer.lines[:0] = inputs + numbers


def _by_step(code: Code) -> list[tuple[int, str]]:
    """(where its address is, its name) of each table by step that is filled here."""
    return [
        (k * code.slot_size // 4, what[1])
        for k, what in enumerate(code.slots)
        if isinstance(what, tuple) and what[2] == "by"
    ]


def _put(writer: Writer, code: Code) -> list[str]:
    """The lines that put numbers where they are read."""
    path = " + i" if code.slot_size > 8 else ""
    return [
        f"room.floats[(given >> 3) + {k * code.slot_size // 8}{path}] = numbers[at[{writer.pool.number(name)}]];"
        for k, name in enumerate(code.slots)
        if isinstance(name, str)
    ]


def _begin(writer: Writer, code: Code, binary: bytes, varied: bool) -> list[str]:
    """The lines that make room, and the function `run`."""
    begin = [f"const given = room.take({code.slot_size * max(1, len(code.slots))});"]
    for k, what in enumerate(code.slots):
        if isinstance(what, tuple):
            key, source, kind = what
            table = f"tables[of[{writer.pool.table(key, source)}]]" if kind != "by" else ""
            made = f"room.table({table}, {'true' if kind == 'i' else 'false'})"
            begin.append(
                f"const at{k} = {made if table else f'room.take({8 * memory.ABREAST if varied else 8} * steps)'};"
            )
            begin.append(f"room.wholes[(given >> 2) + {k * code.slot_size // 4}] = at{k};")
    functions = [f"{op}: {OPERATIONS[op].javascript.partition('(')[0]}" for op in code.function.imports]
    return [*begin, f'const run = room.run("{b64encode(binary).decode()}", {{ {", ".join(functions)} }});']


def _piece(writer: Writer, lines: Sequence[str]) -> Piece:
    body = indented([*writer.language.outer, *lines], 1)
    source = "(steps, numbers, at, tables, of, room) => {\n" + body + "\n}"
    return Piece(source, tuple(writer.pool.numbers), tuple(writer.pool.tables))
