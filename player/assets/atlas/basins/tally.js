// What a map says, in numbers and in a sentence: which share of the starts ends how.

import { number } from "../../page/format.js";
import { KIND } from "../../page/outcome.js";
import { say } from "../../page/words.js";

/** @import { MapPacket, MapResult, OutcomeWords, Point } from "../../../types" */

/** So many outcomes are told. */
const TOLD = 6;

/**
 * The letter of a minimum, if so few are known that each has one.
 * @param {number} i
 */
export const letter = (i) => String.fromCharCode(65 + i);

/** Whether a path stays at a minimum. @param {number} kind */
export const isArrived = (kind) => kind === KIND.CONVERGED || kind === KIND.LOCAL;

/**
 * An outcome that some starts have: a kind, and if it stays at a minimum the number of that, −1 for none.
 * @typedef {{ kind: number, minimum: number, share: number }} Outcome
 */

/**
 * How many of the starts that are known have each outcome, the most frequent first. apart: whether minima are told apart.
 * @param {Pick<MapResult, "kind" | "minimum">} result
 * @param {boolean} apart
 * @returns {Outcome[]}
 */
export function tally({ kind, minimum }, apart) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  let all = 0;
  for (let lane = 0; lane < kind.length; lane++) {
    if (kind[lane] < 0) continue;
    all++;
    const at = apart && isArrived(kind[lane]) ? minimum[lane] : -1;
    const key = 16 * (at + 1) + kind[lane];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const found = [...counts].map(([key, count]) => ({ kind: key % 16, minimum: (key >> 4) - 1, share: count / all }));
  return found.sort((a, b) => b.share - a.share || a.kind - b.kind || a.minimum - b.minimum);
}

/**
 * What an outcome is called.
 * @param {OutcomeWords[]} words
 * @param {Pick<Outcome, "kind" | "minimum">} outcome
 */
export function called(words, { kind, minimum }) {
  if (minimum >= 0) return letter(minimum);
  if (kind === KIND.MOVING) return say("still moving");
  return words.find((one) => one.kind === kind)?.short ?? "–";
}

/** @param {number} share */
export const percent = (share) => (share < 0.01 ? say("< 1 %") : say("{share} %", { share: Math.round(100 * share) }));

/**
 * The shares of a map: "A 26 %", "still moving 3 %".
 * @param {OutcomeWords[]} words
 * @param {Outcome[]} found
 */
export const shares = (words, found) =>
  found.slice(0, TOLD).map((one) => `${called(words, one)} ${percent(one.share)}`);

/**
 * The same for who hears the map.
 * @param {string} name
 * @param {OutcomeWords[]} words
 * @param {Point[]} minima
 * @param {Outcome[]} found
 */
export function sentence(name, words, minima, found) {
  const told = found.slice(0, TOLD).map((one) => {
    const place =
      one.minimum >= 0 ? say("end in {minimum}", { minimum: placed(minima, one.minimum) }) : called(words, one);
    return `${percent(one.share)} ${place}`;
  });
  return say("{name}, of all starts: {shares}.", { name, shares: told.join(", ") });
}

/**
 * A (3, 2)
 * @param {Point[]} minima
 * @param {number} i
 */
export const placed = (minima, i) => `${letter(i)} ${pointed(minima[i])}`;

/** @param {ArrayLike<number>} point */
export const pointed = (point, digits = 3) => `(${number(point[0], digits)}, ${number(point[1], digits)})`;

/**
 * What became of one start, in lines.
 * @param {Pick<MapPacket, "words" | "minima">} race
 * @param {MapResult} result
 * @param {number} lane
 * @param {Point} start
 * @param {boolean} apart whether minima have letters
 */
export function reading({ words, minima }, result, lane, start, apart) {
  const { kind, minimum, step, end, loss } = result;
  const lines = [say("start {point}", { point: pointed(start, 4) })];
  if (kind[lane] < 0) return [...lines, say("not computed yet")];
  const what = called(words, { kind: kind[lane], minimum: -1 });
  lines.push(step[lane] >= 0 ? say("{outcome}, step {step}", { outcome: what, step: step[lane] }) : what);
  const at = minimum[lane];
  if (at >= 0) lines.push(say("minimum {place}", { place: apart ? placed(minima, at) : pointed(minima[at]) }));
  return [
    ...lines,
    say("end {point}", { point: pointed([end[lane], end[kind.length + lane]], 4) }),
    say("loss {loss}", { loss: number(loss[lane], 4) }),
  ];
}
