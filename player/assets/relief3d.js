// The surface in three dimensions with all paths on it: Plotly draws, the mouse turns it, the same clock moves the heads.

import { make } from "./dom.js";
import { number } from "./format.js";
import { equalScale } from "./ground.js";
import { label } from "./label.js";
import { ink, ramp } from "./theme.js";

// By itself Plotly draws twice as finely as any screen can show: four times the work.
const CONFIG = { displayModeBar: false, plotGlPixelRatio: window.devicePixelRatio || 1 };
const SYMBOLS = { circle: "circle", square: "square", diamond: "diamond", cross: "cross", triangle: "x", pentagon: "circle-open", star: "diamond-open" };
const DASHES = { 0: "solid", 2: "dash", 4: "dashdot" };
// Height of the box, of which its longer side is 1, and how far above the ground a path runs, so that it is not half sunk.
const TALL = 0.62;
const LIFT = 0.012;
const LINES = 16;
// Of the contours, a little beyond the end of the ramp. In space Plotly takes no transparent colours.
const LINE = { light: "#aab9cc", dark: "#4c5d78" };
// Points of a trail: more than a screen can show.
const MOST = 800;
// Where no loss spans decades, a logarithm still needs something to begin with: this share of the highest.
const LEAST = 1e-3;
// What is less than this share of the highest is rounding.
const EXACT = 1e-9;
// Milliseconds between two pictures, and as a share of what the last one took.
const REST = 16;
const SHARE = 0.3;

// The shape of the plot, as if it were that of a window [x0, x1, y0, y1].
export const SHAPE = [0, 1, 0, 0.9];

export class Relief3d {
  constructor() {
    this.names = make("header", { className: "names" });
    this.ground = make("div", { className: "ground" });
    this.plot = make("div", { className: "plot solid" }, this.ground);
    this.element = make("section", { className: "panel" }, this.names, this.plot);
  }

  show(race, racers, scale, theme, size) {
    Object.assign(this, { race, racers, scale, theme, size, eps: scale.eps || LEAST * scale.high });
    Object.assign(this.plot.style, { width: `${size[0]}px`, height: `${size[1]}px` });
    this.element.setAttribute("aria-label", `In three dimensions: ${racers.map((r) => r.name).join(", ")}`);
    this.labels = racers.map((racer) => label(racer, ink(racer, theme), theme.ground));
    this.names.replaceChildren(...this.labels.map((l) => l.element));
    if (!hasWebGL()) this.plot.replaceChildren(make("p", { textContent: "3-D needs WebGL, which this browser does not have or has switched off. The paths are the same on the contours: switch 3-D off." }));
    else this.build();
  }

  build() {
    this.range = [this.height(0), this.height(this.scale.high)];
    this.paths = this.racers.map((racer) => this.path(racer));
    const traces = [this.surface(), this.minima(), ...this.paths.map((path, i) => this.ghost(path, i)), ...this.movers()];
    // The movers are drawn anew, wherever the clock is.
    Object.assign(this, { busy: true, drawn: undefined });
    clearTimeout(this.timer);
    window.Plotly.react(this.ground, traces, this.layout(), CONFIG).then(() => this.rest(0));
  }

  // From a loss above the lowest one to a height; what is higher than the colours reach is cut off.
  height(above) {
    const cut = Math.min(above, this.scale.high);
    return this.race.logheight ? Math.log10(Math.max(cut, 0) + this.eps) : cut;
  }

  loss(height) {
    const above = this.race.logheight ? 10 ** height - this.eps : height;
    return (above < EXACT * this.scale.high ? 0 : above) + this.scale.low;
  }

  surface() {
    const { race, scale, theme } = this;
    const [x0, x1, y0, y1] = race.box;
    const [nx, ny] = race.grid;
    const colours = ramp(race, theme);
    const map = (read) => race.rows.map((row) => Array.from(row, read));
    const [low, high] = this.range;
    return {
      type: "surface", x: spread(x0, x1, nx), y: spread(y0, y1, ny), z: map((above) => this.height(above)),
      surfacecolor: map((above) => scale.level(Math.min(above, scale.high))), cmin: scale.start, cmax: scale.end,
      colorscale: colours.map((colour, i) => [i / (colours.length - 1), colour]), showscale: false, hoverinfo: "skip",
      contours: { x: { highlight: false }, y: { highlight: false }, z: { highlight: false, show: true, start: low, end: high, size: (high - low) / LINES || 1,
        color: theme.dark ? LINE.dark : LINE.light, width: 1 } },
      lighting: { ambient: 0.85, diffuse: 0.4, specular: 0.03, roughness: 0.9 },
    };
  }

  minima() {
    const { marks, lowest, box } = this.race;
    const z = this.lifted(lowest - this.scale.low);
    const known = marks.best.filter(([x, y]) => x >= box[0] && x <= box[1] && y >= box[2] && y <= box[3]);
    return { ...dots(known.map((p) => p[0]), known.map((p) => p[1]), known.map(() => z)), marker: { size: 4, color: this.theme.text, symbol: "diamond" } };
  }

  lifted(above) {
    return this.height(above) + LIFT * (this.range[1] - this.range[0]);
  }

