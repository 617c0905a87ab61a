// How a start looks on a map: the hue of the minimum in which it ends, paler the longer that takes; and a pattern that tells other
// outcomes apart without any colour.

import { make, pen } from "../../page/dom.js";
import { KIND } from "../../page/outcome.js";

/** @import { MapHeader, MapResult } from "../../../types" */

/** @typedef {[red: number, green: number, blue: number]} Colour */

/** How much of the ground a start has that takes all steps. */
export const PALE = 0.72;
// So many tones are told apart, and losses down to this share of the highest.
const TONES = 128;
const DEPTH = 1e-16;
/** Greys of what ends in no minimum, on a light and on a dark ground. */
const GREYS = /** @type {Record<number, [light: string, dark: string]>} */ ({
  [KIND.MOVING]: ["#dfe3e8", "#333a44"],
  [KIND.CONVERGED]: ["#0072b2", "#0072b2"],
  [KIND.LOCAL]: ["#b4bac3", "#6a727e"],
  [KIND.SADDLE]: ["#9aa1ab", "#7f8791"],
  [KIND.MAXIMUM]: ["#858c97", "#959da8"],
  [KIND.HOVERING]: ["#c6cbd2", "#525a66"],
  [KIND.RESTING]: ["#ccd1d8", "#48505b"],
  [KIND.LEFT]: ["#f4f5f7", "#1b212a"],
  [KIND.DIVERGED]: ["#343a43", "#d5d9df"],
});
/** Lines of a pattern within a square of ten pixels, and dots. */
const LINES = /** @type {Record<number, number[][]>} */ ({
  [KIND.LOCAL]: [[-1, 11, 11, -1]],
  [KIND.SADDLE]: [
    [-1, 11, 11, -1],
    [-1, -1, 11, 11],
  ],
  [KIND.MAXIMUM]: [
    [5, 2, 5, 8],
    [2, 5, 8, 5],
  ],
  [KIND.HOVERING]: [
    [1.3, 2.5, 3.7, 2.5],
    [6.3, 7.5, 8.7, 7.5],
  ],
  [KIND.RESTING]: [[-1, 5, 11, 5]],
  [KIND.LEFT]: [[5, -1, 5, 11]],
  [KIND.DIVERGED]: [[-1, -1, 11, 11]],
});
const TILE = 10;
const STROKE = { [KIND.HOVERING]: 2.4 };

/** @param {string} hex @returns {Colour} */
export const colourOf = (hex) => /** @type {Colour} */ ([1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)));

/** @param {Colour} a @param {Colour} b @param {number} share of b */
export const mixed = (a, b, share) => /** @type {Colour} */ (a.map((v, i) => Math.round(v + share * (b[i] - v))));

/**
 * The colour at a place of a ramp.
 * @param {Colour[]} colours
 * @param {number} share from 0 to 1
 */
export function along(colours, share) {
  const at = Math.min(1, Math.max(0, share)) * (colours.length - 1);
  const i = Math.min(Math.floor(at), colours.length - 2);
  return mixed(colours[i], colours[i + 1], at - i);
}

