// One map: its picture under axes and marks, and over it the start that is read, its path, and the window that is being drawn.

import { Axis } from "../../curves/axis.js";
import { drawAxes } from "../../curves/paper.js";
import { clip, fit, inReach, make, pen } from "../../page/dom.js";
import { KIND } from "../../page/outcome.js";
import { ink } from "../../page/theme.js";
import { drawHead, swatch } from "../../plots/marker.js";
import { laneAt, PATTERNED, tile } from "./looks.js";
import { letter } from "./tally.js";

/** @import { Box, Frame, MapResult, Pixel, Point, Racer, Size, Theme } from "../../../types" */
/** @import { Around } from "../arrange.js" */
/** @import { Looks } from "./looks.js" */

// Radius of a mark without and with a letter.
const DOT = 4;
const BADGE = 9;
const MOST_MARKS = 40;

/** The map of one racer. */
export class BasinPlot {
  constructor() {
    this.who = make("div", { className: "who" });
    this.ground = make("canvas", { attributes: { "aria-hidden": "true" } });
    this.over = make("canvas", { attributes: { "aria-hidden": "true" } });
    this.surface = make(
      "div",
      { className: "map", tabIndex: 0, attributes: { role: "application" } },
      this.ground,
      this.over,
    );
    this.caption = make("figcaption", {});
    this.element = make("figure", { className: "basin" }, this.who, this.surface, this.caption);
    /** @type {MapResult | null} */ this.result = null;
    /** @type {Box} the window of the result */ this.of = [0, 1, 0, 1];
    /** @type {Box} the window that is shown */ this.box = [0, 1, 0, 1];
    /** @type {number[]} of outcomes that there are */ this.kinds = [];
    this.picture = make("canvas", {});
    /** @type {Map<number, HTMLCanvasElement>} where there is which kind */ this.masks = new Map();
    /** @type {Frame} */ this.frame = { left: 0, top: 0, width: 1, height: 1 };
    /** @type {Size} */ this.size = [1, 1];
    /** @type {Box | null} the window that is being drawn */ this.window = null;
    /** What is drawn over the map. @type {{ start: Point, path: Float64Array } | null} */ this.cross = null;
  }

  /**
   * @param {Racer} racer
   * @param {Theme} theme
   * @param {Size} size
   * @param {Around} around
   */
  build(racer, theme, size, { left, right, top, bottom }) {
    Object.assign(this.frame, { left, top, width: size[0] - left - right, height: size[1] - top - bottom });
    this.size = size;
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
    this.masks = new Map(
      PATTERNED.filter((kind) => kinds.includes(kind)).map((kind) => [
        kind,
        put(make("canvas"), looks.mask(result, kind)),
      ]),
    );
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
    if (!theme) return;
    this.box = box;
    const { left, top, width, height } = frame;
    this.x = new Axis([box[0], box[1]], [left, left + width]);
    this.y = new Axis([box[2], box[3]], [top + height, top]);
    const context = fit(this.ground, ...this.size);
    context.save();
    clip(context, frame);
    if (this.result) this.fill(context);
    for (const [i, one] of minima.entries())
      if (inBox(box, one) && (isFew || minima.length <= MOST_MARKS)) this.mark(context, one, isFew ? letter(i) : "");
    if (inBox(box, start)) this.ring(context, start, 5);
    context.restore();
    drawAxes(this.ground, frame, { step: this.x, loss: this.y }, ["", ""], theme, this.size);
    Object.assign(context, { strokeStyle: theme.border, lineWidth: 1 });
    context.strokeRect(left, top, width, height);
    this.drawOver();
  }

