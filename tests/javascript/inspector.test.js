// What is told of a step: its notes, its arrows, its sentence.

import assert from "node:assert/strict";
import { test } from "node:test";
import { arrowsAt, drawArrows, magnified, unitOf } from "../../player/assets/inspector/arrows.js";
import { Notes, Reader, stepAt } from "../../player/assets/inspector/notes.js";
import { sentenceOf } from "../../player/assets/inspector/sentence.js";

const close = (a, b) =>
  a.forEach((one, k) => assert.ok(Math.abs(one - b[k]) <= 1e-9 * (1 + Math.abs(b[k])), `${a} ${b}`));

test("the step under the clock is the one that is being taken", () => {
  const times = [0, 0.01, 0.99, 1, 1 + 1e-12, 1.01, 7];
  assert.deepEqual(times.map(stepAt), [1, 1, 1, 1, 1, 2, 7]);
});

// In all notes here the columns 0 and 1 are w before and w.
const STEP = { kind: "step", scaled: false, terms: [{ factor: 1, columns: [1] }, { factor: -1, columns: [0] }] }; // prettier-ignore

/** The notes of steps, each a record of vectors. */
const notesOf = (...steps) =>
  new Notes(Object.keys(steps[0]), Float64Array.from(steps.flatMap((one) => Object.values(one).flat())));

test("a note is found by its step and name, and an arrow sums products of columns", () => {
  const notes = notesOf(
    { "w before": [1, 2], w: [3, 5] },
    { "w before": [3, 5], w: [4, 4] },
    { "w before": [NaN, NaN], w: [NaN, NaN] },
  );
  assert.deepEqual([notes.at("w", 1), notes.at("w", 2), notes.at("g", 1), notes.at("w", 9)], [[3, 5], [4, 4], null, null]); // prettier-ignore
  assert.deepEqual([1, 2, 3].map((step) => notes.along(STEP, step)), [[2, 3], [1, -1], null]); // prettier-ignore
});

test("a part may be a product of what was noted", () => {
  const notes = notesOf({ "w before": [0, 0], w: [1, 1], rate: [0.1, 0.1], g: [3, -5] });
  close(notes.along({ terms: [{ factor: -1, columns: [2, 3] }] }, 1), [-0.3, 0.5]);
});

test("notes are those of the race that is shown, with its numbers and its start", () => {
  const made = [];
  const reader = new Reader((numbers) => {
    made.push(numbers);
    return { notes: [(x, y, out) => out.set([x, y, numbers[0]])] };
  });
  const race = { scene: { start: [7, 8], steps: 2 }, live: { numbers: [0.5] }, anatomy: [{ columns: ["a", "b"] }] };
  assert.deepEqual([...reader.read(race)[0].rows].slice(0, 4), [7, 8, 0.5, NaN]);
  const faster = { ...race, live: { numbers: [2] } };
  assert.deepEqual(
    [reader.read(faster)[0].at("b", 1)[0], reader.read(race)[0].at("b", 1)[0], made.length],
    [2, 0.5, 1],
  );
  for (const other of [{ live: null }, { anatomy: null }, { anatomy: [] }, { live: { numbers: [1, 2] } }]) {
    assert.equal(reader.read({ ...race, ...other }), null);
  }
});

const part = (kind, column, factor = 1, scaled = false) => ({ kind, scaled, terms: [{ factor, columns: [column] }] });
const MOMENTUM = { arrows: [part("gradient", 2), part("memory", 3), STEP], adds: true };
const ADAM = { arrows: [part("gradient", 2, -1, true), part("memory", 3, -1, true), STEP], adds: false };
/** A step of momentum by its parts. */
const summed = (a, b, begin = [0, 0]) => ({ "w before": begin, w: begin.map((one, k) => one + a[k] + b[k]), a, b });

test("parts of a sum stand head to tail, and end where the step does", () => {
  for (const [a, b] of [
    [
      [1, 2],
      [3, -1],
    ],
    [
      [1e-3, 0],
      [0, 1e-3],
    ],
    [
      [1, 1],
      [-0.9, -1],
    ],
    [
      [2, 0],
      [0, 0],
    ],
  ]) {
    // prettier-ignore
    const { arrows, factor } = arrowsAt(MOMENTUM, notesOf(summed(a, b)), 1, [30, -20], 200);
    const parts = arrows.filter(({ kind }) => kind !== "step");
    const step = arrows.find(({ kind }) => kind === "step");
    close(parts[0].from, [0, 0]);
    parts.slice(1).forEach(({ from }, k) => close(from, parts[k].to));
    close(parts.at(-1).to, step.to);
    close(step.to, [30 * factor * (a[0] + b[0]), -20 * factor * (a[1] + b[1])]);
    assert.equal(parts.length, Math.hypot(...b) ? 2 : 1);
  }
});

test("directions begin at the point, the longer one as long on any plot, as long as they are to one another", () => {
  const notes = notesOf({ "w before": [0, 0], w: [1, 0], g: [-300, 0], "\\hat m": [0, 150] });
  const { arrows } = arrowsAt(ADAM, notes, 1, [50, -50], 200);
  assert.deepEqual(arrows.map(({ from, to }) => [...from, ...to.map(Math.round)]), [[0, 0, 60, 0], [0, 0, 0, 30], [0, 0, 50, 0]]); // prettier-ignore
});

test("a short step is magnified by a round number, which its parts leave on the plot", () => {
  const cases = { 40: 1, 39: 2, 20: 2, 18: 5, 8: 5, 4: 10, 3.9: 20, 0.04: 1000 };
  for (const [step, factor] of Object.entries(cases)) assert.equal(magnified(Number(step), Number(step), 100), factor);
  assert.deepEqual(
    [magnified(4, 30, 100), magnified(4, 70, 100), magnified(4, 200, 100), magnified(0, 0, 80)],
    [2, 1, 1, 1],
  );
});

