// Which time of a race's clock each frame of a film shows: the same in every run.

import { paceOf } from "../controls/pace.js";

/** @import { Race } from "../../types" */

/** How long a film moves, in seconds, if its steps can be shared out so. */
export const LENGTHS = { short: 6, normal: 12 };
// How long it stands still at its start and at its end, in seconds.
const HOLDS = [0.5, 1.5];

/**
 * The times of all frames. Where all steps take as long, either each step has the same number of frames, or each frame shows the
 * same number of steps more: so every frame is of a whole step, or every step has a frame of its own.
 * @param {Parameters<typeof paceOf>[0]} race
 * @param {number} seconds
 * @param {number} rate frames a second
 */
export function timesOf(race, seconds, rate) {
  const { steps } = race.scene;
  const moving = Math.max(1, Math.round(seconds * rate));
  const pace = paceOf(race);
  const times = pace
    ? Array.from({ length: moving + 1 }, (_, k) => Math.min(steps, pace.timeAt(k / moving)))
    : evenly(steps, Math.ceil(steps / moving), Math.max(1, Math.round(moving / steps)));
  const [before, after] = HOLDS.map((hold) => Math.round(hold * rate));
  return [...Array(before).fill(0), ...times, ...Array(after).fill(steps)];
}

/**
 * @param {number} steps
 * @param {number} stride how many steps go on …
 * @param {number} frames … in so many frames
 */
const evenly = (steps, stride, frames) =>
  Array.from({ length: Math.ceil((steps * frames) / stride) + 1 }, (_, k) => Math.min(steps, (k * stride) / frames));
