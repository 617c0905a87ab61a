// A contour plot in a picture, with the paths on it.

import { hasHappened } from "../controls/now.js";
import { Axis } from "../curves/axis.js";
import { writeTick } from "../curves/paper.js";
import { drawArrows, unitOf } from "../inspector/arrows.js";
import { stepAt } from "../inspector/notes.js";
import { clip } from "../page/dom.js";
import { outcomeIn } from "../page/outcome.js";
import { arrowInks, ink } from "../page/theme.js";
import { drawHead } from "../plots/marker.js";
import { drawNotes, drawPulls } from "../plots/notes.js";
import { drawStart } from "../plots/preview.js";
import { Trail } from "../plots/trail.js";
import { basinsOf, drawLetters, put } from "./ground.js";
import { cut, fontOf } from "./text.js";

/** @import { Box, Frame, Pixel, Race, Racer, Theme } from "../../types" */
/** @import { Layer } from "../basins/layer.js" */
/** @import { Inspector } from "../inspector/inspector.js" */
/** @import { Ground } from "./ground.js" */
/** @import { Place } from "./layout.js" */

// What a number takes along its axis, as so many times its height.
const ROOM = 5;

/**
 * What lies under the paths, and which window that is; the drawing area within the place; what knows the arrows of a step, if they are
 * drawn; and the map of starts that the page shows there.
 * @typedef {{
 *   ground: Ground, view: Box, frame: Frame, arrows: Pick<Inspector, "arrowsOf"> | null, layer: Layer | undefined,
 * }} Given
 */

/** What stands still, what grows, and what moves. */
export class Plot {
  /**
   * @param {Race} race
   * @param {Racer[]} racers
   * @param {Place} place
   * @param {Theme} theme
   * @param {Given} given
   */
  constructor(race, racers, place, theme, { ground, view, frame, arrows, layer }) {
    const [left, top] = [place.x + frame.left, place.y + frame.top];
    this.race = race;
    this.racers = racers;
    this.ground = ground;
    this.theme = theme;
    this.arrows = arrows;
    this.place = place;
    /** @type {Frame} on the picture */ this.frame = { ...frame, left, top };
    this.axes = [
      new Axis([view[0], view[1]], [left, left + frame.width]),
      new Axis([view[2], view[3]], [top + frame.height, top]),
    ];
    this.toPixel = this.toPixel.bind(this);
    this.tracks = racers.map((racer) => new Trail(racer, theme.thick));
    for (const track of this.tracks) track.project(this.toPixel);
    this.layer = layer;
    this.basins = basinsOf(layer, this.toPixel, this.frame, theme);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Pixel}
   */
  toPixel(x, y) {
    return [this.axes[0].toPixel(x), this.axes[1].toPixel(y)];
  }

  /** What stands still. @param {CanvasRenderingContext2D} context */
  still(context) {
    const { race, frame, theme } = this;
    if (this.basins) put(context, this.basins, frame.left, frame.top);
    put(context, this.ground, frame.left, frame.top);
    if (this.basins && this.layer) drawLetters(context, this.layer, this.toPixel, frame, theme);
    this.number(context);
    context.save();
    clip(context, frame);
    drawNotes(context, this, race, theme);
    if (race.scene.look.future) for (const track of this.tracks) track.ghost(context, ink(track.racer, theme));
    context.restore();
  }

  /** The numbers at the axes. @param {CanvasRenderingContext2D} context */
  number(context) {
    const { theme, axes, frame } = this;
    const [across, upward] = [frame.width, 2 * frame.height].map((length, i) =>
      axes[i].ticks(Math.max(2, Math.min(6, length / (ROOM * theme.tick)))),
    );
    Object.assign(context, { fillStyle: theme.text, textAlign: "center", textBaseline: "top" });
    for (const tick of across)
      writeTick(context, tick, axes[0].toPixel(tick.value), frame.top + frame.height + 3, theme);
    Object.assign(context, { textAlign: "right", textBaseline: "middle" });
    for (const tick of upward) writeTick(context, tick, frame.left - 4, axes[1].toPixel(tick.value), theme);
  }

  /**
   * The paths up to a time, from what is drawn of them already.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   */
  grow(context, time) {
    context.save();
    clip(context, this.frame);
    for (const track of this.tracks) track.extend(context, time, ink(track.racer, this.theme), this.theme.ground);
    context.restore();
  }

  /**
   * Of the paths no more is drawn than up to a time.
   * @param {number} time
   */
  rewind(time) {
    for (const track of this.tracks) track.drawn = Math.min(track.drawn, time);
  }

  /**
   * Where everybody is.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   * @param {number} step
   */
  move(context, time, step) {
    const { race, frame, theme, tracks } = this;
    context.save();
    clip(context, frame);
    if (race.overlays.pulls) drawPulls(context, this, tracks, step, theme);
    context.setLineDash([]);
    drawStart(context, this.toPixel(...race.scene.start), theme);
    for (const track of tracks) this.head(context, track, time);
    const unit = unitOf(this.toPixel);
    const all = this.arrows?.arrowsOf(this.racers, stepAt(time), unit, Math.min(frame.width, frame.height)) ?? [];
    const colours = arrowInks(race.arrows, theme);
    for (const { begin, arrows } of all) drawArrows(context, this.toPixel, begin, arrows, theme, colours);
    context.restore();
    if (tracks.length === 1) this.tell(context, this.racers[0], step);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Trail} track
   * @param {number} time
   */
  head(context, track, time) {
    context.save();
    context.translate(...track.at(time));
    context.scale(this.theme.thick, this.theme.thick);
    drawHead(context, track.racer, [0, 0], ink(track.racer, this.theme), this.theme.ground);
    context.restore();
  }

  /**
   * What has become of the one who races here.
   * @param {CanvasRenderingContext2D} context
   * @param {Racer} racer
   * @param {number} step
   */
  tell(context, racer, step) {
    const { race, frame, theme } = this;
    const told = hasHappened(racer, step) ? outcomeIn(race.words, racer.outcome).short : "";
    const size = theme.tick + 1;
    Object.assign(context, { font: fontOf(theme, 600, size), textAlign: "right", textBaseline: "middle" });
    const text = cut(context, told, frame.width - 2 * size);
    if (!text) return;
    const [right, middle] = [frame.left + frame.width - size, frame.top + frame.height - 1.2 * size];
    const width = context.measureText(text).width;
    Object.assign(context, { fillStyle: theme.ground, globalAlpha: 0.8 });
    context.fillRect(right - width - size / 2, middle - 0.75 * size, width + size, 1.5 * size);
    Object.assign(context, { fillStyle: ink(racer, theme), globalAlpha: 1 });
    context.fillText(text, right, middle);
  }
}
