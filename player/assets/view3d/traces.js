// What Plotly is told to draw in three dimensions: the surface, and for each racer its path and its trail.

import { number } from "../page/format.js";
import { equalScale } from "../page/layout.js";
import { colourscale, ink } from "../page/theme.js";
import { say } from "../page/words.js";
import { spread } from "./space.js";

/** @import { ColourScale, Race, Racer, Size, Theme, Trace } from "../../types" */
/** @import { Heights } from "./heights.js" */
/** @import { Path } from "./space.js" */

/** @type {Record<number, string>} by how many lengths the dash of a path has */
const DASHES = { 0: "solid", 2: "dash", 4: "dashdot" };
// Height of the box, of which its longer side is 1.
const TALL = 0.62;
const LINES = 16;
// Of the contours, a little beyond the end of the ramp. In space Plotly takes no transparent colours.
const LINE = { light: "#8fa2ba", dark: "#5d7194" };

/**
 * The loss as a landscape, with its contours on it.
 * @param {Race} race
 * @param {ColourScale} scale
 * @param {Heights} heights
 * @param {Theme} theme
 * @returns {Trace}
 */
export function surface(race, scale, heights, theme) {
  const [x0, x1, y0, y1] = race.scene.box;
  const [nx, ny] = race.ground.grid;
  /** @param {(above: number) => number} read */
  const map = (read) => race.ground.rows.map((row) => Array.from(row, read));
  const { bottom, top } = heights;
  const levels = { start: bottom, end: top, size: (top - bottom) / LINES || 1 };
  const color = theme.dark ? LINE.dark : LINE.light;
  return {
    type: "surface",
    x: spread(x0, x1, nx),
    y: spread(y0, y1, ny),
    z: map((above) => heights.of(above)),
    surfacecolor: map((above) => scale.level(Math.min(above, scale.high))),
    cmin: scale.start,
    cmax: scale.end,
    colorscale: colourscale(race.ground, theme),
    showscale: false,
    hoverinfo: "skip",
    contours: {
      x: { highlight: false },
      y: { highlight: false },
      z: { highlight: false, show: true, ...levels, color, width: 1 },
    },
    lighting: { ambient: 0.85, diffuse: 0.4, specular: 0.03, roughness: 0.9 },
  };
}

/**
 * The whole path, thinly; not transparent, for which Plotly would draw the surface twice.
 * @param {Racer} racer
 * @param {Path} path
 * @param {Theme} theme
 * @returns {Trace}
 */
export function ghost(racer, path, theme) {
  return {
    ...line3d(),
    ...path,
    line: { color: ink(racer, theme), width: 1.5 },
  };
}

/**
 * What grows with the clock; empty at first.
 * @param {Racer} racer
 * @param {Theme} theme
 * @returns {Trace}
 */
export function trail(racer, theme) {
  const line = { color: ink(racer, theme), width: 6 * theme.thick, dash: DASHES[racer.dash.length] };
  return { ...line3d(), line };
}

const line3d = () => ({ type: "scatter3d", mode: "lines", hoverinfo: "skip", x: [], y: [], z: [] });

/**
 * Axes and camera, which stays as somebody turned it.
 * @param {Race} race
 * @param {Heights} heights
 * @param {Theme} theme
 * @param {Size} size
 */
export function layout({ scene: { box } }, heights, theme, [width, height]) {
  const sides = [box[1] - box[0], box[3] - box[2]];
  const [across, deep] = equalScale(box) ? sides.map((side) => side / Math.max(...sides)) : [1, 1];
  const axis = {
    showbackground: false,
    gridcolor: theme.border,
    zeroline: false,
    showspikes: false,
    nticks: 5,
    tickfont: { size: theme.tick, color: theme.text },
  };
  /** @param {string} text */
  const title = (text) => ({ text, font: { size: theme.tick + 2, color: theme.text } });
  const tickvals = spread(heights.bottom, heights.top, 5);
  const ticktext = tickvals.map((h) => number(heights.loss(h), 2));
  return {
    width,
    height,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    uirevision: "turned",
    showlegend: false,
    hovermode: false,
    paper_bgcolor: "rgba(0,0,0,0)",
    font: { family: theme.font },
    scene: {
      xaxis: { ...axis, title: title("x"), range: box.slice(0, 2) },
      yaxis: { ...axis, title: title("y"), range: box.slice(2) },
      zaxis: { ...axis, title: title(say("loss")), tickvals, ticktext },
      aspectmode: "manual",
      aspectratio: { x: across, y: deep, z: TALL },
      dragmode: "turntable",
      camera: { eye: { x: 0.93, y: -1.2, z: 1.8 }, center: { x: 0, y: 0, z: -0.1 } },
    },
  };
}
