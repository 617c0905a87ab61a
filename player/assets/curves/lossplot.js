// Loss against step, for all optimizers. Plotly draws the axes; the curves are drawn once and uncovered by the clock.

import { clip, fit, inReach, make } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { Axes } from "../page/plotly_private.js";
import { ink, ticks } from "../page/theme.js";
import { say } from "../page/words.js";
import { DEEPEST, lossAxis } from "./lossaxis.js";

/** @import { Forecast, Pixel, Race, Racer, Size, Theme } from "../../types" */
/** @import { Clock } from "../controls/clock.js" */
/** @import { LossAxis } from "./lossaxis.js" */

const MARGIN = { l: 46, r: 12, t: 8, b: 30 };
// Of a forecast, which is curved where the axis is not logarithmic.
const SAMPLES = 100;

/** The curves of all racers, and where the clock is on them: a second scrubber. */
export class LossPlot {
  /** @param {Clock} clock */
  constructor(clock) {
    this.clock = clock;
    /** @type {Race} */ this.race = LATER;
    /** @type {Theme} */ this.theme = LATER;
    /** @type {Size} */ this.size = [0, 0];
    /** @type {CanvasRenderingContext2D} */ this.context = LATER;
    this.log = false;
    this.ground = make("div", { className: "ground" });
    this.axes = new Axes(this.ground);
    this.canvas = make("canvas", { className: "trails" });
    const attributes = { "aria-label": say("Loss against step") };
    this.element = make("section", { className: "lossplot", attributes }, this.ground, this.canvas);
    this.element.addEventListener("pointerdown", (event) => this.scrub(event));
    /** What is drawn once: all curves faint, and all curves bold. */
    this.faint = make("canvas");
    this.bold = make("canvas");
  }

