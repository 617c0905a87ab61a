// Loss against step, for all optimizers: the curves are drawn once and uncovered by the clock.

import { clip, fit, inReach, make } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { ink } from "../page/theme.js";
import { say } from "../page/words.js";
import { HAIR } from "../plots/preview.js";
import { Axis } from "./axis.js";
import { drawCursor, drawDot } from "./cursor.js";
import { forecastLine } from "./forecast.js";
import { DEEPEST, lossAxis } from "./lossaxis.js";
import { drawAxes } from "./paper.js";
import { thinned } from "./thinned.js";

/** @import { Floats, Frame, Pixel, Race, Racer, Size, Theme } from "../../types" */
/** @import { Clock } from "../controls/clock.js" */

/** @param {number} tick the height of a number at an axis */
const margin = (tick) => ({ l: 4.6 * tick, r: 12, t: 8, b: 3 * tick });

/** The curves of all racers, and where the clock is on them: a second scrubber. */
export class LossPlot {
  /** @param {Clock} clock */
  constructor(clock) {
    this.clock = clock;
    /** @type {Race} */ this.race = LATER;
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} */ this.size = [0, 0];
    /** @type {Frame} */ this.frame = LATER;
    /** @type {{ step: Axis, loss: Axis }} */ this.axes = LATER;
    /** @type {CanvasRenderingContext2D} */ this.context = LATER;
    /** What the axes are, as text. */
    this.key = "";
    this.paper = make("canvas");
    this.canvas = make("canvas");
    const attributes = { "aria-label": say("Loss against step") };
    this.element = make("section", { className: "lossplot", attributes }, this.paper, this.canvas);
    this.element.addEventListener("pointerdown", (event) => this.scrub(event));
    /** What is drawn once: all curves faint, and all curves bold. */
    this.faint = make("canvas");
    this.bold = make("canvas");
  }

  /**
   * @param {Race} race
   * @param {Theme} theme
   * @param {Size} size
   */
  show(race, theme, size) {
    const [width, height] = size;
    if (String(size) !== String(this.size)) {
      Object.assign(this.element.style, { width: `${width}px`, height: `${height}px` });
      this.context = fit(this.canvas, ...size);
    }
    this.race = race;
    this.theme = theme;
    this.size = size;
    const { l, r, t, b } = margin(theme.tick);
    this.frame = { left: l, top: t, width: width - l - r, height: height - t - b };
    this.rule();
    this.paint(this.faint, false);
    this.paint(this.bold, true);
  }

  /**
   * A race that changes has come to rest: axes that suit it.
   * @param {Race} race
   * @param {number} time
   */
  rest(race, time) {
    this.race = race;
    this.rule();
    this.preview(race, time);
  }

  /** Axes that suit the race, drawn if they are others than before. */
  rule() {
    const { race, theme, size, frame } = this;
    const { type, range } = lossAxis(race);
    const { left, top, width, height } = frame;
    this.axes = {
      step: new Axis([0, race.scene.steps], [left, left + width]),
      loss: new Axis(range, [top + height, top], type === "log"),
    };
    const untested = race.best ? say("loss above the minimum") : say("loss");
    const title = race.tested ? say("loss (dotted: on the test set)") : untested;
    const key = JSON.stringify([theme, size, this.axes, title, window.devicePixelRatio]);
    if (key === this.key) return;
    this.key = key;
    fit(this.paper, ...size);
    drawAxes(this.paper, frame, this.axes, [say("step"), title], theme, size);
  }

  /**
   * @param {HTMLCanvasElement} layer
   * @param {boolean} bold
   */
  paint(layer, bold) {
    const context = clip(fit(layer, ...this.size), this.frame, 2);
    for (const racer of this.race.racers) {
      const look = {
        strokeStyle: ink(racer, this.theme),
        lineWidth: this.theme.thick * (bold ? 2 : 1.2),
        globalAlpha: bold ? 1 : 0.3,
      };
      Object.assign(context, look);
      this.curves(context, racer, bold ? racer.dash : []);
    }
    this.race.overlays.forecasts.forEach((forecast, i) => {
      const line = new Path2D();
      for (const [step, above] of forecastLine(this.race, i, forecast)) line.lineTo(...this.place(step, above));
      Object.assign(context, { strokeStyle: ink(this.race.racers[i], this.theme), lineWidth: 1.6, globalAlpha: 1 });
      context.setLineDash([2, 5]);
      context.stroke(line);
    });
  }

  /**
   * A race that changes in every frame: its curves on the axes that are there.
   * @param {Race} race
   * @param {number} time
   */
  preview(race, time) {
    this.race = race;
    const { context } = this;
    context.clearRect(0, 0, ...this.size);
    context.save();
    clip(context, this.frame, 2);
    Object.assign(context, { lineWidth: HAIR, globalAlpha: 1 });
    for (const racer of race.racers) {
      context.strokeStyle = ink(racer, this.theme);
      this.curves(context, racer, []);
    }
    context.restore();
    context.setLineDash([]);
    this.mark(time);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Racer} racer
   * @param {number[]} dash
   */
  curves(context, racer, dash) {
    context.setLineDash(dash);
    this.curve(context, racer, racer.above);
    context.setLineDash([1.5, 3.5]);
    if (racer.test) this.curve(context, racer, racer.test);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Racer} racer
   * @param {Floats} losses
   */
  curve(context, { last }, losses) {
    const { step, loss } = this.axes;
    const floor = this.floor;
    /** @param {number} t */
    const upward = (t) => loss.toPixel(Math.max(losses[t], floor));
    context.beginPath();
    thinned(context, last + 1, (t) => step.toPixel(t), upward);
    context.stroke();
  }

  /** A logarithmic axis keeps losses above nothing. */
  get floor() {
    return this.axes.loss.log ? DEEPEST / 10 : -Infinity;
  }

  /**
   * The pixel of a loss.
   * @param {number} step
   * @param {number} above
   * @returns {Pixel}
   */
  place(step, above) {
    return inReach([this.axes.step.toPixel(step), this.axes.loss.toPixel(Math.max(above, this.floor))]);
  }

  /** @param {PointerEvent} event */
  scrub(event) {
    const { element, clock } = this;
    clock.pause();
    this.seek(event);
    element.setPointerCapture(event.pointerId);
    element.onpointermove = (moved) => this.seek(moved);
    element.onpointerup = element.onpointercancel = () => {
      element.onpointermove = null;
    };
  }

  /** @param {PointerEvent} event */
  seek(event) {
    const px = event.clientX - this.element.getBoundingClientRect().left;
    this.clock.seek(Math.round(this.axes.step.toValue(px)));
  }

  /** @param {number} time */
  draw(time) {
    const { context } = this;
    const [width, height] = this.size;
    const ratio = this.canvas.width / width;
    const cursor = this.axes.step.toPixel(time);
    context.clearRect(0, 0, width, height);
    if (this.race.scene.look.future) context.drawImage(this.faint, 0, 0, width, height);
    if (time > 0) context.drawImage(this.bold, 0, 0, cursor * ratio, height * ratio, 0, 0, cursor, height);
    this.mark(time);
  }

  /** @param {number} time */
  mark(time) {
    const { context, race, frame, theme } = this;
    drawCursor(context, this.axes.step.toPixel(time), frame, theme);
    for (const racer of race.racers) drawDot(context, racer, time, (t, above) => this.place(t, above), frame, theme);
  }
}
