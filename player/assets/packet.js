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
  const floats = new Float32Array(block.buffer);
  let at = 0;
  const take = (count) => floats.subarray(at, (at += count));
  const [nx, ny] = race.grid;
  race.rows = Array.from({ length: ny }, () => take(nx));
  for (const runner of race.runners) {
    runner.x = take(race.steps + 1);
    runner.y = take(race.steps + 1);
    runner.above = take(race.steps + 1);
  }
  return race;
}