test("a step that is too short for any plot has no arrows", () => {
  const notes = notesOf(summed([1e-9, 0], [0, 1e-9]), summed([0, 0], [0, 0]));
  assert.deepEqual(
    [1, 2].map((step) => arrowsAt(MOMENTUM, notes, step, [30, -30], 200).arrows),
    [[], []],
  );
});

test("arrows begin at the point, the step under its parts, the longer one under the shorter one", () => {
  globalThis.Path2D = class {
    points = [];
    moveTo = (...at) => this.points.push(at);
    lineTo = (...at) => this.points.push(at);
    closePath = () => {};
  };
  const drawn = [];
  const context = { setLineDash() {}, stroke() {}, fill: (head) => drawn.push([context.fillStyle, head.points[0]]) };
  const toPixel = (x, y) => [100 + 10 * x, 100 - 10 * y];
  assert.deepEqual(unitOf(toPixel), [10, -10]);
  const { arrows } = arrowsAt(MOMENTUM, notesOf(summed([6, 0], [0, 7], [2, 3])), 1, [10, -10], 200);
  const colours = { gradient: "green", memory: "blue", step: "black" };
  drawArrows(context, toPixel, [2, 3], arrows, { ground: "white", thick: 1 }, colours);
  assert.deepEqual(drawn, [["black", [180, 0]], ["blue", [180, 0]], ["green", [180, 70]]]); // prettier-ignore
});

/** A bowl with its minimum at the origin. */
const bowl = (x, y) => [x, y];
const told = (anatomy, notes, step = 1) => sentenceOf(anatomy, notesOf(...[notes].flat()), step, bowl);
const GD = { arrows: [part("gradient", 2), STEP], adds: true };
const straight = (share) => ({ "w before": [2, 0], w: [2 - 2 * share, 0], a: [-2 * share, 0], g: [2, 0] });

test("a plain step goes against the gradient, and overshoots if the loss rises at its end", () => {
  const said = "The step goes straight against the gradient, and is 0.25 times as long.";
  assert.equal(told(GD, straight(0.25)), said);
  assert.equal(told(GD, straight(1.5)), `${said.replace("0.25", "1.5")} It overshoots: the loss rises at its end.`);
  assert.equal(told(GD, straight(0)), "It stays where it is.");
  assert.equal(told({ arrows: [STEP], adds: false }, { "w before": [2, 2], w: [1, 2], g: [1, 1] }), "The step goes 45° away from straight downhill."); // prettier-ignore
  assert.equal(told({ arrows: [STEP], adds: false }, { "w before": [2, 0], w: [1, 0] }), "The step is 1 long.");
  const tiny = { "w before": [0, 0], w: [-1e-200, 1e-200], g: [1e-200, 1e-200] };
  assert.equal(told({ arrows: [STEP], adds: false }, tiny), "The step goes 90° away from straight downhill.");
  assert.equal(told(GD, { "w before": [2, 0], w: [NaN, NaN], a: [NaN, NaN], g: [NaN, NaN] }), "");
});

test("of memory it is told whether it agrees with the gradient, and how much of the step it is", () => {
  const cases = [
    [[1, 0], [0, 0], "no memory yet"],
    [[1, 0], [3, 0], "agree: the step is 4 times as long"],
    [[1, 0], [0, 3], "pull 90° apart: the step goes between them, and 90\u00a0% of it is memory"],
    [[1, 0], [-3, 0], "Memory outweighs the gradient, which pulls back and leaves 67\u00a0% of memory's part"],
    [[-3, 0], [1, 0], "The gradient outweighs memory, which pulls back and leaves 67\u00a0% of the gradient's part"],
  ]; // prettier-ignore
  for (const [a, b, words] of cases) assert.ok(told(MOMENTUM, { ...summed(a, b), g: [0, 0] }).includes(words), words);
});

const adaptive = (rates, g, more = {}) => ({
  "w before": [2, 0],
  w: [1, 0],
  "\\alpha_\\mathrm{eff}": rates,
  g,
  ...more,
});

test("of two rates it is told which axis is divided by more, and why if that is so", () => {
  const because = "The y\u2011axis is divided by 3.1 times as much as the x\u2011axis: its gradients have been larger.";
  assert.equal(told(ADAM, adaptive([0.31, 0.1], [1, 3])), because);
  assert.equal(told(ADAM, [adaptive([0.31, 0.1], [1, 9]), adaptive([0.31, 0.1], [5, 0])], 2), because);
  assert.equal(told(ADAM, adaptive([0.31, 0.1], [3, 1])), "The x\u2011axis has 3.1 times the rate of the y\u2011axis.");
  assert.equal(told(ADAM, adaptive([0.1, 0.2], [2, 1])).slice(0, 38), "The x\u2011axis is divided by 2 times as mu");
  assert.equal(told(ADAM, adaptive([0.1, 0.1], [2, 1])), "Both axes have nearly the same rate.");
});

test("bias correction is told while it matters", () => {
  const means = (times) => ({ m: [0.1, 0], "\\hat m": [0.1 * times, 0] });
  assert.ok(told(ADAM, adaptive([0.1, 0.1], [1, 1], means(10))).startsWith("Bias correction enlarges m 10 times"));
  assert.equal(told(ADAM, adaptive([0.1, 0.1], [1, 1], means(1.2))), "Both axes have nearly the same rate.");
});
