// The standings at a step: nothing that is told here lies ahead of it.

import { KIND } from "../page/outcome.js";

/** @import { Race, Racer, Standing } from "../../types" */

/** What a standing is computed from. @typedef {Pick<Race, "best" | "minima"> & { ground: Pick<Race["ground"], "stale"> }} Known */

/**
 * Whether what became of a run has become of it by a step; who still moves at the end does so only then.
 * @param {Pick<Racer, "outcome" | "last">} racer
 * @param {number} step
 */
export const hasHappened = ({ outcome, last }, step) => step >= (outcome.step < 0 ? last : outcome.step);

/**
 * What has become of a run by a step.
 * @param {Pick<Racer, "outcome" | "last">} racer
 * @param {number} step
 */
export const outcomeAt = (racer, step) =>
  hasHappened(racer, step) ? racer.outcome : { ...racer.outcome, kind: KIND.MOVING };

/**
 * The step from which a run stays at a place, as far as that is so by now; −1 for who moves, has left or diverged.
 * @param {Pick<Racer, "outcome" | "last">} racer
 * @param {number} step
 */
export function stayedFrom(racer, step) {
  const { kind, step: since } = outcomeAt(racer, step);
  return kind >= KIND.CONVERGED && kind < KIND.LEFT ? since : -1;
}

/**
 * Its numbers at a step; at the end of its path those that the race tells. What evaluations cost is taken to grow evenly.
 * @param {Known} race
 * @param {Pick<Racer, "x" | "y" | "above" | "test" | "last" | "standing">} racer
 * @param {number} step
 * @returns {Standing}
 */
export function standingAt({ best, minima, ground }, racer, step) {
  const { x, y, above, last, standing } = racer;
  if (step >= last) return standing;
  /** @param {number} whole */
  const share = (whole) => (whole * step) / last;
  const gaps = ground.stale ? [] : minima.map(([mx, my]) => Math.hypot(x[step] - mx, y[step] - my));
  const [loss, test] = [above[step] + best, racer.test?.[step] ?? NaN];
  return {
    loss,
    distance: gaps.length ? Math.min(...gaps) : NaN,
    reached: standing.reached <= step ? standing.reached : -1,
    length: lengthTo(racer, step),
    evaluations: share(standing.evaluations),
    test,
    gap: isBare(standing) ? test - loss : NaN,
    gradients: share(standing.gradients),
    epochs: share(standing.epochs),
  };
}

/**
 * Whether the loss is the training loss itself: with a penalty in it, that is known at the end alone.
 * @param {Standing} standing
 */
const isBare = ({ loss, test, gap }) => Math.abs(test - loss - gap) <= 1e-9 * Math.abs(loss);

/**
 * @param {Pick<Racer, "x" | "y">} path
 * @param {number} step
 */
function lengthTo({ x, y }, step) {
  let length = 0;
  for (let t = 1; t <= step; t++) length += Math.hypot(x[t] - x[t - 1], y[t] - y[t - 1]);
  return length;
}

/**
 * Who is ahead: first who has arrived at the lowest loss, in the order of arrival, then by the loss.
 * @template {Pick<Racer, "above" | "last" | "outcome">} R
 * @param {R[]} racers
 * @param {number} step
 * @returns {R[]}
 */
export const ranked = (racers, step) =>
  [...racers].sort((a, b) => order(arrival(a, step), arrival(b, step)) || order(lossAt(a, step), lossAt(b, step)));

/**
 * @param {number} a
 * @param {number} b
 */
const order = (a, b) => (a < b ? -1 : Number(a > b));

/**
 * @param {Pick<Racer, "last" | "outcome">} racer
 * @param {number} step
 */
function arrival(racer, step) {
  const { kind, near, step: since } = outcomeAt(racer, step);
  const isThere = kind === KIND.CONVERGED || (kind === KIND.HOVERING && near === KIND.CONVERGED);
  return isThere ? since : Infinity;
}

/**
 * @param {Pick<Racer, "above" | "last">} racer
 * @param {number} step
 */
function lossAt({ above, last }, step) {
  const loss = above[Math.min(step, last)];
  return Number.isNaN(loss) ? Infinity : loss;
}
