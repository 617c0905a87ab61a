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
/** Where losses turn up or down at more than this share of the places along rows or columns, a wave has less than 10 of them. */
const ROUGH = 0.2;
/** What turns by less than this share of the scale is no wave. */
const CALM = 0.01;
/** A level that no loss has. */
const NOWHERE = 1e300;
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
    contours: isRough(drawn.z, scale) ? COLOURS : { ...scale.contours(), coloring: "fill" },
    colorscale: colourscale(race.ground, theme),
    line: { width: 0.6 * theme.thick, smoothing: 0, dash: "solid", color: colour },
  };
}

/** Colours without lines, each place of the grid for itself. */
const COLOURS = { start: NOWHERE, end: NOWHERE, size: NOWHERE, showlines: false, coloring: "heatmap" };

/**
 * Whether a race has colours without lines, because its waves are too fine for them.
 * @param {Pick<Race, "scene" | "ground">} race
 */
export function isTooFine({ scene, ground }) {
  const scale = new Scale(ground.scale);
  return isRough(heights(scene.box, ground, scale).z, scale);
}

/**
 * Whether there are so many waves, or so fine ones, that Plotly would join their lines for half a minute.
 * @param {number[][]} z
 * @param {Pick<ColourScale, "start" | "end">} scale
 */
export function isRough(z, { start, end }) {
  const least = CALM * (end - start);
  const turns = Math.max(turning(z, least), turning(transposed(z), least));
  return turns > ROUGH || loopsOf(z, { start, end }) > LOOPS;
}

/** @param {number[][]} z */
const transposed = (z) => z[0].map((_, k) => z.map((row) => row[k]));

/**
 * At which share of the places the way along a row turns, by more than `least` on both sides.
 * @param {number[][]} z
 * @param {number} least
 */
function turning(z, least) {
  let turns = 0;
  for (const row of z) {
    for (let k = 1; k < row.length - 1; k++) {
      const [before, after] = [row[k] - row[k - 1], row[k] - row[k + 1]];
      if (before * after > 0 && Math.min(Math.abs(before), Math.abs(after)) > least) turns++;
    }
  }
  return turns / (z.length * z[0].length);
}

/**
 * How many contour lines there would be around single places of the grid.
 * @param {number[][]} z
 * @param {Pick<ColourScale, "start" | "end">} scale
 */
function loopsOf(z, { start, end }) {
  let depth = 0;
  for (let i = 1; i < z.length - 1; i++) {
    for (let k = 1; k < z[i].length - 1; k++) {
      const around = [z[i - 1][k], z[i + 1][k], z[i][k - 1], z[i][k + 1]].map((other) => other - z[i][k]);
      depth += Math.max(0, Math.min(...around), -Math.max(...around)) || 0;
    }
  }
  return depth && (LEVELS * depth) / (end - start);
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
