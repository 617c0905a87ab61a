// What is taken along: maps as tables, names of files, answers of the server, and codes of addresses.

import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyResult, put } from "../../player/assets/maps/grid.js";
import { laneRunner, shapeOf } from "../../player/assets/maps/lanes.js";
import { arrived, awaited } from "../../player/assets/take/answers.js";
import { csv, mapTable } from "../../player/assets/take/rows.js";
import { named } from "../../player/assets/take/save.js";
import { encodeQR } from "../../player/assets/vendor/qr/qr.mjs";

const packet = {
  racers: [{ name: 'Adam, "mine"' }],
  methods: [
    {
      fields: [
        { key: "Adam.lr", numbers: [0] },
        { key: "Adam.beta1", numbers: [1] },
      ],
    },
  ],
};

/** A machine that tells of each lane where it began and with which numbers: x and y as its end, the numbers as loss and step. */
const make = (steps, numbers) => ({
  abreast: 4,
  lane: (k, x, y, points, told) => told.set([1, numbers[1], 0, x, y, numbers[0], -1]),
  lanes(k, starts, count, told, choose) {
    for (let i = 0; i < count; i++) {
      choose?.(i);
      this.lane(k, starts[2 * i], starts[2 * i + 1], null, told.subarray(7 * i));
    }
  },
});

/** Every lane of a job, as a worker runs it. */
function ran(job) {
  const result = emptyResult(shapeOf(job));
  const lanes = Int32Array.from(result.kind.keys());
  put(result, lanes, laneRunner(make, 10, [])(job)(lanes));
  return result;
}

test("a table tells of each run the very start and values with which it was run", () => {
  const fields = [
    { places: [0], values: Float64Array.of(0.1, 0.2, 1 / 3) },
    { places: [1], values: Float64Array.of(5, 6) },
  ];
  for (const starts of [{ box: [-1, 2, 0.1, 0.7], n: 3 }, { points: Float64Array.of(1, 2, 3, 4) }]) {
    const job = { k: 0, numbers: new Float64Array(2), starts, fields };
    const [heads, ...rows] = mapTable(packet, [{ name: "a", job, result: ran(job) }]);
    assert.equal(rows.length, 6 * (starts.n ? 9 : 2));
    for (const row of rows) {
      const of = Object.fromEntries(heads.map((name, i) => [name, row[i]]));
      assert.deepEqual([of["start x"], of["start y"]], [of["end x"], of["end y"]]);
      assert.deepEqual([of["Adam.lr"], of["Adam.beta1"]], [of.loss, of.step]);
      assert.deepEqual([of.kind, of.minimum, of.method], ["converged", 0, packet.racers[0].name]);
    }
  }
});

test("runs that are not known yet are left out, and fields that do not vary have no value", () => {
  const job = { k: 0, fields: [], starts: { points: Float64Array.of(1, 2, 3, 4) }, numbers: new Float64Array(2) };
  const half = ran(job);
  half.kind[1] = -1;
  const swept = { ...job, fields: [{ places: [1], values: Float64Array.of(7) }] };
  const [heads, ...rows] = mapTable(packet, [
    { name: "half", job, result: half },
    { name: "swept", job: swept, result: ran(swept) },
  ]);
  const of = (row) => row[heads.indexOf("Adam.beta1")];
  assert.deepEqual(
    rows.map((row) => [row[1], of(row)]),
    [
      ["half", NaN],
      ["swept", 7],
      ["swept", 7],
    ],
  );
});

test("a table keeps all digits, and quotes what has a comma", () => {
  const rows = [
    ["a", "b"],
    [0.1 + 0.2, 'Adam, "mine"'],
    [NaN, 5e-324],
    [Infinity, -Infinity],
  ];
  assert.equal(csv(rows), 'a,b\n0.30000000000000004,"Adam, ""mine"""\n,5e-324\ninf,-inf\n');
});

test("a file has a plain name", () => {
  assert.equal(named(["Beale’s ../Säule", "step 60"], "png"), "ravine-beale-s-..-sa-ule-step-60.png");
  assert.equal(named(["", "../.."], "csv"), "ravine.csv");
});

test("an answer reaches whoever asked, and nobody who has stopped asking", async () => {
  const { signal } = new AbortController();
  const stopped = new AbortController();
  const asked = [];
  const [first, second] = [signal, stopped.signal].map((one) => awaited((count) => asked.push(count), one));
  stopped.abort();
  for (const count of asked.toReversed()) arrived({ count, name: "a", type: "", problem: "" }, [1, 2]);
  assert.equal((await first).bytes.length, 2);
  assert.equal(await second, null);
});

test("the code of an address is one of the standard: its size, finders, and the border that it asks for", () => {
  const rows = encodeQR("http://192.0.2.1:8501/?surface=Himmelblau", "raw", { ecc: "medium", border: 4 });
  assert.equal((rows.length - 8 - 17) % 4, 0);
  assert.ok(rows.every((row, y) => row.every((dark, x) => !dark || Math.min(x, y, rows.length - 1 - x) >= 4)));
  const finder = rows.slice(4, 11).map((row) => row.slice(4, 11).map(Number).join(""));
  assert.deepEqual(finder, ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]);
});
