import assert from "node:assert/strict";
import { test } from "node:test";
import { levelsFor } from "../../player/assets/plots/contours.js";

const SIDE = Array.from({ length: 123 }, (_, i) => i);
/** @param {(x: number, y: number) => number} f */
const grid = (f) => SIDE.map((y) => SIDE.map((x) => f(x / 61 - 1, y / 61 - 1)));

test("a bowl has all its lines, and a sea of waves as few as can be drawn", () => {
  assert.equal(
    levelsFor(
      grid((x, y) => x * x + y * y),
      { start: 0, end: 2 },
    ),
    17,
  );
  assert.equal(
    levelsFor(
      grid((x, y) => Math.sin(150 * x) * Math.sin(150 * y)),
      { start: -1, end: 1 },
    ),
    1,
  );
});

test("what is no number has no lines", () => {
  assert.equal(
    levelsFor(
      grid(() => NaN),
      { start: 0, end: 1 },
    ),
    17,
  );
  assert.equal(
    levelsFor(
      grid(() => 3),
      { start: 3, end: 3 },
    ),
    17,
  );
});
