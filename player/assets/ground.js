// The Plotly contour plot under a panel's paths: drawn once for a surface, size and theme.

import { Scale } from "./scale.js";
import { ramp, ticks } from "./theme.js";

const MARGIN = { l: 30, r: 6, t: 6, b: 20 };
const CONFIG = { displayModeBar: false, doubleClick: false, scrollZoom: true, staticPlot: false };
// Where a mark is drawn, and how: an open symbol for each kind of critical point.
const MARKS = { best: "star", minima: "circle-open", saddles: "x-thin-open", maxima: "triangle-up-open", bare: "star-open", test: "diamond-open" };

export const MARK_NAMES = { best: "minimum", minima: "local minimum", saddles: "saddle", maxima: "maximum", bare: "minimum without penalty", test: "test minimum" };

const LINES = 9;
const DASHES = { test: "dash", data: "solid", penalty: "dot" };

export class Ground {
  constructor(element, onView) {
    Object.assign(this, { element, onView });
  }

  // Draws what differs from what is there. `size`: [width, height] in pixels. `like`: a plot of the same size and window that
  // was drawn just now: its shapes are copied, and Plotly computes them here when nothing else is to be done.
  draw(race, scale, theme, size, view, like = null) {
    const key = JSON.stringify([race.ground, race.overlaid, race.box, race.marks, theme, size], (name, value) => (name === "rows" ? undefined : value));
    if (key === this.key) return;
    this.key = key;
    const reliefs = [contour(race, scale, theme), ...race.overlaid.map((one) => lines(race.box, one, theme))];
    const frame = JSON.stringify([race.box, race.marks, reliefs.length, theme, size]);
    if (frame !== this.frameKey) this.begin(like ? reliefs.map(empty) : reliefs, race, theme, size, view);
    else if (!like) this.refill(reliefs);
    this.frameKey = frame;
    this.rest = null;
    if (like) this.borrow(like, () => this.refill(reliefs));
  }

  begin(reliefs, race, theme, [width, height], view) {
    const layout = { ...axes(view, theme), width, height, margin: MARGIN };
    window.Plotly.react(this.element, [...reliefs, ...marks(race, theme)], layout, CONFIG);
    if (!this.listening) this.listen();
  }

  borrow(like, rest) {
    const theirs = like.layers;
    this.layers.forEach((layer, i) => {
      const copy = theirs[i].cloneNode(true);
      layer.setAttribute("clip-path", copy.getAttribute("clip-path") ?? "none");
      layer.replaceChildren(...copy.childNodes);
    });
    this.rest = rest;
    whenIdle(() => this.finish());
  }

  // What is left to draw, before anything moves.
  finish() {
    const { rest } = this;
    this.rest = null;
    rest?.();
  }

  // The elements of Plotly's that hold the contours, one for each relief.
  get layers() {
    return [...this.element.querySelectorAll(".contourlayer > .contour")];
  }

  // Other losses in the same frame: a quarter faster than drawing axes and marks once more.
  refill(reliefs) {
    const all = (read) => reliefs.map(read);
    const levels = Object.fromEntries(["start", "end", "size"].map((key) => [`contours.${key}`, all((one) => one.contours[key])]));
    const ends = { zmin: all((one) => one.zmin), zmax: all((one) => one.zmax) };
    window.Plotly.restyle(this.element, { z: all((one) => one.z), ...ends, ...levels, "line.dash": all((one) => one.line.dash) }, reliefs.map((_, i) => i));
  }

  listen() {
    this.listening = true;
    for (const event of ["pointerdown", "wheel"]) this.element.addEventListener(event, () => this.finish(), { capture: true, passive: true });
    for (const event of ["plotly_relayouting", "plotly_relayout"]) this.element.on(event, () => this.onView(this.view));
  }

  get axes() {
    const { xaxis, yaxis } = this.element._fullLayout;
    return { x: xaxis, y: yaxis };
  }

  // Pixels of the plot's own corner, for clipping.
  get frame() {
    const { x, y } = this.axes;
    return { left: x._offset, top: y._offset, width: x._length, height: y._length };
  }

