// How large everything is: as much as fits on one screen, in the columns that make the plots largest.

/** @import { Box, Size, Type } from "../../types" */

/** Between two plots. */
export const GAP = 14;
const LOSS = { least: 150, most: 215 };
// What cards in the place of the loss plot leave to a row of plots and its names: so much, and such a share of the screen.
const ROW = { least: 260, share: 0.44 };
// With a picture of the data beside it.
const DATA = { least: 205, share: 0.36, most: 460, caption: 20 };
const NARROW = 640;
// How wide a name with its numbers is, for each pixel of its height.
const NAME = 25;
// What the transport takes in one row.
const CONTROLS = 560;
// Of a plot, and how much smaller it may be for a grid without empty places.
const LEAST = 150;
const CLOSE = 0.95;
// What a loss plot needs beside a grid, and how much larger the plots must be for it to stand there.
const ASIDE = 240;
const WORTH = 1.1;

/** Below this share of the screen nobody looks at a player before it is scrolled to: on a phone, under the text of a lesson. */
export const LOW = 0.4;

/**
 * What a player that begins at `top` has of a screen.
 * @param {number} top
 * @param {number} height
 */
export const roomUnder = (top, height) => (top > LOW * height ? height : height - top);

/** Whether this is a phone, or as narrow as one. */
export const isNarrow = () => globalThis.innerWidth < NARROW;

/**
 * Around the drawing area of a contour plot, in pixels: numbers `tick` pixels high stand in it.
 * @param {number} tick
 */
export const margin = (tick) => ({ l: 3 * tick, r: 6, t: 6, b: 2 * tick });

/**
 * Type and lines for a window `width` wide: from a desk at 1400 to a projector at 1920, and larger still to present.
 * @param {number} width
 * @param {boolean} present
 * @returns {Type}
 */
export function typeFor(width, present) {
  const far = Math.min(1, Math.max(0, (width - 1400) / 520));
  if (present) return { tick: Math.round(13 + 5 * far), name: Math.round(18 + 8 * far), thick: 1.8, full: true };
  if (width < NARROW) return { tick: 10, name: 13, thick: 1, full: false };
  return { tick: Math.round(11 + 3 * far), name: Math.round(14 + 6 * far), thick: 1 + 0.3 * far, full: false };
}

/**
 * The height of `names` over a plot, on a phone below it: of one or two, number and loss stand below the name where there is no room
 * beside it; more stand in columns, or wider than their plot.
 * @param {number} width
 * @param {Type} type
 * @param {number} names
 */
export function headOf(width, { name }, names) {
  if (names > 1 && width < NARROW && isNarrow()) return 0;
  const across = names > 1 ? Math.max(1, Math.floor((width + 18) / (NAME * name + 18))) : 1;
  const lines = isTight(width, name, names) ? 2 * names : Math.ceil(names / across);
  return Math.ceil(1.45 * name * lines + 8);
}

/**
 * @param {number} width of a plot
 * @param {number} name
 * @param {number} names
 */
export const isTight = (width, name, names) => names <= 2 && width < 27 * name;

/**
 * Whether there is room to say that the number beside the name is the loss.
 * @param {number} width of a plot
 * @param {number} name
 * @param {number} names
 */
export const isWorded = (width, name, names) => names <= 2 && width >= 17 * name;

/**
 * The gradient is perpendicular to the contours only on equal scales; a window longer than 3 : 1 can't have them.
 * @param {Box} box
 */
export function equalScale([x0, x1, y0, y1]) {
  const ratio = (x1 - x0) / (y1 - y0);
  return ratio <= 3 && ratio >= 1 / 3;
}

/**
 * The size of a plot whose drawing area has the shape of the window and which is `width` wide.
 * @param {number} width
 * @param {Box} box
 * @param {number} tick
 * @returns {Size}
 */
export function plotSize(width, box, tick) {
  const [x0, x1, y0, y1] = box;
  const { l, r, t, b } = margin(tick);
  const inner = width - l - r;
  const shape = equalScale(box) ? (y1 - y0) / (x1 - x0) : 1;
  return [Math.floor(width), Math.floor(inner * shape + t + b)];
}

/**
 * Columns and sizes for so many panels whose window is `box`.
 * @param {number} panels
 * @param {number} width
 * @param {number} height what is left of the screen for panels, legend, transport and loss plot
 * @param {number} fixed the height of legend and transport
 * @param {Box} box
 * @param {number} data how many lines stand over the picture of the data, 0 if there is none
 * @param {Type} type
 * @param {number} names how many share a plot
 * @param {number} cards how high what stands in the place of the loss plot is, 0 if nothing does
 */