/** As a canvas has a pixel. @param {Colour} colour */
const packed = ([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r;

/** The kinds that have a pattern. */
export const PATTERNED = Object.keys(LINES).map(Number);

/**
 * A bit of a pattern.
 * @param {number} kind
 * @param {string} colour
 */
export function tile(kind, colour) {
  const canvas = make("canvas", { width: TILE, height: TILE });
  const context = pen(canvas);
  Object.assign(context, { strokeStyle: colour, lineWidth: STROKE[kind] ?? 1.1 });
  for (const [x0, y0, x1, y1] of LINES[kind]) {
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  }
  return canvas;
}

/** The colours of maps of one surface in one theme. */
export class Looks {
  /**
   * @param {Pick<MapHeader, "minima" | "ramp" | "shade">} map
   * @param {{ dark: boolean, ground: Colour }} theme
   * @param {number} steps
   * @param {number[]} heights the loss at each known minimum
   * @param {[low: number, high: number]} losses those in the window
   */
  constructor({ minima, ramp, shade }, { dark, ground }, steps, heights, losses) {
    this.shade = shade;
    this.dark = dark;
    this.ground = ground;
    this.steps = steps;
    this.heights = heights;
    this.ramp = ramp.map(colourOf);
    this.hues = minima.map(colourOf);
    /** Whether each minimum has a hue, and a letter. */
    this.isFew = heights.length <= minima.length;
    /** The losses between which the colours of minima run. */
    this.range = [Math.min(...heights), Math.max(...heights)];
    this.losses = losses;
    /** All that the colours depend on. */
    this.key = JSON.stringify([shade, dark, ground, steps, heights, losses]);
    /** @type {Map<number, number>} what has been worked out */ this.pixels = new Map();
  }

  /** @param {number} kind @returns {Colour} */
  grey(kind) {
    return colourOf(GREYS[kind][this.dark ? 1 : 0]);
  }

  /** How late a step is, from 0 to 1: tenfold steps are as far apart. @param {number} step */
  late(step) {
    return step < 0 ? 1 : Math.log1p(step) / Math.log1p(this.steps);
  }

  /** @param {number} minimum @returns {Colour} */
  hue(minimum) {
    if (this.isFew) return this.hues[minimum];
    const [low, high] = this.range;
    return along(this.ramp, (this.heights[minimum] - low) / (high - low || 1));
  }

  /**
   * The colour of what ends so, at a place of the shade's own scale: how late, or how high, from 0 to 1.
   * @param {number} kind
   * @param {number} minimum
   * @param {number} place
   * @returns {Colour}
   */
  of(kind, minimum, place) {
    const isGone = kind === KIND.LEFT || kind === KIND.DIVERGED;
    if (this.shade === "loss" && !isGone) return along(this.ramp, place);
    if (minimum < 0 && kind !== KIND.CONVERGED) return this.grey(kind);
    if (this.shade === "steps") return along(this.ramp, place);
    const hue = minimum < 0 ? this.grey(kind) : this.hue(minimum);
    return this.isFew ? mixed(hue, this.ground, PALE * place) : hue;
  }

  /**
   * Where a lane is on the shade's own scale.
   * @param {MapResult} result
   * @param {number} lane
   */
  place({ step, loss }, lane) {
    return this.shade === "loss" ? this.level(loss[lane]) : this.late(step[lane]);
  }

  /** How high a loss is, from 0 to 1: tenfold losses are as far apart. @param {number} loss */
  level(loss) {
    const [low, high] = this.losses;
    const least = DEPTH * (high - low);
    return Math.log(Math.max(loss - low, 0) / least + 1) / Math.log(1 / DEPTH + 1);
  }

  /**
   * A map as pixels, from the highest y to the lowest; where nothing is known yet that of a coarser level.
   * @param {MapResult} result
   */
  image(result) {
    const [nx, ny] = result.n;
    const image = new ImageData(nx, ny);
    const pixels = new Int32Array(image.data.buffer);
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) pixels[(ny - 1 - j) * nx + i] = this.pixel(result, laneAt(result, i, j));
    return image;
  }

  /**
   * @param {MapResult} result
   * @param {number} lane
   */
  pixel(result, lane) {
    const [kind, minimum] = [result.kind[lane], result.minimum[lane]];
    if (kind < 0) return 0;
    const place = Math.round(TONES * Math.min(1, Math.max(0, this.place(result, lane) || 0)));
    const key = (16 * (minimum + 1) + kind) * (TONES + 1) + place;
    const known = this.pixels.get(key) ?? packed(this.of(kind, minimum, place / TONES));
    this.pixels.set(key, known);
    return known;
  }

  /**
   * Where a map has one of these kinds: opaque there.
   * @param {MapResult} result
   * @param {number} kind
   */
  mask(result, kind) {
    const [nx, ny] = result.n;
    const image = new ImageData(nx, ny);
    const pixels = new Int32Array(image.data.buffer);
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++)
        if (result.kind[laneAt(result, i, j)] === kind) pixels[(ny - 1 - j) * nx + i] = packed([0, 0, 0]);
    return image;
  }
}

/**
 * The lane that is shown at a column and row: its own, or the one of the coarser level that is nearest to it.
 * @param {Pick<MapResult, "n" | "kind" | "stride">} result
 * @param {number} i
 * @param {number} j
 */
export function laneAt({ n: [nx, ny], kind, stride }, i, j) {
  const own = j * nx + i;
  if (kind[own] >= 0 || stride <= 1) return own;
  return coarse(j, ny, stride) * nx + coarse(i, nx, stride);
}

/** @param {number} i @param {number} n @param {number} stride */
const coarse = (i, n, stride) => Math.min(Math.round(i / stride), Math.floor((n - 1) / stride)) * stride;
