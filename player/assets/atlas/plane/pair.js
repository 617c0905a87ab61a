// Two fields of a method that are mapped: which window of their values, and what the grid in it is.

import { called } from "../basins/tally.js";
import { number } from "../../page/format.js";
import { say } from "../../page/words.js";
import { lossAt, stepsAt } from "../../sweeps/spread.js";
import { nearest, rangeOf, shortly, spaced } from "../../sweeps/values.js";

/** @import { Box, MapPacket, MapResult, Method, MethodField, Point, Report } from "../../../types" */
/** @import { Side } from "./chart.js" */
/** @import { Range } from "../../sweeps/values.js" */

// The smallest window, as a share of the whole one: scenes/maps.py. And of its width, in its numbers.
const LEAST = 2e-12;
const DIGITS = 3;

/** A racer and two fields of its method. @typedef {{ k: number, method: Method, across: MethodField, upward: MethodField }} Pair */

/**
 * The fields of a method that can be mapped: those that are numbers of the program.
 * @param {MapPacket} packet
 * @param {Method} method
 */
export const sweptOf = ({ map }, { key, fields }) =>
  fields.filter((field) => field.numbers.length && map.swept[key]?.includes(nameOf(field)));

/** Its name within its method. @param {Pick<MethodField, "key">} field */
export const nameOf = ({ key }) => key.slice(key.indexOf(".") + 1);

/** The methods of a race that have two such fields. @param {MapPacket} packet */
export const ableOf = (packet) => packet.methods.filter((method) => sweptOf(packet, method).length > 1);

/**
 * What is mapped: what was told and not heard yet, else what the page says. Null where nobody has two fields.
 * @param {MapPacket} packet
 * @param {Report} told
 * @returns {Pair | null}
 */
export function pairOf(packet, told) {
  const able = ableOf(packet);
  const { of, across, upward } = { ...packet.map.plane, ...told };
  const method = able.find(({ key }) => key === of) ?? able[0];
  if (!method) return null;
  const fields = sweptOf(packet, method);
  const first = fields.find((field) => nameOf(field) === across) ?? fields[0];
  const others = fields.filter((field) => field !== first);
  const second = others.find((field) => nameOf(field) === upward) ?? others[0];
  const k = packet.racers.findIndex(({ panel }) => packet.methods[panel] === method);
  return { k, method, across: first, upward: second };
}

/** All values that both fields have. @param {Pair} pair @returns {Box} */
export const wholeOf = ({ across, upward }) => [...rangeOf(across), ...rangeOf(upward)];

/**
 * The values along each side, in numbers no longer than they need be: a pixel is what a race with them is.
 * @param {Pair} pair
 * @param {Box} box
 * @param {number} n
 */
export const gridOf = ({ across, upward }, [a0, a1, b0, b1], n) => [
  shortly(spaced([a0, a1], n, across.least > 0)),
  shortly(spaced([b0, b1], n, upward.least > 0)),
];

/**
 * A window `factor` times as narrow, in which the point stays where it is; it does not leave the whole one.
 * @param {Pair} pair
 * @param {Box} box
 * @param {number} factor
 * @param {Point} point
 * @returns {Box}
 */
export function zoomed({ across, upward }, [a0, a1, b0, b1], factor, [a, b]) {
  const fields = [across, upward];
  const sides = /** @type {Range[]} */ ([
    [a0, a1],
    [b0, b1],
  ]);
  const ends = sides.flatMap(([low, high], i) => {
    const log = fields[i].least > 0;
    const [from, to, at] = [low, high, [a, b][i]].map((v) => (log ? Math.log(v) : v));
    const [least, most] = rangeOf(fields[i]);
    const out = [at + (from - at) / factor, at + (to - at) / factor].map((v) => (log ? Math.exp(v) : v));
    return [Math.max(least, out[0]), Math.min(most, out[1])];
  });
  return /** @type {Box} */ (ends);
}

/**
 * A window within the whole one, in numbers no longer than they need be; null if it is too small to tell its values apart.
 * @param {Pair} pair
 * @param {Box} box
 * @returns {Box | null}
 */
export function within(pair, [a0, a1, b0, b1]) {
  const [x0, x1, y0, y1] = wholeOf(pair);
  const [across, upward] = [shortened([a0, a1], [x0, x1]), shortened([b0, b1], [y0, y1])];
  const isFine = across[1] - across[0] > LEAST * (x1 - x0) && upward[1] - upward[0] > LEAST * (y1 - y0);
  return isFine ? [...across, ...upward] : null;
}

/**
 * @param {Range} range
 * @param {Range} whole
 * @returns {Range}
 */
function shortened([low, high], [least, most]) {
  const decimals = Math.min(100, Math.max(0, DIGITS - Math.floor(Math.log10(high - low))));
  /** @param {number} value */
  const short = (value) => Math.min(most, Math.max(least, Number(value.toFixed(decimals))));
  return [short(low), short(high)];
}

/**
 * The axes of a window.
 * @param {Pair} pair
 * @param {Box} box
 * @returns {[across: Side, upward: Side]}
 */
export const sidesOf = ({ across, upward }, [a0, a1, b0, b1]) => [sideOf(across, [a0, a1]), sideOf(upward, [b0, b1])];

/**
 * @param {MethodField} field
 * @param {Range} range
 * @returns {Side}
 */
const sideOf = ({ least, symbol, title }, range) => ({
  range,
  log: least > 0,
  title: symbol ? `${symbol}, ${title}` : title,
});

/**
 * The lane that is nearest to a pair of values.
 * @param {Pair} pair
 * @param {Float64Array[]} grid
 * @param {Point} values
 */
export const laneOf = ({ across, upward }, [as, bs], [a, b]) =>
  nearest(bs, b, upward.least > 0) * as.length + nearest(as, a, across.least > 0);

/**
 * What becomes of a run with a pair of values, as a sentence; the values alone while that is not known.
 * @param {Pick<MapPacket, "best" | "words">} race
 * @param {Pair} pair
 * @param {Point} values
 * @param {MapResult | null} result
 * @param {number} lane
 */
export function readingOf({ best, words }, { across, upward }, [a, b], result, lane) {
  const [first, second] = [across, upward].map(({ symbol, title }) => symbol || title);
  const where = say("{a} = {x}, {b} = {y}", { a: first, b: second, x: number(a, 4), y: number(b, 4) });
  if (!result || result.kind[lane] < 0) return where;
  const [loss, steps] = [number(lossAt(result, best, lane)), stepsAt(result, lane)];
  const outcome = called(words, { kind: result.kind[lane], minimum: -1 });
  return Number.isFinite(steps)
    ? say("{where}: loss {loss}, arrives after {steps} steps", { where, loss, steps })
    : say("{where}: loss {loss}, {outcome}", { where, loss, outcome });
}
