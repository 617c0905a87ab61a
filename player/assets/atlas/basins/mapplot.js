// What a map is drawn on, of starts or of settings: its pixels under two axes, and over them what is read, and the window that is being
// drawn.

import { Axis } from "../../curves/axis.js";
import { drawAxes } from "../../curves/paper.js";
import { clip, fit, make } from "../../page/dom.js";
import { LATER } from "../../page/later.js";
import { outline } from "./marks.js";
import { Pixels } from "./pixels.js";

/** @import { Box, Frame, Pixel, Point, Size, Theme } from "../../../types" */
/** @import { Around } from "../arrange.js" */

/**
 * A plot of pixels, on which a `Cross` is read.
 * @template Cross
 */
export class MapPlot {
  /**
   * @param {string} className
   * @param {number} faint how much of a pattern is seen
   * @param {Record<string, string>} attributes
   */
  constructor(className, faint, attributes) {
    this.ground = make("canvas", { attributes: { "aria-hidden": "true" } });
    this.over = make("canvas", { attributes: { "aria-hidden": "true" } });
    const role = { role: "application", ...attributes };
    this.surface = make("div", { className, tabIndex: 0, attributes: role }, this.ground, this.over);
    this.pixels = new Pixels(faint);
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} */ this.size = [1, 1];
    /** @type {Frame} */ this.frame = { left: 0, top: 0, width: 1, height: 1 };
    this.x = new Axis([0, 1], [0, 1]);
    this.y = new Axis([0, 1], [1, 0]);
    /** @type {Box | null} the window that is being drawn */ this.window = null;
    /** @type {Cross | null} what is read */ this.cross = null;
    this.toPixel = this.toPixel.bind(this);
  }

  /** What is shown. */
  get result() {
    return this.pixels.result;
  }

  /**
   * @param {Size} size
   * @param {Around} around
   * @param {Theme} theme
   */
  fit(size, { left, right, top, bottom }, theme) {
    this.size = size;
    this.theme = theme;
    this.frame = { left, top, width: size[0] - left - right, height: size[1] - top - bottom };
    Object.assign(this.surface.style, { width: `${size[0]}px`, height: `${size[1]}px` });
  }

  /**
   * The axes; the range of a logarithmic one is told in its values.
   * @param {Box} box
   * @param {[across: boolean, upward: boolean]} logs
   */
  look([x0, x1, y0, y1], [across, upward] = [false, false]) {
    const { left, top, width, height } = this.frame;
    /** @param {[number, number]} range @param {boolean} log @returns {[number, number]} */
    const ends = (range, log) => (log ? /** @type {[number, number]} */ (range.map(Math.log10)) : range);
    this.x = new Axis(ends([x0, x1], across), [left, left + width], across);
    this.y = new Axis(ends([y0, y1], upward), [top + height, top], upward);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Pixel}
   */
  toPixel(x, y) {
    return [this.x.toPixel(x), this.y.toPixel(y)];
  }

  /**
   * @param {number} px
   * @param {number} py
   * @returns {Point}
   */
  toData(px, py) {
    return [this.x.toValue(px), this.y.toValue(py)];
  }

  /**
   * Whether a pixel is on the drawing area.
   * @param {number} px
   * @param {number} py
   */
  holds(px, py) {
    const { left, top, width, height } = this.frame;
    return px >= left && px <= left + width && py >= top && py <= top + height;
  }

  /**
   * Column and row of the value whose pixel is there.
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

  /**
   * Pixels, marks and axes.
   * @param {(context: CanvasRenderingContext2D) => void} mark
   * @param {[across: string, upward: string]} titles
   */
  paint(mark, titles) {
    const { frame, theme, size } = this;
    const context = fit(this.ground, ...size);
    context.save();
    clip(context, frame);
    this.pixels.draw(context, this.toPixel, size, theme);
    mark(context);
    context.restore();
    drawAxes(this.ground, frame, { step: this.x, loss: this.y }, titles, theme, size);
    Object.assign(context, { strokeStyle: theme.border, lineWidth: 1 });
    context.strokeRect(frame.left, frame.top, frame.width, frame.height);
    this.drawOver();
  }

  /** @param {Cross | null} cross */
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
    const { cross, window, theme } = this;
    if (cross) this.drawCross(context, cross);
    if (window) outline(context, this.toPixel(window[0], window[3]), this.toPixel(window[1], window[2]), theme);
  }

  /**
   * What is read, as each kind of map shows it.
   * @param {CanvasRenderingContext2D} _context
   * @param {Cross} _cross
   */
  drawCross(_context, _cross) {}
}
