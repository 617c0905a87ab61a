// Windows of starts: a place in one, a smaller one around a place, and one that lies within the whole.

/** @import { Box, Point } from "../../../types" */

// The smallest window, as a share of the whole one: scenes/maps.py.
const LEAST = 2e-12;
// Of a window's width, in its numbers.
const DIGITS = 3;

/**
 * Value `i` of `n` from `low` to `high`, as NumPy's linspace has it.
 * @param {number} i
 * @param {number} n
 * @param {number} low
 * @param {number} high
 */
export const between = (i, n, low, high) => (i === n - 1 && n > 1 ? high : low + i * ((high - low) / (n - 1 || 1)));

/**
 * `box` so many times as large as it was, around a point that stays where it is.
 * @param {Box} box
 * @param {number} factor
 * @param {Point} point
 * @returns {Box}
 */
export const zoomed = ([x0, x1, y0, y1], factor, [x, y]) => [
  x + (x0 - x) / factor,
  x + (x1 - x) / factor,
  y + (y0 - y) / factor,
  y + (y1 - y) / factor,
];

/**
 * `box` moved into the whole window, no larger than that, and in numbers that are no longer than they need be; null if it is too small
 * to tell its points apart.
 * @param {Box} box
 * @param {Box} whole
 * @returns {Box | null}
 */
export function within([x0, x1, y0, y1], [X0, X1, Y0, Y1]) {
  const [x, y] = [moved(x0, x1, X0, X1), moved(y0, y1, Y0, Y1)];
  return x[1] - x[0] > LEAST * (X1 - X0) && y[1] - y[0] > LEAST * (Y1 - Y0) ? [...x, ...y] : null;
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} least
 * @param {number} most
 * @returns {[number, number]}
 */
function moved(low, high, least, most) {
  if (high - low >= most - least) return [least, most];
  const by = Math.max(0, least - low) - Math.max(0, high - most);
  const digits = Math.min(100, Math.max(0, DIGITS - Math.floor(Math.log10(high - low))));
  /** @param {number} v */
  const short = (v) => Math.min(most, Math.max(least, Number((v + by).toFixed(digits))));
  return [short(low), short(high)];
}
