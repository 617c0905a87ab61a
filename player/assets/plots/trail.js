// One path on a panel: a thin line for the whole of it, and a bold trail that grows with the clock.

import { inSight } from "../page/dom.js";

/** @import { Pixel, Racer } from "../../types" */

const WIDTH = 2.2;
const THIN = 1;
const CASING = 2.6;

/** A racer's path in pixels, and how much of it is drawn. */
export class Trail {
  /**
   * @param {Racer} racer
   * @param {number} thick how many times as thick as at a desk
   */
  constructor(racer, thick = 1) {
    this.racer = racer;
    this.thick = thick;
    this.px = new Float32Array(racer.last + 1);
    this.py = new Float32Array(racer.last + 1);
    /** From the start to each step: they keep a dash in place while the trail grows. */
    this.lengths = new Float32Array(racer.last + 1);
    /** Up to which time it is drawn. */
    this.drawn = 0;
  }

  /**
   * Pixels of every step, once for each zoom or resize.
   * @param {(x: number, y: number) => Pixel} toPixel
   */
  project(toPixel) {
    const { x, y, last } = this.racer;
    for (let t = 0; t <= last; t++) {
      [this.px[t], this.py[t]] = inSight(toPixel(x[t], y[t]));
      if (t) this.lengths[t] = this.lengths[t - 1] + this.gap(t - 1, this.px[t], this.py[t]);
    }
    this.drawn = 0;
  }

  /**
   * How far a pixel is from a step.
   * @param {number} t
   * @param {number} px
   * @param {number} py
   */
  gap(t, px, py) {
    return Math.hypot(this.px[t] - px, this.py[t] - py);
  }

  /**
   * Where the path is at a time between two steps.
   * @param {number} time
   * @returns {Pixel}
   */
  at(time) {
    const end = this.px.length - 1;
    const t = Math.min(time, end);
    const i = Math.min(Math.floor(t), Math.max(0, end - 1));
    const part = t - i;
    const j = Math.min(i + 1, end);
    return [this.px[i] + part * (this.px[j] - this.px[i]), this.py[i] + part * (this.py[j] - this.py[i])];
  }

  /**
   * The whole path: thin, and in its full colour, without which it would not be seen on the ground.
   * @param {CanvasRenderingContext2D} context
   * @param {string} colour
   */
  ghost(context, colour) {
    this.stretch(context, 0, this.px.length - 1);
    context.setLineDash([]);
    Object.assign(context, { strokeStyle: colour, lineWidth: THIN * this.thick });
    context.stroke();
  }

  /**
   * Whether more is drawn than `time` has.
   * @param {number} time
   */
  isAhead(time) {
    return time < this.drawn;
  }

  /**
   * Adds the stretch from what is drawn already up to `time`; the casing goes under everything there is.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   * @param {string} colour
   * @param {string} casing
   */
  extend(context, time, colour, casing) {
    const from = this.drawn;
    const to = Math.min(time, this.px.length - 1);
    if (to <= from) return;
    this.stretch(context, from, to);
    context.setLineDash([]);
    const bold = WIDTH * this.thick;
    const under = { strokeStyle: casing, lineWidth: bold + CASING, globalCompositeOperation: "destination-over" };
    Object.assign(context, under);
    context.stroke();
    context.setLineDash(this.racer.dash);
    context.lineDashOffset = this.lengthAt(from);
    Object.assign(context, { strokeStyle: colour, lineWidth: bold, globalCompositeOperation: "source-over" });
    context.stroke();
    this.drawn = to;
  }

  /** @param {number} time */
  lengthAt(time) {
    const i = Math.floor(time);
    const j = Math.min(i + 1, this.lengths.length - 1);
    return this.lengths[i] + (time - i) * (this.lengths[j] - this.lengths[i]);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} from
   * @param {number} to
   */
  stretch(context, from, to) {
    context.beginPath();
    context.moveTo(...this.at(from));
    for (let t = Math.floor(from) + 1; t <= to; t++) context.lineTo(this.px[t], this.py[t]);
    context.lineTo(...this.at(to));
  }

  /**
   * The step up to `time` whose point is nearest to a pixel, and how far away it is.
   * @param {number} px
   * @param {number} py
   * @param {number} time
   */
  nearest(px, py, time) {
    const best = { gap: Infinity, step: 0 };
    for (let t = 0; t <= Math.min(time, this.px.length - 1); t++) {
      const gap = this.gap(t, px, py);
      if (gap < best.gap) Object.assign(best, { gap, step: t });
    }
    return best;
  }
}