export function arrange(panels, width, height, fixed, box, data, type, names, cards = 0) {
  const narrow = width < NARROW;
  const most = height - fixed - Math.max(ROW.least, ROW.share * (height - fixed));
  const least = cards && !narrow ? Math.max(0, Math.min(cards, most)) : data ? DATA.least : LOSS.least;
  const beside = panels === 1 && width >= 900;
  // A phone scrolls to the loss plot, and to names that share a plot: they stand below it.
  const over = grid(panels, width, height - fixed - (narrow ? 0 : least + GAP), box, type, names);
  const left = beside ? width * 0.6 : Math.max(LEAST, width - ASIDE - GAP);
  const next = grid(panels, left, height - fixed, box, type, names);
  const aside = !beside && !cards && isRoomy(width, height - fixed, data) && next.plot[0] >= WORTH * over.plot[0];
  const { columns, plot, rows } = beside || aside ? next : over;
  const name = headOf(plot[0], type, names);
  const used = rows * (plot[1] + name + GAP) - GAP;
  const below = Math.min(type.full ? Infinity : LOSS.most, height - fixed - used - 2 * GAP);
  const high = Math.floor(Math.max(least, aside ? used : beside ? plot[1] - name : below));
  // Many names stand over their plot, which may be smaller than they are.
  const wide = beside && names > 2 ? Math.max(plot[0], NAME * type.name) : plot[0];
  const across = Math.floor(beside || aside ? width - columns * (wide + GAP) : width);
  const tight = beside && across < CONTROLS;
  return { columns, beside, aside, tight, plot, ...share([across, high], data, beside || aside, narrow) };
}

/**
 * Whether the loss plot, and a picture of the data over it, may stand beside a grid.
 * @param {number} width
 * @param {number} height of the grid
 * @param {number} data
 */
function isRoomy(width, height, data) {
  return width >= NARROW && (!data || height >= 2 * LOSS.least + GAP + DATA.caption * data);
}

/**
 * The columns that make the plots largest; of those that come close, the ones that leave the fewest places empty.
 * @param {number} panels
 * @param {number} width
 * @param {number} height
 * @param {Box} box
 * @param {Type} type
 * @param {number} names
 * @param {number} least how wide a plot is in any case
 */
export function grid(panels, width, height, box, type, names, least = LEAST) {
  const most = Math.max(1, Math.min(panels, Math.floor((width + GAP) / (least + GAP))));
  const all = Array.from({ length: most }, (_, i) => cells(i + 1, panels, width, height, box, type, names, least));
  const best = Math.max(...all.map(({ plot }) => plot[0]));
  const close = all.filter(({ plot }) => plot[0] >= CLOSE * best);
  return close.reduce((a, b) => (b.empty < a.empty || (b.empty === a.empty && b.plot[0] >= a.plot[0]) ? b : a));
}

/**
 * @param {number} columns
 * @param {number} panels
 * @param {number} width
 * @param {number} height
 * @param {Box} box
 * @param {Type} type
 * @param {number} names
 * @param {number} least
 */
function cells(columns, panels, width, height, box, type, names, least) {
  const rows = Math.ceil(panels / columns);
  const wide = (width - GAP * (columns - 1)) / columns;
  // What is shrunk to fit its height may become too narrow for its name.
  const once = shrink(wide, height / rows - headOf(wide, type, names) - GAP, box, type.tick, least);
  const plot = shrink(wide, height / rows - headOf(once[0], type, names) - GAP, box, type.tick, least);
  return { columns, rows, plot, empty: columns * rows - panels };
}

/**
 * What is below the panels: the loss plot alone, or the data beside it; over it where there is less width than height.
 * @param {Size} room
 * @param {number} data
 * @param {boolean} beside
 * @param {boolean} narrow
 * @returns {{ data?: Size, loss: Size }}
 */
function share([width, height], data, beside, narrow) {
  if (!data) return { loss: [width, height] };
  if (narrow) return { data: [width, Math.floor(0.75 * width)], loss: [width, height] };
  const half = Math.floor((height - GAP - DATA.caption * data) / 2);
  if (beside && half >= LOSS.least) return { data: [width, half], loss: [width, half] };
  const across = Math.floor(Math.min(DATA.most, DATA.share * width));
  return { data: [across, height - DATA.caption * data], loss: [width - across - GAP, height] };
}

/**
 * The largest plot of the window's shape that is at most `width` wide and `height` high, but never tiny.
 * @param {number} width
 * @param {number} height
 * @param {Box} box
 * @param {number} tick
 * @param {number} least
 */
export function shrink(width, height, box, tick, least = LEAST) {
  const full = plotSize(width, box, tick);
  if (full[1] <= height) return full;
  const { l, r, t, b } = margin(tick);
  const fitting = l + r + ((width - l - r) * (height - t - b)) / (full[1] - t - b);
  return plotSize(Math.min(width, Math.max(least, fitting)), box, tick);
}
