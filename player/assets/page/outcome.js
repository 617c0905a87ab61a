// What became of a run, in words: the sentences come from figures/words.py, and their gaps are filled here.

import { number } from "./format.js";
import { fill } from "./words.js";

/** @import { Outcome, OutcomeWords } from "../../types" */

/** Kinds of outcomes, of `Kind` in descent/places.py. */
export const KIND = {
  MOVING: 0,
  CONVERGED: 1,
  LOCAL: 2,
  SADDLE: 3,
  MAXIMUM: 4,
  HOVERING: 5,
  RESTING: 6,
  LEFT: 7,
  DIVERGED: 8,
};

/**
 * For its panel, and as a sentence without its subject; a dash where nobody knows.
 * @param {OutcomeWords[]} words of several that fit, the first is taken
 * @param {Outcome} outcome
 */
export function outcomeIn(words, { kind, step, x, y, near, radius, above }) {
  const fits = words.find((one) => one.kind === kind && (one.near === null || one.near === near));
  if (!fits) return { short: "", sentence: "–" };
  const { short, sentence } = fits;
  const target = `(${number(x)}, ${number(y)})`;
  return {
    short,
    sentence: fill(sentence, { target, step: String(step), above: number(above), radius: number(radius, 2) }),
  };
}
