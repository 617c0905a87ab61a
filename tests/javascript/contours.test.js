import assert from "node:assert/strict";
import { test } from "node:test";
import { isRough } from "../../player/assets/plots/contours.js";

const SIDE = Array.from({ length: 123 }, (_, i) => i);
/** @param {(x: number, y: number) => number} f */
const grid = (f) => SIDE.map((y) => SIDE.map((x) => f(x / 61 - 1, y / 61 - 1)));

test("waves that a grid cannot show have colours without lines, and those that it shows have lines", () => {
  const range = { start: -2, end: 2 };
  /** @type {[f: (x: number, y: number) => number, rough: boolean][]} */
  const all = [
    [(x, y) => Math.sin(3000 * x) + Math.sin(3000 * y), true],
    [(x, y) => Math.sin(3000 * x) + y, true],
    [(x, y) => Math.sin(3000 * y) + x, true],
    [(x, y) => Math.sin(60 * x) * Math.sin(60 * y), true],
    [(x, y) => Math.sin(20 * x) * Math.sin(20 * y), false],
    [(x, y) => x * x + y * y, false],
    [(x, y) => x + 1e-3 * Math.sin(3000 * y), false],
    [() => NaN, false],
    [() => 3, false],
  ];
  for (const [f, rough] of all) assert.equal(isRough(grid(f), range), rough, String(f));
});
