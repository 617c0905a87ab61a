// Who is best from the same starts, and by how much.

import { number } from "../../page/format.js";
import { say } from "../../page/words.js";
import { isBetter, lossAt, stepsAt, summaryOf } from "../../sweeps/spread.js";

/** @import { MapResult, Racer } from "../../../types" */
/** @import { Column } from "../../sweeps/spread.js" */

/**
 * What a method did from each start: the steps with which it arrives, ∞ if it doesn't, and the loss at the end; and all of it in short.
 * @typedef {{ racer: Racer, steps: number[], losses: number[], column: Column }} Entrant
 */

/**
 * @param {Racer} racer
 * @param {MapResult} result a lane for each start
 * @param {number} best what losses count from
 * @returns {Entrant | null}
 */
export function entrant(racer, result, best) {
  const lanes = Array.from(result.kind, (_, lane) => lane);
  const column = summaryOf(result, best, lanes);
  if (!column || column.known < lanes.length) return null;
  const [steps, losses] = [lanes.map((lane) => stepsAt(result, lane)), lanes.map((lane) => lossAt(result, best, lane))];
  return { racer, steps, losses, column };
}

/** The best first. @param {Entrant[]} entrants */
export const ranked = (entrants) =>
  entrants.toSorted((a, b) => (isBetter(a.column, b.column) ? -1 : isBetter(b.column, a.column) ? 1 : 0));

/**
 * From how many of the starts one is better than another: it arrives sooner, or if neither arrives its loss is lower.
 * @param {Pick<Entrant, "steps" | "losses">} a
 * @param {Pick<Entrant, "steps" | "losses">} b
 */
export const winsOf = (a, b) =>
  a.steps.filter(
    (steps, i) => steps < b.steps[i] || (steps === b.steps[i] && steps === Infinity && a.losses[i] < b.losses[i]),
  ).length;

/**
 * From how many of the starts each is better than all others.
 * @param {Entrant[]} entrants
 */
export const firstsOf = (entrants) =>
  entrants.map((one) => {
    const others = entrants.filter((other) => other !== one);
    const isFirst = (/** @type {number} */ i) => others.every((other) => winsOf(only(one, i), only(other, i)) === 1);
    return one.steps.filter((_, i) => isFirst(i)).length;
  });

/**
 * From one start alone.
 * @param {Entrant} one
 * @param {number} i
 */
const only = ({ steps, losses }, i) => ({ steps: [steps[i]], losses: [losses[i]] });

/**
 * By how much the winner wins.
 * @param {Entrant[]} entrants the best first
 */
export function verdict([first, second]) {
  if (!second) return "";
  const { column, racer, steps } = first;
  const fields = {
    name: racer.name,
    other: second.racer.name,
    wins: winsOf(first, second),
    starts: steps.length,
    median: number(column.steps[1]),
    from: number(column.steps[0]),
    to: number(column.steps[2]),
    fewer: number(second.column.steps[1] - column.steps[1]),
    loss: number(column.loss[1]),
    more: number(second.column.loss[1]),
  };
  const ahead = say("It is ahead of {other} from {wins} of {starts} starts.", fields);
  if (!Number.isFinite(column.steps[1])) {
    const lowest = say("{name} ends lowest: at a median loss of {loss}, {other} at {more}.", fields);
    return `${lowest} ${ahead}`;
  }
  const wins = say(
    "{name} wins: it arrives after {median} steps (median; the middle half after {from} to {to}),",
    fields,
  );
  const by = Number.isFinite(second.column.steps[1])
    ? say("{fewer} fewer than {other}.", fields)
    : say("{other} from fewer than half of the starts.", fields);
  return `${wins} ${by} ${ahead}`;
}
