// A small plot of the surface with the paths that a map is about: they follow the hand.

import { clip, fit, make } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { equalScale } from "../page/layout.js";
import { ink, ramp } from "../page/theme.js";
import { drawHead } from "../plots/marker.js";
import { drawPath, placeAt } from "../plots/preview.js";
import { Scale } from "../plots/scale.js";

/** @import { Box, Frame, MapPacket, Pixel, Point, Racer, Size, Style, Theme } from "../../types" */

// Around the surface.
const EDGE = 1;
const DOT = 2.5;
const WIDTH = 1.8;
// Of the ground: so many steps of colour, with a line between them.
const LEVELS = 12;

/** A path as a pool gives it, and how it is drawn. @typedef {{ style: Style, points: Float64Array }} Drawn */

/** Ground, paths and starts on a canvas. */
export class Inset {
  /** @param {string} label for who hears the page */
  constructor(label) {
    this.ground = make("canvas");
    this.canvas = make("canvas");
    const attributes = { role: "img", "aria-label": label };
    this.element = make("div", { className: "inset", attributes }, this.ground, this.canvas);
    /** @type {Box} */ this.box = LATER;
    /** @type {Frame} */ this.frame = LATER;
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} */ this.size = [0, 0];
    /** @type {CanvasRenderingContext2D} */ this.context = LATER;
    /** What the ground shows, as text. */ this.key = "";
  }

  /**
   * @param {MapPacket} packet
   * @param {Theme} theme
   * @param {Size} room
   */
  show(packet, theme, room) {
    const { box } = packet.scene;
    const size = fitted(box, room);
    this.box = box;
    this.theme = theme;
    this.frame = { left: EDGE, top: EDGE, width: size[0] - 2 * EDGE, height: size[1] - 2 * EDGE };
    const key = JSON.stringify([packet.ground.digest, theme.dark, size, window.devicePixelRatio]);
    if (key === this.key) return;
    this.key = key;
    this.size = size;
    Object.assign(this.element.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    this.context = fit(this.canvas, ...size);
    this.paint(packet, theme);
  }

  /**
   * The loss in quiet colours, as under a race.
   * @param {MapPacket} packet
   * @param {Theme} theme
   */
  paint({ ground }, theme) {
    const { left, top, width, height } = this.frame;
    const [nx, ny] = ground.grid;
    const small = make("canvas", { width: nx, height: ny });
    const paint = small.getContext("2d");
    const scale = new Scale(ground.scale);
    const colours = ramp(ground, theme).map(rgb);
    const image = new ImageData(nx, ny);
    ground.rows.forEach((row, j) =>
      row.forEach((above, i) => {
        const share = (scale.level(above) - scale.start) / (scale.end - scale.start || 1);
        const level = (Math.floor(Math.min(0.999, Math.max(0, share)) * LEVELS) + 0.5) / LEVELS;
        image.data.set([...mixed(colours, level), 255], 4 * ((ny - 1 - j) * nx + i));
      }),
    );
    paint?.putImageData(image, 0, 0);
    const context = fit(this.ground, ...this.size);
    context.drawImage(small, left, top, width, height);
    Object.assign(context, { strokeStyle: theme.border, lineWidth: 1 });
    context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  }

  /**
   * @param {Drawn[]} paths
   * @param {Float64Array} starts x₀, y₀, x₁, y₁ …
   */
  draw(paths, starts) {
    const { context, theme } = this;
    context.clearRect(0, 0, ...this.size);
    context.save();
    clip(context, this.frame);
    for (let i = 0; i < starts.length; i += 2) this.dot([starts[i], starts[i + 1]]);
    for (const { style, points } of paths) this.path(style, pathOf(points));
    context.restore();
    context.setLineDash([]);
    for (const { style, points } of paths) {
      const racer = pathOf(points);
      const at = placeAt((x, y) => this.toPixel(x, y), racer, racer.last);
      if (this.shows(at)) drawHead(context, style, at, ink(style, theme), theme.ground);
    }
  }

  /** @param {Point} start */
  dot(start) {
    const { context, theme } = this;
    context.beginPath();
    context.arc(...this.toPixel(...start), DOT * theme.thick, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: theme.text, strokeStyle: theme.ground, lineWidth: 1 });
    context.fill();
    context.stroke();
  }

  /**
   * @param {Style} style
   * @param {Pick<Racer, "x" | "y" | "last">} path
   */
  path(style, path) {
    const { context, theme } = this;
    const lines = [
      { strokeStyle: theme.ground, lineWidth: (WIDTH + 1.6) * theme.thick, dash: [] },
      { strokeStyle: ink(style, theme), lineWidth: WIDTH * theme.thick, dash: style.dash },
    ];
    for (const { dash, ...look } of lines) {
      Object.assign(context, look);
      context.setLineDash(dash);
      drawPath(context, (x, y) => this.toPixel(x, y), path);
    }
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Pixel}
   */
  toPixel(x, y) {
    const { left, top, width, height } = this.frame;
    const [x0, x1, y0, y1] = this.box;
    return [left + ((x - x0) / (x1 - x0)) * width, top + ((y1 - y) / (y1 - y0)) * height];
  }

  /** @param {Pixel} at */
  shows([px, py]) {
    return px >= 0 && px <= this.size[0] && py >= 0 && py <= this.size[1];
  }
}

/**
 * The largest plot of a window that fits, with equal scales where its sides allow.
 * @param {Box} box
 * @param {Size} room
 * @returns {Size}
 */
function fitted([x0, x1, y0, y1], [width, height]) {
  const shape = equalScale([x0, x1, y0, y1]) ? (x1 - x0) / (y1 - y0) : 1;
  const across = Math.min(width, height * shape);
  return [Math.round(across), Math.round(across / shape)];
}

/**
 * The two coordinates of a path, and its last step.
 * @param {Float64Array} points
 */
export function pathOf(points) {
  const x = points.filter((_, i) => i % 2 === 0);
  const ended = x.findIndex(Number.isNaN);
  return { x, y: points.filter((_, i) => i % 2 === 1), last: (ended < 0 ? x.length : ended) - 1 };
}

/** @typedef {[red: number, green: number, blue: number]} Rgb */

/**
 * @param {string} colour as #rrggbb
 * @returns {Rgb}
 */
export const rgb = (colour) => /** @type {Rgb} */ ([1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)));

/**
 * A colour between those of a ramp.
 * @param {Rgb[]} colours
 * @param {number} share from 0 to 1
 * @returns {Rgb}
 */
export function mixed(colours, share) {
  const at = Math.min(1, Math.max(0, share)) * (colours.length - 1);
  const i = Math.min(Math.floor(at), colours.length - 2);
  return /** @type {Rgb} */ (colours[i].map((part, c) => Math.round(part + (at - i) * (colours[i + 1][c] - part))));
}
