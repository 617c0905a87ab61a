import assert from "node:assert/strict";
import { test } from "node:test";
import { Axis } from "../../player/assets/curves/axis.js";
import { thinned } from "../../player/assets/curves/thinned.js";
import { drawPath, placeAt } from "../../player/assets/plots/preview.js";
import { Trail } from "../../player/assets/plots/trail.js";

const told = (axis, most) => axis.ticks(most).map(({ text, power }) => text + (power === undefined ? "" : `^${power}`));

test("a linear axis: pixels and back, and round numbers", () => {
  const axis = new Axis([0, 200], [46, 446]);
  assert.equal(axis.toPixel(50), 146);
  assert.equal(axis.toValue(146), 50);
  assert.deepEqual(told(axis, 5), ["0", "50", "100", "150", "200"]);
  assert.deepEqual(told(new Axis([-0.31, 0.12], [0, 1]), 5), ["−0.3", "−0.2", "−0.1", "0.0", "0.1"]);
  assert.deepEqual(told(new Axis([0, 3e6], [0, 1]), 4), ["0", "1e6", "2e6", "3e6"]);
});

test("neighbours are told apart, however near they are", () => {
  assert.deepEqual(told(new Axis([1, 1.00003], [0, 1]), 4), ["1", "1.00001", "1.00002", "1.00003"]);
  assert.deepEqual(told(new Axis([123456, 123458], [0, 1]), 3), ["1.23456e5", "1.23457e5", "1.23458e5"]);
});

test("a logarithmic axis: whole powers of ten only", () => {
  const axis = new Axis([-2, 2], [100, 0], true);
  assert.equal(axis.toPixel(1), 50);
  assert.ok(Math.abs(axis.toValue(25) - 10) < 1e-12);
  assert.deepEqual(told(axis, 10), ["10^−2", "10^−1", "10^0", "10^1", "10^2"]);
  assert.deepEqual(told(new Axis([-12.3, 2.2], [0, 1], true), 6), ["10^−10", "10^−5", "10^0"]);
});

test("a logarithmic axis that has few powers of ten: plain numbers", () => {
  assert.deepEqual(told(new Axis([-2.4, -0.9], [0, 1], true), 6), ["0.005", "0.01", "0.02", "0.05", "0.1"]);
  const within = new Axis([Math.log10(0.2), Math.log10(0.23)], [0, 300], true);
  assert.deepEqual(told(within, 4), ["0.20", "0.21", "0.22", "0.23"]);
  assert.ok(Math.abs(within.toValue(within.toPixel(0.21)) - 0.21) < 1e-12);
});

const line = () => {
  const points = [];
  return {
    points,
    beginPath() {},
    stroke() {},
    moveTo: (...at) => points.push(at),
    lineTo: (...at) => points.push(at),
  };
};

test("of many points in a column of pixels the ends and extremes are drawn", () => {
  const all = Array.from({ length: 1000 }, (_, t) => Math.sin(t));
  const context = line();
  thinned(
    context,
    1000,
    (t) => t / 100,
    (t) => all[t],
  );
  assert.ok(context.points.length <= 40);
  for (let column = 0; column < 10; column++) {
    const [inside, drawn] = [
      all.slice(100 * column, 100 * column + 100),
      context.points.filter(([x]) => Math.floor(x) === column),
    ];
    const heights = drawn.map(([, y]) => y);
    assert.equal(Math.min(...heights), Math.min(...inside));
    assert.equal(Math.max(...heights), Math.max(...inside));
    assert.equal(heights[0], inside[0]);
    assert.equal(heights.at(-1), inside.at(-1));
  }
});

test("points that are far apart are all drawn", () => {
  const context = line();
  thinned(
    context,
    4,
    (t) => 10 * t,
    (t) => t,
  );
  assert.deepEqual(context.points, [
    [0, 0],
    [10, 1],
    [20, 2],
    [30, 3],
  ]);
});

const toPixel = (x, y) => [10 * x, 100 - 10 * y];
const x = Float64Array.from({ length: 50 }, (_, t) => Math.cos(t) * (1 - t / 50) * 5);
const y = Float64Array.from({ length: 50 }, (_, t) => Math.sin(3 * t));

test("under the hand a head is where it will be", () => {
  const racer = { x, y, last: 40 };
  const trail = new Trail(racer);
  trail.project(toPixel);
  for (const time of [0, 0.25, 7, 12.5, 39.9, 40, 49]) {
    const [ours, theirs] = [placeAt(toPixel, racer, time), trail.at(time)];
    ours.forEach((pixel, i) => assert.ok(Math.abs(pixel - theirs[i]) < 1e-4));
  }
});

test("a path leaves out what nobody sees, but never its end", () => {
  const racer = { x: Float64Array.from({ length: 1000 }, (_, t) => t / 1000), y: new Float64Array(1000), last: 999 };
  const context = line();
  drawPath(context, toPixel, racer);
  assert.ok(context.points.length < 20);
  assert.deepEqual(context.points.at(-1), toPixel(0.999, 0));
});
