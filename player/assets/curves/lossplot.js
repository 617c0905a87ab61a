// Loss against step, for all optimizers: the curves are drawn once and uncovered by the clock.

import { clip, fit, make } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { ink } from "../page/theme.js";
import { say } from "../page/words.js";
import { HAIR } from "../plots/preview.js";
import { drawCursor, drawDot } from "./cursor.js";
import { LossLines, margin, titlesOf } from "./losslines.js";
import { drawAxes } from "./paper.js";

/** @import { Frame, Race, Size, Theme } from "../../types" */
/** @import { Clock } from "../controls/clock.js" */

/** The curves of all racers, and where the clock is on them: a second scrubber. */
export class LossPlot {
  /** @param {Clock} clock */
  constructor(clock) {
    this.clock = clock;
    /** @type {Race} */ this.race = LATER;
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} */ this.size = [0, 0];
    /** @type {Frame} */ this.frame = LATER;
    /** @type {LossLines} */ this.lines = LATER;
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
    this.lines = new LossLines(race, frame, theme);
    const { axes } = this.lines;
    const titles = titlesOf(race);
    const key = JSON.stringify([theme, size, axes, titles, window.devicePixelRatio]);
    if (key === this.key) return;
    this.key = key;
    fit(this.paper, ...size);
    drawAxes(this.paper, frame, axes, titles, theme, size);
  }

  /**
   * @param {HTMLCanvasElement} layer
   * @param {boolean} bold
   */
  paint(layer, bold) {
    this.lines.draw(clip(fit(layer, ...this.size), this.frame, 2), this.race, bold);
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
      this.lines.curves(context, racer, []);
    }
    context.restore();
    context.setLineDash([]);
    this.mark(time);
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
    this.clock.seek(Math.round(this.lines.axes.step.toValue(px)));
  }

  /** @param {number} time */
  draw(time) {
    const { context } = this;
    const [width, height] = this.size;
    const ratio = this.canvas.width / width;
    const cursor = this.lines.axes.step.toPixel(time);
    context.clearRect(0, 0, width, height);
    if (this.race.scene.look.future) context.drawImage(this.faint, 0, 0, width, height);
    if (time > 0) context.drawImage(this.bold, 0, 0, cursor * ratio, height * ratio, 0, 0, cursor, height);
    this.mark(time);
  }

  /** @param {number} time */
  mark(time) {
    const { context, race, frame, theme, lines } = this;
    drawCursor(context, lines.axes.step.toPixel(time), frame, theme);
    for (const racer of race.racers) drawDot(context, racer, time, lines.place, frame, theme);
  }
}
