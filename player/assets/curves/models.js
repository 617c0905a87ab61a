// What two weights say of the data, as lines in the plot of the data: lists of points [across, upward].

/** @import { Box, ModelKind, Point } from "../../types" */

const SAMPLES = 60;
// As many for a curve that may rise from 0 to 1 within a few pixels.
const STEEP = 400;
// How far the arrow on a boundary reaches toward the positive class, as a share of the window's diagonal.
const ARROW = 0.06;

/**
 * A model's lines. `box`: of the plot; `means`: those of each class, features × classes.
 * @typedef {(w: Point, box: Box, means: number[][]) => Point[][]} Model
 */

/** @type {Record<ModelKind, Model>} */
export const MODELS = {
  line: (w, box) => [sampled(box, 1, (a) => w[0] * a + w[1])],
  curve: (w, box) => [sampled(box, SAMPLES, (a) => w[1] * Math.tanh(w[0] * a))],
  probability: (w, box) => [sampled(box, STEEP, (a) => 1 / (1 + Math.exp(-w[0] * a - w[1])))],
  score: (w, box) => [sampled(box, 1, (a) => w[0] * a + w[1])],
  boundary: (w, box) => {
    const far = diagonal(box);
    const size = Math.hypot(...w);
    if (!size) return [];
    const [nx, ny] = w.map((c) => c / size);
    const [left, right] = [along(-ny * far, nx * far), along(ny * far, -nx * far)];
    return [
      [left, right],
      [along(0, 0), along(ARROW * nx * far, ARROW * ny * far)],
    ];
  },
  classes: (w, box, [m, n]) => m.flatMap((_, k) => m.slice(0, k).flatMap((_, l) => rays(w, box, m, n, k, l))),
};

/**
 * A function of what is drawn across, as a line of so many pieces from one side of the plot to the other.
 * @param {Box} box
 * @param {number} pieces
 * @param {(across: number) => number} f
 * @returns {Point[]}
 */
function sampled([x0, x1], pieces, f) {
  return Array.from({ length: pieces + 1 }, (_, i) => x0 + (i * (x1 - x0)) / pieces).map((a) => [a, f(a)]);
}

/**
 * Where classes k and l are equally likely and no other is likelier: rays from the origin.
 * @param {Point} w
 * @param {Box} box
 * @param {number[]} m
 * @param {number[]} n
 * @param {number} k
 * @param {number} l
 * @returns {Point[][]}
 */
function rays(w, box, m, n, k, l) {
  const direction = [-w[1] * (n[k] - n[l]), w[0] * (m[k] - m[l])];
  const size = Math.hypot(...direction);
  if (!size) return [];
  return [1, -1].flatMap((sign) => {
    const [a, b] = direction.map((c) => (sign * c) / size);
    /** @param {number} j */
    const score = (j) => w[0] * m[j] * a + w[1] * n[j] * b;
    const wins = m.every((_, j) => j === k || j === l || score(j) <= score(k));
    const far = diagonal(box);
    return wins ? [[along(0, 0), along(a * far, b * far)]] : [];
  });
}

/**
 * @param {number} across
 * @param {number} upward
 * @returns {Point}
 */
const along = (across, upward) => [across, upward];

/** @param {Box} box */
const diagonal = ([x0, x1, y0, y1]) => Math.hypot(x1 - x0, y1 - y0);
