// What several starts have in common: quartiles of where they end and of how long they take.

import { KIND } from "../page/outcome.js";

/** @import { MapResult } from "../../types" */

/** Quartiles: a quarter is at most so large, a half, three quarters. @typedef {[first: number, median: number, third: number]} Quartiles */

/** What became of one value of a field from all starts that are known: arrived is the share of them. */
/** @typedef {{ known: number, loss: Quartiles, steps: Quartiles, arrived: number }} Column */

/**
 * The least number that a share of the numbers does not exceed: one of them, so that it makes sense with infinite ones, too.
 * @param {number[]} sorted
 * @param {number} share
 */
export const quantile = (sorted, share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];

/**
 * @param {number[]} values at least one
 * @returns {Quartiles}
 */
export function quartiles(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
}

/**
 * The loss at the end of a lane above `best`: ∞ if it diverges.
 * @param {Pick<MapResult, "kind" | "loss">} result
 * @param {number} best
 * @param {number} lane
 */
export const lossAt = ({ kind, loss }, best, lane) =>
  kind[lane] === KIND.DIVERGED || Number.isNaN(loss[lane]) ? Infinity : loss[lane] - best;

/**
 * The step from which a lane stays at the lowest minimum, ∞ if it never does: to have come by counts for nothing.
 * @param {Pick<MapResult, "kind" | "step">} result
 * @param {number} lane
 */
export const stepsAt = ({ kind, step }, lane) =>
  kind[lane] === KIND.CONVERGED && step[lane] >= 0 ? step[lane] : Infinity;

/**
 * Of each value along the first axis, over the starts along the second; null while none of them is known.
 * @param {MapResult} result
 * @param {number} best what losses count from
 */
export const columnsOf = (result, best) => Array.from({ length: result.n[0] }, (_, i) => columnOf(result, best, i));

/**
 * @param {MapResult} result
 * @param {number} best
 * @param {number} i
 */
function columnOf(result, best, i) {
  const [nx, ny] = result.n;
  return summaryOf(
    result,
    best,
    Array.from({ length: ny }, (_, j) => j * nx + i),
  );
}

/**
 * What some lanes have in common; null while none of them is known.
 * @param {MapResult} result
 * @param {number} best
 * @param {number[]} lanes
 * @returns {Column | null}
 */
export function summaryOf(result, best, lanes) {
  const known = lanes.filter((lane) => result.kind[lane] >= 0);
  if (!known.length) return null;
  const steps = known.map((lane) => stepsAt(result, lane));
  return {
    known: known.length,
    loss: quartiles(known.map((lane) => lossAt(result, best, lane))),
    steps: quartiles(steps),
    arrived: steps.filter(Number.isFinite).length / known.length,
  };
}

/**
 * Whether a value is better than another: fewer steps to arrive, and where neither arrives from half of the starts, a lower loss.
 * @param {Column} a
 * @param {Column} b
 */
export const isBetter = (a, b) => a.steps[1] < b.steps[1] || (a.steps[1] === b.steps[1] && a.loss[1] < b.loss[1]);

/**
 * The place of the best of some values; −1 while nothing is known.
 * @param {(Column | null)[]} columns
 */
export const bestOf = (columns) =>
  columns.reduce((best, column, i) => {
    if (!column) return best;
    const before = best < 0 ? null : columns[best];
    return !before || isBetter(column, before) ? i : best;
  }, -1);
