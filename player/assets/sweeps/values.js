// Which values of a field are tried, and what a program reads with them.

/** @import { Field, MapPacket, Method, MethodField, Report, VariedField } from "../../types" */

/** How many learning rates are tried. */
export const RATES = 200;
// Digits with which a value is tried and told.
const DIGITS = 4;

/** @typedef {[low: number, high: number]} Range */

/**
 * What says how far a method goes at a step: its first field, if that goes through powers of ten. Null where there is none, or the server
 * alone can change it.
 * @param {Pick<Method, "fields">} method
 */
export const rateOf = ({ fields: [first] }) => (first.least > 0 && first.numbers.length ? first : null);

/**
 * All values that a field may have; a logarithmic scale begins above 0.
 * @param {Pick<Field, "low" | "high" | "least">} field
 * @returns {Range}
 */
export const rangeOf = ({ low, high, least }) => [Math.max(low, least), high];

/**
 * `n` values from low to high, at equal distances, or for a logarithmic scale in equal ratios.
 * @param {Range} range
 * @param {number} n
 * @param {boolean} log
 */
export const spaced = (range, n, log) =>
  Float64Array.from({ length: n }, (_, i) => (i === n - 1 ? range[1] : between(range, i / (n - 1), log)));

/**
 * @param {Range} range
 * @param {number} share from 0 to 1
 * @param {boolean} log
 */
const between = ([low, high], share, log) => (log ? low * (high / low) ** share : low + share * (high - low));

/**
 * The value at a share of all that a field may have.
 * @param {Pick<Field, "low" | "high" | "least">} field
 * @param {number} share from 0 to 1
 */
export const placed = (field, share) => between(rangeOf(field), share, field.least > 0);

/**
 * The same, each with a few digits.
 * @param {Range} range
 * @param {number} n
 */
export const rates = (range, n = RATES) => spaced(range, n, true).map(rounded);

/** @param {number} value */
export const rounded = (value) => Number(value.toPrecision(DIGITS));

/**
 * The place of what is nearest to `value` in ascending values.
 * @param {ArrayLike<number>} values
 * @param {number} value
 * @param {boolean} log
 */
export function nearest(values, value, log) {
  /** @param {number} v */
  const level = (v) => (log ? Math.log(v) : v);
  let best = 0;
  for (let i = 1; i < values.length; i++)
    if (Math.abs(level(values[i]) - level(value)) < Math.abs(level(values[best]) - level(value))) best = i;
  return best;
}

/**
 * What the program of a race reads, with the fields that were told and have not been heard.
 * @param {Pick<MapPacket, "live" | "methods">} race
 * @param {Report} told
 */
export function numbersOf({ live, methods }, told) {
  const fields = methods.flatMap((method) => method.fields).filter(({ key }) => key in told);
  return withValues(
    live?.numbers ?? [],
    fields,
    fields.map(({ key }) => Number(told[/** @type {"a.b"} */ (key)])),
  );
}

/**
 * A copy in which these fields have these values.
 * @param {ArrayLike<number>} numbers
 * @param {Pick<Field, "numbers">[]} fields
 * @param {ArrayLike<number>} values
 */
export function withValues(numbers, fields, values) {
  const changed = Float64Array.from(numbers);
  fields.forEach((field, i) => field.numbers.forEach((place) => (changed[place] = values[i])));
  return changed;
}

/**
 * A copy without what other methods than that of the racer read, so that it changes only if its runs do.
 * @param {Pick<MapPacket, "racers" | "methods">} race
 * @param {number} k
 * @param {Float64Array} numbers
 */
export function ownNumbers({ racers, methods }, k, numbers) {
  const { panel } = racers[k];
  const own = new Set(placesOf(methods[panel]));
  const others = methods.flatMap(placesOf).filter((place) => !own.has(place));
  return withValues(numbers, [{ numbers: others }], [0]);
}

/** @param {Pick<Method, "fields">} method */
const placesOf = ({ fields }) => fields.flatMap(({ numbers }) => numbers);

/**
 * What sets the fields of a race to these values, as a page is told.
 * @param {Pick<MethodField, "key">[]} fields
 * @param {ArrayLike<number>} values
 */
export const reportOf = (fields, values) =>
  /** @type {Report} */ (Object.fromEntries(fields.map(({ key }, i) => [key, values[i]])));

/**
 * A field that varies, for a pool.
 * @param {Pick<Field, "numbers">} field
 * @param {Float64Array} values
 * @returns {VariedField}
 */
export const varied = ({ numbers }, values) => ({ places: numbers, values });

/**
 * Ascending values with as many digits as tell them from their neighbours, and one more.
 * @param {Float64Array} values
 */
export const shortly = (values) =>
  values.map((value, i) => {
    const next = values[i ? i - 1 : Math.min(1, values.length - 1)];
    const digits = 2 + Math.ceil(Math.log10(Math.abs(value / (value - next)) || 1));
    return Number(value.toPrecision(Math.min(17, Math.max(DIGITS - 1, digits))));
  });
