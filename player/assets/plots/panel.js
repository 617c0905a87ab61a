// One contour plot with the paths of one optimizer, or of all of them.

import { clip, fit, make, pen } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { ink } from "../page/theme.js";
import { say } from "../page/words.js";
import { Layer } from "../basins/layer.js";
import { areTogether } from "../race.js";
import { Names } from "../tuning/names.js";
import { Ground } from "./ground.js";
import { head } from "./marker.js";
import { drawNotes, drawPulls, wipe } from "./notes.js";
import { drawPreview } from "./preview.js";
import { Trail } from "./trail.js";

/** @import { Box, ColourScale, Pixel, Race, RacePanel, Racer, Size, Theme } from "../../types" */
/** @import { Tuning } from "../tuning/tuner.js" */

/**
 * Contours, and the paths on canvases over them.
 * @implements {RacePanel}
 */
export class Panel {
  /**
   * @param {(view: Box) => void} onView is told of the window whenever somebody zooms or pans here
   * @param {Tuning} tuning
   */
  constructor(onView, tuning) {
    /** @type {Race} */ this.race = LATER;
    /** @type {Racer[]} */ this.racers = [];
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} */ this.size = [0, 0];
    /** @type {SVGElement[]} */ this.markers = [];
    /** @type {Trail[]} */ this.tracks = [];
    /** @type {CanvasRenderingContext2D} of the trails */ this.context = LATER;
    /** @type {CanvasRenderingContext2D} of the whole paths */ this.faint = LATER;
    /** @type {(x: number, y: number) => Pixel} */ this.toPixel = LATER;
    /** @type {unknown[]} the notes that are drawn */ this.noted = [];
    this.names = new Names(tuning);
    this.notes = make("canvas", { className: "notes" });
    this.ghosts = make("canvas", { className: "ghosts" });
    this.trails = make("canvas", { className: "trails" });
    this.pulls = make("canvas", { className: "pulls" });
    this.steps = make("canvas", { className: "steps" });
    this.heads = make("div", { className: "heads" });
    this.start = make("button", {
      className: "start",
      type: "button",
      title: say("Drag to move the start"),
      attributes: { "aria-label": say("Start: move it with the arrow keys, or click the plot") },
    });
    this.plot = make("div", { className: "plot", tabIndex: -1 });
    this.ground = new Ground(make("div", { className: "ground" }), onView);
    this.layer = new Layer(this);
    this.plot.append(this.layer.map, this.ground.element, this.layer.letters, this.notes, this.ghosts, this.trails);
    this.plot.append(this.pulls, this.heads, this.steps);
    // Apart from the start marker, which must stay where it is while somebody drags it.
    this.marks = make("div");
    this.heads.append(this.marks, this.start);
    this.element = make("section", { className: "panel" }, this.names.element, this.plot);
  }

  /** @type {RacePanel["show"]} */
  show(race, racers, scale, theme, size, view, like) {
    this.race = race;
    this.racers = racers;
    this.theme = theme;
    this.size = size;
    Object.assign(this.plot.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    this.element.style.width = `${size[0]}px`;
    this.element.classList.toggle("pair", racers.some((racer) => racer.rival) && !areTogether(race.scene.look));
    this.element.setAttribute("aria-label", racers.map((r) => r.name).join(", "));
    this.tracks = racers.map((racer) => new Trail(racer, theme.thick));
    this.ground.draw(race, scale, theme, size, view, like instanceof Panel ? like.ground : null);
    this.showNames();
    this.names.fit(this.element, size[0], theme);
    this.project();
  }

  /** Names, swatches and heads; those that are there stay. */
  showNames() {
    if (!this.names.show(this.race, this.racers, this.theme)) return;
    const { labels } = this.names;
    this.plot.querySelector(".outcome")?.remove();
    // One racer's outcome stands in its plot; many stand beside their names.
    if (labels.length === 1) this.plot.append(labels[0].outcome);
    this.markers = this.racers.map((racer) => head(racer, ink(racer, this.theme), this.theme.ground));
    this.marks.replaceChildren(...this.markers);
  }

  /** After a zoom, a resize or new data: where everything is in pixels now. */
  project() {
    const { axes } = this.ground;
    const { left, top, width, height } = axes.frame;
    Object.assign(this.heads.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const [notes, ghosts, trails] = [this.notes, this.ghosts, this.trails, this.pulls, this.steps].map((one) =>
      clip(fit(one, ...this.size), axes.frame),
    );
    this.context = trails;
    this.faint = ghosts;
    this.toPixel = axes.fixed();
    this.noted = [];
    this.layer.project();
    this.note(notes);
    this.tracks.forEach((track) => track.project(this.toPixel));
    this.tracks.forEach((track) => track.ghost(ghosts, ink(track.racer, this.theme)));
    this.placeStart(...this.race.scene.start);
  }

  /**
   * What is between the contours and the paths, if it is not there yet.
   * @param {CanvasRenderingContext2D} context
   */
  note(context = pen(this.notes)) {
    const { arrows, hessian, route } = this.race.overlays;
    const notes = [arrows, hessian, route];
    if (notes.every((one, i) => one === this.noted[i])) return;
    this.noted = notes;
    drawNotes(wipe(context), this.ground.axes, this.race, this.theme);
  }

  /** @param {Box} view */
  zoom(view) {
    if (JSON.stringify(view) !== JSON.stringify(this.ground.axes.view)) this.ground.zoom(view);
    this.project();
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  placeStart(x, y) {
    this.place(this.start, this.toPixel(x, y));
  }

  /**
   * @param {HTMLElement | SVGElement} element
   * @param {Pixel} at
   */
  place(element, [px, py]) {
    const { left, top } = this.ground.axes.frame;
    element.style.transform = `translate(${(px - left).toFixed(1)}px, ${(py - top).toFixed(1)}px)`;
  }

  /** @type {RacePanel["draw"]} */
  draw(time, step, leader) {
    if (this.tracks.some((track) => track.isAhead(time))) this.erase();
    this.tracks.forEach((track, i) => {
      track.extend(this.context, time, ink(track.racer, this.theme), this.theme.ground);
      this.place(this.markers[i], track.at(time));
    });
    this.names.update(step, this.race.best, leader);
    if (this.race.overlays.pulls) drawPulls(wipe(pen(this.pulls)), this.ground.axes, this.tracks, step, this.theme);
  }

  /** @type {RacePanel["preview"]} */
  preview(race, racers, time, step, leader) {
    if (this.race.overlays.pulls) wipe(pen(this.pulls));
    this.race = race;
    this.note();
    drawPreview(this.faint, this.toPixel, racers, race.scene.start, time, this.theme, this.size);
    this.names.follow(race, racers);
    this.names.update(step, race.best, leader);
  }

  /** @type {RacePanel["refill"]} */
  refill(race, scale, like) {
    this.ground.draw(
      race,
      scale,
      this.theme,
      this.size,
      this.ground.axes.view,
      like instanceof Panel ? like.ground : null,
      false,
    );
  }

  erase() {
    this.context.clearRect(0, 0, ...this.size);
    for (const track of this.tracks) track.drawn = 0;
  }

  /**
   * The nearest step of any path already run within reach of a pixel, or nothing.
   * @param {number} px
   * @param {number} py
   * @param {number} time
   */
  nearest(px, py, time) {
    const found = this.tracks.map((track) => ({ racer: track.racer, ...track.nearest(px, py, time) }));
    const best = found.reduce((a, b) => (b.gap < a.gap ? b : a));
    return best.gap < 9 ? best : null;
  }

  destroy() {
    this.ground.destroy();
    this.names.destroy();
    this.element.remove();
  }
}
