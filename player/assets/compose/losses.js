// The loss against the step in a picture.

import { drawCursor, drawDot } from "../curves/cursor.js";
import { LossLines, margin, titlesOf } from "../curves/losslines.js";
import { rule } from "../curves/paper.js";
import { clip } from "../page/dom.js";

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
  }

  /** What stands still. @param {CanvasRenderingContext2D} context */
  still(context) {
    const { race, theme, frame, lines, place } = this;
    context.save();
    context.translate(place.x, place.y);
    context.setLineDash([]);
    rule(context, frame, lines.axes, titlesOf(race), theme, place.size);
    clip(context, frame, 2);
    if (race.scene.look.future) lines.draw(context, race, false);
    context.restore();
  }

  /**
   * What has been until a time.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   */
  move(context, time) {
    const { race, theme, frame, lines, place } = this;
    context.save();
    context.translate(place.x, place.y);
    context.save();
    const width = lines.axes.step.toPixel(time) - frame.left;
    clip(context, { ...frame, width }, 2);
    if (time > 0) lines.draw(context, race, true);
    context.restore();
    context.setLineDash([]);
    drawCursor(context, frame.left + width, frame, theme);
    for (const racer of race.racers) drawDot(context, racer, time, lines.place, frame, theme);
    context.restore();
  }
}