  /**
   * A start is at the middle of its pixel, so the outer ones reach half a pixel beyond the window.
   * @param {CanvasRenderingContext2D} context
   */
  fill(context) {
    const { of, result } = this;
    const [nx, ny] = /** @type {MapResult} */ (result).n;
    const [dx, dy] = [(of[1] - of[0]) / (nx - 1) / 2, (of[3] - of[2]) / (ny - 1) / 2];
    const [x0, y0] = this.toPixel(of[0] - dx, of[3] + dy);
    const [x1, y1] = this.toPixel(of[1] + dx, of[2] - dy);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.picture, x0, y0, x1 - x0, y1 - y0);
    for (const [kind, mask] of this.masks) {
      const layer = make("canvas");
      const over = fit(layer, ...this.size);
      over.imageSmoothingEnabled = false;
      over.drawImage(mask, x0, y0, x1 - x0, y1 - y0);
      over.globalCompositeOperation = "source-in";
      over.fillStyle = /** @type {CanvasPattern} */ (over.createPattern(tile(kind, this.stroke(kind)), "repeat"));
      over.fillRect(0, 0, ...this.size);
      context.drawImage(layer, 0, 0, ...this.size);
    }
  }

  /** The colour of a pattern. @param {number} kind */
  stroke(kind) {
    const { ground = "", text = "" } = this.theme ?? {};
    return kind === KIND.DIVERGED ? ground : text;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Point} at
   * @param {string} name
   */
  mark(context, at, name) {
    const { ground = "", text = "", font = "" } = this.theme ?? {};
    const [px, py] = this.toPixel(...at);
    Object.assign(context, { fillStyle: ground, strokeStyle: text, lineWidth: 1.5 });
    context.beginPath();
    context.arc(px, py, name ? BADGE : DOT, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    Object.assign(context, { font: `600 13px ${font}`, textAlign: "center", textBaseline: "middle", fillStyle: text });
    context.fillText(name, px, py + 0.5);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Point} at
   * @param {number} radius
   */
  ring(context, at, radius) {
    const { ground = "", text = "" } = this.theme ?? {};
    for (const [strokeStyle, lineWidth] of /** @type {[string, number][]} */ ([
      [ground, 4.5],
      [text, 2],
    ])) {
      Object.assign(context, { strokeStyle, lineWidth });
      context.beginPath();
      context.arc(...this.toPixel(...at), radius, 0, 2 * Math.PI);
      context.stroke();
    }
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
    if (!racer || !theme) return;
    clip(context, frame);
    if (cross) {
      const end =
        this.line(context, cross.path, theme.ground, 5) && this.line(context, cross.path, ink(racer, theme), 2.2);
      this.ring(context, cross.start, 6);
      if (end) drawHead(context, racer, end, ink(racer, theme), theme.ground);
    }
    if (!window) return;
    const [[x0, y0], [x1, y1]] = [this.toPixel(window[0], window[3]), this.toPixel(window[1], window[2])];
    for (const [strokeStyle, lineWidth] of /** @type {[string, number][]} */ ([
      [theme.ground, 4],
      [theme.accent, 2],
    ])) {
      Object.assign(context, { strokeStyle, lineWidth });
      context.strokeRect(x0, y0, x1 - x0, y1 - y0);
    }
  }

  /**
   * A path x₀, y₀, x₁, y₁ …, and where on the plot it ends.
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} path
   * @param {string} strokeStyle
   * @param {number} lineWidth
   */
  line(context, path, strokeStyle, lineWidth) {
    /** @type {Pixel | null} */ let at = null;
    context.beginPath();
    for (let t = 0; t < path.length && path[t] === path[t]; t += 2) {
      at = inReach(this.toPixel(path[t], path[t + 1]));
      context.lineTo(...at);
    }
    Object.assign(context, { strokeStyle, lineWidth });
    context.stroke();
    return at;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Pixel}
   */
  toPixel(x, y) {
    return [this.x?.toPixel(x) ?? 0, this.y?.toPixel(y) ?? 0];
  }

  /**
   * @param {number} px
   * @param {number} py
   * @returns {Point}
   */
  toData(px, py) {
    return [this.x?.toValue(px) ?? 0, this.y?.toValue(py) ?? 0];
  }

  /** Whether a pixel is on the map. @param {number} px @param {number} py */
  holds(px, py) {
    const { left, top, width, height } = this.frame;
    return px >= left && px <= left + width && py >= top && py <= top + height;
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

  /** The lane whose result is shown there. @param {number} i @param {number} j */
  lane(i, j) {
    return this.result ? laneAt(this.result, i, j) : -1;
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

/** @param {Box} box @param {Point} point */
const inBox = ([x0, x1, y0, y1], [x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1;
