import assert from "node:assert/strict";
import { test } from "node:test";
import { readGround, readStep } from "../../player/assets/controls/tooltip.js";

const RACE = {
  scene: { box: [0, 2, 0, 1] },
  ground: {
    grid: [3, 2],
    rows: [
      [0, 1, 2],
      [3, 4, 5],
    ],
    scale: { low: 10 },
  },
  best: -1,
};

test("the ground reads the nearest point of the grid, and says which", () => {
  assert.deepEqual(readGround(RACE, 1.1, 0.9), ["x 1  y 1", "loss 14"]);
  assert.deepEqual(readGround(RACE, 2, 0), ["x 2  y 0", "loss 12"]);
});

test("there is no loss outside the window", () => {
  for (const [x, y] of [
    [-1, 0],
    [3, 0],
    [0, 2],
    [0, -1],
    [NaN, 0],
  ]) {
    assert.equal(readGround(RACE, x, y)[1], "outside the window");
  }
});

test("a step reads the true loss, and the test loss if it is shown", () => {
  const racer = { name: "Adam", x: [0, 0.5], y: [0, -2], above: [9, 3.5], test: null };
  assert.deepEqual(readStep(RACE, racer, 1), ["Adam, step 1", "x 0.5  y −2", "loss 2.5"]);
  assert.equal(readStep(RACE, { ...racer, test: [0, 7] }, 1)[3], "test loss 7");
});
