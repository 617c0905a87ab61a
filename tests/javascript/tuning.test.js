import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, placesOf, typed, valueOf, valuesOf } from "../../player/assets/tuning/scale.js";

const SERIES = [1, 1.6, 2.5, 4, 6.3];
const LOG = { low: 1e-3, high: 10, least: 1e-3, whole: false };
const PLAIN = { low: 0, high: 0.999, least: 0, whole: false };
const WHOLE = { low: 3, high: 20, least: 0, whole: true };

test("a scale goes through preferred, decimal or whole numbers, both ends included", () => {
  assert.deepEqual(valuesOf(LOG, SERIES).slice(0, 7), [0.001, 0.0016, 0.0025, 0.004, 0.0063, 0.01, 0.016]);
  assert.deepEqual(valuesOf({ ...LOG, low: 0 }, SERIES).slice(0, 3), [0, 0.001, 0.0016]);
  assert.deepEqual(valuesOf({ ...LOG, high: 9 }, SERIES).slice(-2), [6.3, 9]);
  assert.deepEqual(valuesOf(PLAIN, SERIES).slice(899, 902), [0.899, 0.9, 0.901]);
  assert.deepEqual(valuesOf({ ...PLAIN, high: 0.95 }, SERIES).slice(-2), [0.949, 0.95]);
  assert.deepEqual(valuesOf(WHOLE, SERIES).slice(-2), [19, 20]);
  for (const range of [LOG, PLAIN, WHOLE]) {
    const values = valuesOf(range, SERIES);
    assert.deepEqual([values[0], values.at(-1)], [range.low, range.high]);
    assert.ok(values.every((value, i) => i === 0 || value > values[i - 1]));
  }
});

test("the hand goes from value to value, and no further than the ends", () => {
  const values = [1, 2, 4, 8];
  assert.deepEqual(
    [-1, 0, 1, 2, 9, Infinity, -Infinity].map((by) => moved(values, 2, by)),
    [1, 2, 4, 8, 8, 8, 1],
  );
});

test("from between two values it goes to the next one", () => {
  assert.deepEqual(
    [-2, -1, 0, 1, 2].map((by) => moved([1, 2, 4, 8], 3, by)),
    [1, 2, 3, 4, 8],
  );
});

test("what is typed is a number of the range, or nothing", () => {
  assert.deepEqual(
    ["0.02", " 5e-1 ", "0,02", "10"].map((text) => typed(LOG, text)),
    [0.02, 0.5, 0.02, 10],
  );
  assert.equal(typed({ ...LOG, low: -5 }, "\u22122"), -2);
  for (const text of ["", " ", "fast", "0", "11", "NaN", "1e400", "--1"])
    assert.ok(Number.isNaN(typed(LOG, text)), text);
  assert.equal(typed(WHOLE, "7"), 7);
  assert.ok(Number.isNaN(typed(WHOLE, "7.5")));
});

test("a field is a number of the program where there is one, and what the server says elsewhere", () => {
  const live = { numbers: Float64Array.of(0.1, 0.2) };
  assert.equal(valueOf({ live }, { numbers: [1], value: null }), 0.2);
  assert.equal(valueOf({ live }, { numbers: [], value: "step" }), "step");
  assert.equal(valueOf({ live: null }, { numbers: [], value: 0.5 }), 0.5);
});

test("fields that a pair shares are set in all their places", () => {
  const changes = [
    [{ numbers: [3, 7] }, 0.5],
    [{ numbers: [1] }, 2],
  ];
  assert.deepEqual(
    [...placesOf(changes)],
    [
      [3, 0.5],
      [7, 0.5],
      [1, 2],
    ],
  );
});
