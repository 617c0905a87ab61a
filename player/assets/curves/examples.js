// How examples become points of a picture, and a path the weights of a model.

/** @import { Box, Examples, ExampleSet, Point, Race, Racer, Theme, Trace } from "../../types" */

/**
 * The marker of each class, and the sign that stands for it in the caption.
 * @type {[symbol: string, sign: string][]}
 */
export const SYMBOLS = [
  ["circle", "●"],
  ["square-open", "□"],
  ["triangle-up", "▲"],
  ["diamond-open", "◇"],
  ["cross", "✚"],
  ["x-open", "✕"],
  ["star", "★"],
  ["pentagon-open", "⬠"],
  ["hexagon", "⬢"],
  ["hourglass-open", "⧖"],
];

/**
 * How many lines stand over the picture; none if there is none.
 * @param {Pick<Race, "examples">} race
 */
export const captionLines = ({ examples }) =>
  examples ? 1 + Number(examples.batch > 0 || examples.classes.length > 0) : 0;

/**
 * The examples of a set, for Plotly.
 * @param {ExampleSet} set
 * @param {number} size
 * @param {number} opacity
 * @param {Theme} theme
 * @returns {Trace}
 */
export function points({ across, upward, group }, size, opacity, theme) {
  const color = theme.text;
  const symbol = Array.from(group, (g) => SYMBOLS[Math.max(0, g)]?.[0]);
  const marker = { size, opacity, color, line: { width: 1, color }, symbol };
  return { type: "scatter", mode: "markers", x: across, y: upward, marker };
}

/**
 * The window of the picture: all examples, and some air.
 * @param {Pick<Examples, "train" | "test">} examples
 * @returns {Box}
 */
export function windowOf({ train, test }) {
  /**
   * @param {Float32Array} one
   * @param {Float32Array} other
   */
  const reach = (one, other) => {
    const [low, high] = [Math.min(...one, ...other), Math.max(...one, ...other)];
    const air = 0.06 * (high - low || 1);
    return [low - air, high + air];
  };
  const [x0, x1] = reach(train.across, test.across);
  const [y0, y1] = reach(train.upward, test.upward);
  return [x0, x1, y0, y1];
}

/**
 * Where a racer is at a time between two steps.
 * @param {Pick<Racer, "x" | "y" | "last">} racer
 * @param {number} time
 * @returns {Point}
 */
export function weights({ x, y, last }, time) {
  const t = Math.min(time, last);
  const [i, part] = [Math.floor(t), t - Math.floor(t)];
  const j = Math.min(i + 1, last);
  return [x[i] + part * (x[j] - x[i]), y[i] + part * (y[j] - y[i])];
}
