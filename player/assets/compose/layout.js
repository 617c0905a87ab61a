// Where everything stands in a picture: a title, plots with their names, curves beside or below them, and what the signs mean.

import { GAP, equalScale, grid, headOf, margin, shrink } from "../page/layout.js";

/** @import { Box, Frame, Size, Type } from "../../types" */

/** A part of the picture, in its pixels. @typedef {{ x: number, y: number, size: Size }} Place */
/**
 * names: where those of each plot stand, or of all that share one; data: the examples; curves: the losses.
 * @typedef {{ plots: Place[], names: Place[], data: Place | null, curves: Place | null, title: Place, legend: Place }} Plan
 */

const PAD = 24;
// However many plots there are, none is smaller; where all are small, names reach that far beyond theirs.
const LEAST = 60;
const NAMED = 200;
// More plots than that have smaller type.
const FEW = 6;
// Of the curves: how high they are below the plots, and which share of the width they take beside them.
const BELOW = 0.27;
const ASIDE = 0.3;
// The share of the width that a plot takes, if it is the only one.
const ALONE = 0.62;

/**
 * Sizes of type and lines that can be read on a slide of this size.
 * @param {Size} size
 * @param {number} plots
 * @returns {Type}
 */
export function typeOf([width, height], plots) {
  const tick = Math.max(11, Math.round(Math.min(width / 85, height / 45) * (plots > FEW ? 0.85 : 1)));
  return { tick, name: Math.round(1.3 * tick), thick: tick / 10, full: true };
}

/**
 * @param {number[]} counts how many race on each plot
 * @param {Box} box
 * @param {Size} size
 * @param {Type} type
 * @param {{ data: boolean, curves: boolean, story?: boolean }} has
 * @returns {Plan}
 */
export function layOut(counts, box, [width, height], type, has) {
  const title = {
    x: PAD,
    y: PAD,
    size: /** @type {Size} */ ([width - 2 * PAD, 1.5 * type.name + (has.story ? 1.7 : 0.6) * type.tick]),
  };
  const legend = { x: PAD, y: height - PAD - type.tick, size: /** @type {Size} */ ([width - 2 * PAD, type.tick]) };
  const y = title.y + title.size[1];
  /** @type {Place} */
  const room = { x: PAD, y, size: [width - 2 * PAD, legend.y - 0.8 * type.tick - y] };
  const lay = !has.curves ? bare : counts.length === 1 ? beside : around;
  return { ...lay(counts, box, room, type, has.data), title, legend };
}

/** @typedef {Omit<Plan, "title" | "legend">} Laid */

/**
 * One plot and nothing else.
 * @param {number[]} counts
 * @param {Box} box
 * @param {Place} room
 * @param {Type} type
 * @returns {Laid}
 */
function bare([count], box, { x, y, size: [width, height] }, type) {
  const high = headOf(width, type, Math.max(1, count));
  const plot = shrink(width, height - high, box, type.tick);
  const left = x + (width - plot[0]) / 2;
  const names = [{ x: left, y, size: /** @type {Size} */ ([plot[0], high]) }];
  return { plots: [{ x: left, y: y + high, size: plot }], names, data: null, curves: null };
}

/**
 * One plot, and all names beside it over the curves.
 * @param {number[]} counts
 * @param {Box} box
 * @param {Place} room
 * @param {Type} type
 * @param {boolean} data
 * @returns {Laid}
 */
function beside([count], box, { x, y, size: [width, height] }, type, data) {
  const plot = shrink(ALONE * width, height, box, type.tick);
  const side = x + plot[0] + GAP;
  const wide = x + width - side;
  const high = Math.min(1.5 * type.name * count, 0.6 * height);
  const rest = { x: side, y: y + high + GAP, size: /** @type {Size} */ ([wide, height - high - GAP]) };
  return { plots: [{ x, y, size: plot }], names: [{ x: side, y, size: [wide, high] }], ...stacked(rest, data) };
}

/**
 * Plots in a grid, with the curves wherever that leaves them larger.
 * @param {number[]} counts
 * @param {Box} box
 * @param {Place} room
 * @param {Type} type
 * @param {boolean} data
 * @returns {Laid}
 */
function around(counts, box, { x, y, size: [width, height] }, type, data) {
  const most = Math.max(...counts);
  const [wide, high] = [ASIDE * width, BELOW * height];
  const over = grid(counts.length, width, height - high - GAP, box, type, most, LEAST);
  const next = grid(counts.length, width - wide - GAP, height, box, type, most, LEAST);
  const isAside = next.plot[0] >= over.plot[0];
  const { columns, rows, plot } = isAside ? next : over;
  const names = headOf(plot[0], type, most);
  const room = isAside ? width - wide - GAP : width;
  const named = Math.max(plot[0], Math.min(NAMED, (room + GAP) / columns - GAP));
  const used = columns * (named + GAP) - GAP;
  const left = x + (isAside ? 0 : (width - used) / 2);
  const places = counts.map((_, i) => ({
    x: left + (i % columns) * (named + GAP),
    y: y + Math.floor(i / columns) * (plot[1] + names + GAP),
  }));
  /** @type {Place} */
  const rest = isAside
    ? { x: x + used + GAP, y, size: [width - used - GAP, height] }
    : { x, y: y + rows * (plot[1] + names + GAP), size: [width, height - rows * (plot[1] + names + GAP)] };
  return {
    plots: places.map((place) => ({ x: place.x, y: place.y + names, size: plot })),
    names: places.map((place) => ({ ...place, size: [named, names] })),
    ...(isAside ? stacked(rest, data) : side(rest, data)),
  };
}

/**
 * The examples over the curves.
 * @param {Place} room
 * @param {boolean} data
 * @returns {Pick<Plan, "data" | "curves">}
 */
function stacked({ x, y, size: [width, height] }, data) {
  if (!data) return { data: null, curves: { x, y, size: [width, Math.min(height, 0.8 * width)] } };
  const half = (height - GAP) / 2;
  return { data: { x, y, size: [width, half] }, curves: { x, y: y + half + GAP, size: [width, half] } };
}

/**
 * The examples beside the curves.
 * @param {Place} room
 * @param {boolean} data
 * @returns {Pick<Plan, "data" | "curves">}
 */
function side({ x, y, size: [width, height] }, data) {
  if (!data) return { data: null, curves: { x, y, size: [width, height] } };
  const left = 0.36 * width;
  return { data: { x, y, size: [left, height] }, curves: { x: x + left + GAP, y, size: [width - left - GAP, height] } };
}

/**
 * The drawing area of a plot: as large as fits, of the shape of the window if both axes have one scale.
 * @param {Size} size
 * @param {Box} view
 * @param {Type} type
 * @returns {Frame}
 */
export function frameOf([width, height], view, { tick }) {
  const { l, r, t, b } = margin(tick);
  const [wide, high] = [width - l - r, height - t - b];
  if (!equalScale(view)) return { left: l, top: t, width: wide, height: high };
  const [x0, x1, y0, y1] = view;
  const unit = Math.min(wide / (x1 - x0), high / (y1 - y0));
  const inner = { width: unit * (x1 - x0), height: unit * (y1 - y0) };
  return { left: l + (wide - inner.width) / 2, top: t + (high - inner.height) / 2, ...inner };
}
