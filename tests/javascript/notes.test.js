// Which way examples pull, as it is drawn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawPulls } from "../../player/assets/plots/notes.js";

/** What a line is made of. */
class Line {
  constructor() {
    this.points = [];
  }
  moveTo(...at) {
    this.points.push(at);
  }
  lineTo(...at) {
    this.points.push(at);
  }
}

/** A canvas that remembers each line with its colour and dash. */
const paper = () => ({
  drawn: [],
  setLineDash(dash) {
    this.dash = dash;
  },
  stroke(line) {
    this.drawn.push({ colour: this.strokeStyle, dash: this.dash, from: line.points[0], to: line.points[1] });
  },
});

// Twenty pixels a unit to the right, ten upward.
const axes = { toPixel: (x, y) => [20 * x, 100 - 10 * y] };
const theme = { text: "text", accent: "accent", ground: "ground", thick: 1 };
const track = (pulls, last = 2) => ({ racer: { pulls, last }, at: (time) => [50 + time, 50] });
const pulls = [
  [1, 0, NaN],
  [0, 2, 0],
  [0, 0, 0],
  [1, 1, 0],
];

test("all examples and those of a step pull from where the step began, as long as they are to one another", () => {
  globalThis.Path2D = Line;
  const context = paper();
  drawPulls(context, axes, [track(pulls)], 2, theme);
  const [whole, seen] = context.drawn.filter(({ colour }) => colour !== "ground");
  assert.deepEqual([whole.colour, whole.dash, whole.from], ["text", [], [51, 50]]);
  assert.deepEqual(whole.to, [51, 8]);
  assert.deepEqual([seen.colour, seen.dash.length, seen.to], ["accent", 2, [51, 29]]);
});

test("on axes of different scales a pull has the direction that it has there", () => {
  const context = paper();
  drawPulls(context, axes, [track([[1], [1], [0], [0]])], 1, theme);
  const [px, py] = context.drawn[1].to;
  assert.ok(Math.abs((50 - py) / (px - 50) - 0.5) < 1e-12);
});

test("before the first step it is that which comes, and after the last none", () => {
  /** Everything that is drawn for one racer at a step. */
  const drawn = (racer, step) => {
    const context = paper();
    drawPulls(context, axes, [racer], step, theme);
    return context.drawn;
  };
  assert.deepEqual(drawn(track(pulls), 0)[1].from, [50, 50]);
  assert.deepEqual(drawn(track(pulls, 1), 9)[1].from, [50, 50]);
  for (const racer of [track(pulls, 3), track(null)]) assert.deepEqual(drawn(racer, 3), []);
});
