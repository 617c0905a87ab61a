// Reads what player/packet.py wrote: the header's length, the header, then float32.

export function unpack(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const race = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  // A copy, because a Float32Array has to begin at a multiple of four.
  const floats = new Float32Array(bytes.slice(4 + length).buffer);
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
