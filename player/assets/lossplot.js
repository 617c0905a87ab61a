// Loss against step, for all optimizers. Plotly draws the axes; the curves are drawn once and uncovered by the clock.

import { fit, make } from "./dom.js";
import { ink, ticks } from "./theme.js";

const MARGIN = { l: 46, r: 12, t: 8, b: 30 };
const DEEPEST = 1e-12;
// Below this many decades a logarithmic axis has no room for its labels.
const DECADES = 1.5;
// Of a forecast, which is curved where the axis is not logarithmic.
const SAMPLES = 100;

export class LossPlot {
  constructor() {
    this.axes = make("div", { className: "ground" });
    this.canvas = make("canvas", { className: "trails" });
    this.element = make("section", { className: "lossplot", attributes: { "aria-label": "Loss against step" } }, this.axes, this.canvas);
    this.layers = [make("canvas"), make("canvas")];
  }

  show(race, theme, size) {
    Object.assign(this, { race, theme, size });
    Object.assign(this.element.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    this.range = this.measure();
    this.log = this.range.type === "log";
    window.Plotly.react(this.axes, [], this.layout(), { displayModeBar: false, staticPlot: true });
    this.context = fit(this.canvas, ...size);
    this.paint();
  }

  layout() {
    const [width, height] = this.size;
    const axis = { showgrid: true, gridcolor: this.theme.dark ? "rgba(255,255,255,0.07)" : "rgba(20,40,70,0.07)", zeroline: false,
      ...ticks(this.theme), title: { font: { size: 11, color: this.theme.text }, standoff: 4 } };
    const title = this.race.tested ? "loss (dotted: on the test set)" : this.race.best ? "loss above the minimum" : "loss";
    return {
      width, height, margin: MARGIN, font: { family: this.theme.font }, showlegend: false,
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      xaxis: { ...axis, range: [0, this.race.steps], title: { ...axis.title, text: "step" } },
      yaxis: { ...axis, ...this.range, title: { ...axis.title, text: title }, exponentformat: "power" },
    };
  }

  // From the lowest to the highest loss that anyone had; a run that goes beyond the start's many times over is cut.
  measure() {
    const start = this.race.racers[0]?.above[0] ?? 1;
    const curves = this.race.racers.flatMap((r) => [r.above, r.test].filter(Boolean).map((losses) => losses.subarray(0, r.last + 1)));
    const all = curves.flatMap((losses) => [...losses]).filter(Number.isFinite);
    const [low, high] = [Math.min(start, smallest(all)), Math.max(start, -smallest(all.map((v) => -v)))];
    const [bottom, top] = [Math.max(low, DEEPEST), Math.min(high, start * 1e4)].map(Math.log10);
    if (this.race.bounded && top - bottom > DECADES) {
      return { type: "log", range: [bottom - 0.3, top + 0.2], dtick: Math.ceil((top - bottom) / 6) };
    }
    const most = Math.min(high, start + 4 * Math.max(1, Math.abs(start)));
    const least = Math.max(low, start - 12 * Math.max(1, Math.abs(start)));
    const air = 0.06 * (most - least || 1);
    return { type: "linear", range: [least - air, most + air], nticks: 6 };
  }

  // Both layers: all curves faint, and all curves bold.
  paint() {
    const contexts = this.layers.map((layer) => fit(layer, ...this.size));
    this.clip(contexts[0]);
    this.clip(contexts[1]);
    for (const racer of this.race.racers) {
      contexts.forEach((context, bold) => {
        Object.assign(context, { strokeStyle: ink(racer, this.theme), lineWidth: bold ? 2 : 1.2, globalAlpha: bold ? 1 : 0.3 });
        context.setLineDash(bold ? racer.dash : []);
        context.stroke(this.curve(racer, racer.above));
        if (!racer.test) return;
        context.setLineDash([1.5, 3.5]);
        context.stroke(this.curve(racer, racer.test));
      });
    }
    this.race.forecasts.forEach((forecast, i) => forecast && contexts.forEach((context) => this.slope(context, this.race.racers[i], ...forecast)));
  }

  // What theory says of a racer from a step on: the loss shrinks by the square of the rate, a straight line on a log axis.
  slope(context, racer, since, rate) {
    const line = new Path2D();
    const every = (this.race.steps - since) / SAMPLES;
    const floor = this.race.lowest - this.race.best;
    const loss = (t) => floor + (racer.above[since] - floor) * rate ** (2 * t * every);
    for (let t = 0; t <= SAMPLES; t++) line.lineTo(...this.toPixel(since + t * every, loss(t)));
    Object.assign(context, { strokeStyle: ink(racer, this.theme), lineWidth: 1.6, globalAlpha: 1 });
    context.setLineDash([2, 5]);
    context.stroke(line);
  }

  clip(context) {
    const { xaxis: x, yaxis: y } = this.axes._fullLayout;
    context.beginPath();
    context.rect(x._offset, y._offset - 2, x._length, y._length + 4);
    context.clip();
  }

  curve(racer, losses) {
    const line = new Path2D();
    for (let t = 0; t <= racer.last; t++) line.lineTo(...this.toPixel(t, losses[t]));
    return line;
  }

  toPixel(step, above) {
    const { xaxis: x, yaxis: y } = this.axes._fullLayout;
    const value = this.log ? Math.max(above, DEEPEST / 10) : above;
    return [x._offset + x.d2p(step), y._offset + Math.min(1e5, Math.max(-1e5, y.d2p(value)))];
  }

  toStep(px) {
    const { xaxis: x } = this.axes._fullLayout;
    return x.p2d(px - x._offset);
  }

  draw(time) {
    const [width, height] = this.size;
    const ratio = this.canvas.width / width;
    const [cursor] = this.toPixel(time, 1);
    this.context.clearRect(0, 0, width, height);
    this.context.drawImage(this.layers[0], 0, 0, width, height);
    if (time > 0) this.context.drawImage(this.layers[1], 0, 0, cursor * ratio, height * ratio, 0, 0, cursor, height);
    this.drawCursor(cursor);
    this.race.racers.forEach((racer) => this.dot(racer, time));
  }

  drawCursor(px) {
    const { yaxis: y } = this.axes._fullLayout;
    Object.assign(this.context, { strokeStyle: this.theme.text, lineWidth: 1, globalAlpha: 0.45 });
    this.context.beginPath();
    this.context.moveTo(px, y._offset);
    this.context.lineTo(px, y._offset + y._length);
    this.context.stroke();
    this.context.globalAlpha = 1;
  }

  dot(racer, time) {
    if (time > racer.last) return;
    const i = Math.floor(time);
    const j = Math.min(i + 1, racer.last);
    const [x0, y0] = this.toPixel(i, racer.above[i]);
    const [x1, y1] = this.toPixel(j, racer.above[j]);
    const { yaxis: y } = this.axes._fullLayout;
    const py = y0 + (time - i) * (y1 - y0);
    if (py < y._offset - 4 || py > y._offset + y._length + 4) return;
    Object.assign(this.context, { fillStyle: ink(racer, this.theme), strokeStyle: this.theme.ground, lineWidth: 1.5 });
    this.context.beginPath();
    this.context.arc(x0 + (time - i) * (x1 - x0), py, 3.8, 0, 2 * Math.PI);
    this.context.fill();
    this.context.stroke();
  }

  destroy() {
    window.Plotly?.purge(this.axes);
  }
}

const smallest = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
