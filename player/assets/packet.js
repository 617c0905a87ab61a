// Reads what player/component.py wrote: the header's length, the header, then bytes.

export function open(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  // A copy, because a Float32Array has to begin at a multiple of four.
  return { header, block: bytes.slice(4 + length) };
}

// A race as player/packet.py packs it.
export function unpack(bytes) {
  const { header: race, block } = open(bytes);
  const floats = new Float32Array(block.buffer, 0, block.byteLength >> 2);
  let at = 0;
  const take = (count) => floats.subarray(at, (at += count));
  for (const relief of [race, ...race.overlaid]) {
    const [nx, ny] = relief.grid;
    relief.rows = Array.from({ length: ny }, () => take(nx));
  }
  for (const racer of race.racers) {
    racer.x = take(race.steps + 1);
    racer.y = take(race.steps + 1);
    racer.above = take(race.steps + 1);
    racer.test = race.tested ? take(race.steps + 1) : null;
  }
  if (race.examples) readExamples(race.examples, take, () => block.subarray(4 * at));
  return race;
}

// As player/examples.py packs them.
function readExamples(examples, take, rest) {
  for (const set of ["train", "test"]) {
    const count = examples[set];
    examples[set] = { count, across: take(count), upward: take(count), group: take(count) };
  }
  const [bits, wide] = [rest(), examples.batch];
  // The numbers of the examples that step `t` sees; all of them if every step does.
  examples.seen = (t) => {
    const all = Array.from({ length: examples.train.count }, (_, i) => i);
    return wide ? all.filter((i) => bits[(t - 1) * wide + (i >> 3)] & (128 >> (i & 7))) : all;
  };
}
