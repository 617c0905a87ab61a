// What happened in a step, in a sentence or two: from its numbers, whatever method took it.

import { number } from "../page/format.js";
import { say } from "../page/words.js";
import { RATE } from "./notes.js";

/** @import { Anatomy, ArrowKind, Point } from "../../types" */
/** @import { Notes } from "./notes.js" */

// Hyphens and spaces that break no line stand as they are: whoever collects texts for translators reads no escapes.
// Cosines of 60° and of what is straight; a ratio that is worth a word, and one of a correction.
const ALIKE = 0.5;
const STRAIGHT = 0.99999;
const APART = 1.05;
const CORRECTED = 1.5;

/**
 * @param {Pick<Anatomy, "arrows" | "adds">} anatomy
 * @param {Notes} notes
 * @param {number} step
 * @param {(x: number, y: number) => Point} slope the gradient of the loss that is drawn
 */
export function sentenceOf(anatomy, notes, step, slope) {
  const move = partOf(anatomy, notes, step, "step");
  if (!move) return "";
  if (!length(move)) return say("It stays where it is.");
  const said = [...beginning(notes, step), scaling(notes, step) ?? adding(anatomy, notes, step, move)];
  const begin = notes.at("w before", step);
  if (said.length < 2 && begin && overshoots(begin, move, slope))
    said.push(say("It overshoots: the loss rises at its end."));
  return said.join(" ");
}

/**
 * What the arrow of a kind stands for.
 * @param {Pick<Anatomy, "arrows">} anatomy
 * @param {Notes} notes
 * @param {number} step
 * @param {ArrowKind} kind
 */
function partOf({ arrows }, notes, step, kind) {
  const arrow = arrows.find((one) => one.kind === kind);
  return arrow ? notes.along(arrow, step) : null;
}

/**
 * Averages that have only just begun, and are corrected for that.
 * @param {Notes} notes
 * @param {number} step
 */
function beginning(notes, step) {
  const [plain, corrected] = [notes.at("m", step), notes.at("\\hat m", step)];
  const times = plain && corrected ? length(corrected) / length(plain) : 1;
  return times >= CORRECTED ? [say("Bias correction enlarges m {times} times.", { times: number(times, 2) })] : [];
}

/**
 * How differently a step treats the two axes, null if it has one rate for both.
 * @param {Notes} notes
 * @param {number} step
 */
function scaling(notes, step) {
  const rates = notes.at(RATE, step);
  if (!rates || !(rates[0] > 0 && rates[1] > 0)) return null;
  const steep = rates[0] < rates[1] ? 0 : 1;
  const ratio = rates[1 - steep] / rates[steep];
  if (ratio < APART) return say("Both axes have nearly the same rate.");
  const fields = { steep: "xy"[steep], flat: "xy"[1 - steep], ratio: number(ratio, 2) };
  const sizes = squares(notes, step);
  return sizes[steep] > sizes[1 - steep]
    ? say(
        "The {steep}‑axis is divided by {ratio} times as much as the {flat}‑axis: its gradients have been larger.",
        fields,
      )
    : say("The {flat}‑axis has {ratio} times the rate of the {steep}‑axis.", fields);
}

/**
 * The sums of the squares of all gradients so far, along x and along y.
 * @param {Notes} notes
 * @param {number} step
 */
function squares(notes, step) {
  const sums = [0, 0];
  for (let t = 1; t <= step; t++) (notes.at("g", t) ?? []).forEach((one, k) => (sums[k] += one * one));
  return sums;
}

/**
 * How gradient and memory make up the step.
 * @param {Pick<Anatomy, "arrows" | "adds">} anatomy
 * @param {Notes} notes
 * @param {number} step
 * @param {Point} move
 */
function adding(anatomy, notes, step, move) {
  const [slope, memory] = [partOf(anatomy, notes, step, "gradient"), partOf(anatomy, notes, step, "memory")];
  if (!anatomy.adds || !slope || !memory) return direction(notes.at("g", step), move);
  if (!length(memory)) return say("There is no memory yet: the step is the gradient's part alone.");
  const cosine = cosineOf(slope, memory);
  if (cosine > ALIKE)
    return say("Memory and gradient agree: the step is {times} times as long as the gradient's part alone.", {
      times: number(length(move) / length(slope), 2),
    });
  if (cosine >= -ALIKE || !length(slope)) {
    const fields = { angle: degrees(cosine), share: percent((cosineOf(memory, move) * length(memory)) / length(move)) };
    return say(
      "Memory and gradient pull {angle}° apart: the step goes between them, and {share} % of it is memory.",
      fields,
    );
  }
  return dot(slope, move) < 0
    ? say("Memory outweighs the gradient, which pulls back and leaves {share} % of memory's part.", {
        share: percent(length(move) / length(memory)),
      })
    : say("The gradient outweighs memory, which pulls back and leaves {share} % of the gradient's part.", {
        share: percent(length(move) / length(slope)),
      });
}

/**
 * How the step lies to the gradient that it saw.
 * @param {Point | null} gradient
 * @param {Point} move
 */
function direction(gradient, move) {
  if (!gradient || !length(gradient)) return say("The step is {length} long.", { length: number(length(move)) });
  const cosine = -cosineOf(gradient, move);
  return cosine > STRAIGHT
    ? say("The step goes straight against the gradient, and is {rate} times as long.", {
        rate: number(length(move) / length(gradient)),
      })
    : say("The step goes {angle}° away from straight downhill.", { angle: degrees(cosine) });
}

/**
 * Whether the loss falls along a step where it begins, and rises where it ends.
 * @param {Point} begin
 * @param {Point} move
 * @param {(x: number, y: number) => Point} slope
 */
const overshoots = (begin, move, slope) =>
  dot(slope(...begin), move) < 0 && dot(slope(begin[0] + move[0], begin[1] + move[1]), move) > 0;

/** @param {Point} a @param {Point} b */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1];

/** @param {Point} a */
const length = (a) => Math.hypot(...a);

/**
 * The same direction, 1 long: squares of the smallest numbers are 0.
 * @param {Point} a
 * @returns {Point}
 */
const unit = (a) => [a[0] / length(a), a[1] / length(a)];

/** @param {Point} a @param {Point} b */
const cosineOf = (a, b) => dot(unit(a), unit(b));

/** @param {number} cosine */
const degrees = (cosine) => String(Math.round((180 / Math.PI) * Math.acos(Math.min(1, Math.max(-1, cosine)))));

/** @param {number} share */
const percent = (share) => number(100 * share, 2);
