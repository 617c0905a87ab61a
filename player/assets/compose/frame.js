// A picture of a race at a step, on any context: one drawing for files of pixels, for SVG, and for each frame of a film.

import { legendKeys } from "../controls/legend.js";
import { make, pen } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { LIGHT, readTheme } from "../page/theme.js";
import { say } from "../page/words.js";
import { groupsOf, leaderAt } from "../race.js";
import { groundOf } from "./ground.js";
import { frameOf, layOut, typeOf } from "./layout.js";
import { Losses } from "./losses.js";
import { drawNames } from "./names.js";
import { Plot } from "./plot.js";
import { fontOf, write } from "./text.js";

/** @import { Box, Race, Racer, Size, Theme } from "../../types" */
/** @import { Player } from "../player.js" */
/** @import { Plan } from "./layout.js" */

/** For slides and films. @type {Size} */
export const SLIDE = [1280, 720];
// Steps of a path that are drawn once and for all. Pieces as short as a frame would have seams, and the whole path takes too long.
const PIECE = 64;
// Rounding of a clock that stands on a step.
const ROUNDING = 1e-9;

/**
 * size: in pixels; view: the window; theme: its colours and font; only: the number of the one plot that is drawn, if not all are.
 * @typedef {{ size?: Size, view?: Box, theme: Theme, only?: number | null }} Asked
 */

/** A race laid out on a picture. What stands still is drawn once, and paths grow from one time to the next. */
export class Composition {
  /**
   * @param {Race} race
   * @param {Size} size
   * @param {Theme} theme
   * @param {Plan} plan
   * @param {Plot[]} plots
   */
  constructor(race, size, theme, plan, plots) {
    this.race = race;
    this.size = size;
    this.theme = theme;
    this.plan = plan;
    this.plots = plots;
    this.losses = plan.curves && new Losses(race, plan.curves, theme);
    /** How many pixels of the layers a pixel of the picture has. */
    this.scale = 0;
    /** @type {CanvasRenderingContext2D | null} what stands still */ this.ground = null;
    /** @type {CanvasRenderingContext2D | null} whole pieces of the paths */ this.paths = null;
    /** Up to which time those are drawn. */
    this.settled = 0;
    /** @type {CanvasRenderingContext2D} the paths */ this.fresh = LATER;
  }

  /**
   * The picture at a time, which may lie between two steps, in units of `size`.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   */
  draw(context, time) {
    const step = Math.floor(time + ROUNDING);
    if ("picture" in context) this.write(context, time);
    else this.paint(context, time);
    const leader = leaderAt(this.race, step);
    for (const plot of this.plots) plot.move(context, time, step);
    this.losses?.mark(context, time);
    this.name(context, step, leader);
  }

  /**
   * On what writes down: all anew.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   */
  write(context, time) {
    this.begin();
    this.still(context);
    for (const plot of this.plots) plot.grow(context, time);
    this.losses?.write(context, time);
    this.begin();
  }

  /** Nothing of the paths is drawn. */
  begin() {
    this.paths = null;
    this.settled = 0;
    for (const plot of this.plots) plot.rewind(0);
  }

  /**
   * On a canvas: from layers.
   * @param {CanvasRenderingContext2D} context
   * @param {number} time
   */
  paint(context, time) {
    const { a } = context.getTransform();
    if (a !== this.scale || !this.ground) this.lay(a);
    if (time < this.settled) this.begin();
    const ground = /** @type {CanvasRenderingContext2D} */ (this.ground);
    for (const { canvas } of [ground, this.grown(time)]) context.drawImage(canvas, 0, 0, ...this.size);
    this.losses?.paint(context, time);
  }

  /**
   * Layers of so many pixels to a pixel of the picture.
   * @param {number} scale
   */
  lay(scale) {
    this.scale = scale;
    this.begin();
    this.still((this.ground = this.layer()));
    this.fresh = this.layer();
    this.losses?.lay(this.layer());
  }

