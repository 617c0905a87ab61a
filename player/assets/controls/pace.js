// How long each step of a run takes where it is paced by path: longer where somebody moves far.

/** @import { Box, Race, Racer } from "../../types" */

/** The share of a run that all steps have alike, so that nobody's rest is skipped. */
const ALIKE = 0.2;

/** What share of a run is over at a time in steps, and at which time a share is over. */
export class Pace {
  /** @param {number[]} lengths how long each step takes, in any unit */
  constructor(lengths) {
    const whole = lengths.reduce((a, b) => a + b, 0);
    let sum = 0;
    /** The share that is over after 0, 1, … steps. */
    this.over = [0, ...lengths.map((length) => (sum += length) / whole)];
  }

  /**
   * The time at which another share of the run is over.
   * @param {number} time
   * @param {number} share
   */
  after(time, share) {
    return this.timeAt(this.shareAt(time) + share);
  }

  /** @param {number} time */
  shareAt(time) {
    const step = Math.min(Math.floor(time), this.over.length - 2);
    return this.over[step] + (time - step) * (this.over[step + 1] - this.over[step]);
  }

  /** @param {number} share */
  timeAt(share) {
    const next = this.over.findIndex((over) => over > share);
    if (next < 0) return this.over.length - 1;
    return next - 1 + (share - this.over[next - 1]) / (this.over[next] - this.over[next - 1]);
  }
}

/**
 * The pace at which the longest move of a step, as it is seen in the window, goes on evenly; null where all steps take as long.
 * @param {{ scene: Pick<Race["scene"], "box" | "steps"> & { look: Pick<Race["scene"]["look"], "pacing"> },
 *   racers: Pick<Racer, "x" | "y">[] }} race
 */
export function paceOf({ scene: { look, box, steps }, racers }) {
  if (look.pacing === "step") return null;
  const moves = Array.from({ length: steps }, (_, i) => Math.max(...racers.map((racer) => moveOf(racer, i, box)), 0));
  const mean = moves.reduce((a, b) => a + b, 0) / steps;
  return mean ? new Pace(moves.map((move) => (1 - ALIKE) * move + ALIKE * mean)) : null;
}

/**
 * How far a racer moves in step `i` within the window, as a share of its sides; 0 after its end.
 * @param {Pick<Racer, "x" | "y">} racer
 * @param {number} i
 * @param {Box} box
 */
function moveOf({ x, y }, i, [x0, x1, y0, y1]) {
  return (
    Math.hypot(within(x[i + 1], x0, x1) - within(x[i], x0, x1), within(y[i + 1], y0, y1) - within(y[i], y0, y1)) || 0
  );
}

/**
 * Where in a side of the window `v` is seen, from 0 to 1.
 * @param {number} v
 * @param {number} low
 * @param {number} high
 */
const within = (v, low, high) => (Math.min(high, Math.max(low, v)) - low) / (high - low);
