// The axes of the loss plot: where a number lies, and which numbers are written. Plotly takes twenty times as long to draw them.

import { number } from "../page/format.js";

const MINUS = "\u2212";
const NICE = [1, 2, 5, 10];

/**
 * A number that is written beside an axis; a power of ten has its exponent apart.
 * @typedef {{ value: number, text: string, power?: string }} Tick
 */

/** One axis between two pixels. */
export class Axis {
  /**
   * @param {[low: number, high: number]} range of a logarithmic axis, exponents
   * @param {[from: number, to: number]} pixels
   * @param {boolean} log
   */
  constructor([low, high], [from, to], log = false) {
    this.low = low;
    this.high = high;
    this.from = from;
    this.log = log;
    this.scale = (to - from) / (high - low);
  }

  /** @param {number} value */
  toPixel(value) {
    return this.from + this.scale * ((this.log ? Math.log10(value) : value) - this.low);
  }

  /** @param {number} pixel */
  toValue(pixel) {
    const value = this.low + (pixel - this.from) / this.scale;
    return this.log ? 10 ** value : value;
  }

  /**
   * At most so many numbers, at equal distances: powers of ten on a logarithmic axis, if it has more than two; else plain ones.
   * @param {number} most
   * @returns {Tick[]}
   */
  ticks(most) {
    const { log, low, high } = this;
    if (log && high - low < 1) return plain(10 ** low, 10 ** high, most);
    if (!log) return plain(low, high, most);
    if (high - low < 2) return between(10 ** low, 10 ** high);
    const powers = multiples(low, high, Math.max(1, stepOf(low, high, most)));
    return powers.map((power) => ({ value: 10 ** power, text: "10", power: signed(String(power)) }));
  }
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} most
 * @returns {Tick[]}
 */
function plain(low, high, most) {
  const step = stepOf(low, high, most);
  return multiples(low, high, step).map((value) => ({ value, text: text(value, step) }));
}

/**
 * One, two and five of each power of ten.
 * @param {number} low
 * @param {number} high
 * @returns {Tick[]}
 */
function between(low, high) {
  const powers = multiples(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)), 1);
  const values = powers.flatMap((power) => [1, 2, 5].map((nice) => Number(`${nice}e${power}`)));
  return values.filter((value) => value >= low && value <= high).map((value) => ({ value, text: number(value) }));
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} step
 */
function multiples(low, high, step) {
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}

/**
 * The least of 1, 2, 5, 10, 20 … that makes at most so many steps.
 * @param {number} low
 * @param {number} high
 * @param {number} most
 */
function stepOf(low, high, most) {
  const least = (high - low) / most || 1;
  const decade = 10 ** Math.floor(Math.log10(least));
  return /** @type {number} */ (NICE.find((nice) => nice * decade >= least * (1 - 1e-9))) * decade;
}

/**
 * @param {number} value a multiple of `step`
 * @param {number} step
 */
function text(value, step) {
  // As many digits as tell it from its neighbours.
  const digits = Math.max(3, 1 + Math.floor(Math.log10(Math.abs(value) / step) + 1e-9));
  if (Math.abs(value) >= 1e5 || step < 1e-4) return number(Math.abs(value) < step / 2 ? 0 : value, digits);
  return signed(value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9))));
}

/** @param {string} digits */
const signed = (digits) => (Number(digits) ? digits.replace("-", MINUS) : digits.replace("-", ""));
