// That Python's packets are read is tested with Python: tests/player/test_javascript.py.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, unpack } from "../../player/assets/page/packet.js";

const BYTES = { float32: Float32Array, float64: Float64Array, uint8: Uint8Array };

/** A packet of blocks [name, dtype, shape, numbers, zero]. */
function packet(header, blocks) {
  const described = blocks.map(([name, dtype, shape, , zero = 0]) => ({ name, dtype, shape, zero }));
  const text = new TextEncoder().encode(JSON.stringify({ ...header, blocks: described }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  const parts = [
    length,
    text,
    ...blocks.map(([, dtype, , numbers]) => new Uint8Array(new BYTES[dtype](numbers).buffer)),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const upTo = (count) => Array.from({ length: count }, (_, i) => i);
const HEADER = {
  scene: {},
  ground: { scale: { high: 9, eps: 0 }, lines: [] },
  race: { racers: [{ name: "a" }], columns: { standings: ["loss"], outcomes: ["kind", "step"] }, examples: null },
  overlays: {},
};
const GROUND = ["ground", "float32", [3, 2], upTo(6), -4];
const ONE = [
  GROUND,
  ["points", "float32", [1, 2, 2], [8, 9, 10, 11]],
  ["losses", "float32", [1, 2], [12, 13], 2.5],
  ["standings", "float64", [1, 1], [0.1]],
  ["outcomes", "float64", [1, 2], [3, NaN]],
];

test("a packet may begin anywhere in its buffer, and its header have any length", () => {
  for (const name of ["", "a", "ab", "abc", "λ ✓"]) {
    const bytes = packet({ name }, [["two", "float32", [2], [1, 2]]]);
    for (const shift of [0, 1, 2, 3]) {
      const moved = new Uint8Array(shift + bytes.length);
      moved.set(bytes, shift);
      const { header, blocks } = open(moved.subarray(shift));
      assert.deepEqual(header, { name });
      assert.deepEqual([...blocks.get("two").numbers], [1, 2]);
    }
  }
});

test("numbers of eight bytes follow those of one", () => {
  const { blocks } = open(
    packet({}, [
      ["odd", "uint8", [3], [1, 2, 255]],
      ["exact", "float64", [1, 2], [0.1, Infinity], 7],
    ]),
  );
  assert.deepEqual([...blocks.get("odd").numbers], [1, 2, 255]);
  assert.deepEqual([...blocks.get("exact").numbers], [0.1, Infinity]);
  assert.deepEqual([blocks.get("exact").shape, blocks.get("exact").zero], [[1, 2], 7]);
});

test("every block lands where it belongs, whatever their order", () => {
  for (const blocks of [ONE, [...ONE].reverse()]) {
    const race = unpack(packet(HEADER, blocks));
    assert.deepEqual(
      race.ground.rows.map((row) => [...row]),
      [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
    );
    assert.deepEqual([race.ground.grid, race.ground.scale, race.best], [[2, 3], { low: -4, high: 9, eps: 0 }, 2.5]);
    const [{ x, y, above, test: losses, standing, outcome }] = race.racers;
    assert.deepEqual(
      [x, y, above].map((one) => [...one]),
      [
        [8, 9],
        [10, 11],
        [12, 13],
      ],
    );
    assert.deepEqual([losses, race.tested, standing, outcome], [null, false, { loss: 0.1 }, { kind: 3, step: NaN }]);
  }
});

test("lines and test losses are there where they are shown", () => {
  const header = structuredClone(HEADER);
  header.ground.lines = [{ kind: "test", scale: { high: 1, eps: 0.5 } }];
  header.race.racers = [{}, {}];
  const race = unpack(
    packet(header, [
      GROUND,
      ["lines test", "float32", [2, 1], [6, 7], 3],
      ["points", "float32", [2, 2, 1], upTo(4)],
      ["losses", "float32", [2, 1], [4, 5]],
      ["test losses", "float32", [2, 1], [12, 20]],
      ["standings", "float64", [2, 1], [0, 0]],
      ["outcomes", "float64", [2, 2], [0, 0, 0, 0]],
    ]),
  );
  assert.deepEqual(
    race.ground.lines[0].rows.map((row) => [...row]),
    [[6], [7]],
  );
  assert.deepEqual(race.ground.lines[0].scale, { low: 3, high: 1, eps: 0.5 });
  assert.deepEqual(
    race.racers.map((racer) => [racer.x[0], racer.y[0], racer.above[0], racer.test[0]]),
    [
      [0, 1, 4, 12],
      [2, 3, 5, 20],
    ],
  );
});

test("the bits of a step name what it sees", () => {
  const header = structuredClone(HEADER);
  header.race.examples = {};
  const bits = [0b10000001, 0b10000000, 0b01000000, 0];
  const race = unpack(
    packet(header, [
      ...ONE,
      ["train", "float32", [3, 9], upTo(27)],
      ["test", "float32", [3, 1], [39, 40, 41]],
      ["batches", "uint8", [2, 2], bits],
    ]),
  );
  assert.deepEqual([...race.examples.train.across], upTo(9));
  assert.deepEqual([...race.examples.test.group], [41]);
  assert.deepEqual([race.examples.seen(1), race.examples.seen(2)], [[0, 7, 8], [1]]);
});

test("without batches every step sees all", () => {
  const header = structuredClone(HEADER);
  header.race.examples = {};
  const sets = ["train", "test"].map((name) => [name, "float32", [3, 3], upTo(9)]);
  const race = unpack(packet(header, [...ONE, ...sets, ["batches", "uint8", [0, 0], []]]));
  assert.deepEqual(race.examples.seen(1), [0, 1, 2]);
});
