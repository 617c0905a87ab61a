import assert from "node:assert/strict";
import { test } from "node:test";
import { inSight } from "../../player/assets/page/dom.js";
import { Trail } from "../../player/assets/plots/trail.js";

const AXES = (x, y) => [10 * x, 100 - 10 * y];

function trailOf(points, dash = []) {
  const [x, y] = [0, 1].map((i) => Float32Array.from(points, (p) => p[i]));
  const trail = new Trail({ x, y, last: points.length - 1, dash });
  trail.project(AXES);
  return trail;
}

const BENT = [
  [0, 0],
  [3, 4],
  [3, 10],
];

/** Notes what is drawn. */
function paper() {
  const lines = [];
  const note =
    (name) =>
    (...at) =>
      lines.push([name, ...at]);
  return { lines, beginPath() {}, setLineDash() {}, stroke() {}, moveTo: note("from"), lineTo: note("to") };
}

test("a time between two steps lies between their pixels", () => {
  const trail = trailOf(BENT);
  assert.deepEqual(trail.at(0), [0, 100]);
  assert.deepEqual(trail.at(0.5), [15, 80]);
  assert.deepEqual(trail.at(1.5), [30, 30]);
  assert.deepEqual(trail.at(2), [30, 0]);
  assert.deepEqual(trail.at(99), [30, 0]);
});

test("a path of a single point stays there", () => {
  assert.deepEqual(trailOf([[1, 1]]).at(5), [10, 90]);
});

test("lengths add up along the path", () => {
  const trail = trailOf(BENT);
  assert.deepEqual([...trail.lengths], [0, 50, 110]);
  assert.equal(trail.lengthAt(1.5), 80);
});

test("pixels stay where a canvas can draw them", () => {
  const trail = trailOf([
    [0, 0],
    [1e30, -1e30],
  ]);
  assert.deepEqual(trail.at(1), [1e5, 1e5]);
});

test("the nearest step is one that has been run", () => {
  const trail = trailOf(BENT);
  assert.deepEqual(trail.nearest(30, 0, 2), { gap: 0, step: 2 });
  assert.equal(trail.nearest(30, 0, 1.9).step, 1);
  assert.deepEqual(trail.nearest(3, 104, 0), { gap: 5, step: 0 });
});

test("a trail grows from where it ended, through the steps between", () => {
  const [trail, context] = [trailOf(BENT, [4, 4]), paper()];
  trail.extend(context, 0.5, "ink", "casing");
  assert.deepEqual(context.lines, [
    ["from", 0, 100],
    ["to", 15, 80],
  ]);
  context.lines.length = 0;
  trail.extend(context, 1.5, "ink", "casing");
  assert.deepEqual(context.lines, [
    ["from", 15, 80],
    ["to", 30, 60],
    ["to", 30, 30],
  ]);
  assert.equal(context.lineDashOffset, 25);
  assert.equal(trail.drawn, 1.5);
  assert.equal(trail.isAhead(1), true);
  assert.equal(trail.isAhead(1.5), false);
});

test("nothing is drawn twice, nor beyond the end", () => {
  const [trail, context] = [trailOf(BENT), paper()];
  trail.extend(context, 99, "ink", "casing");
  assert.equal(trail.drawn, 2);
  context.lines.length = 0;
  trail.extend(context, 100, "ink", "casing");
  assert.deepEqual(context.lines, []);
  trail.project(AXES);
  assert.equal(trail.drawn, 0);
});

test("a place far out of sight is drawn in the direction in which it lies", () => {
  for (const [px, py] of [
    [3e9, 1e7],
    [-4e6, 8e8],
  ]) {
    const [x, y] = inSight([px, py]);
    assert.ok(Math.max(Math.abs(x), Math.abs(y)) <= 1e5 * (1 + 1e-12));
    assert.ok(Math.abs(x * py - y * px) <= 1e-9 * Math.abs(x * py));
  }
  assert.deepEqual(inSight([120, -3]), [120, -3]);
});
