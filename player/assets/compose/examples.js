// The examples behind the loss in a picture, and what each optimizer's weights say of them.

import { Axis } from "../curves/axis.js";
import { caption, drawModel, drawRings, seenAt } from "../curves/drawn.js";
import { points, windowOf } from "../curves/examples.js";
import { rule } from "../curves/paper.js";
import { clip } from "../page/dom.js";
import { drawn, put } from "./ground.js";
import { cut, fontOf, write } from "./text.js";

/** @import { Box, Examples, Frame, Pixel, Race, Theme } from "../../types" */
/** @import { Ground } from "./ground.js" */
/** @import { Place } from "./layout.js" */

// How high a line over the examples is, as so many times a number at an axis.
const LINE = 1.4;

/** What stands still, and what moves. */
export class ExamplesPlot {
  /**
   * @param {Race} race
   * @param {Examples} examples
   * @param {Place} place
   * @param {Theme} theme
   */
  constructor(race, examples, place, theme) {
    const { tick } = theme;
    const [left, top] = [4 * tick, 2 * LINE * tick];
    this.race = race;
    this.examples = examples;
    this.place = place;
    this.theme = theme;
    /** @type {Box} */ this.box = windowOf(examples);
    const [x0, x1, y0, y1] = this.box;
    /** @type {Frame} within the place */
    this.frame = { left, top, width: place.size[0] - left - 8, height: place.size[1] - top - 3 * tick };
    const { width, height } = this.frame;
    this.axes = { step: new Axis([x0, x1], [left, left + width]), loss: new Axis([y0, y1], [top + height, top]) };
    /** @type {Ground | null} */ this.ground = null;
    this.toPixel = this.toPixel.bind(this);
  }

  /** Plotly draws the examples. */
  async prepare() {
    const { train, test } = this.examples;
    const traces = [points(test, 4, 0.28, this.theme), points(train, 6.5, 0.9, this.theme)];
    this.ground = await drawn(traces, this.box, [this.frame.width, this.frame.height]);
    return this;
  }

  /**
   * @param {number} across
   * @param {number} upward
   * @returns {Pixel}
   */
  toPixel(across, upward) {
    return [this.axes.step.toPixel(across), this.axes.loss.toPixel(upward)];
  }

  /** What stands still. @param {CanvasRenderingContext2D} context */
  still(context) {
    const { theme, frame, place, examples } = this;
    context.save();
    context.translate(place.x, place.y);
    context.setLineDash([]);
    context.font = fontOf(theme, 400, theme.tick + 1);
    const [across, upward] = [frame.width, frame.height].map((room, i) => cut(context, examples.axes[i], room));
    rule(context, frame, this.axes, [across, upward], theme, place.size);
    if (this.ground) put(context, this.ground, frame.left, frame.top);
    context.restore();
  }

  /**
   * What the weights say at a time.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   */
  move(context, time) {
    const { race, theme, frame, place, examples, toPixel } = this;
    const seen = seenAt(examples, Math.ceil(time));
    context.save();
    context.translate(place.x, place.y);
    const look = { font: fontOf(theme, 400, theme.tick - 1), fillStyle: theme.text, globalAlpha: 0.85 };
    context.textBaseline = "middle";
    caption(examples, seen.length).forEach((text, i) => {
      write(context, [{ ...look, text }], 0, (i + 0.5) * LINE * theme.tick - 2, place.size[0]);
    });
    clip(context, frame);
    drawRings(context, toPixel, examples, seen, theme);
    for (const racer of race.racers) drawModel(context, toPixel, this.box, examples, racer, time, theme);
    context.setLineDash([]);
    context.restore();
  }
}
