// Reads what player/packing/blocks.py wrote: the header's length, the header, then the blocks that it describes.

/** @import { BlockHeader, Examples, ExamplesHeader, ExampleSet, Header, LossGrid, LossGridHeader, Race } from "../../types" */

const NUMBERS = { float32: Float32Array, float64: Float64Array, uint8: Uint8Array };

/**
 * Numbers of any number of dimensions, which count from `zero`.
 * @typedef {Omit<BlockHeader, "name" | "dtype"> & { numbers: InstanceType<typeof NUMBERS[keyof typeof NUMBERS]> }} Block
 */

/**
 * A packet's header, and its blocks by name.
 * @param {Uint8Array} bytes
 * @returns {{ header: any, blocks: Map<string, Block> }}
 */
export function open(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const { blocks, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  /** @param {BlockHeader} described */
  const read = ({ name, dtype, shape, zero }) => {
    const count = shape.reduce((a, b) => a * b, 1);
    const size = dtype === "drawn" ? 3 : NUMBERS[dtype].BYTES_PER_ELEMENT;
    // A copy, because numbers have to begin at a multiple of their size.
    const part = bytes.slice(at, (at += size * count));
    const numbers = dtype === "drawn" ? restored(part) : new NUMBERS[dtype](part.buffer);
    return /** @type {[string, Block]} */ ([name, { shape, zero, numbers }]);
  };
  return { header, blocks: new Map(blocks.map(read)) };
}

/**
 * Numbers of which lines are drawn, as player/alone.py packs them: differences of their upper 20 bits, the low bytes of all first.
 * @param {Uint8Array} planes
 */
export function restored(planes) {
  const [count, dropped] = [planes.length / 3, 12];
  const bits = new Uint32Array(count);
  for (let i = 0, sum = 0; i < count; i++) {
    sum += planes[i] + (planes[i + count] << 8) + (planes[i + 2 * count] << 16);
    bits[i] = sum << dropped;
  }
  return new Float32Array(bits.buffer);
}

/**
 * A race as player/packing/packet.py packs it.
 * @param {Uint8Array} bytes
 * @returns {Race}
 */
export function unpack(bytes) {
  const opened = open(bytes);
  /** @type {Header} */
  const { scene, ground, race, overlays, live, heard, lesson } = opened.header;
  /** @param {string} name */
  const block = (name) => /** @type {Block} */ (opened.blocks.get(name));
  const { examples, ...facts } = race;
  const { columns } = facts;
  const [tested, pulls] = ["test losses", "pulls"].map((name) => opened.blocks.get(name));
  const [points, losses, tests] = [rows(block("points")), rows(block("losses")), tested && rows(tested)];
  const pulled = pulls && rows(pulls);
  return {
    ...facts,
    scene,
    overlays,
    heard,
    lesson,
    live: live && { ...live, numbers: /** @type {Float64Array} */ (block("numbers").numbers) },
    ground: {
      ...ground,
      ...lossGrid(ground, block("ground")),
      lines: ground.lines.map((one) => ({ ...one, ...lossGrid(one, block(`lines ${one.kind}`)) })),
    },
    best: block("losses").zero,
    tested: Boolean(tested),
    racers: race.racers.map((racer, i) => ({
      ...racer,
      x: points[2 * i],
      y: points[2 * i + 1],
      above: losses[i],
      test: tests ? tests[i] : null,
      pulls: pulled ? pulled.slice(4 * i, 4 * i + 4) : null,
      standing: row(columns.standings, block("standings"), i),
      outcome: row(columns.outcomes, block("outcomes"), i),
    })),
    examples: examples && readExamples(examples, block("train"), block("test"), block("batches")),
  };
}

/**
 * The rows of a block, along its last axis.
 * @param {Block} block
 */
function rows({ shape, numbers }) {
  const wide = shape[shape.length - 1];
  const count = wide ? numbers.length / wide : 0;
  return Array.from(
    { length: count },
    (_, k) => /** @type {Float32Array} */ (numbers.subarray(k * wide, (k + 1) * wide)),
  );
}

/**
 * One row of a table, by the names of its columns.
 * @param {string[]} columns
 * @param {Block} block
 * @param {number} i
 * @returns {any}
 */
const row = (columns, block, i) => record(columns, block.numbers, i * columns.length);

/**
 * Numbers by their names, from the place `at` on.
 * @param {string[]} columns
 * @param {ArrayLike<number>} numbers
 * @param {number} at
 * @returns {any}
 */
export const record = (columns, numbers, at) => Object.fromEntries(columns.map((name, k) => [name, numbers[at + k]]));

/**
 * @param {LossGridHeader} header
 * @param {Block} block
 * @returns {LossGrid}
 */
const lossGrid = ({ scale }, block) => ({
  grid: [block.shape[1], block.shape[0]],
  rows: rows(block),
  scale: { ...scale, low: block.zero },
});

/**
 * As player/packing/examples.py packs them.
 * @param {ExamplesHeader} header
 * @param {Block} train
 * @param {Block} test
 * @param {Block} batches
 * @returns {Examples}
 */
function readExamples(header, train, test, batches) {
  const [bits, batch] = [batches.numbers, batches.shape[1]];
  const all = Array.from({ length: train.shape[1] }, (_, i) => i);
  /** @param {number} t */
  const seen = (t) => (batch ? all.filter((i) => bits[(t - 1) * batch + (i >> 3)] & (128 >> (i & 7))) : all);
  return { ...header, train: readSet(train), test: readSet(test), batch, seen };
}

/**
 * @param {Block} block
 * @returns {ExampleSet}
 */
function readSet(block) {
  const [across, upward, group] = rows(block);
  return { count: block.shape[1], across, upward, group };
}
