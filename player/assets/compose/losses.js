// The loss against the step in a picture.

import { drawCursor, drawDot } from "../curves/cursor.js";
import { LossLines, margin, titlesOf } from "../curves/losslines.js";
import { rule } from "../curves/paper.js";
import { clip } from "../page/dom.js";
import { cut, fontOf } from "./text.js";
import { LATER } from "../page/later.js";

/** @import { Frame, Race, Theme } from "../../types" */
/** @import { Place } from "./layout.js" */

/** All curves on their axes: faint what is to come, bold what has been. */
export class Losses {
  /**
   * @param {Race} race
   * @param {Place} place
   * @param {Theme} theme
   */
  constructor(race, place, theme) {
    const [width, height] = place.size;
    const { l, r, t, b } = margin(theme.tick);
    this.race = race;
    this.place = place;
    this.theme = theme;
    /** @type {Frame} within the place */
    this.frame = { left: l, top: t, width: width - l - r, height: height - t - b };
    this.lines = new LossLines(race, this.frame, theme);
    /** @type {CanvasRenderingContext2D} all curves, bold */ this.layer = LATER;
  }

  /** What stands still. @param {CanvasRenderingContext2D} context */
  still(context) {
    const { race, theme, frame, lines, place } = this;
    context.save();
    context.translate(place.x, place.y);
    context.setLineDash([]);
    context.font = fontOf(theme, 400, theme.tick + 1);
    const [across, upward] = titlesOf(race);
    rule(context, frame, lines.axes, [across, cut(context, upward, place.size[1])], theme, place.size);
    clip(context, frame, 2);
    if (race.scene.look.future) lines.draw(context, race, false);
    context.restore();
  }

  /**
   * What has been until a time, where nothing is kept.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   */
  write(context, time) {
    this.uncover(context, time, () => this.bold(context));
  }

  /**
   * All curves on a layer of the picture, which the clock uncovers.
   * @param {CanvasRenderingContext2D} layer
   */
  lay(layer) {
    this.layer = layer;
    this.uncover(layer, this.race.scene.steps, () => this.bold(layer));
  }

  /**
   * What has been until a time, from that layer.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   */
  paint(context, time) {
    const { canvas } = this.layer;
    const { a } = this.layer.getTransform();
    this.uncover(context, time, () => context.drawImage(canvas, 0, 0, canvas.width / a, canvas.height / a));
  }

  /** @param {CanvasRenderingContext2D} context */
  bold(context) {
    context.translate(this.place.x, this.place.y);
    this.lines.draw(context, this.race, true);
  }

  /**
   * Draws as far as a time.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   * @param {() => void} draw
   */
  uncover(context, time, draw) {
    if (time <= 0) return;
    const { frame, place, lines } = this;
    context.save();
    const [left, top] = [place.x + frame.left, place.y + frame.top];
    clip(context, { ...frame, left, top, width: lines.axes.step.toPixel(time) - frame.left }, 2);
    draw();
    context.restore();
  }

  /**
   * Where the clock is.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   */
  mark(context, time) {
    const { race, theme, frame, lines, place } = this;
    context.save();
    context.translate(place.x, place.y);
    context.setLineDash([]);
    drawCursor(context, lines.axes.step.toPixel(time), frame, theme);
    for (const racer of race.racers) drawDot(context, racer, time, lines.place, frame, theme);
    context.restore();
  }
}