  toPixel(x, y) {
    const axis = this.axes;
    return [axis.x._offset + axis.x.d2p(x), axis.y._offset + axis.y.d2p(y)];
  }

  toData(px, py) {
    const axis = this.axes;
    return [axis.x.p2d(px - axis.x._offset), axis.y.p2d(py - axis.y._offset)];
  }

  get view() {
    const { x, y } = this.axes;
    return [...x.range, ...y.range];
  }

  set view([x0, x1, y0, y1]) {
    this.finish();
    window.Plotly.relayout(this.element, { "xaxis.range": [x0, x1], "yaxis.range": [y0, y1] });
  }

  destroy() {
    this.rest = null;
    window.Plotly?.purge(this.element);
  }
}

// Safari has no idle callbacks.
const whenIdle = window.requestIdleCallback ?? ((work) => setTimeout(work, 100));

// A relief without its heights: next to nothing to draw.
const empty = (relief) => ({ ...relief, z: [[0, 0], [0, 0]] });

function contour(race, scale, theme) {
  const colours = ramp(race, theme);
  return {
    ...heights(race.box, race, scale),
    contours: { ...scale.contours(), coloring: "fill" },
    colorscale: colours.map((colour, i) => [i / (colours.length - 1), colour]),
    line: { width: 0.5, smoothing: 0, dash: "solid", color: theme.dark ? "rgba(255,255,255,0.13)" : "rgba(20,40,70,0.16)" },
  };
}

// Contour lines of another loss over the same window.
function lines(box, one, theme) {
  const scale = new Scale(one.scale);
  return {
    ...heights(box, one, scale),
    contours: { ...scale.contours(LINES), coloring: "none" },
    line: { width: 1.2, dash: DASHES[one.kind], color: theme.dark ? "rgba(255,255,255,0.5)" : "rgba(20,30,50,0.5)" },
  };
}

// What all contour traces share.
function heights([x0, x1, y0, y1], { grid: [nx, ny], rows }, scale) {
  return {
    type: "contour", autocontour: false, showscale: false, hoverinfo: "skip",
    x0, dx: (x1 - x0) / (nx - 1), y0, dy: (y1 - y0) / (ny - 1),
    z: rows.map((row) => Array.from(row, (above) => scale.level(above))), zmin: scale.start, zmax: scale.end,
  };
}

function marks(race, theme) {
  const known = Object.entries(MARKS).filter(([kind]) => race.marks[kind].length);
  return known.map(([kind, symbol]) => ({
    type: "scatter", mode: "markers", hoverinfo: "skip", showlegend: false, cliponaxis: true,
    x: race.marks[kind].map((p) => p[0]), y: race.marks[kind].map((p) => p[1]),
    marker: { symbol, size: kind === "best" ? 9 : 8, color: theme.text, opacity: 0.75, line: { width: 1.4, color: theme.text } },
  }));
}

function axes([x0, x1, y0, y1], theme) {
  const axis = {
    showgrid: false, zeroline: false, ticks: "", nticks: 6, ...ticks(theme), fixedrange: false,
    constrain: "domain",
  };
  return {
    xaxis: { ...axis, range: [x0, x1] },
    yaxis: { ...axis, range: [y0, y1], ...(equalScale(x0, x1, y0, y1) ? { scaleanchor: "x" } : {}) },
    dragmode: window.matchMedia("(pointer: coarse)").matches ? false : "pan",
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", showlegend: false, hovermode: false,
    font: { family: theme.font },
  };
}

// The gradient is perpendicular to the contours only on equal scales; a window longer than 3 : 1 can't have them.
export function equalScale(x0, x1, y0, y1) {
  const ratio = (x1 - x0) / (y1 - y0);
  return ratio <= 3 && ratio >= 1 / 3;
}

// The size of a plot whose drawing area has the shape of the window and which is `width` wide.
export function plotSize(width, [x0, x1, y0, y1]) {
  const inner = width - MARGIN.l - MARGIN.r;
  const shape = equalScale(x0, x1, y0, y1) ? (y1 - y0) / (x1 - x0) : 1;
  return [Math.floor(width), Math.floor(inner * shape + MARGIN.t + MARGIN.b)];
}
