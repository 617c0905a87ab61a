// A picture of a race at a step, on any context: one drawing for files of pixels, for SVG, and for each frame of a film.

import { make, pen } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { LIGHT, readTheme } from "../page/theme.js";
import { Panel } from "../plots/panel.js";
import { groupsOf, leaderAt } from "../race.js";
import { View3d } from "../view3d/view3d.js";
import { ExamplesPlot } from "./examples.js";
import { groundOf } from "./ground.js";
import { frameOf, layOut, typeOf } from "./layout.js";
import { Losses } from "./losses.js";
import { drawNames } from "./names.js";
import { Plot } from "./plot.js";
import { Solid } from "./solid.js";
import { drawLegend, drawStep, drawTitle } from "./words.js";

/** @import { Box, Race, Racer, Size, Theme } from "../../types" */
/** @import { Layer } from "../basins/layer.js" */
/** @import { Inspector } from "../inspector/inspector.js" */
/** @import { Player } from "../player.js" */
/** @import { Plan } from "./layout.js" */

/** For slides and films. @type {Size} */
export const SLIDE = [1280, 720];
// Steps of a path that are drawn once and for all. Pieces as short as a frame would have seams, and the whole path takes too long.
const PIECE = 64;
// Rounding of a clock that stands on a step.
const ROUNDING = 1e-9;

/**
 * size: in pixels; view: the window; theme: its colours and font; only: the number of the one plot that is drawn, if not all are; arrows:
 * what knows those of a step, if they are drawn; layers: of each plot the map of starts; solid: what is drawn instead of contours.
 * @typedef {{
 *   size?: Size, view?: Box, theme: Theme, only?: number | null, arrows?: Pick<Inspector, "arrowsOf"> | null,
 *   layers?: (Layer | undefined)[], solid?: View3d | null,
 * }} Asked
 */

/** A race laid out on a picture. What stands still is drawn once, and paths grow from one time to the next. */
export class Composition {
  /**
   * @param {Race} race
   * @param {Size} size
   * @param {Theme} theme
   * @param {Plan} plan
   * @param {(Plot | Solid)[]} plots
   * @param {ExamplesPlot | null} examples
   */
  constructor(race, size, theme, plan, plots, examples) {
    this.race = race;
    this.size = size;
    this.theme = theme;
    this.plan = plan;
    this.plots = plots;
    this.examples = examples;
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
    this.examples?.move(context, time);
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
    drawTitle(context, this.race, this.plan.title, theme);
    drawLegend(context, this.race, this.plan.legend, theme);
    for (const plot of this.plots) plot.still(context);
    this.losses?.still(context);
    this.examples?.still(context);
  }

  /**
   * The step, and who is where.
   * @param {CanvasRenderingContext2D} context
   * @param {number} step
   * @param {Racer | null} leader
   */
  name(context, step, leader) {
    const { race, theme, plan } = this;
    drawStep(context, race, plan.title, theme, step);
    this.plots.forEach((plot, i) => drawNames(context, race, plot.racers, plan.names[i], theme, step, leader));
  }
}

/**
 * Lays a race out, and has Plotly draw what lies under the paths.
 * @param {Race} race
 * @param {Asked} asked
 */
export async function compose(race, asked) {
  const { size = SLIDE, theme, only = null, solid = null, layers = [] } = asked;
  const groups = groupsOf(race);
  const shown = only === null ? groups : [groups[only]];
  const type = typeOf(size, shown.length);
  const dressed = { ...theme, ...type };
  const has = { data: race.examples !== null && only === null, curves: only === null, story: race.scene.story !== "" };
  const counts = shown.map((racers) => racers.length);
  const plan = layOut(counts, race.scene.box, size, type, has);
  const plots = solid
    ? [await new Solid(solid, race.racers, plan.plots[0], dressed).prepare()]
    : await flat(race, shown, plan, dressed, { ...asked, layers: only === null ? layers : [layers[only]] });
  const { examples } = race;
  const data = examples && plan.data && (await new ExamplesPlot(race, examples, plan.data, dressed).prepare());
  return new Composition(race, size, dressed, plan, plots, data);
}

/**
 * Contour plots, all on the same ground.
 * @param {Race} race
 * @param {Racer[][]} groups who races on which
 * @param {Plan} plan
 * @param {Theme} theme
 * @param {Asked} asked
 */
async function flat(race, groups, { plots }, theme, { view = race.scene.box, arrows = null, layers = [] }) {
  const frame = frameOf(plots[0].size, view, theme);
  const isMapped = layers.some((layer) => layer?.isShown);
  const ground = await groundOf(race, view, theme, [frame.width, frame.height], isMapped);
  return groups.map((racers, i) => {
    return new Plot(race, racers, plots[i], theme, { ground, view, frame, arrows, layer: layers[i] });
  });
}

/**
 * What a player shows, in its colours or in light ones; `turned`: in space, if it shows that, which it does at its own time alone.
 * @param {Player} player
 * @param {{ size?: Size, light?: boolean, only?: number | null, font?: string, turned?: boolean }} as
 */
export function composeAs({ picture, view, root }, { light = false, font, turned = false, ...as }) {
  const theme = { ...readTheme(root), ...(light && LIGHT), ...(font && { font }) };
  const arrows = picture.race.scene.look.inspect ? picture.inspector : null;
  const [panel] = picture.panels;
  const solid = turned && panel instanceof View3d && panel.paths.length ? panel : null;
  const layers = picture.panels.map((one) => (one instanceof Panel ? one.layer : undefined));
  return compose(picture.race, { ...as, view, theme, arrows, solid, layers });
}
