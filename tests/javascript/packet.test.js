// That Python's packets are read is tested with Python: tests/player/test_javascript.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, unpack } from "../../player/assets/packet.js";

function packet(header, floats, rest = []) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const numbers = new Uint8Array(new Float32Array(floats).buffer);
  const bytes = new Uint8Array(4 + text.length + numbers.length + rest.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(numbers, 4 + text.length);
  bytes.set(rest, 4 + text.length + numbers.length);
  return bytes;
}

const HEADER = { steps: 1, tested: false, grid: [2, 3], overlaid: [], racers: [{ name: "a" }], examples: null };
const upTo = (count) => Array.from({ length: count }, (_, i) => i);

test("a packet may begin anywhere in its buffer, and its header have any length", () => {
  for (const name of ["", "a", "ab", "abc", "λ ✓"]) {
    const bytes = packet({ name }, [1, 2]);
    for (const shift of [0, 1, 2, 3]) {
      const moved = new Uint8Array(shift + bytes.length);
      moved.set(bytes, shift);
      const { header, block } = open(moved.subarray(shift));
      assert.deepEqual(header, { name });
      assert.deepEqual([...new Float32Array(block.buffer)], [1, 2]);
    }
  }
});

test("blocks are in the order relief, lines, racers", () => {
  const overlaid = [{ kind: "test", grid: [1, 2] }];
  const race = unpack(packet({ ...HEADER, overlaid }, upTo(6 + 2 + 6)));
  assert.deepEqual(
    race.rows.map((row) => [...row]),
    [
      [0, 1],
      [2, 3],
      [4, 5],
    ],
  );
  assert.deepEqual(
    race.overlaid[0].rows.map((row) => [...row]),
    [[6], [7]],
  );
  const [{ x, y, above, test: losses }] = race.racers;
  assert.deepEqual(
    [x, y, above].map((one) => [...one]),
    [
      [8, 9],
      [10, 11],
      [12, 13],
    ],
  );
  assert.equal(losses, null);
});

test("test losses follow where they are shown", () => {
  const race = unpack(packet({ ...HEADER, tested: true, racers: [{}, {}] }, upTo(6 + 16)));
  assert.deepEqual(
    race.racers.map((racer) => [...racer.test]),
    [
      [12, 13],
      [20, 21],
    ],
  );
});

test("examples come last, and the bits of a step name what it sees", () => {
  const examples = { train: 9, test: 1, batch: 2 };
  const bits = [0b10000001, 0b10000000, 0b01000000, 0];
  const race = unpack(packet({ ...HEADER, examples }, upTo(12 + 27 + 3), bits));
  assert.deepEqual(
    [...race.examples.train.across],
    upTo(9).map((i) => 12 + i),
  );
  assert.deepEqual([...race.examples.test.group], [41]);
  assert.deepEqual(race.examples.seen(1), [0, 7, 8]);
  assert.deepEqual(race.examples.seen(2), [1]);
});

test("without batches every step sees all", () => {
  const race = unpack(packet({ ...HEADER, examples: { train: 3, test: 0, batch: 0 } }, upTo(12 + 9)));
  assert.deepEqual(race.examples.seen(1), [0, 1, 2]);
});
