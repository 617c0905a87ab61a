// The colours of a map of settings: how low a run ends, or how soon it arrives.

import { colourOf, Looks } from "../basins/looks.js";
import { lossAxis } from "../../curves/lossaxis.js";
import { KIND } from "../../page/outcome.js";
import { say } from "../../page/words.js";

/** @import { MapPacket, MapResult, Theme } from "../../../types" */
/** @import { LossAxis } from "../../curves/lossaxis.js" */

// Powers of ten over the loss at the start that colours tell apart.
const HIGHER = 0.5;
const TINY = 1e-300;

/**
 * The looks of a map, what its colours mean, and from what to what they run.
 * @param {MapPacket} packet
 * @param {MapResult} result
 * @param {Theme} theme
 * @param {boolean} isSteps
 * @returns {{ looks: Looks, title: string, range: [low: number, high: number] }}
 */
export function shadesOf(packet, result, { dark }, isSteps) {
  const { best, map, scene } = packet;
  const shade = isSteps ? "steps" : "loss";
  const ground = colourOf(dark ? "#000000" : "#ffffff");
  const looks = new Looks({ minima: [], ramp: map.ramp, shade }, { dark, ground }, scene.steps, [0], [0, 1]);
  if (isSteps) return { looks, title: say("steps to arrive"), range: [0, scene.steps] };
  const axis = lossesOn(packet, result);
  looks.level = levelOf(axis, best);
  const [low, high] = axis.range.map((end) => (axis.type === "log" ? 10 ** end : end));
  return { looks, title: best ? say("final loss above the minimum") : say("final loss"), range: [low, high] };
}

/**
 * From the lowest to the highest loss on a map: what ends much higher than it began is as bad as can be.
 * @param {Pick<MapPacket, "racers" | "best" | "bounded">} race
 * @param {MapResult} result
 * @returns {LossAxis}
 */
export function lossesOn({ racers, best, bounded }, { kind, loss }) {
  const start = racers[0].above[0];
  const known = loss.filter((_, lane) => kind[lane] >= 0 && kind[lane] !== KIND.DIVERGED).map((one) => one - best);
  const runs = [Float64Array.of(start), known].map((above) => ({ above, test: null, last: above.length - 1 }));
  const { type, range } = lossAxis({ racers: runs, bounded });
  const most = type === "log" ? Math.log10(start) + HIGHER : Infinity;
  return { type, range: [range[0], Math.min(range[1], most)] };
}

/**
 * Where a loss is on an axis, from 0 to 1.
 * @param {LossAxis} axis
 * @param {number} best
 */
export function levelOf({ type, range: [low, high] }, best) {
  /** @param {number} above */
  const height = (above) => (type === "log" ? Math.log10(Math.max(above, TINY)) : above);
  return (/** @type {number} */ loss) => (height(loss - best) - low) / (high - low);
}
