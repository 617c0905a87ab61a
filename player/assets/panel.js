// One contour plot with the paths of one optimizer, or of all of them.

import { fit, make } from "./dom.js";
import { Ground } from "./ground.js";
import { label } from "./label.js";
import { head } from "./marker.js";
import { drawNotes } from "./notes.js";
import { ink } from "./theme.js";
import { Trail } from "./trail.js";

export class Panel {
  // `onView` hears of the window [x0, x1, y0, y1] whenever somebody zooms or pans here.
  constructor(onView) {
    this.names = make("header", { className: "names" });
    this.notes = make("canvas", { className: "notes" });
    this.ghosts = make("canvas", { className: "ghosts" });
    this.trails = make("canvas", { className: "trails" });
    this.heads = make("div", { className: "heads" });
    this.start = make("button", { className: "start", type: "button", title: "Drag to move the start",
      attributes: { "aria-label": "Start marker: drag it, or click the plot" } });
    this.plot = make("div", { className: "plot" });
    this.ground = new Ground(make("div", { className: "ground" }), onView);
    this.plot.append(this.ground.element, this.notes, this.ghosts, this.trails, this.heads);
    // Apart from the start marker, which must stay where it is while somebody drags it.
    this.marks = make("div");
    this.heads.append(this.marks, this.start);
    this.element = make("section", { className: "panel" }, this.names, this.plot);
  }

  // `racers`: who runs here. `size`, `view`: of the plot in pixels, and the window [x0, x1, y0, y1]. `like`: another panel's
  // ground with the same contours, if there is one.
  show(race, racers, scale, theme, size, view, like) {
    Object.assign(this, { race, racers, theme, size });
    Object.assign(this.plot.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    this.element.style.width = `${size[0]}px`;
    this.element.classList.toggle("pair", racers.some((racer) => racer.rival) && !race.overlay);
    this.element.setAttribute("aria-label", racers.map((r) => r.name).join(", "));
    this.tracks = racers.map((racer) => new Trail(racer));
    this.ground.draw(race, scale, theme, size, view, like);
    this.showNames();
    this.project();
  }

  // Names, swatches and heads.
  showNames() {
    const casing = this.theme.ground;
    this.labels = this.racers.map((racer) => label(racer, ink(racer, this.theme), casing));
    this.names.replaceChildren(...this.labels.map((l) => l.element));
    this.plot.querySelector(".outcome")?.remove();
    // One racer's outcome stands in its plot; many stand beside their names.
    if (this.labels.length === 1) this.plot.append(this.labels[0].outcome);
    this.markers = this.racers.map((racer) => head(racer, ink(racer, this.theme), casing));
    this.marks.replaceChildren(...this.markers);
  }

  // After a zoom, a resize or new data: where everything is in pixels now.
  project() {
    const { left, top, width, height } = this.ground.frame;
    Object.assign(this.heads.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    this.contexts = [this.ghosts, this.trails].map((canvas) => clip(fit(canvas, ...this.size), this.ground.frame));
    drawNotes(clip(fit(this.notes, ...this.size), this.ground.frame), this.ground, this.race, this.theme);
    this.tracks.forEach((track) => track.project(this.ground));
    this.tracks.forEach((track, i) => track.ghost(this.contexts[0], ink(this.racers[i], this.theme)));
    this.placeStart(...this.race.start);
  }

  placeStart(x, y) {
    this.place(this.start, this.ground.toPixel(x, y));
  }

  place(element, [px, py]) {
    const { left, top } = this.ground.frame;
    element.style.transform = `translate(${(px - left).toFixed(1)}px, ${(py - top).toFixed(1)}px)`;
  }

  // The picture at `time`; `leader` is the index in the race of whoever has the lowest loss.
  draw(time, step, leader) {
    if (this.tracks.some((track) => track.isAhead(time))) this.erase();
    this.tracks.forEach((track, i) => {
      track.extend(this.contexts[1], time, ink(this.racers[i], this.theme), this.theme.ground);
      this.place(this.markers[i], track.at(time));
      this.labels[i].update(step, this.race.best, this.racers[i] === leader);
    });
  }

  erase() {
    const [width, height] = this.size;
    this.contexts[1].clearRect(0, 0, width, height);
    this.tracks.forEach((track) => { track.drawn = 0; });
  }

  // The nearest step of any path already run within reach of a pixel, or nothing.
  nearest(px, py, time) {
    const found = this.tracks.map((track) => ({ racer: track.racer, ...track.nearest(px, py, time) }));
    const best = found.reduce((a, b) => (b.gap < a.gap ? b : a));
    return best.gap < 9 ? best : null;
  }

  destroy() {
    this.ground.destroy();
    this.element.remove();
  }
}

function clip(context, { left, top, width, height }) {
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  return context;
}
