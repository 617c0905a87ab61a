// Numbers as people read them, as figures/words.py writes them.

const MINUS = "\u2212";
// What is smaller has underflowed, and is told as 0.
const TINY = 1e-300;

/** @param {number} value */
const told = (value) => (Math.abs(value) < TINY ? 0 : value);

/**
 * Its power of ten.
 * @param {number} value
 */
const sizeOf = (value) => (value ? Math.floor(Math.log10(Math.abs(value))) : 0);

/**
 * `exact` to a few significant digits with a true minus sign: 0.0123, −2.5, 1.2e−7, ∞.
 * @param {number} exact
 * @returns {string}
 */
export function number(exact, digits = 3) {
  const value = told(exact);
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const size = sizeOf(value);
  const small = size > -4 && size < 5;
  const kept = evenly(value, small ? Math.max(size, digits - 1) : digits - 1);
  const text = small ? kept.toFixed(Math.max(0, digits - 1 - size)) : kept.toExponential(digits - 1);
  const [mantissa, exponent] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return (short + (exponent ? `e${Number(exponent)}` : "")).replace(/-/g, MINUS);
}

/**
 * The same with all its digits, so that a number that changes sixty times a second stays where it is.
 * @param {number} exact
 * @returns {string}
 */
export function steady(exact) {
  const value = told(exact);
  if (!Number.isFinite(value)) return number(value);
  const size = sizeOf(value);
  const text = size > -3 && size < 5 ? value.toFixed(Math.max(0, 3 - Math.max(0, size))) : value.toExponential(2);
  return text.replace("e+", "e").replace(/-/g, MINUS);
}

/**
 * To three significant digits, all of them written, so that a column of numbers has one width.
 * @param {number} exact
 * @returns {string}
 */
export function rigid(exact) {
  const value = Number(told(exact).toPrecision(3));
  if (!Number.isFinite(value)) return number(value);
  const size = sizeOf(value);
  const text = size > -3 && size < 4 ? value.toFixed(Math.max(0, 2 - size)) : value.toExponential(2);
  return text.replace("e+", "e").replace(/-/g, MINUS);
}

/**
 * `value`, or its neighbour toward zero where it lies halfway between two numbers of so many decimals: JavaScript rounds such a
 * half away from zero and Python to the even digit.
 * @param {number} value
 * @param {number} decimals of its exponential form
 */
function evenly(value, decimals) {
  // oxlint-disable-next-line number-arg-out-of-range -- the standard allows a hundred digits, and so many tell a half for sure
  const exact = value.toExponential(100).replace(/[-.]|e.*/g, "");
  const halfway = /^50*$/.test(exact.slice(decimals + 1));
  return halfway && Number(exact[decimals]) % 2 === 0 ? value * (1 - Number.EPSILON) : value;
}