  /**
   * @param {Race} race
   * @param {Theme} theme
   * @param {Size} size
   */
  show(race, theme, size) {
    this.race = race;
    this.theme = theme;
    this.size = size;
    Object.assign(this.element.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    const axis = lossAxis(race);
    this.log = axis.type === "log";
    window.Plotly.react(this.ground, [], this.layout(axis), { displayModeBar: false, staticPlot: true });
    this.context = fit(this.canvas, ...size);
    this.paint(this.faint, false);
    this.paint(this.bold, true);
  }

  /** @param {LossAxis} lossAxis */
  layout(lossAxis) {
    const [width, height] = this.size;
    const { race, theme } = this;
    const gridcolor = theme.dark ? "rgba(255,255,255,0.07)" : "rgba(20,40,70,0.07)";
    const axis = { showgrid: true, gridcolor, zeroline: false, ...ticks(theme) };
    const named = { font: { size: 11, color: theme.text }, standoff: 4 };
    const untested = race.best ? say("loss above the minimum") : say("loss");
    const title = race.tested ? say("loss (dotted: on the test set)") : untested;
    return {
      width,
      height,
      margin: MARGIN,
      font: { family: theme.font },
      showlegend: false,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      xaxis: { ...axis, range: [0, race.scene.steps], title: { ...named, text: say("step") } },
      yaxis: { ...axis, ...lossAxis, title: { ...named, text: title }, exponentformat: "power" },
    };
  }

  /**
   * @param {HTMLCanvasElement} layer
   * @param {boolean} bold
   */
  paint(layer, bold) {
    const context = clip(fit(layer, ...this.size), this.axes.frame, 2);
    for (const racer of this.race.racers) {
      const look = { strokeStyle: ink(racer, this.theme), lineWidth: bold ? 2 : 1.2, globalAlpha: bold ? 1 : 0.3 };
      Object.assign(context, look);
      context.setLineDash(bold ? racer.dash : []);
      context.stroke(this.curve(racer, racer.above));
      if (!racer.test) continue;
      context.setLineDash([1.5, 3.5]);
      context.stroke(this.curve(racer, racer.test));
    }
    this.race.overlays.forecasts.forEach((forecast, i) => {
      if (forecast) this.forecast(context, this.race.racers[i], forecast);
    });
  }

  /**
   * What theory says of a racer from a step on: the loss shrinks by the square of the rate, a straight line on a log axis.
   * @param {CanvasRenderingContext2D} context
   * @param {Racer} racer
   * @param {Forecast} forecast
   */
  forecast(context, racer, [since, rate]) {
    const line = new Path2D();
    const every = (this.race.scene.steps - since) / SAMPLES;
    const floor = this.race.lowest - this.race.best;
    /** @param {number} t */
    const loss = (t) => floor + (racer.above[since] - floor) * rate ** (2 * t * every);
    for (let t = 0; t <= SAMPLES; t++) line.lineTo(...this.place(since + t * every, loss(t)));
    Object.assign(context, { strokeStyle: ink(racer, this.theme), lineWidth: 1.6, globalAlpha: 1 });
    context.setLineDash([2, 5]);
    context.stroke(line);
  }

  /**
   * @param {Racer} racer
   * @param {Float32Array} losses
   */
  curve(racer, losses) {
    const line = new Path2D();
    for (let t = 0; t <= racer.last; t++) line.lineTo(...this.place(t, losses[t]));
    return line;
  }

  /**
   * The pixel of a loss, which a logarithmic axis keeps above nothing.
   * @param {number} step
   * @param {number} above
   * @returns {Pixel}
   */
  place(step, above) {
    return inReach(this.axes.toPixel(step, this.log ? Math.max(above, DEEPEST / 10) : above));
  }

  /** @param {PointerEvent} event */
  scrub(event) {
    const { element, clock } = this;
    clock.pause();
    this.seek(event);
    element.setPointerCapture(event.pointerId);
    element.onpointermove = (moved) => this.seek(moved);
    element.onpointerup = element.onpointercancel = () => {
      element.onpointermove = null;
    };
  }

  /** @param {PointerEvent} event */
  seek(event) {
    const px = event.clientX - this.element.getBoundingClientRect().left;
    this.clock.seek(Math.round(this.axes.toData(px, 0)[0]));
  }

  /** @param {number} time */
  draw(time) {
    const { context } = this;
    const [width, height] = this.size;
    const ratio = this.canvas.width / width;
    const [cursor] = this.place(time, 1);
    context.clearRect(0, 0, width, height);
    context.drawImage(this.faint, 0, 0, width, height);
    if (time > 0) context.drawImage(this.bold, 0, 0, cursor * ratio, height * ratio, 0, 0, cursor, height);
    this.drawCursor(cursor);
    for (const racer of this.race.racers) this.dot(racer, time);
  }

  /** @param {number} px */
  drawCursor(px) {
    const { top, height } = this.axes.frame;
    Object.assign(this.context, { strokeStyle: this.theme.text, lineWidth: 1, globalAlpha: 0.45 });
    this.context.beginPath();
    this.context.moveTo(px, top);
    this.context.lineTo(px, top + height);
    this.context.stroke();
    this.context.globalAlpha = 1;
  }

  /**
   * @param {Racer} racer
   * @param {number} time
   */
  dot(racer, time) {
    if (time > racer.last) return;
    const i = Math.floor(time);
    const j = Math.min(i + 1, racer.last);
    const [x0, y0] = this.place(i, racer.above[i]);
    const [x1, y1] = this.place(j, racer.above[j]);
    const { top, height } = this.axes.frame;
    const py = y0 + (time - i) * (y1 - y0);
    if (py < top - 4 || py > top + height + 4) return;
    const look = { fillStyle: ink(racer, this.theme), strokeStyle: this.theme.ground, lineWidth: 1.5 };
    Object.assign(this.context, look);
    this.context.beginPath();
    this.context.arc(x0 + (time - i) * (x1 - x0), py, 3.8, 0, 2 * Math.PI);
    this.context.fill();
    this.context.stroke();
  }

  destroy() {
    window.Plotly?.purge(this.ground);
  }
}
