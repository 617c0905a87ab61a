import assert from "node:assert/strict";
import { test } from "node:test";
import { lossAxis } from "../../player/assets/curves/lossaxis.js";

const racer = (losses, test = null) => ({
  above: Float64Array.from(losses),
  test: test && Float64Array.from(test),
  last: losses.length - 1,
});
const axis = (bounded, ...racers) => lossAxis({ bounded, racers });

test("many decades are logarithmic, where the surface has a bottom", () => {
  const { type, range } = axis(true, racer([100, 1, 1e-6]));
  assert.equal(type, "log");
  assert.ok(range[0] < -6 && range[1] > 2);
  assert.equal(axis(false, racer([100, 1, 1e-6])).type, "linear");
  assert.equal(axis(true, racer([3, 2, 1])).type, "linear");
});

test("it ends at 1e-12, and at ten thousand times the start", () => {
  const { range } = axis(true, racer([1, 1e30, 1e-300, 0]));
  assert.ok(Math.abs(range[0] - -12.3) < 1e-9 && Math.abs(range[1] - 4.2) < 1e-9);
});

test("a linear axis holds all losses, but for what flies away", () => {
  const near = axis(false, racer([0, 1, -1])).range;
  assert.ok(near[0] < -1 && near[1] > 1);
  const far = axis(false, racer([0, 1e9, -1e9, NaN, Infinity])).range;
  assert.ok(far[0] > -13 && far[1] < 5 && far[0] < -12 && far[1] > 4);
});

test("test losses count, and what comes after the last step does not", () => {
  assert.ok(axis(false, racer([0, 1], [3, 3])).range[1] > 3);
  assert.ok(axis(false, { ...racer([0, 1, 1000]), last: 1 }).range[1] < 2);
});

test("losses that are all the same have an axis", () => {
  const { range } = axis(true, racer([2, 2, 2]));
  assert.ok(range[0] < 2 && range[1] > 2);
  assert.ok(axis(true).range.every(Number.isFinite));
});
