// A map of two fields: pixels under two axes, and over them what is chosen, what is read, and the window that is being drawn.

import { PATTERNED } from "../basins/looks.js";
import { hatch } from "../basins/marks.js";
import { Axis } from "../../curves/axis.js";
import { drawAxes } from "../../curves/paper.js";
import { clip, fit, make, pen } from "../../page/dom.js";
import { LATER } from "../../page/later.js";
import { isGrey } from "./key.js";
import { drawCross, drawMark, drawWindow } from "./marks.js";

/** @import { Box, Frame, MapResult, Pixel, Point, Size, Theme } from "../../../types" */
/** @import { Looks } from "../basins/looks.js" */

// Around the drawing area, in heights of a number.
const AROUND = { left: 4.6, right: 14, top: 8, bottom: 3 };

/** A mark on the chart: a pair of values, and how it is drawn. @typedef {{ at: Point, shape: import("./marks.js").Shape }} Mark */
/** What the axes show: from and to, and whether in powers of ten. @typedef {{ range: [number, number], log: boolean, title: string }} Side */

/** A picture of pixels with axes. */
export class Chart {
  /** @param {string} label */
  constructor(label) {
    this.ground = make("canvas", { attributes: { "aria-hidden": "true" } });
    this.over = make("canvas", { attributes: { "aria-hidden": "true" } });
    const attributes = { role: "application", "aria-label": label };
    this.surface = make("div", { className: "chart", tabIndex: 0, attributes }, this.ground, this.over);
    this.picture = make("canvas");
    /** @type {{ kind: number, mask: HTMLCanvasElement }[]} where there is which kind */ this.masks = [];
    /** @type {MapResult | null} */ this.result = null;
    /** @type {Box} the window of the result */ this.of = [0, 1, 0, 1];
    /** @type {Frame} */ this.frame = { left: 0, top: 0, width: 1, height: 1 };
    /** @type {Size} */ this.size = [1, 1];
    /** @type {Theme} */ this.theme = LATER;
    /** @type {{ step: Axis, loss: Axis }} */ this.axes = LATER;
    /** @type {Box | null} the window that is being drawn */ this.window = null;
    /** @type {Point | null} the pair that is read */ this.cross = null;
  }

  /**
   * @param {Size} size
   * @param {Theme} theme
   * @param {Side} across
   * @param {Side} upward
   */
  rule(size, theme, across, upward) {
    const { tick } = theme;
    const [left, bottom] = [AROUND.left * tick, AROUND.bottom * tick];
    const [width, height] = [size[0] - left - AROUND.right, size[1] - AROUND.top - bottom];
    this.frame = { left, top: AROUND.top, width, height };
    this.size = size;
    this.theme = theme;
    this.axes = {
      step: axis(across, [left, left + width]),
      loss: axis(upward, [AROUND.top + height, AROUND.top]),
    };
    this.titles = /** @type {[string, string]} */ ([across.title, upward.title]);
    Object.assign(this.surface.style, { width: `${size[0]}px`, height: `${size[1]}px` });
  }

  /**
   * A result for the window `of`, as it looks.
   * @param {MapResult} result
   * @param {Box} of
   * @param {Looks} looks
   */
  take(result, of, looks) {
    put(this.picture, looks.image(result));
    const kinds = new Set(result.kind);
    this.masks = PATTERNED.filter((kind) => kinds.has(kind) && isGrey(looks, kind)).map((kind) => {
      const mask = put(make("canvas"), looks.mask(result, kind));
      return { kind, mask };
    });
    this.result = result;
    this.of = of;
  }

  /** @param {Mark[]} marks */
  draw(marks) {
    const { frame, theme } = this;
    const context = fit(this.ground, ...this.size);
    context.save();
    clip(context, frame);
    if (this.result) this.fill(context);
    for (const { at, shape } of marks) drawMark(context, this.toPixel(...at), shape, theme);
    context.restore();
    drawAxes(this.ground, frame, this.axes, this.titles ?? ["", ""], theme, this.size);
    Object.assign(context, { strokeStyle: theme.border, lineWidth: 1 });
    context.strokeRect(frame.left, frame.top, frame.width, frame.height);
    this.drawOver();
  }

  /**
   * A pair is at the middle of its pixel, so the outer ones reach half a pixel beyond the window.
   * @param {CanvasRenderingContext2D} context
   */
  fill(context) {
    const [nx, ny] = /** @type {MapResult} */ (this.result).n;
    const [x0, y1] = this.toPixel(this.of[0], this.of[2]);
    const [x1, y0] = this.toPixel(this.of[1], this.of[3]);
    const [dx, dy] = [(x1 - x0) / (nx - 1) / 2, (y1 - y0) / (ny - 1) / 2];
    /** @type {[number, number, number, number]} */
    const place = [x0 - dx, y0 - dy, x1 - x0 + 2 * dx, y1 - y0 + 2 * dy];
    context.imageSmoothingEnabled = false;
    context.drawImage(this.picture, ...place);
    for (const { kind, mask } of this.masks) hatch(context, kind, mask, place, this.size, this.theme);
  }

  /** @param {Point | null} cross */
  read(cross) {
    this.cross = cross;
    this.drawOver();
  }

  /** @param {Box | null} window */
  select(window) {
    if (!window && !this.window) return;
    this.window = window;
    this.drawOver();
  }

  drawOver() {
    const context = clip(fit(this.over, ...this.size), this.frame);
    const { cross, frame, theme, window } = this;
    if (cross) drawCross(context, this.toPixel(...cross), frame, theme);
    if (window) drawWindow(context, this.toPixel(window[0], window[3]), this.toPixel(window[1], window[2]), theme);
  }

  /**
   * @param {number} a
   * @param {number} b
   * @returns {Pixel}
   */
  toPixel(a, b) {
    return [this.axes.step.toPixel(a), this.axes.loss.toPixel(b)];
  }

  /**
   * @param {number} px
   * @param {number} py
   * @returns {Point}
   */
  toData(px, py) {
    return [this.axes.step.toValue(px), this.axes.loss.toValue(py)];
  }

  /** Whether a pixel is on the map. @param {number} px @param {number} py */
  holds(px, py) {
    const { left, top, width, height } = this.frame;
    return px >= left && px <= left + width && py >= top && py <= top + height;
  }

  /**
   * Column and row of the pair whose pixel is there.
   * @param {number} px
   * @param {number} py
   * @returns {[i: number, j: number]}
   */
  cell(px, py) {
    const { left, top, width, height } = this.frame;
    const [nx, ny] = this.result?.n ?? [2, 2];
    const [u, v] = [(px - left) / width, 1 - (py - top) / height].map((share) => Math.min(1, Math.max(0, share)));
    return [Math.round(u * (nx - 1)), Math.round(v * (ny - 1))];
  }
}

/**
 * @param {Side} side
 * @param {[from: number, to: number]} pixels
 */
function axis({ range, log }, pixels) {
  return new Axis(log ? /** @type {[number, number]} */ (range.map(Math.log10)) : range, pixels, log);
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
