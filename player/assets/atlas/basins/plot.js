// One map: its picture under axes and marks, and over it the start that is read, its path, and the window that is being drawn.

import { drawAxes } from "../../curves/paper.js";
import { clip, fit, make, pen } from "../../page/dom.js";
import { LATER } from "../../page/later.js";
import { ink } from "../../page/theme.js";
import { drawHead, swatch } from "../../plots/marker.js";
import { PATTERNED } from "./looks.js";
import { hatch, line, mark, outline, ring } from "./marks.js";
import { Plane } from "./plane.js";
import { letter } from "./tally.js";

/** @import { Box, MapResult, Point, Racer, Size, Theme } from "../../../types" */
/** @import { Around } from "../arrange.js" */
/** @import { Looks } from "./looks.js" */

const MOST_MARKS = 40;
// How much of a pattern is seen: it lies over what it tells apart.
const FAINT = 0.65;

/** The map of one racer. */
export class BasinPlot extends Plane {
  constructor() {
    super();
    this.who = make("div", { className: "who" });
    this.ground = make("canvas", { attributes: { "aria-hidden": "true" } });
    this.over = make("canvas", { attributes: { "aria-hidden": "true" } });
    const role = { role: "application" };
    this.surface = make("div", { className: "map", tabIndex: 0, attributes: role }, this.ground, this.over);
    this.caption = make("figcaption", {});
    this.element = make("figure", { className: "basin" }, this.who, this.surface, this.caption);
    /** @type {Racer} */ this.racer = LATER;
    /** @type {Theme} */ this.theme = LATER;
    /** @type {MapResult | null} */ this.result = null;
    /** @type {Box} the window of the result */ this.of = this.box;
    /** @type {number[]} of outcomes that there are */ this.kinds = [];
    this.picture = make("canvas", {});
    /** @type {Map<number, HTMLCanvasElement>} where there is which kind */ this.masks = new Map();
    /** @type {Box | null} the window that is being drawn */ this.window = null;
    /** @type {{ start: Point, path: Float64Array } | null} what is read */ this.cross = null;
  }

  /**
   * @param {Racer} racer
   * @param {Theme} theme
   * @param {Size} size
   * @param {Around} around
   */
  build(racer, theme, size, around) {
    this.fit(size, around);
    this.racer = racer;
    this.theme = theme;
    this.who.replaceChildren(swatch(racer, ink(racer, theme), theme.ground), make("b", { textContent: racer.name }));
    Object.assign(this.surface.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    this.element.style.setProperty("--wide", `${size[0]}px`);
  }

  /**
   * A result for the window `box`, as it looks.
   * @param {MapResult} result
   * @param {Box} box
   * @param {Looks} looks
   * @param {number[]} kinds that there are
   */
  take(result, box, looks, kinds) {
    this.result = result;
    this.of = box;
    this.kinds = kinds;
    put(this.picture, looks.image(result));
    const patterned = PATTERNED.filter((kind) => kinds.includes(kind));
    this.masks = new Map(patterned.map((kind) => [kind, put(make("canvas"), looks.mask(result, kind))]));
  }

  /**
   * The map, its axes, and the known minima in their window.
   * @param {Box} box
   * @param {Point[]} minima
   * @param {boolean} isFew whether minima have letters
   * @param {Point} start of the race
   */
  draw(box, minima, isFew, start) {
    const { frame, theme } = this;
    this.look(box);
    const context = fit(this.ground, ...this.size);
    context.save();
    clip(context, frame);
    if (this.result) this.fill(context, this.result);
    if (isFew || minima.length <= MOST_MARKS)
      for (const [i, one] of minima.entries())
        if (this.shows(one)) mark(context, this.toPixel(...one), isFew ? letter(i) : "", theme);
    if (this.shows(start)) ring(context, this.toPixel(...start), 5, theme);
    context.restore();
    drawAxes(this.ground, frame, { step: this.x, loss: this.y }, ["", ""], theme, this.size);
    Object.assign(context, { strokeStyle: theme.border, lineWidth: 1 });
    context.strokeRect(frame.left, frame.top, frame.width, frame.height);
    this.drawOver();
  }

  /**
   * A start is at the middle of its pixel, so the outer ones reach half a pixel beyond the window.
   * @param {CanvasRenderingContext2D} context
   * @param {MapResult} result
   */
  fill(context, { n: [nx, ny] }) {
    const { of } = this;
    const [dx, dy] = [(of[1] - of[0]) / (nx - 1) / 2, (of[3] - of[2]) / (ny - 1) / 2];
    const [x0, y0] = this.toPixel(of[0] - dx, of[3] + dy);
    const [x1, y1] = this.toPixel(of[1] + dx, of[2] - dy);
    context.imageSmoothingEnabled = false;
    /** @type {[number, number, number, number]} */
    const place = [x0, y0, x1 - x0, y1 - y0];
    context.drawImage(this.picture, ...place);
    context.globalAlpha = FAINT;
    for (const [kind, mask] of this.masks) hatch(context, kind, mask, place, this.size, this.theme);
    context.globalAlpha = 1;
  }

  /** @param {{ start: Point, path: Float64Array } | null} cross */
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
    const context = fit(this.over, ...this.size);
    const { cross, frame, racer, theme, window } = this;
    clip(context, frame);
    if (cross) {
      const colour = ink(racer, theme);
      const end = line(context, cross.path, (x, y) => this.toPixel(x, y), colour, theme.ground);
      ring(context, this.toPixel(...cross.start), 6, theme);
      if (end) drawHead(context, racer, end, colour, theme.ground);
    }
    if (window) outline(context, this.toPixel(window[0], window[3]), this.toPixel(window[1], window[2]), theme);
  }

  /**
   * Column and row of the start whose pixel is there.
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
 * @param {HTMLCanvasElement} canvas
 * @param {ImageData} image
 */
function put(canvas, image) {
  Object.assign(canvas, { width: image.width, height: image.height });
  pen(canvas).putImageData(image, 0, 0);
  return canvas;
}
