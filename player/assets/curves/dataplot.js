// The examples behind the loss, and what each optimizer's weights say of them at the current step.

import { clip, fit, inReach, make, outline } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { Axes } from "../page/plotly_private.js";
import { ink, ticks } from "../page/theme.js";
import { say } from "../page/words.js";
import { SYMBOLS, points, weights, windowOf } from "./examples.js";
import { MODELS } from "./models.js";
import { title } from "./title.js";

/** @import { Box, Examples, Point, Race, Racer, Size, Theme } from "../../types" */

/** @param {number} tick the height of a number at an axis */
const margin = (tick) => ({ l: 4 * tick, r: 8, t: 6, b: 3 * tick });
const RING = 6.5;

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
    if (examples.batch) this.rings(examples, Math.ceil(time));
    for (const racer of race.racers) this.model(examples, racer, time);
    context.restore();
  }

  /**
   * Around the examples that the step on its way sees.
   * @param {Examples} examples
   * @param {number} step
   */
  rings(examples, step) {
    if (step !== this.step) this.describe(examples, step);
    Object.assign(this.context, { strokeStyle: this.theme.accent, lineWidth: 2 });
    this.context.setLineDash([]);
    const { across, upward } = examples.train;
    for (const i of this.seen) {
      this.context.beginPath();
      this.context.arc(...inReach(this.axes.toPixel(across[i], upward[i])), RING, 0, 2 * Math.PI);
      this.context.stroke();
    }
  }

  /**
   * @param {Examples} examples
   * @param {number} step
   */
  describe(examples, step) {
    const { train, test, batch, classes } = examples;
    this.step = step;
    this.seen = step && batch ? examples.seen(step) : [];
    const signs = classes.map((name, k) => `${SYMBOLS[k]?.[1]}\u00a0${name}`);
    if (batch) {
      const count = this.seen.length;
      const ringed = count ? say("{count} in this step's batch", { count }) : say("in this step's batch");
      signs.unshift(`◯\u00a0${ringed}`);
    }
    this.count.textContent = say("{train} training examples (large) · {test} test examples (small)", {
      train: train.count,
      test: test.count,
    });
    this.signs.title = this.signs.textContent = signs.join("\u2003");
  }

  /**
   * @param {Examples} examples
   * @param {Racer} racer
   * @param {number} time
   */
  model(examples, racer, time) {
    const lines = MODELS[examples.model](weights(racer, time), this.box, examples.means);
    for (const points of lines) this.line(points, racer);
  }

  /**
   * @param {Point[]} points
   * @param {Racer} racer
   */
  line(points, racer) {
    const { context, theme } = this;
    const path = outline(context);
    for (const [across, upward] of points) path.lineTo(...inReach(this.axes.toPixel(across, upward)));
    context.setLineDash([]);
    Object.assign(context, { strokeStyle: theme.ground, lineWidth: 4.4, globalAlpha: 0.8 });
    context.stroke(path);
    context.setLineDash(racer.dash);
    Object.assign(context, { strokeStyle: ink(racer, theme), lineWidth: 2.2, globalAlpha: 1 });
    context.stroke(path);
  }

  destroy() {
    window.Plotly?.purge(this.ground);
  }
}
