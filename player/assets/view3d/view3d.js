// The surface in three dimensions with all paths on it: Plotly draws, the mouse turns it, the same clock moves the heads.

import { make } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { lighten, moveTraces, whenDrawn } from "../page/plotly_private.js";
import { ink } from "../page/theme.js";
import { marked, say } from "../page/words.js";
import { Names } from "../tuning/names.js";
import { Heights } from "./heights.js";
import { Signs } from "./signs.js";
import { pathIn, placeAt, trailTo } from "./space.js";
import { ghost, layout, surface, trail } from "./traces.js";

/** @import { Box, ColourScale, Ground, Race, RacePanel, Racer, Size, Theme, Trace } from "../../types" */
/** @import { Tuning } from "../tuning/tuner.js" */
/** @import { Path } from "./space.js" */

// Milliseconds between two pictures, and as a share of what the last one took.
const REST = 16;
const SHARE = 0.3;
const NO_WEBGL = marked(
  "3-D needs WebGL, which this browser lacks or has switched off. Switch 3-D off: the contours show the same paths.",
);

/**
 * The shape of the plot, as if it were that of a window.
 * @type {Box}
 */
export const SHAPE = [0, 1, 0, 0.9];

/**
 * The loss as a landscape, and the paths over it.
 * @implements {RacePanel}
 */
