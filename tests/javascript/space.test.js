import assert from "node:assert/strict";
import { test } from "node:test";
import { signsOf } from "../../player/assets/view3d/signs.js";
import { pathIn, placeAt, spread, trailTo } from "../../player/assets/view3d/space.js";

const BOX = [0, 10, 0, 10];
const path = pathIn({ x: [0, 4, 11, 8], y: [0, 4, 4, 8], above: [3, 2, 1, 0], last: 3 }, BOX, (above) => 10 * above);

test("a path has a gap where it is outside the window", () => {
  assert.deepEqual(path, { x: [0, 4, null, 8], y: [0, 4, null, 8], z: [30, 20, null, 0] });
});

test("a place lies between two steps, and nowhere beside a gap", () => {
  assert.deepEqual(placeAt(path, 0.5), { x: 2, y: 2, z: 25 });
  assert.deepEqual(placeAt(path, 1), { x: 4, y: 4, z: 20 });
  assert.deepEqual(placeAt(path, 1.5), { x: null, y: null, z: null });
  assert.deepEqual(placeAt(path, 99), { x: 8, y: 8, z: 0 });
});

test("a trail ends where the head is", () => {
  assert.deepEqual(trailTo(path, 0.5, placeAt(path, 0.5)).x, [0, 2]);
  assert.deepEqual(trailTo(path, 99, placeAt(path, 99)).x, [0, 4, null, 8, 8]);
});

test("a long trail is thinned, and keeps both ends", () => {
  const long = Array.from({ length: 2001 }, (_, t) => t);
  const { x } = trailTo({ x: long, y: long, z: long }, 2000, { x: 2000, y: 0, z: 0 });
  assert.ok(x.length <= 801);
  assert.deepEqual([x[0], x.at(-1)], [0, 2000]);
});

test("numbers are spread evenly, ends included", () => {
  assert.deepEqual(spread(-1, 1, 5), [-1, -0.5, 0, 0.5, 1]);
});

test("signs stand on the surface: the lowest exactly, others at the nearest sample, and none outside the window", () => {
  const rows = [Float32Array.of(4, 5, 6), Float32Array.of(7, 8, 9)];
  const marks = { best: [[0, 0]], minima: [[11, 0]], saddles: [[4.9, 9]], maxima: [], bare: [], test: [] };
  const race = (stale) => ({ ground: { grid: [3, 2], rows, marks, stale }, lowest: -1, scene: { box: BOX } });
  const heights = { low: -3, lifted: (above) => 10 * above };
  assert.deepEqual(signsOf(race(false), heights), [
    ["★", { x: 0, y: 0, z: 20 }],
    ["×", { x: 4.9, y: 9, z: 80 }],
  ]);
  assert.deepEqual(signsOf(race(true), heights), []);
});
