// The examples behind the loss, and what each optimizer's weights say of them at the current step.

import { clip, fit, make } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { Axes } from "../page/plotly_private.js";
import { ticks } from "../page/theme.js";
import { say } from "../page/words.js";
import { caption, drawModel, drawRings, seenAt } from "./drawn.js";
import { points, windowOf } from "./examples.js";
import { title } from "./title.js";

/** @import { Box, Examples, Race, Size, Theme } from "../../types" */
/** @import { ToPixel } from "../plots/preview.js" */

/** @param {number} tick the height of a number at an axis */
const margin = (tick) => ({ l: 4 * tick, r: 8, t: 6, b: 3 * tick });

/** Plotly draws the examples; the models and the rings of a batch are drawn over them. */
export class DataPlot {
  constructor() {
    /** @type {Race | null} */ this.race = null;
    /** @type {Examples | null} */ this.examples = null;
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} */ this.size = [0, 0];
    /** @type {Box} */ this.box = [0, 1, 0, 1];
    /** @type {CanvasRenderingContext2D} */ this.context = LATER;
    /** What is drawn under the models, as text. */
    this.key = "";
    /** The step that the rings are of, and the numbers of the examples that it sees. */
    this.step = 0;
    /** @type {number[]} */ this.seen = [];
    this.ground = make("div", { className: "ground" });
    this.axes = new Axes(this.ground);
    this.canvas = make("canvas", { className: "trails" });
    this.count = make("div");
    this.signs = make("div");
    const caption = make("figcaption", {}, this.count, this.signs);
    this.plot = make("div", { className: "plot" }, this.ground, this.canvas);
    const attributes = { "aria-label": say("Data and models") };
    this.element = make("figure", { className: "dataplot", attributes }, caption, this.plot);
  }

  /**
   * @param {Race} race
   * @param {Theme} theme
   * @param {Size | undefined} size none if there are no examples
   */
  show(race, theme, size) {
    this.race = race;
    this.theme = theme;
    this.examples = race.examples;
    this.element.hidden = !race.examples;
    if (race.examples && size) this.build(race.examples, size);
  }

  /**
   * @param {Examples} examples
   * @param {Size} size
   */
  build(examples, size) {
    const key = JSON.stringify([examples.digest, examples.axes, examples.classes, size, this.theme]);
    if (key === this.key) return;
    this.key = key;
    this.size = size;
    this.box = windowOf(examples);
    this.element.style.width = `${size[0]}px`;
    Object.assign(this.plot.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    const traces = [points(examples.test, 4, 0.28, this.theme), points(examples.train, 6.5, 0.9, this.theme)];
    window.Plotly.react(this.ground, traces, this.layout(examples), { displayModeBar: false, staticPlot: true });
    this.context = fit(this.canvas, ...size);
    this.describe(examples, 0);
  }

  /** @param {Examples} examples */
  layout({ axes: [across, upward] }) {
    const [width, height] = this.size;
    const around = margin(this.theme.tick);
    const [x0, x1, y0, y1] = this.box;
    const axis = {
      showgrid: false,
      zeroline: true,
      zerolinecolor: this.theme.border,
      nticks: 6,
      ...ticks(this.theme),
    };
    /**
     * @param {string} name
     * @param {number} room
     */
    const named = (name, room) => ({
      font: { size: this.theme.tick + 1, color: this.theme.text },
      standoff: 4,
      text: title(name, room, this.theme),
    });
    return {
      width,
      height,
      margin: around,
      font: { family: this.theme.font },
      showlegend: false,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      xaxis: { ...axis, range: [x0, x1], title: named(across, width - around.l - around.r) },
      yaxis: { ...axis, range: [y0, y1], title: named(upward, height - around.t - around.b) },
    };
  }

  /** @param {number} time */
  draw(time) {
    const { race, examples, context } = this;
    if (!race || !examples) return;
    context.clearRect(0, 0, ...this.size);
    context.save();
    clip(context, this.axes.frame);
    const { theme } = this;
    /** @type {ToPixel} */ const toPixel = (across, upward) => this.axes.toPixel(across, upward);
    const step = Math.ceil(time);
    if (examples.batch && step !== this.step) this.describe(examples, step);
    drawRings(context, toPixel, examples, this.seen, theme);
    for (const racer of race.racers) drawModel(context, toPixel, this.box, examples, racer, time, theme);
    context.restore();
  }

  /**
   * @param {Examples} examples
   * @param {number} step
   */
  describe(examples, step) {
    this.step = step;
    this.seen = seenAt(examples, step);
    const [count, signs] = caption(examples, this.seen.length);
    this.count.textContent = count;
    this.signs.title = this.signs.textContent = signs;
  }

  destroy() {
    window.Plotly?.purge(this.ground);
  }
}
