// Which values a field takes one after another under the hand, and what is read of a typed text.

/** @import { Field, MethodField, Race, Value } from "../../types" */

/** @typedef {Pick<Field, "low" | "high" | "least" | "whole">} Range */

/**
 * From low to high: preferred numbers on a logarithmic scale, whole numbers, or decimals at most a hundredth of the range apart.
 * @param {Range} range
 * @param {number[]} series the preferred numbers of a decade
 */
export function valuesOf(range, series) {
  const { low, high, least, whole } = range;
  if (least) return preferred(range, series);
  const step = whole ? 1 : 10 ** Math.floor(Math.log10((high - low) / 100));
  const count = Math.ceil((high - low) / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, k) => Math.min(high, Number((low + k * step).toPrecision(12))));
}

/**
 * As scenes/defaults.py has them.
 * @param {Range} range
 * @param {number[]} series
 */
function preferred({ low, high, least }, series) {
  const first = Math.floor(Math.log10(least));
  const decades = Array.from({ length: Math.floor(Math.log10(high)) - first + 1 }, (_, k) => first + k);
  const numbers = decades.flatMap((decade) => series.map((one) => Number(`${one}e${decade}`)));
  return [...new Set([low, least, ...numbers.filter((one) => one > least && one < high), high])];
}

/**
 * The value so many places after one that may lie between two places.
 * @param {number[]} values
 * @param {number} value
 * @param {number} by
 */
export function moved(values, value, by) {
  if (!by) return value;
  const below = values.filter((one) => one < value).length;
  const isBetween = values[below] !== value;
  const place = below + by - Number(isBetween && by > 0);
  return values[Math.min(values.length - 1, Math.max(0, place))];
}

/**
 * The number that somebody typed, with a true minus or a decimal comma, if they like; NaN if it is none of the range.
 * @param {Range} range
 * @param {string} text
 */
export function typed({ low, high, whole }, text) {
  const plain = text.trim().replace("\u2212", "-").replace(",", ".");
  const value = plain ? Number(plain) : NaN;
  return value >= low && value <= high && (!whole || Number.isInteger(value)) ? value : NaN;
}

/**
 * The value that a field has now: the hand may have changed it since the server told it.
 * @param {Pick<Race, "live">} race
 * @param {Pick<MethodField, "numbers" | "value">} field
 */
export const valueOf = ({ live }, { numbers, value }) => (live && numbers.length ? live.numbers[numbers[0]] : value);

/**
 * The places of fields in the program, and the values that they get there.
 * @param {[Field, Value][]} changes
 */
export const placesOf = (changes) =>
  new Map(changes.flatMap(([{ numbers }, value]) => numbers.map((place) => [place, Number(value)])));
