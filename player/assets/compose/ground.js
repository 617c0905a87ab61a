// What lies under the paths of a picture: Plotly draws the contours and marks once, as SVG, at the very size.

import { lossGrids, marks } from "../plots/contours.js";
import { Scale } from "../plots/scale.js";

/** @import { Box, Race, Size, Theme, Trace } from "../../types" */
/** @import { SvgPen } from "./pen.js" */

/** SVG of a size, and the same for a canvas. @typedef {{ svg: string, size: Size, image: HTMLImageElement }} Ground */

/**
 * The losses of a race over a window, without axes.
 * @param {Race} race
 * @param {Box} view
 * @param {Theme} theme
 * @param {Size} size
 */
export const groundOf = (race, view, theme, size) =>
  drawn([...lossGrids(race, new Scale(race.ground.scale), theme), ...marks(race, theme)], view, size);

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
