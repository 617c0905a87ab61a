import assert from "node:assert/strict";
import { test } from "node:test";
import { Heights } from "../../player/assets/view3d/heights.js";

test("height and loss undo each other, up to the end of the colours", () => {
  for (const log of [false, true]) {
    const heights = new Heights({ low: -2, high: 50, eps: 0 }, log);
    for (const above of [0, 0.5, 20, 50]) {
      assert.ok(Math.abs(heights.loss(heights.of(above)) - (above - 2)) < 1e-9);
    }
    assert.equal(heights.of(1e9), heights.top);
    assert.equal(heights.of(0), heights.bottom);
  }
});

test("a loss below the lowest known one has a height, even as a logarithm", () => {
  assert.equal(new Heights({ low: 0, high: 1, eps: 0 }, true).of(-1e-3), Math.log10(1e-3));
});

test("what lies on the ground is lifted by a share of all heights", () => {
  for (const log of [false, true]) {
    const heights = new Heights({ low: 0, high: 7, eps: 0.01 }, log);
    const share = (heights.lifted(1) - heights.of(1)) / (heights.top - heights.bottom);
    assert.ok(Math.abs(share - 0.012) < 1e-12);
  }
});
