// The maps: which lane is shown where, what a map says, its colours, its windows, and how large maps are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, shapeOf } from "../../player/assets/atlas/arrange.js";
import { laneAt, Looks } from "../../player/assets/atlas/basins/looks.js";
import { called, percent, sentence, shares, tally } from "../../player/assets/atlas/basins/tally.js";
import { between, within, zoomed } from "../../player/assets/atlas/basins/window.js";
import { KIND } from "../../player/assets/page/outcome.js";

const WORDS = [
  { kind: KIND.CONVERGED, near: null, short: "converged", sentence: "" },
  { kind: KIND.LOCAL, near: null, short: "in a local minimum", sentence: "" },
  { kind: KIND.MOVING, near: null, short: "", sentence: "still moving" },
];
const RESULT = {
  n: [3, 2],
  kind: Int8Array.from([KIND.CONVERGED, KIND.LOCAL, KIND.CONVERGED, KIND.MOVING, -1, KIND.CONVERGED]),
  minimum: Int16Array.from([1, 0, 1, -1, -1, 1]),
};
const MINIMA = [
  [0, 0],
  [1, 2],
];

test("the shares are those of the starts that are known, the largest first", () => {
  const found = tally(RESULT, true);
  assert.deepEqual(
    found.map(({ minimum, share }) => [minimum, share]),
    [
      [1, 0.6],
      [-1, 0.2],
      [0, 0.2],
    ],
  );
  assert.deepEqual(shares(WORDS, found), ["B 60 %", "still moving 20 %", "A 20 %"]);
  assert.equal(
    sentence("Adam", WORDS, MINIMA, found),
    "Adam, of all starts: 60 % end in B (1, 2), 20 % still moving, 20 % end in A (0, 0).",
  );
});

test("minima that have no letters are counted by what they are", () => {
  const found = tally(RESULT, false);
  assert.deepEqual(
    found.map((one) => called(WORDS, one)),
    ["converged", "still moving", "in a local minimum"],
  );
  assert.equal(percent(0.004), "< 1 %");
});

test("where nothing is known the nearest of the coarser level is shown", () => {
  const n = /** @type {[number, number]} */ ([10, 10]);
  const kind = new Int8Array(100).fill(-1);
  for (let j = 0; j < 10; j += 4) for (let i = 0; i < 10; i += 4) kind[10 * j + i] = KIND.MOVING;
  for (let j = 0; j < 10; j++)
    for (let i = 0; i < 10; i++) {
      const lane = laneAt({ n, kind, stride: 4 }, i, j);
      assert.ok(kind[lane] >= 0);
      assert.ok(Math.abs((lane % 10) - i) <= 2 && Math.abs(Math.floor(lane / 10) - j) <= 2);
    }
  assert.equal(laneAt({ n, kind, stride: 4 }, 4, 8), 84);
});

const MAP = { minima: ["#0072b2", "#e69f00"], ramp: ["#000000", "#ffffff"], shade: /** @type {const} */ ("minimum") };
const LIGHT = { dark: false, ground: /** @type {[number, number, number]} */ ([255, 255, 255]) };
/** @param {object} more @param {number[]} heights */
const looks = (more, heights = [0, 1]) => new Looks({ ...MAP, ...more }, LIGHT, 100, heights, [0, 10]);
/** @param {number[]} colour */
const light = ([r, g, b]) => r + g + b;

test("a minimum has its hue, paler the later it is reached", () => {
  assert.deepEqual(looks({}).of(KIND.CONVERGED, 0, 0), [0, 0x72, 0xb2]);
  const tones = [0, 0.3, 0.6, 1].map((late) => light(looks({}).of(KIND.LOCAL, 1, late)));
  assert.deepEqual(
    tones,
    tones.toSorted((a, b) => a - b),
  );
  assert.ok(tones[3] < 3 * 255);
  assert.ok(looks({}).late(0) === 0 && looks({}).late(100) === 1 && looks({}).late(-1) === 1);
});

test("more minima than hues are shaded by their loss", () => {
  const many = looks({}, [0, 5, 10]);
  assert.deepEqual(
    [0, 1, 2].map((i) => many.of(KIND.LOCAL, i, 0.5)),
    [
      [0, 0, 0],
      [128, 128, 128],
      [255, 255, 255],
    ],
  );
});

test("each outcome that is no minimum has a grey of its own, whatever its steps", () => {
  const kinds = [KIND.MOVING, KIND.SADDLE, KIND.MAXIMUM, KIND.HOVERING, KIND.RESTING, KIND.LEFT, KIND.DIVERGED];
  const greys = kinds.map((kind) => String(looks({}).of(kind, -1, 0.2)));
  assert.equal(new Set(greys).size, kinds.length);
  assert.deepEqual(looks({}).of(KIND.LEFT, -1, 0.2), looks({ shade: "loss" }).of(KIND.LEFT, -1, 0.9));
});

test("losses are as far apart as their powers of ten", () => {
  const { level } = { level: (/** @type {number} */ loss) => looks({}).level(loss) };
  assert.equal(level(0), 0);
  assert.ok(Math.abs(level(10) - 1) < 1e-12);
  assert.ok(Math.abs(level(1e-3) - level(1e-4) - (level(1) - level(0.1))) < 1e-9);
});

test("starts are where NumPy has them, both edges included", () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((i) => between(i, 5, -1, 1)),
    [-1, -0.5, 0, 0.5, 1],
  );
  assert.equal(between(6, 7, 0, 0.7), 0.7);
});

test("a window is zoomed around a point and stays in the whole one", () => {
  assert.deepEqual(zoomed([0, 4, 0, 8], 2, [1, 2]), [0.5, 2.5, 1, 5]);
  assert.deepEqual(within([-1, 1, 7, 9], [0, 4, 0, 8]), [0, 2, 6, 8]);
  assert.deepEqual(within([-9, 9, 0, 1], [0, 4, 0, 8]), [0, 4, 0, 1]);
  assert.equal(within([1, 1 + 1e-13, 1, 2], [0, 4, 0, 8]), null);
  assert.deepEqual(within([1.23456789, 2.23456789, 1, 2], [0, 4, 0, 8]), [1.235, 2.235, 1, 2]);
});

const AROUND = { left: 30, right: 8, top: 8, bottom: 26, head: 30, foot: 30, aside: 0 };

test("maps are as large as fits, and none is below the screen where that is possible", () => {
  for (const count of [1, 2, 4, 7, 12]) {
    const { columns, plot, below } = arrange(count, [1200, 750], 1, AROUND);
    assert.ok(columns * (plot[0] + 16) <= 1216, `${count}`);
    assert.ok(below > 0 === Math.ceil(count / columns) * (plot[1] + 76) - 16 > 750);
  }
  assert.equal(arrange(4, [1000, 750], 1, AROUND).columns, 2);
  assert.equal(arrange(7, [1030, 720], 1, AROUND).columns, 4);
  assert.equal(arrange(4, [360, 700], 1, AROUND).plot[0], 360);
});

test("a window has its own shape, unless it is longer than three to one", () => {
  assert.equal(shapeOf([0, 2, 0, 3]), 1.5);
  assert.equal(shapeOf([0, 1, 0, 10]), 1);
});
