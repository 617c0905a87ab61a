import assert from "node:assert/strict";
import { test } from "node:test";
import { legendKeys } from "../../player/assets/controls/legend.js";

const NONE = { best: [], minima: [], saddles: [], maxima: [], bare: [], test: [] };
/** A race of which some parts are not as by default. */
const raceWith = ({
  box = [-1, 1, -1, 1],
  marks = NONE,
  forecasts = [],
  lines = [],
  route = [],
  pulls = false,
  anatomy = null,
  view3d = false,
} = {}) => ({
  scene: { box, look: { view3d } },
  anatomy,
  ground: { marks, lines },
  overlays: { forecasts, route, pulls },
});
const names = (parts) => legendKeys(raceWith(parts)).map(([, name]) => name);

test("the start is always there, and nothing that is not drawn", () => {
  assert.deepEqual(legendKeys(raceWith()), [["◎", "start"]]);
});

test("each kind of mark is named once, however many there are", () => {
  const marks = Object.fromEntries(
    Object.keys(NONE).map((kind) => [
      kind,
      [
        [0, 0],
        [1, 1],
      ],
    ]),
  );
  const all = ["minimum", "local minimum", "saddle", "maximum", "minimum without penalty", "test minimum"];
  assert.deepEqual(names({ marks }), ["start", ...all]);
  assert.equal(new Set(legendKeys(raceWith({ marks })).map(([sign]) => sign)).size, 7);
});

test("what is drawn over the contours is named", () => {
  assert.deepEqual(names({ box: [0, 10, 0, 1] }), ["start", "x and y on different scales"]);
  assert.deepEqual(names({ forecasts: [null, [3, 0.9]] }), ["start", "forecast"]);
  assert.deepEqual(names({ forecasts: [null, null] }), ["start"]);
  assert.deepEqual(names({ lines: [{ kind: "data" }, { kind: "penalty" }] }), [
    "start",
    "loss without penalty",
    "penalty",
  ]);
  assert.deepEqual(names({ lines: [{ kind: "test" }] }), ["start", "test loss"]);
  assert.deepEqual(names({ pulls: true }), ["start", "downhill for all examples", "for this step's minibatch"]);
  assert.deepEqual(names({ route: [[0, 0]] }), ["start", "the minimum as λ grows"]);
});

test("arrows of a step are named where they are drawn, each kind once", () => {
  const arrow = (kind, scaled = false) => ({ kind, scaled });
  const anatomy = [
    { arrows: [arrow("gradient"), arrow("step")] },
    { arrows: [arrow("gradient", true), arrow("step")] },
  ];
  const direction = "dashed: a direction, at a length of its own";
  assert.deepEqual(names({ anatomy }), ["start", "the gradient's part, or −g", "the step", direction]);
  assert.deepEqual(names({ anatomy: anatomy.slice(0, 1) }).length, 3);
  assert.deepEqual(names({ anatomy, view3d: true }), ["start"]);
});
