// A curve of many points on few pixels.

import { inReach } from "../page/dom.js";

/**
 * Continues the path of a context through `count` points, left to right; of those in one column of pixels through the first, the
 * highest, the lowest and the last, which looks the same.
 * @param {Pick<CanvasRenderingContext2D, "lineTo">} context
 * @param {number} count
 * @param {(t: number) => number} across
 * @param {(t: number) => number} upward
 */
export function thinned(context, count, across, upward) {
  let [column, low, high, end, at] = [NaN, 0, 0, 0, 0];
  const finish = () => {
    if (high !== low) for (const py of [low, high, end]) context.lineTo(at, py);
  };
  for (let t = 0; t < count; t++) {
    const [px, py] = inReach([across(t), upward(t)]);
    if (Math.floor(px) !== column) {
      finish();
      column = Math.floor(px);
      low = high = py;
      context.lineTo(px, py);
    }
    [low, high, end, at] = [Math.min(low, py), Math.max(high, py), py, px];
  }
  finish();
}
