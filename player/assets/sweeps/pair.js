// Two fields of a method that are mapped: which window of their values, and what the grid in it is.

import { rangeOf, spaced } from "./values.js";

/** @import { Box, MapPacket, Method, MethodField, Point, Report } from "../../types" */
/** @import { Range } from "./values.js" */

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
 * The values along each side.
 * @param {Pair} pair
 * @param {Box} box
 * @param {number} n
 */
export const gridOf = ({ across, upward }, [a0, a1, b0, b1], n) => [
  spaced([a0, a1], n, across.least > 0),
  spaced([b0, b1], n, upward.least > 0),
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
 * A window within the whole one.
 * @param {Pair} pair
 * @param {Box} box
 * @returns {Box}
 */
export function within(pair, [a0, a1, b0, b1]) {
  const [x0, x1, y0, y1] = wholeOf(pair);
  return [Math.max(a0, x0), Math.min(a1, x1), Math.max(b0, y0), Math.min(b1, y1)];
}
