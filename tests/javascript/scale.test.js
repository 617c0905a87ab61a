import assert from "node:assert/strict";
import { test } from "node:test";
import { Scale } from "../../player/assets/plots/scale.js";

const BOUNDS = [
  { low: 0, high: 10, eps: 0 },
  { low: -3, high: 1e6, eps: 1e-3 },
  { low: 5, high: 1e-8, eps: 1e-12 },
];

test("level and loss undo each other", () => {
  for (const bounds of BOUNDS) {
    const scale = new Scale(bounds);
    for (const part of [0.01, 0.3, 1]) {
      const above = part * bounds.high;
      assert.ok(Math.abs(scale.loss(scale.level(above)) - (above + bounds.low)) <= 1e-9 * Math.max(1, bounds.high));
    }
  }
});

test("a loss that is nothing but rounding is 0", () => {
  assert.equal(new Scale({ low: -1, high: 10, eps: 0 }).loss(1 + 1e-12), 0);
});

test("lines lie within the scale, evenly, and as many as asked for", () => {
  for (const bounds of BOUNDS) {
    const scale = new Scale(bounds);
    for (const count of [1, 9, 17]) {
      const { start, end, size } = scale.contours(count);
      assert.ok(start > scale.start && end < scale.end);
      assert.equal(Math.round((end - start) / size) + 1, count);
    }
  }
});

test("a loss without relief still has a distance between lines", () => {
  assert.equal(new Scale({ low: 2, high: 0, eps: 0 }).contours().size, 1);
});

test("ticks are losses at the ends and between", () => {
  assert.deepEqual(new Scale({ low: 1, high: 9, eps: 0 }).ticks(3), ["1", "5.5", "10"]);
  assert.deepEqual(new Scale({ low: 0, high: 99, eps: 1 }).ticks(3), ["0", "9", "99"]);
});
