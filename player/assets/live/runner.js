// Runs all racers of a race by its machine: in the page, or in a worker.

/** @import { Machine, Point, Run } from "../../types" */

/**
 * What a run needs to know of its race. `columns`: how many numbers are told of each racer.
 * @typedef {{ racers: number, steps: number, tested: boolean, columns: number }} Plan
 */

/**
 * Every racer from `start`; each call has arrays of its own, so that a picture may keep those it was drawn from.
 * @param {Machine} machine
 * @param {Plan} plan
 * @param {Point} start
 */
export const runAll = (machine, plan, start) =>
  Array.from({ length: plan.racers }, (_, k) => runOne(machine, plan, k, start));

/**
 * @param {Machine} machine
 * @param {Plan} plan
 * @param {number} k
 * @param {Point} start
 * @returns {Run}
 */
export function runOne(machine, { steps, tested, columns }, k, [x, y]) {
  const points = new Float64Array(2 * steps + 2);
  const losses = new Float64Array(steps + 1);
  const tests = tested ? new Float64Array(steps + 1) : null;
  const told = new Float64Array(columns).fill(NaN);
  machine.run(k, x, y, points, losses, tests, told);
  return { ...split(points), losses, tests, told };
}

/**
 * Coordinates of their own, and the last step that has a point.
 * @param {Float64Array} points
 */
function split(points) {
  const count = points.length / 2;
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  let last = 0;
  for (let t = 0; t < count; t++) {
    x[t] = points[2 * t];
    y[t] = points[2 * t + 1];
    if (x[t] === x[t]) last = t;
  }
  return { x, y, last };
}

/**
 * All arrays of some runs, to be handed over and not copied.
 * @param {Run[]} runs
 */
export const buffers = (runs) =>
  runs.flatMap(({ x, y, losses, tests, told }) =>
    [x, y, losses, told, ...(tests ? [tests] : [])].map((array) => /** @type {ArrayBuffer} */ (array.buffer)),
  );
