// What lies under the paths of a picture: Plotly draws the contours and marks once, as SVG, at the very size; and the map of starts,
// if the page shows one.

import { markMinima } from "../atlas/basins/marks.js";
import { clip, make, pen } from "../page/dom.js";
import { lossGrids, marks } from "../plots/contours.js";
import { Scale } from "../plots/scale.js";

/** @import { Box, Frame, Pixel, Race, Size, Theme, Trace } from "../../types" */
/** @import { Layer } from "../basins/layer.js" */
/** @import { SvgPen } from "./pen.js" */

// How many pixels of the file a pixel of the picture has.
const FINE = 2;

/** SVG of a size, and the same for a canvas. @typedef {{ svg: string, size: Size, image: HTMLImageElement | HTMLCanvasElement }} Ground */

/**
 * The losses of a race over a window, without axes; `bare`: their lines alone.
 * @param {Race} race
 * @param {Box} view
 * @param {Theme} theme
 * @param {Size} size
 */
export function groundOf(race, view, theme, size, bare = false) {
  const [first, ...lines] = lossGrids(race, new Scale(race.ground.scale), theme);
  const contours = bare ? { ...first, contours: { ...first.contours, coloring: "none" } } : first;
  return drawn([contours, ...lines, ...marks(race, theme)], view, size);
}

/**
 * What Plotly makes of some traces.
 * @param {Trace[]} data
 * @param {Box} view
 * @param {Size} size
 * @returns {Promise<Ground>}
 */
export async function drawn(data, [x0, x1, y0, y1], size) {
  const [width, height] = size;
  const clear = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", showlegend: false };
  const axes = { xaxis: { range: [x0, x1], visible: false }, yaxis: { range: [y0, y1], visible: false } };
  const layout = { ...clear, ...axes, width, height, margin: { l: 0, r: 0, t: 0, b: 0 } };
  const as = /** @type {const} */ ({ format: "svg", width, height, imageDataOnly: true });
  const svg = await window.Plotly.toImage({ data, layout, config: { staticPlot: true } }, as);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  return { svg, size, image };
}

/**
 * Puts it onto a picture.
 * @param {CanvasRenderingContext2D | SvgPen} context
 * @param {Ground} ground
 * @param {number} x
 * @param {number} y
 */
export function put(context, ground, x, y) {
  if ("picture" in context) context.picture(ground, x, y, ...ground.size);
  else context.drawImage(ground.image, x, y, ...ground.size);
}

/**
 * The pixels of a map of starts, for canvases and for SVG; null where there is none.
 * @param {Layer | undefined} layer
 * @param {(x: number, y: number) => Pixel} toPixel on the picture
 * @param {Frame} frame of the plot there
 * @param {Theme} theme
 * @returns {Ground | null}
 */
export function basinsOf(layer, toPixel, { left, top, width, height }, theme) {
  if (!layer?.isShown) return null;
  /** @type {Size} */ const size = [width, height];
  const image = make("canvas", { width: Math.round(width * FINE), height: Math.round(height * FINE) });
  const context = pen(image);
  context.scale(FINE, FINE);
  /** @type {typeof toPixel} */
  const within = (x, y) => {
    const [px, py] = toPixel(x, y);
    return [px - left, py - top];
  };
  layer.pixels.draw(clip(context, { left: 0, top: 0, width, height }), within, size, theme);
  const svg = `<image width="${width}" height="${height}" xlink:href="${image.toDataURL()}"/>`;
  return { svg, size, image };
}

/**
 * The minima with their letters, as far as they are in the window.
 * @param {CanvasRenderingContext2D} context
 * @param {Layer} layer
 * @param {(x: number, y: number) => Pixel} toPixel
 * @param {Frame} frame
 * @param {Theme} theme
 */
export function drawLetters(context, { minima, looks }, toPixel, { left, top, width, height }, theme) {
  const places = minima.map((point) => {
    const [px, py] = toPixel(...point);
    return px >= left && px <= left + width && py >= top && py <= top + height ? /** @type {Pixel} */ ([px, py]) : null;
  });
  context.setLineDash([]);
  markMinima(context, places, looks?.isFew ?? true, theme);
}
