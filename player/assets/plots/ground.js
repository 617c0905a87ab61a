// The Plotly contour plot under a panel's paths: drawn once for a surface, size and theme.

import { whenIdle } from "../page/later.js";
import { margin } from "../page/layout.js";
import { Axes, contourLayers } from "../page/plotly_private.js";
import { axes, empty, marks, lossGrids } from "./contours.js";

/** @import { Box, ColourScale, PlotlyElement, Race, Size, Theme, Trace } from "../../types" */

const CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: true, staticPlot: false };

/** Contours and marks, which draw themselves anew only as far as they have changed. */
export class Ground {
  /**
   * @param {HTMLElement} element
   * @param {(view: Box) => void} onView is told of the window whenever somebody zooms or pans here
   */
  constructor(element, onView) {
    this.element = element;
    this.onView = onView;
    this.axes = new Axes(element);
    /** What is drawn, as text: of all, and of what is around the contours. */
    this.key = "";
    this.frameKey = "";
    /** @type {(() => void) | null} what is left to draw once nothing else is to be done */
    this.rest = null;
    this.listening = false;
  }

  /**
   * Draws what differs from what is there. `like`: a plot of the same size and window that was drawn just now: its shapes are
   * copied, and Plotly computes them here when nothing else is to be done, unless they are about to change (`stays`).
   * @param {Race} race
   * @param {ColourScale} scale
   * @param {Theme} theme
   * @param {Size} size
   * @param {Box} view
   * @param {Ground | null} like
   * @param {boolean} stays
   */
  draw(race, scale, theme, size, view, like = null, stays = true) {
    const key = JSON.stringify([race.ground, race.scene.box, theme, size], (name, value) =>
      name === "rows" ? undefined : value,
    );
    if (key === this.key) return;
    this.key = key;
    const traces = lossGrids(race, scale, theme);
    // Plotly cannot go on from copies of images: they lack the data that it ties to its own.
    if (traces[0].contours.coloring === "heatmap") like = null;
    const { marks: points, stale } = race.ground;
    const colouring = traces.map((one) => one.contours.coloring);
    const frame = JSON.stringify([race.scene.box, points, stale, colouring, theme, size]);
    if (frame !== this.frameKey) this.begin(like ? traces.map(empty) : traces, race, theme, size, view);
    else if (!like) this.refill(traces);
    this.frameKey = frame;
    this.rest = null;
    if (like) this.borrow(like);
    if (like && stays) this.later(() => this.refill(traces));
  }

  /**
   * @param {Trace[]} traces
   * @param {Race} race
   * @param {Theme} theme
   * @param {Size} size
   * @param {Box} view
   */
  begin(traces, race, theme, [width, height], view) {
    const layout = { ...axes(view, theme), width, height, margin: margin(theme.tick) };
    window.Plotly.react(this.element, [...traces, ...marks(race, theme)], layout, CONFIG);
    if (!this.listening) this.listen();
  }

  /** @param {Ground} like */
  borrow(like) {
    const theirs = contourLayers(like.element);
    contourLayers(this.element).forEach((layer, i) => {
      const copy = /** @type {Element} */ (theirs[i].cloneNode(true));
      layer.setAttribute("clip-path", copy.getAttribute("clip-path") ?? "none");
      layer.replaceChildren(...copy.childNodes);
    });
  }

  /** @param {() => void} rest */
  later(rest) {
    this.rest = rest;
    whenIdle(() => this.finish());
  }

  /** What is left to draw, before anything moves. */
  finish() {
    const { rest } = this;
    this.rest = null;
    rest?.();
  }

  /**
   * Other losses in the same frame: a quarter faster than drawing axes and marks once more.
   * @param {Trace[]} traces
   */
  refill(traces) {
    /** @param {(trace: Trace) => unknown} read */
    const all = (read) => traces.map(read);
    const levels = ["start", "end", "size"].map((key) => [`contours.${key}`, all((one) => one.contours[key])]);
    const keys = ["z", "zmin", "zmax", "dx", "dy"];
    const heights = Object.fromEntries(keys.map((key) => [key, all((one) => one[key])]));
    const changes = { ...heights, ...Object.fromEntries(levels), "line.dash": all((one) => one.line.dash) };
    window.Plotly.restyle(this.element, changes, [...traces.keys()]);
  }

  listen() {
    this.listening = true;
    for (const event of ["pointerdown", "wheel"]) {
      this.element.addEventListener(event, () => this.finish(), { capture: true, passive: true });
    }
    for (const event of ["plotly_relayouting", "plotly_relayout"]) {
      /** @type {PlotlyElement} */ (this.element).on(event, () => this.onView(this.axes.view));
    }
  }

  /** @param {Box} view */
  zoom([x0, x1, y0, y1]) {
    this.finish();
    window.Plotly.relayout(this.element, { "xaxis.range": [x0, x1], "yaxis.range": [y0, y1] });
  }

  destroy() {
    this.rest = null;
    window.Plotly?.purge(this.element);
  }
}