  /**
   * The paths up to a time, the same whatever was drawn before.
   * @param {number} time
   */
  grown(time) {
    const paths = (this.paths ??= this.layer());
    for (; this.settled + PIECE <= time; this.settled += PIECE) {
      for (const plot of this.plots) plot.grow(paths, this.settled + PIECE);
    }
    const { fresh, size } = this;
    fresh.clearRect(0, 0, ...size);
    fresh.drawImage(paths.canvas, 0, 0, ...size);
    for (const plot of this.plots) plot.grow(fresh, time);
    for (const plot of this.plots) plot.rewind(this.settled);
    return fresh;
  }

  layer() {
    const [width, height] = this.size.map((length) => Math.round(length * this.scale));
    const context = pen(make("canvas", { width, height }));
    context.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    return Object.assign(context, { lineJoin: /** @type {const} */ ("round") });
  }

  /** What stands still. @param {CanvasRenderingContext2D} context */
  still(context) {
    const { theme, size } = this;
    Object.assign(context, { fillStyle: theme.ground, lineJoin: "round" });
    context.fillRect(0, 0, ...size);
    this.title(context);
    this.explain(context);
    for (const plot of this.plots) plot.still(context);
    this.losses?.still(context);
  }

  /** The surface, and what there is to see on it. @param {CanvasRenderingContext2D} context */
  title(context) {
    const { theme, race } = this;
    const { x, y, size } = this.plan.title;
    const { surface, story } = race.scene;
    const room = size[0] - 9 * theme.name;
    Object.assign(context, { textBaseline: "top" });
    const bold = { text: surface, font: fontOf(theme, 700, 1.2 * theme.name), fillStyle: theme.text };
    write(context, [bold], x, y, room);
    const quiet = { text: story, font: fontOf(theme, 400, theme.tick + 1), fillStyle: theme.text, globalAlpha: 0.8 };
    write(context, [quiet], x, y + 1.45 * theme.name, size[0]);
  }

  /** What the signs mean. @param {CanvasRenderingContext2D} context */
  explain(context) {
    const { theme } = this;
    const { x, y, size } = this.plan.legend;
    const look = { font: fontOf(theme, 400, theme.tick), fillStyle: theme.text };
    const words = legendKeys(this.race).flatMap(([sign, name]) => [
      { ...look, text: sign, gap: 5 },
      { ...look, text: say(name), globalAlpha: 0.8, gap: 18 },
    ]);
    context.textBaseline = "middle";
    write(context, words, x, y + size[1] / 2, size[0]);
  }

  /**
   * The step, and who is where.
   * @param {CanvasRenderingContext2D} context
   * @param {number} step
   * @param {Racer | null} leader
   */
  name(context, step, leader) {
    const { race, theme, plan } = this;
    const { x, y, size } = plan.title;
    const { steps } = race.scene;
    const look = { font: fontOf(theme, 400, theme.name), textBaseline: "top", textAlign: "right" };
    Object.assign(context, { ...look, fillStyle: theme.text });
    context.fillText(say("step {step} of {steps}", { step, steps }), x + size[0], y);
    this.plots.forEach((plot, i) => drawNames(context, race, plot.racers, plan.names[i], theme, step, leader));
  }
}

/**
 * Lays a race out, and has Plotly draw what lies under the paths.
 * @param {Race} race
 * @param {Asked} asked
 */
export async function compose(race, { size = SLIDE, view = race.scene.box, theme, only = null }) {
  const groups = groupsOf(race);
  const shown = only === null ? groups : [groups[only]];
  const type = typeOf(size);
  const dressed = { ...theme, ...type };
  const has = { data: false, curves: only === null };
  const counts = shown.map((racers) => racers.length);
  const plan = layOut(counts, race.scene.box, size, type, has);
  const frame = frameOf(plan.plots[0].size, view, type);
  const ground = await groundOf(race, view, dressed, [frame.width, frame.height]);
  const plots = shown.map((racers, i) => new Plot(race, racers, ground, view, plan.plots[i], frame, dressed));
  return new Composition(race, size, dressed, plan, plots);
}

/**
 * What a player shows, in its colours or in light ones.
 * @param {Player} player
 * @param {{ size?: Size, light?: boolean, only?: number | null, font?: string }} as
 */
export function composeAs({ picture, view, root }, { light = false, font, ...as }) {
  const theme = { ...readTheme(root), ...(light && LIGHT), ...(font && { font }) };
  return compose(picture.race, { ...as, view, theme });
}
