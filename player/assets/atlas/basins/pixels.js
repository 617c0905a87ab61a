// A map as pixels on any plot: colours, and over them the patterns of what ends in no minimum.

import { make, pen } from "../../page/dom.js";
import { PATTERNED } from "./looks.js";
import { hatch } from "./marks.js";

/** @import { Box, MapResult, Pixel, Size, Theme } from "../../../types" */
/** @import { Looks } from "./looks.js" */

/** The picture of a result. */
export class Pixels {
  /** @param {number} faint how much of a pattern is seen: it lies over what it tells apart */
  constructor(faint = 1) {
    this.faint = faint;
    /** @type {MapResult | null} */ this.result = null;
    /** @type {Box} the window of the result */ this.of = [0, 1, 0, 1];
    this.picture = make("canvas");
    /** @type {Map<number, HTMLCanvasElement>} where there is which kind */ this.masks = new Map();
  }

  /**
   * A result for the window `of`, as it looks.
   * @param {MapResult} result
   * @param {Box} of
   * @param {Looks} looks
   * @param {number[]} kinds those whose patterns are shown
   */
  take(result, of, looks, kinds) {
    this.result = result;
    this.of = of;
    put(this.picture, looks.image(result));
    const patterned = PATTERNED.filter((kind) => kinds.includes(kind));
    this.masks = new Map(patterned.map((kind) => [kind, put(make("canvas"), looks.mask(result, kind))]));
  }

  /**
   * A value is at the middle of its pixel, so the outer ones reach half a pixel beyond the window.
   * @param {CanvasRenderingContext2D} context
   * @param {(x: number, y: number) => Pixel} toPixel
   * @param {Size} size of the plot
   * @param {Theme} theme
   */
  draw(context, toPixel, size, theme) {
    if (!this.result) return;
    const [nx, ny] = this.result.n;
    const [x0, y1] = toPixel(this.of[0], this.of[2]);
    const [x1, y0] = toPixel(this.of[1], this.of[3]);
    const [dx, dy] = [(x1 - x0) / (nx - 1) / 2, (y1 - y0) / (ny - 1) / 2];
    /** @type {[number, number, number, number]} */
    const place = [x0 - dx, y0 - dy, x1 - x0 + 2 * dx, y1 - y0 + 2 * dy];
    context.imageSmoothingEnabled = false;
    context.drawImage(this.picture, ...place);
    context.globalAlpha = this.faint;
    for (const [kind, mask] of this.masks) hatch(context, kind, mask, place, size, theme);
    context.globalAlpha = 1;
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ImageData} image
 */
function put(canvas, image) {
  Object.assign(canvas, { width: image.width, height: image.height });
  pen(canvas).putImageData(image, 0, 0);
  return canvas;
}
