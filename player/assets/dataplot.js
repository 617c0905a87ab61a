// The examples behind the loss, and what each optimizer's weights say of them at the current step.

import { fit, make } from "./dom.js";
import { MODELS } from "./models.js";
import { ink, ticks } from "./theme.js";
import { TITLE, title } from "./title.js";

const MARGIN = { l: 40, r: 8, t: 6, b: 30 };
// The marker of each class, and the sign that stands for it in the caption.
const SYMBOLS = { circle: "●", "square-open": "□", "triangle-up": "▲", "diamond-open": "◇", cross: "✚", "x-open": "✕", star: "★", "pentagon-open": "⬠", hexagon: "⬢", "hourglass-open": "⧖" };
const RING = 6.5;

// How many lines stand over the picture; none if there is none.
export const captionLines = ({ examples }) => (examples ? 1 + Boolean(examples.batch || examples.classes.length) : 0);

export class DataPlot {
  constructor() {
    this.axes = make("div", { className: "ground" });
    this.canvas = make("canvas", { className: "trails" });
    this.count = make("div");
    this.signs = make("div");
    const caption = make("figcaption", {}, this.count, this.signs);
    this.plot = make("div", { className: "plot" }, this.axes, this.canvas);
    this.element = make("figure", { className: "dataplot", attributes: { "aria-label": "Data and models" } }, caption, this.plot);
  }

  show(race, theme, size) {
    Object.assign(this, { race, theme, size });
    this.element.hidden = !race.examples;
    if (!race.examples) return;
    this.examples = race.examples;
    this.box = this.measure();
    this.element.style.width = `${size[0]}px`;
    Object.assign(this.plot.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    const traces = [this.points(this.examples.test, 4, 0.28), this.points(this.examples.train, 6.5, 0.9)];
    window.Plotly.react(this.axes, traces, this.layout(), { displayModeBar: false, staticPlot: true });
    this.context = fit(this.canvas, ...size);
    this.describe(0);
  }

  // The window of the picture: all examples, and some air.
  measure() {
    const { train, test } = this.examples;
    return ["across", "upward"].flatMap((side) => {
      const all = [...train[side], ...test[side]];
      const [low, high] = [Math.min(...all), Math.max(...all)];
      const air = 0.06 * (high - low || 1);
      return [low - air, high + air];
    });
  }

  points({ across, upward, group }, size, opacity) {
    const colour = this.theme.text;
    return {
      type: "scatter", mode: "markers", x: across, y: upward,
      marker: { size, opacity, color: colour, line: { width: 1, color: colour }, symbol: Array.from(group, (g) => Object.keys(SYMBOLS)[Math.max(0, g)]) },
    };
  }

  layout() {
    const [width, height] = this.size;
    const [x0, x1, y0, y1] = this.box;
    const axis = { showgrid: false, zeroline: true, zerolinecolor: this.theme.border, nticks: 6,
      ...ticks(this.theme), title: { font: { size: TITLE, color: this.theme.text }, standoff: 4 } };
    const [across, upward] = this.examples.axes.map((name, i) => title(name, i ? height - MARGIN.t - MARGIN.b : width - MARGIN.l - MARGIN.r, this.theme));
    return {
      width, height, margin: MARGIN, font: { family: this.theme.font }, showlegend: false,
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      xaxis: { ...axis, range: [x0, x1], title: { ...axis.title, text: across } },
      yaxis: { ...axis, range: [y0, y1], title: { ...axis.title, text: upward } },
    };
  }

  draw(time) {
    if (!this.race?.examples) return;
    this.context.clearRect(0, 0, ...this.size);
    this.context.save();
    this.clip();
    if (this.examples.batch) this.rings(Math.ceil(time));
    for (const racer of this.race.racers) this.model(racer, time);
    this.context.restore();
  }

  clip() {
    const { xaxis: x, yaxis: y } = this.axes._fullLayout;
    this.context.beginPath();
    this.context.rect(x._offset, y._offset, x._length, y._length);
    this.context.clip();
  }

  // Around the examples that the step on its way sees.
  rings(step) {
    if (step !== this.step) this.describe(step);
    Object.assign(this.context, { strokeStyle: this.theme.accent, lineWidth: 2 });
    this.context.setLineDash([]);
    const { across, upward } = this.examples.train;
    for (const i of this.seen) {
      const [px, py] = this.toPixel([across[i], upward[i]]);
      this.context.beginPath();
      this.context.arc(px, py, RING, 0, 2 * Math.PI);
      this.context.stroke();
    }
  }

  describe(step) {
    const { train, test, batch, classes } = this.examples;
    this.step = step;
    this.seen = step && batch ? this.examples.seen(step) : [];
    const signs = classes.map((name, k) => `${Object.values(SYMBOLS)[k]}\u00a0${name}`);
    if (batch) signs.unshift(`◯\u00a0${this.seen.length || "those"} in this step's batch`);
    this.count.textContent = `${train.count} examples to learn from (large) · ${test.count} to test on (small)`;
    this.signs.title = this.signs.textContent = signs.join("\u2003");
  }

  model(racer, time) {
    const t = Math.min(time, racer.last);
    const [i, part] = [Math.floor(t), t - Math.floor(t)];
    const j = Math.min(i + 1, racer.last);
    const w = [racer.x, racer.y].map((c) => c[i] + part * (c[j] - c[i]));
    for (const points of MODELS[this.examples.model](w, this.box, this.examples.means)) this.line(points, racer);
  }

  line(points, racer) {
    const { context, theme } = this;
    const path = new Path2D();
    points.forEach((point) => path.lineTo(...this.toPixel(point)));
    context.setLineDash([]);
    Object.assign(context, { strokeStyle: theme.ground, lineWidth: 4.4, globalAlpha: 0.8 });
    context.stroke(path);
    context.setLineDash(racer.dash);
    Object.assign(context, { strokeStyle: ink(racer, theme), lineWidth: 2.2, globalAlpha: 1 });
    context.stroke(path);
  }

  toPixel([across, upward]) {
    const { xaxis: x, yaxis: y } = this.axes._fullLayout;
    return [x._offset + x.d2p(across), y._offset + y.d2p(upward)].map((p) => Math.min(1e5, Math.max(-1e5, p)));
  }

  destroy() {
    window.Plotly?.purge(this.axes);
  }
}
