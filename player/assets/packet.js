// Reads what player/component.py wrote: the header's length, the header, then bytes.

/** @import { Examples, ExamplesHeader, ExampleSet, Header, Lines, LinesHeader, Race, Racer, RacerHeader } from "../types" */

/**
 * The next so many numbers of a block.
 * @typedef {(count: number) => Float32Array} Take
 */

/**
 * A packet's header, and what follows it.
 * @param {Uint8Array} bytes
 */
export function open(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  // A copy, because a Float32Array has to begin at a multiple of four.
  return { header, block: bytes.slice(4 + length) };
}

/**
 * A race as player/packet.py packs it.
 * @param {Uint8Array} bytes
 * @returns {Race}
 */
export function unpack(bytes) {
  const opened = open(bytes);
  /** @type {Header} */
  const header = opened.header;
  const { block } = opened;
  const floats = new Float32Array(block.buffer, 0, block.byteLength >> 2);
  let at = 0;
  /** @type {Take} */
  const take = (count) => floats.subarray(at, (at += count));
  const rows = readRows(header.grid, take);
  const overlaid = header.overlaid.map((one) => ({ ...one, rows: readRows(one.grid, take) }));
  const racers = header.racers.map((racer) => readRacer(racer, header, take));
  const examples = header.examples && readExamples(header.examples, take, () => block.subarray(4 * at));
  return { ...header, rows, overlaid, racers, examples };
}

/**
 * @param {[number, number]} grid
 * @param {Take} take
 */
function readRows([nx, ny], take) {
  return Array.from({ length: ny }, () => take(nx));
}

/**
 * @param {RacerHeader} racer
 * @param {Header} header
 * @param {Take} take
 * @returns {Racer}
 */
function readRacer(racer, { steps, tested }, take) {
  const [x, y, above] = [take(steps + 1), take(steps + 1), take(steps + 1)];
  return { ...racer, x, y, above, test: tested ? take(steps + 1) : null };
}

/**
 * As player/examples.py packs them.
 * @param {ExamplesHeader} header
 * @param {Take} take
 * @param {() => Uint8Array} rest what follows the numbers
 * @returns {Examples}
 */
function readExamples(header, take, rest) {
  const [train, test] = [readSet(header.train, take), readSet(header.test, take)];
  const [bits, wide] = [rest(), header.batch];
  const all = Array.from({ length: train.count }, (_, i) => i);
  /** @param {number} t */
  const seen = (t) => (wide ? all.filter((i) => bits[(t - 1) * wide + (i >> 3)] & (128 >> (i & 7))) : all);
  return { ...header, train, test, seen };
}

/**
 * @param {number} count
 * @param {Take} take
 * @returns {ExampleSet}
 */
function readSet(count, take) {
  return { count, across: take(count), upward: take(count), group: take(count) };
}