  // A path in space, with gaps where it is outside the window.
  path({ x, y, above, last }) {
    const [x0, x1, y0, y1] = this.race.box;
    const inside = Array.from({ length: last + 1 }, (_, t) => x[t] >= x0 && x[t] <= x1 && y[t] >= y0 && y[t] <= y1);
    const shift = this.race.best - this.scale.low;
    const read = (value) => inside.map((is, t) => (is ? value(t) : null));
    return { x: read((t) => x[t]), y: read((t) => y[t]), z: read((t) => this.lifted(above[t] + shift)) };
  }

  ghost(path, i) {
    return { ...path, type: "scatter3d", mode: "lines", hoverinfo: "skip", opacity: 0.35, line: { color: ink(this.racers[i], this.theme), width: 2 } };
  }

  // Trails and heads: the traces that move.
  movers() {
    const trails = this.racers.map((racer) => ({ ...dots([], [], []), mode: "lines",
      line: { color: ink(racer, this.theme), width: 6, dash: DASHES[racer.dash.length] } }));
    const heads = this.racers.map((racer) => ({ ...dots([], [], []),
      marker: { color: ink(racer, this.theme), size: 7, symbol: SYMBOLS[racer.marker], line: { color: this.theme.ground, width: 1 } } }));
    this.first = 2 + this.racers.length;
    return [...trails, ...heads];
  }

  layout() {
    const { theme, race: { box }, size: [width, height] } = this;
    const sides = [box[1] - box[0], box[3] - box[2]];
    const equal = equalScale(...box) ? sides.map((side) => side / Math.max(...sides)) : [1, 1];
    const axis = { showbackground: false, gridcolor: theme.border, zeroline: false, showspikes: false,
      nticks: 5, tickfont: { size: 10, color: theme.text } };
    const title = (text) => ({ text, font: { size: 12, color: theme.text } });
    const heights = spread(...this.range, 5);
    return {
      width, height, margin: { l: 0, r: 0, t: 0, b: 0 }, uirevision: "turned", showlegend: false, hovermode: false,
      paper_bgcolor: "rgba(0,0,0,0)", font: { family: theme.font },
      scene: {
        xaxis: { ...axis, title: title("x"), range: box.slice(0, 2) }, yaxis: { ...axis, title: title("y"), range: box.slice(2) },
        zaxis: { ...axis, title: title("loss"), tickvals: heights, ticktext: heights.map((h) => number(this.loss(h), 2)) },
        aspectmode: "manual", aspectratio: { x: equal[0], y: equal[1], z: TALL }, dragmode: "turntable",
        camera: { eye: { x: 0.85, y: -1.1, z: 1.65 }, center: { x: 0, y: 0, z: -0.1 } },
      },
    };
  }

  draw(time, step, leader) {
    this.labels.forEach((l, i) => l.update(step, this.race.best, this.racers[i] === leader));
    this.wanted = time;
    if (!this.busy && this.range && this.drawn !== time) this.move(time);
  }

  // One picture at a time, and air between them: software that plays at WebGL takes long for each.
  move(time) {
    const begin = performance.now();
    Object.assign(this, { busy: true, drawn: time });
    const places = this.paths.map((path) => place(path, time));
    const trails = this.paths.map((path, i) => trail(path, time, places[i]));
    const column = (axis) => [...trails.map((t) => t[axis]), ...places.map((p) => [p[axis]])];
    const moved = Array.from({ length: 2 * this.paths.length }, (_, i) => this.first + i);
    window.Plotly.restyle(this.ground, { x: column("x"), y: column("y"), z: column("z") }, moved)
      .then(() => this.rest(REST + SHARE * (performance.now() - begin)));
  }

  rest(milliseconds) {
    this.timer = setTimeout(() => {
      this.busy = false;
      if (this.wanted !== undefined && this.wanted !== this.drawn) this.move(this.wanted);
    }, milliseconds);
  }

  destroy() {
    clearTimeout(this.timer);
    window.Plotly?.purge(this.ground);
    this.element.remove();
  }
}

// Where a path is at a time between two steps; nowhere if either step is outside the window.
function place({ x, y, z }, time) {
  const t = Math.min(time, x.length - 1);
  const [i, j] = [Math.floor(t), Math.ceil(t)];
  const between = (values) => (values[i] === null || values[j] === null ? null : values[i] + (t - i) * (values[j] - values[i]));
  return { x: between(x), y: between(y), z: between(z) };
}

function trail({ x, y, z }, time, head) {
  const steps = Math.min(Math.floor(time), x.length - 1) + 1;
  const every = Math.ceil(steps / MOST);
  const thin = (values, end) => [...values.slice(0, steps).filter((_, t) => t % every === 0), end];
  return { x: thin(x, head.x), y: thin(y, head.y), z: thin(z, head.z) };
}

const dots = (x, y, z) => ({ type: "scatter3d", mode: "markers", hoverinfo: "skip", x, y, z });

const spread = (from, to, count) => Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

let webgl;
const hasWebGL = () => (webgl ??= Boolean(make("canvas").getContext("webgl")));
