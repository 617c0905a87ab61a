// What Plotly is told to draw under the paths: the losses, lines of other losses on them, and marks of critical points.

import { equalScale } from "../page/layout.js";
import { colourscale, ticks } from "../page/theme.js";
import { LEVELS, Scale } from "./scale.js";

/** @import { Box, ColourScale, Ground, Lines, LineKind, LossGrid, Mark, Race, Theme, Trace } from "../../types" */

/**
 * Where a mark is drawn, and how: an open symbol for each kind of critical point.
 * @type {[kind: Mark, symbol: string][]}
 */
const MARKS = [
  ["best", "star"],
  ["minima", "circle-open"],
  ["saddles", "x-thin-open"],
  ["maxima", "triangle-up-open"],
  ["bare", "star-open"],
  ["test", "diamond-open"],
];

const LINES = 9;
/** Contour lines around one place of the grid: more than any surface of ours has. */
const LOOPS = 1500;
/** @type {Record<LineKind, string>} */
const DASHES = { test: "dash", data: "solid", penalty: "dot" };

/**
 * The loss of a race, and each other loss that is drawn over it.
 * @param {Race} race
 * @param {ColourScale} scale
 * @param {Theme} theme
 */
export const lossGrids = (race, scale, theme) => [
  contour(race, scale, theme),
  ...linesOf(race.ground).map((one) => lines(race.scene.box, one, theme)),
];

/**
 * Those that belong to the surface as it is now: what is tested has no penalty, and its shape does not change.
 * @param {Ground} ground
 */
const linesOf = ({ lines, stale }) => lines.filter(({ kind }) => !stale || kind === "test");

/**
 * Contours without their heights: next to nothing to draw.
 * @param {Trace} contours
 * @returns {Trace}
 */
// prettier-ignore
export const empty = (contours) => ({ ...contours, z: [[0, 0], [0, 0]] });

/**
 * @param {Race} race
 * @param {ColourScale} scale
 * @param {Theme} theme
 * @returns {Trace}
 */
function contour(race, scale, theme) {
  const colour = theme.dark ? "rgba(255,255,255,0.2)" : "rgba(20,40,70,0.32)";
  const drawn = heights(race.scene.box, race.ground, scale);
  return {
    ...drawn,
    contours: { ...scale.contours(levelsFor(drawn.z, scale)), coloring: "fill" },
    colorscale: colourscale(race.ground, theme),
    line: { width: 0.6 * theme.thick, smoothing: 0, dash: "solid", color: colour },
  };
}

/**
 * How many levels are drawn: fewer where there are so many hills and hollows that Plotly would join their lines for minutes.
 * @param {number[][]} z
 * @param {Pick<ColourScale, "start" | "end">} scale
 */
export function levelsFor(z, { start, end }) {
  let loops = 0;
  for (let i = 1; i < z.length - 1; i++) {
    for (let k = 1; k < z[i].length - 1; k++) {
      const around = [z[i - 1][k], z[i + 1][k], z[i][k - 1], z[i][k + 1]].map((other) => other - z[i][k]);
      loops += Math.max(0, Math.min(...around), -Math.max(...around)) || 0;
    }
  }
  const crowd = (LEVELS * loops) / (end - start);
  return crowd > LOOPS ? Math.max(1, Math.floor((LEVELS * LOOPS) / crowd)) : LEVELS;
}

/**
 * Contour lines of another loss over the same window.
 * @param {Box} box
 * @param {Lines} one
 * @param {Theme} theme
 * @returns {Trace}
 */
function lines(box, one, theme) {
  const scale = new Scale(one.scale);
  const colour = theme.dark ? "rgba(255,255,255,0.5)" : "rgba(20,30,50,0.5)";
  return {
    ...heights(box, one, scale),
    contours: { ...scale.contours(LINES), coloring: "none" },
    line: { width: 1.2, dash: DASHES[one.kind], color: colour },
  };
}

/**
 * What all contour traces share.
 * @param {Box} box
 * @param {LossGrid} grid
 * @param {ColourScale} scale
 * @returns {Trace}
 */
function heights([x0, x1, y0, y1], { grid: [nx, ny], rows }, scale) {
  return {
    type: "contour",
    autocontour: false,
    showscale: false,
    hoverinfo: "skip",
    x0,
    dx: (x1 - x0) / (nx - 1),
    y0,
    dy: (y1 - y0) / (ny - 1),
    z: rows.map((row) => Array.from(row, (above) => scale.level(above))),
    zmin: scale.start,
    zmax: scale.end,
  };
}

/**
 * The critical points of a race, as far as they are known.
 * @param {Race} race
 * @param {Theme} theme
 * @returns {Trace[]}
 */
export function marks(race, theme) {
  const known = MARKS.filter(([kind]) => race.ground.marks[kind].length && !race.ground.stale);
  return known.map(([kind, symbol]) => ({
    type: "scatter",
    mode: "markers",
    hoverinfo: "skip",
    showlegend: false,
    cliponaxis: true,
    x: race.ground.marks[kind].map((p) => p[0]),
    y: race.ground.marks[kind].map((p) => p[1]),
    marker: {
      symbol,
      size: kind === "best" ? 9 : 8,
      color: theme.text,
      opacity: 0.75,
      line: { width: 1.4, color: theme.text },
    },
  }));
}

/**
 * The axes of the window `view`, and how they are moved.
 * @param {Box} view
 * @param {Theme} theme
 */
export function axes(view, theme) {
  const axis = {
    showgrid: false,
    zeroline: false,
    ticks: "",
    nticks: 6,
    ...ticks(theme),
    fixedrange: false,
    constrain: "domain",
  };
  return {
    xaxis: { ...axis, range: view.slice(0, 2) },
    yaxis: { ...axis, range: view.slice(2), ...(equalScale(view) ? { scaleanchor: "x" } : {}) },
    dragmode: window.matchMedia("(pointer: coarse)").matches ? false : "pan",
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: false,
    hovermode: false,
    font: { family: theme.font },
  };
}