export class View3d {
  /** @param {Tuning} tuning */
  constructor(tuning) {
    /** @type {Race} */ this.race = LATER;
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} */ this.size = [0, 0];
    /** @type {ColourScale} */ this.scale = LATER;
    /** @type {Heights} */ this.heights = LATER;
    /** @type {Ground | null} the surface that is drawn */ this.drawnGround = null;
    /** @type {Racer[] | null} whose paths have changed since the last picture */ this.changed = null;
    /** @type {Path[]} none until there is something to draw */ this.paths = [];
    /** @type {number | undefined} the time that is drawn, or about to be */ this.drawn = undefined;
    /** @type {number | undefined} the time that the clock has */ this.wanted = undefined;
    this.busy = false;
    this.frame = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
    this.names = new Names(tuning);
    this.ground = make("div", { className: "ground" });
    this.signs = new Signs();
    this.plot = make("div", { className: "plot solid" }, this.ground, this.signs.element);
    this.element = make("section", { className: "panel" }, this.names.element, this.plot);
  }

  /** @type {RacePanel["show"]} */
  show(race, racers, scale, theme, size) {
    this.race = race;
    this.theme = theme;
    this.size = size;
    this.scale = scale;
    this.changed = null;
    Object.assign(this.plot.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    this.element.setAttribute(
      "aria-label",
      say("In three dimensions: {names}", { names: racers.map((r) => r.name).join(", ") }),
    );
    this.names.show(race, racers, theme);
    this.names.fit(this.element, size[0], theme);
    if (hasWebGL()) this.build(racers, race.scene.look.future);
    else this.plot.replaceChildren(make("p", { textContent: say(NO_WEBGL) }));
  }

  /**
   * @param {Racer[]} racers
   * @param {boolean} whole whether their paths are drawn beyond the clock
   */
  build(racers, whole) {
    const { race, scale, theme, size } = this;
    const heights = (this.heights = new Heights(scale, race.scene.look.logheight));
    this.drawnGround = race.ground;
    this.paths = this.pathsOf(racers);
    const ghosts = racers.map((racer, i) => ghost(racer, whole ? this.paths[i] : begun(this.paths[i]), theme));
    const time = (this.drawn = this.wanted ?? 0);
    const places = this.paths.map((path) => placeAt(path, time));
    const trails = racers.map((racer, i) => ({ ...trail(racer, theme), ...trailTo(this.paths[i], time, places[i]) }));
    this.signs.show(race, racers, heights, this.paths[0] && placeAt(this.paths[0], 0), theme);
    this.signs.places = places;
    const begin = this.begin();
    this.halt();
    // By itself Plotly draws twice as finely as any screen can show: four times the work.
    const config = { displayModeBar: false, plotGlPixelRatio: window.devicePixelRatio || 1 };
    const picture = layout(race, heights, theme, size);
    const all = [surface(race, scale, heights, theme), ...ghosts, ...trails];
    window.Plotly.react(this.ground, all, picture, config).then(() => {
      lighten(this.ground);
      whenDrawn(this.ground, size, (lens) => this.signs.follow(lens));
      this.rest(begin);
    });
  }

  /**
   * For Plotly: all that is drawn now, turned as it is, in the colours of a theme.
   * @param {Theme} theme
   * @param {Racer[]} racers
   */
  figureIn(theme, racers) {
    const { race, scale, heights, size } = this;
    const { data, layout: now } = /** @type {any} */ (this.ground);
    /** @param {Trace} one @param {number} i */
    const inked = (one, i) => ({ ...one, line: { ...one.line, color: ink(racers[i % racers.length], theme) } });
    const picture = layout(race, heights, theme, size);
    Object.assign(picture.scene, { camera: now.scene.camera });
    return { data: [surface(race, scale, heights, theme), ...data.slice(1).map(inked)], layout: picture, config: {} };
  }

  /** @param {Racer[]} racers */
  pathsOf(racers) {
    const { race, heights } = this;
    const shift = race.best - heights.low;
    return racers.map((racer) => pathIn(racer, race.scene.box, (above) => heights.lifted(above + shift)));
  }

  /** @type {RacePanel["draw"]} */
  draw(time, step, leader) {
    this.names.update(step, this.race.best, leader);
    this.wanted = time;
    if (!this.busy && this.paths.length) this.next();
  }

  /** @type {RacePanel["preview"]} */
  preview(race, racers, time, step, leader) {
    this.race = race;
    this.names.follow(race, racers);
    this.names.update(step, race.best, leader);
    this.wanted = time;
    this.changed = racers;
    if (!this.busy && this.paths.length) this.next();
  }

  /** @type {RacePanel["refill"]} */
  refill(race, scale) {
    this.race = race;
    this.scale = scale;
  }

  /** What there is to draw, if there is anything. */
  next() {
    if (this.changed && this.race.ground !== this.drawnGround) this.build(this.changed, true);
    else if (this.changed || (this.wanted !== undefined && this.wanted !== this.drawn)) this.move(this.wanted ?? 0);
  }

  /**
   * One picture at a time, and air between them: software that plays at WebGL takes long for each.
   * @param {number} time
   */
  move(time) {
    const { changed } = this;
    const begin = this.begin();
    this.drawn = time;
    if (changed) this.paths = this.pathsOf(changed);
    const places = this.paths.map((path) => placeAt(path, time));
    const trails = this.paths.map((path, i) => trailTo(path, time, places[i]));
    this.signs.places = places;
    const moved = [...(changed ? this.paths : []), ...trails];
    // The last of all traces: see `build`.
    const first = 1 + 2 * this.paths.length - moved.length;
    moveTraces(this.ground, new Map(moved.map((one, i) => [first + i, one])));
    this.rest(begin);
  }

  begin() {
    this.busy = true;
    this.changed = null;
    return performance.now();
  }

  /**
   * Once it is painted, and the page had time for other things.
   * @param {number} begin when the picture began, in milliseconds
   */
  rest(begin) {
    this.frame = requestAnimationFrame(() => {
      const air = REST + SHARE * (performance.now() - begin);
      this.timer = setTimeout(() => {
        this.busy = false;
        this.next();
      }, air);
    });
  }

  /** It always shows the whole window: where it is zoomed to is for the contours to remember. */
  zoom() {}

  /** The paths begin where the start is, and nothing else marks it. */
  placeStart() {}

  halt() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
  }

  destroy() {
    this.halt();
    this.names.destroy();
    window.Plotly?.purge(this.ground);
    this.element.remove();
  }
}

/**
 * No more than the start, which Plotly needs to draw more later.
 * @param {Path} path
 */
const begun = (path) => trailTo(path, 0, placeAt(path, 0));

/** @type {boolean | undefined} */
let webgl;
const hasWebGL = () => (webgl ??= Boolean(make("canvas").getContext("webgl")));
