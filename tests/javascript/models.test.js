import assert from "node:assert/strict";
import { test } from "node:test";
import { MODELS } from "../../player/assets/curves/models.js";

const BOX = [-2, 2, -1, 1];
const close = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

test("models of a number run from side to side, through what they predict", () => {
  const f = {
    line: (a) => 3 * a + 0.5,
    score: (a) => 3 * a + 0.5,
    curve: (a) => 0.5 * Math.tanh(3 * a),
    probability: (a) => 1 / (1 + Math.exp(-3 * a - 0.5)),
  };
  for (const [model, predict] of Object.entries(f)) {
    const [points, ...rest] = MODELS[model]([3, 0.5], BOX, []);
    assert.equal(rest.length, 0);
    assert.deepEqual([points[0][0], points.at(-1)[0]], [-2, 2]);
    for (const [a, b] of points) close(b, predict(a));
  }
});

test("a boundary is where the score is 0, and its arrow points to the positive class", () => {
  const w = [0.6, -0.8];
  const [boundary, [from, to]] = MODELS.boundary(w, BOX, []);
  for (const [a, b] of boundary) close(w[0] * a + w[1] * b, 0);
  assert.deepEqual(from, [0, 0]);
  assert.ok(w[0] * to[0] + w[1] * to[1] > 0);
});

test("weights of 0 have no boundary", () => {
  assert.deepEqual(MODELS.boundary([0, 0], BOX, []), []);
  assert.deepEqual(
    MODELS.classes([0, 0], BOX, [
      [1, 2],
      [3, 4],
    ]),
    [],
  );
});

test("between classes: both are equally likely there, and none is likelier", () => {
  const [w, m, n] = [
    [1.5, -0.7],
    [1, -0.5, -0.5, 0.2],
    [0.1, 0.8, -0.9, -0.3],
  ];
  const score = (k, [a, b]) => w[0] * m[k] * a + w[1] * n[k] * b;
  const rays = MODELS.classes(w, BOX, [m, n]);
  assert.ok(rays.length >= 3);
  for (const [from, to] of rays) {
    assert.deepEqual(from, [0, 0]);
    const scores = m.map((_, k) => score(k, to)).sort((a, b) => b - a);
    close(scores[0], scores[1]);
  }
});
