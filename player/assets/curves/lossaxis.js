// How far the axis of the losses reaches, and whether it is logarithmic.

/** @import { Racer } from "../../types" */

/** The lowest loss above the best that a logarithmic axis shows. */
export const DEEPEST = 1e-12;
// Below this many decades a logarithmic axis has no room for its labels.
const DECADES = 1.5;

/**
 * The range of a logarithmic axis is one of exponents.
 * @typedef {{ type: "log" | "linear", range: [low: number, high: number] }} LossAxis
 */

/**
 * From the lowest to the highest loss that anyone had; a run that goes beyond the start's many times over is cut.
 * @param {{ racers: Pick<Racer, "above" | "test" | "last">[], bounded: boolean }} race
 * @returns {LossAxis}
 */
export function lossAxis({ racers, bounded }) {
  const start = racers[0]?.above[0] ?? 1;
  const all = racers.flatMap(shown).filter(Number.isFinite);
  const [low, high] = [smallest([start, ...all]), largest([start, ...all])];
  const [bottom, top] = [Math.max(low, DEEPEST), Math.min(high, start * 1e4)].map(Math.log10);
  if (bounded && top - bottom > DECADES) {
    return { type: "log", range: [bottom - 0.3, top + 0.2] };
  }
  const most = Math.min(high, start + 4 * Math.max(1, Math.abs(start)));
  const least = Math.max(low, start - 12 * Math.max(1, Math.abs(start)));
  const air = 0.06 * (most - least || 1);
  return { type: "linear", range: [least - air, most + air] };
}

/**
 * The losses of a racer that are drawn.
 * @param {Pick<Racer, "above" | "test" | "last">} racer
 */
const shown = ({ above, test, last }) =>
  [above, test].flatMap((losses) => (losses ? [...losses.subarray(0, last + 1)] : []));

/** @param {number[]} values */
const smallest = (values) => values.reduce((a, b) => Math.min(a, b));
/** @param {number[]} values */
const largest = (values) => values.reduce((a, b) => Math.max(a, b));
