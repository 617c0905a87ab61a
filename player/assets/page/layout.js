// How large everything is: as much as fits on one screen, in columns by count and width.

/** @import { Box, Size } from "../../types" */

const GAP = 14;
const HEAD = 30;
const LOSS = { least: 150, most: 250 };
// With a picture of the data beside it.
const DATA = { least: 205, share: 0.36, most: 460, caption: 20 };
const NARROW = 640;
const COLUMNS = [0, 1, 2, 3, 4, 3, 3, 4, 4, 4, 4, 4, 4];

/** Around the drawing area of a contour plot, in pixels. */
export const MARGIN = { l: 30, r: 6, t: 6, b: 20 };

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
 * @returns {Size}
 */
export function plotSize(width, box) {
  const [x0, x1, y0, y1] = box;
  const inner = width - MARGIN.l - MARGIN.r;
  const shape = equalScale(box) ? (y1 - y0) / (x1 - x0) : 1;
  return [Math.floor(width), Math.floor(inner * shape + MARGIN.t + MARGIN.b)];
}

/**
 * Columns and sizes for so many panels whose window is `box`.
 * @param {number} panels
 * @param {number} width
 * @param {number} height what is left of the screen for panels, legend, transport and loss plot
 * @param {number} fixed the height of legend and transport
 * @param {Box} box
 * @param {number} data how many lines stand over the picture of the data, 0 if there is none
 */
export function arrange(panels, width, height, fixed, box, data) {
  const least = data ? DATA.least : LOSS.least;
  const columns = width < NARROW ? 1 : Math.min(COLUMNS[panels], Math.max(1, Math.floor(width / 200)));
  const rows = Math.ceil(panels / columns);
  const beside = panels === 1 && width >= 900;
  const room = beside ? height - fixed : height - fixed - least - GAP;
  const wide = beside ? width * 0.6 : (width - GAP * (columns - 1)) / columns;
  const plot = width < NARROW ? plotSize(width, box) : shrink(wide, room / rows - HEAD - GAP, box);
  const used = rows * (plot[1] + HEAD + GAP);
  const below = beside
    ? [width - plot[0] - GAP, Math.max(least, plot[1] - HEAD)]
    : [width, Math.min(LOSS.most, Math.max(least, height - fixed - used - GAP))];
  const [across, high] = below.map(Math.floor);
  return { columns, beside, plot, ...share([across, high], data, beside, width < NARROW) };
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
 */
function shrink(width, height, box) {
  const full = plotSize(width, box);
  if (full[1] <= height) return full;
  return plotSize(Math.max(150, (width * height) / full[1]), box);
}
