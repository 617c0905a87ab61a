// How large maps side by side are: as large as fits, with as few empty places as that allows.

/** @import { Box, Size } from "../../types" */

/** Pixels between maps. */
export const GAP = 16;
// How much smaller maps may be for a grid without empty places, and at least.
const CLOSE = 0.93;
/** As wide as a phone. */
export const NARROW = 640;
const LEAST = 220;
// Of a digit at an axis, as a share of its height; and how many there are room for at least.
const [DIGIT, DIGITS] = [0.6, 4];

/** What stands around the drawing area of a plot, in pixels. */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Around */
/** What stands over, under and beside the plot. */
/** @typedef {{ head: number, foot: number, aside: number }} Words */

/**
 * Columns, and the size of each plot with its axes.
 * @param {number} count of maps
 * @param {Size} room
 * @param {number} shape height / width of the drawing area
 * @param {Around & Words} around
 * @returns {{ columns: number, plot: Size, below: number }} how much of them is below the screen, too
 */
export function arrange(count, room, shape, around) {
  const all = Array.from({ length: Math.max(1, count) }, (_, i) =>
    cell(i + 1, Math.max(1, count), room, shape, around),
  );
  const best = Math.max(...all.map(({ plot }) => plot[0]));
  const close = all.filter(({ plot }) => plot[0] >= CLOSE * best);
  return close.reduce((a, b) => (isBetter(b, a) ? b : a));
}

/**
 * Whether less is below the screen, or as much and fewer places are empty, or as many and the plots are no smaller.
 * @param {ReturnType<typeof cell>} one
 * @param {ReturnType<typeof cell>} other
 */
function isBetter(one, other) {
  if (one.below !== other.below) return one.below < other.below;
  return one.empty < other.empty || (one.empty === other.empty && one.plot[0] >= other.plot[0]);
}

/**
 * @param {number} columns
 * @param {number} count
 * @param {Size} room
 * @param {number} shape
 * @param {Around & Words} around
 */
function cell(columns, count, [width, height], shape, { left, right, top, bottom, head, foot, aside }) {
  const rows = Math.ceil(count / columns);
  const across = (width - GAP * (columns - 1)) / columns - left - right - aside;
  const upward = (height - GAP * (rows - 1)) / rows - head - foot - top - bottom;
  // What does not fit on one screen is scrolled to; a phone scrolls anyway.
  const inner = Math.floor(Math.min(across, width < NARROW ? Infinity : Math.max(LEAST, upward / shape)));
  const plot = /** @type {Size} */ ([inner + left + right, Math.round(inner * shape) + top + bottom]);
  const below = Math.max(0, rows * (plot[1] + head + foot + GAP) - GAP - height);
  return { columns, plot, empty: columns * rows - count, below };
}

/**
 * Height over width of a window on equal scales; one longer than 3 : 1 is drawn as a square.
 * @param {Box} box
 */
export function shapeOf([x0, x1, y0, y1]) {
  const shape = (y1 - y0) / (x1 - x0);
  return shape <= 3 && shape >= 1 / 3 ? shape : 1;
}

/**
 * What the numbers beside the upward axis of a window take, in pixels.
 * @param {Box} box
 * @param {number} tick
 */
export function marginOf([, , y0, y1], tick) {
  const sizes = [Math.max(Math.abs(y0), Math.abs(y1)), (y1 - y0) / 8];
  const [whole, part] = sizes.map((size) => Math.floor(Math.log10(size || 1)));
  const digits = Math.max(DIGITS, Math.max(whole, 0) - Math.min(part, 0) + 3);
  return Math.ceil(DIGIT * digits * tick) + 4;
}
