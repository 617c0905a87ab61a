import assert from "node:assert/strict";
import test from "node:test";
import { zoomed } from "../../player/assets/plots/zoom.js";

const GRIP = { point: [1, 2], view: [-1, 3, 0, 8], apart: 100 };

test("two fingers that stay leave the window as it is", () => {
  assert.deepEqual(zoomed(GRIP, 100, 0.5, 0.25), GRIP.view);
});

test("twice as far apart they show half of it, and hold what they gripped", () => {
  const [x0, x1, y0, y1] = zoomed(GRIP, 200, 0.25, 0.75);
  assert.deepEqual([x1 - x0, y1 - y0], [2, 4]);
  assert.deepEqual([x0 + 0.25 * 2, y0 + 0.75 * 4], GRIP.point);
});
