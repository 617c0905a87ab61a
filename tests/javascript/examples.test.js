import assert from "node:assert/strict";
import { test } from "node:test";
import { captionLines, points, weights, windowOf } from "../../player/assets/curves/examples.js";

const set = (across, upward, group) => ({ across, upward, group, count: across.length });

test("the window holds all examples, and some air", () => {
  const [train, test] = [set([0, 10], [5, 5], [0, 0]), set([-10], [5], [0])];
  assert.deepEqual(windowOf({ train, test }), [-11.2, 11.2, 4.94, 5.06]);
});

test("a class has its marker, whether classes are counted from 0 or are −1 and 1", () => {
  const symbols = points(set([0, 0, 0], [0, 0, 0], [-1, 1, 2]), 5, 1, { text: "ink" }).marker.symbol;
  assert.deepEqual(symbols, ["circle", "square-open", "triangle-up"]);
});

test("weights lie between two steps, and stay where the path ends", () => {
  const racer = { x: [0, 2, NaN], y: [0, 4, NaN], last: 1 };
  assert.deepEqual(
    [0, 0.5, 1, 2].map((t) => weights(racer, t)),
    [
      [0, 0],
      [1, 2],
      [2, 4],
      [2, 4],
    ],
  );
});

test("a second line stands over the picture only where it says something", () => {
  const lines = (batch, classes) => captionLines({ examples: { batch, classes } });
  assert.deepEqual([captionLines({ examples: null }), lines(0, []), lines(2, []), lines(0, ["a"])], [0, 1, 2, 2]);
});
