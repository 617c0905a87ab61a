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
from compiler.wasm.pairs import Pairs
from compiler.wasm.scalar import Scalar
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
    end: i => room.floats[{memory.ENDS // 8} + i],
    points: i => {memory.POINTS} + {memory.STRIDE} * i,
    told: k => room.floats[{memory.TOLD // 8} + k],
  }};
  look();
  return room;
}};
"""
"""What all functions here share."""


def walk_piece(program: Program) -> Piece:
    """`() => …`: the steps of `ABREAST` paths, from starts to ends that are in memory. Raises Untraceable."""
    pool, code = Pool(), Pairs(program)
    first = Writer(JavaScript(pool), program, pool)
    first.write_root()
    tabled = {node: first.fresh("by") for node in first.tabled()}
    binary = code.write(tabled)
    writer = Writer(JavaScript(pool), program, pool)
    _write_tables(writer, tabled, code)
    return _piece(writer, code, binary, [], "steps")


def told_piece(program: Program, values: Sequence[Value], given: Mapping[str, str]) -> Piece:
    """`given => …`: what is told, in memory. given: names of what it is given → their kinds, `points` and `last` among them; boxes are given, too.
    Raises Untraceable.
    """
    code, pool = Scalar(program, {**given, "steps": "i"}), Pool()
    code.parameters["boxes"] = boxes(code.function, code.parameters["points"], code.parameters["last"], memory.BOXES)
    binary = code.write(values, memory.TOLD)
    return _piece(Writer(JavaScript(pool), program, pool), code, binary, list(given), ", ".join([*given, "steps"]))


def _write_tables(writer: Writer, tabled: dict[Node, str], code: Code) -> None:
    """The lines that fill tables by step, and put them where they are read."""
    if not tabled:
        return
    writer.need(tabled)
    root = writer.order(tabled, set()).get(writer.program.graph.root, [])
    writer.seen = set(root)
    writer.write(root, {})
    writer.language.write_tables(writer, tabled)
    slots = [k for k, slot in enumerate(code.slots) if isinstance(slot, tuple) and slot[1] in tabled.values()]
    moved = [f"room.floats.set({code.slots[k][1]}, room.wholes[(given >> 2) + {2 * k}] / 8);" for k in slots]
    writer.lines[-2:-2] = moved


def _piece(writer: Writer, code: Code, binary: bytes, given: Sequence[str], passed: str) -> Piece:
    language, pool = writer.language, writer.pool
    # Inputs that the tables ask for have names, the others go to where they are read.
    inputs = writer.asked_by(writer.live)
    head = [f"const {name} = numbers[at[{pool.number(name)}]];" for name in inputs]
    numbers = [(k, name) for k, name in enumerate(code.slots) if isinstance(name, str)]
    tables = [(k, *what) for k, what in enumerate(code.slots) if not isinstance(what, str)]
    put = [f"room.floats[(given >> 3) + {k}] = numbers[at[{pool.number(name)}]];" for k, name in numbers]
    head += [f"const {name} = numbers[at[{number}]];" for number, name in language.constants.items()]
    begin = [f"const given = room.take({8 * max(1, len(code.slots))});"]
    for k, key, source, kind in tables:
        values = source if kind == "by" else f"tables[of[{pool.table(key, source)}]]"
        begin.append(f"const at{k} = room.table({values}, {'true' if kind == 'i' else 'false'});")
        begin.append(f"room.wholes[(given >> 2) + {2 * k}] = at{k};")
    functions = [f"{op}: {OPERATIONS[op].javascript.partition('(')[0]}" for op in code.function.imports]
    begin.append(f'const run = room.run("{b64encode(binary).decode()}", {{ {", ".join(functions)} }});')
    body = [
        *language.outer,
        *begin,
        f"return ({', '.join(given)}) => {{" + OPEN,
        *head,
        *writer.lines,
        *put,
        f"run(given, {passed});",
        CLOSE,
        "};",
    ]
    source = "(steps, numbers, at, tables, of, room) => {\n" + indented(body, 1) + "\n}"
    return Piece(source, tuple(pool.numbers), tuple(pool.tables))
