// What a rate makes of a run: a curve for each method, a band where starts differ, and where theory draws the line.

import { Axis } from "../../curves/axis.js";
import { DEEPEST, lossAxis } from "../../curves/lossaxis.js";
import { drawAxes } from "../../curves/paper.js";
import { clip, fit, inReach, make } from "../../page/dom.js";
import { LATER } from "../../page/later.js";
import { ink } from "../../page/theme.js";
import { say } from "../../page/words.js";

/** @import { Frame, Pixel, Size, Style, Theme } from "../../../types" */
/** @import { Column, Quartiles } from "../../sweeps/spread.js" */

/** One method: how it is drawn, its values, and what is known of each. */
/** @typedef {{ style: Style, values: Float64Array, columns: (Column | null)[] }} Curve */
/** Which of a column's numbers a plot shows. @typedef {"loss" | "steps"} What */

const WIDTH = 2;
const BAND = 0.16;
// Around the drawing area, in heights of a number.
const AROUND = { left: 4.6, right: 20, top: 8, bottom: 3, closed: 1.9 };

/** A plot of losses or steps against the rate. */
export class CurvePlot {
  /**
   * @param {What} what
   * @param {string} label for who hears the page
   */
  constructor(what, label) {
    this.what = what;
    this.paper = make("canvas");
    this.canvas = make("canvas");
    this.element = make(
      "div",
      { className: `curveplot ${what}`, attributes: { role: "group", "aria-label": label } },
      this.paper,
      this.canvas,
    );
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} */ this.size = [0, 0];
    /** @type {Frame} */ this.frame = LATER;
    /** @type {{ step: Axis, loss: Axis }} */ this.axes = LATER;
    /** @type {CanvasRenderingContext2D} */ this.context = LATER;
    /** What stands on the paper, as text. */ this.key = "";
  }

  /**
   * @param {Size} size
   * @param {Theme} theme
   * @param {[low: number, high: number]} rates
   * @param {import("../../curves/lossaxis.js").LossAxis} upward
   * @param {[across: string, upward: string]} titles
   */
  rule(size, theme, rates, upward, titles) {
    const tick = theme.tick;
    const [left, bottom] = [AROUND.left * tick, (titles[0] ? AROUND.bottom : AROUND.closed) * tick];
    const [width, height] = [size[0] - left - AROUND.right, size[1] - AROUND.top - bottom];
    this.frame = { left, top: AROUND.top, width, height };
    this.axes = {
      step: new Axis(/** @type {[number, number]} */ (rates.map(Math.log10)), [left, left + width], true),
      loss: new Axis(upward.range, [AROUND.top + height, AROUND.top], upward.type === "log"),
    };
    const key = JSON.stringify([size, theme, this.axes, titles, window.devicePixelRatio]);
    if (key === this.key) return;
    this.key = key;
    this.theme = theme;
    this.size = size;
    Object.assign(this.element.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    this.context = fit(this.canvas, ...size);
    fit(this.paper, ...size);
    drawAxes(this.paper, this.frame, this.axes, titles, theme, size);
  }

  /**
   * @param {Curve[]} curves
   * @param {boolean} isSpread whether the middle half of the starts is shown, too
   * @param {number | null} limit the rate up to which theory calls gradient descent stable
   * @param {number | null} cursor a rate
   */
  draw(curves, isSpread, limit, cursor) {
    const { context } = this;
    context.clearRect(0, 0, ...this.size);
    context.save();
    clip(context, this.frame, 1);
    if (limit) this.shade(limit);
    if (isSpread) for (const curve of curves) this.band(curve);
    for (const curve of curves) this.line(curve);
    if (cursor) this.cursor(cursor);
    context.restore();
    context.setLineDash([]);
    if (limit) this.name(limit);
  }

  /** @param {number} limit */
  shade(limit) {
    const { context, theme, frame } = this;
    const px = inReach([this.axes.step.toPixel(limit)])[0];
    Object.assign(context, { fillStyle: theme.accent, globalAlpha: theme.dark ? 0.13 : 0.08 });
    context.fillRect(frame.left, frame.top, px - frame.left, frame.height);
    Object.assign(context, { globalAlpha: 1, strokeStyle: theme.accent, lineWidth: 1.5 });
    context.setLineDash([2, 3]);
    this.upright(px);
  }

  /** @param {number} px */
  upright(px) {
    const { context, frame } = this;
    context.beginPath();
    context.moveTo(px, frame.top);
    context.lineTo(px, frame.top + frame.height);
    context.stroke();
  }

  /** @param {number} rate */
  cursor(rate) {
    Object.assign(this.context, { strokeStyle: this.theme.text, lineWidth: 1, globalAlpha: 0.45 });
    this.context.setLineDash([]);
    this.upright(this.axes.step.toPixel(rate));
    this.context.globalAlpha = 1;
  }

  /** 2/λmax, beside its line. @param {number} limit */
  name(limit) {
    const { context, theme, frame } = this;
    if (this.what === "steps") return;
    const px = this.axes.step.toPixel(limit);
    if (px < frame.left || px > frame.left + frame.width) return;
    const isLeft = px > frame.left + frame.width - 5 * theme.tick;
    Object.assign(context, { fillStyle: theme.text, textBaseline: "top", textAlign: isLeft ? "right" : "left" });
    context.font = `${theme.tick + 1}px ${theme.font}`;
    context.fillText(say("2/λₘₐₓ"), px + (isLeft ? -5 : 5), frame.top + 3);
  }

  /** @param {Curve} curve */
  line({ style, values, columns }) {
    const { context, theme } = this;
    Object.assign(context, { strokeStyle: ink(style, theme), lineWidth: WIDTH * theme.thick });
    context.setLineDash(style.dash);
    context.beginPath();
    let isOpen = false;
    columns.forEach((column, i) => {
      if (!column) return;
      const [px, py] = this.place(values[i], column[this.what][1]);
      if (!Number.isFinite(column[this.what][1]) && this.what === "steps") isOpen = false;
      else if (isOpen) context.lineTo(px, py);
      else context.moveTo(px, py);
      isOpen = Number.isFinite(column[this.what][1]) || this.what === "loss";
    });
    context.stroke();
  }

  /** @param {Curve} curve */
  band({ style, values, columns }) {
    const { context } = this;
    Object.assign(context, { fillStyle: ink(style, this.theme), globalAlpha: BAND });
    const known = columns.flatMap((column, i) => (column ? [{ rate: values[i], at: column[this.what] }] : []));
    context.beginPath();
    for (const { rate, at } of known) context.lineTo(...this.place(rate, at[0]));
    for (const { rate, at } of known.toReversed()) context.lineTo(...this.place(rate, at[2]));
    context.fill();
    context.globalAlpha = 1;
  }

  /**
   * The pixel of a number at a rate; an infinite one is above all others.
   * @param {number} rate
   * @param {number} value
   * @returns {Pixel}
   */
  place(rate, value) {
    const { step, loss } = this.axes;
    const above = loss.log ? Math.max(value, DEEPEST / 10) : value;
    const upward = above === Infinity ? this.frame.top - 3 : loss.toPixel(above);
    return inReach([step.toPixel(rate), Math.max(this.frame.top - 3, upward)]);
  }
}

/**
 * The axis of the losses that curves have, whose runs begin at `start`.
 * @param {Curve[]} curves
 * @param {number} start
 * @param {boolean} bounded
 */
export function lossesOf(curves, start, bounded) {
  /** @param {Quartiles} loss */
  const middle = ([, median]) => median;
  const runs = curves.map(({ columns }) =>
    Float64Array.from(columns.flatMap((one) => (one ? [middle(one.loss)] : []))),
  );
  const racers = [Float64Array.of(start), ...runs].map((above) => ({ above, test: null, last: above.length - 1 }));
  return lossAxis({ racers, bounded });
}

/**
 * The axis of steps.
 * @param {number} steps
 * @returns {import("../../curves/lossaxis.js").LossAxis}
 */
export const stepsOf = (steps) => ({ type: "linear", range: [0, 1.03 * steps] });
