// Whether the goal of a lesson's task is reached: a formula of lessons/expressions.py, as nested lists, read off the end of a race.

import { KIND } from "../page/outcome.js";

/** @import { Goal, Racer } from "../../types" */

/** What a goal reads of a run. @typedef {Pick<Racer, "key" | "x" | "y" | "last" | "standing" | "outcome">} Ended */

/** @type {Record<string, (a: any, b: any) => any>} */
const OPERATORS = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};
/** As in lessons/measures.py. @type {Record<string, (run: Ended) => number | string | undefined>} */
const MEASURES = {
  arrival: ({ standing: { reached } }) => (reached < 0 ? Infinity : reached),
  outcome: ({ outcome: { kind } }) => Object.entries(KIND).find(([, number]) => number === kind)?.[0],
  loss: ({ standing }) => standing.loss,
  distance: ({ standing }) => standing.distance,
  length: ({ standing }) => standing.length,
  x: ({ x, last }) => x[last],
  y: ({ y, last }) => y[last],
};

/**
 * Whether a goal is reached; not while nobody knows what became of a run.
 * @param {Goal} goal
 * @param {Ended[]} runs
 */
export const isReached = (goal, runs) => runs.every(({ outcome }) => outcome.kind >= 0) && Boolean(valueOf(goal, runs));

/**
 * What a formula comes to.
 * @param {Goal} formula
 * @param {Ended[]} runs
 * @returns {any}
 */
export function valueOf(formula, runs) {
  if (!Array.isArray(formula)) return formula;
  const [name, ...parts] = /** @type {[string, ...Goal[]]} */ (formula);
  if (name === "and") return parts.every((part) => valueOf(part, runs));
  if (name === "or") return parts.some((part) => valueOf(part, runs));
  const [a, b] = parts.map((part) => valueOf(part, runs));
  if (name === "not") return !a;
  if (name in OPERATORS) return OPERATORS[name](a, b);
  const run = runs.find(({ key }) => key === a);
  return run && MEASURES[name]?.(run);
}
