// What is drawn between the contours and the paths: arrows that point downhill, and the axes of the Hessian at a point; and
// over the paths which way those who run are pulled.

import { outline } from "../page/dom.js";

/** @import { Arrows, Hessian, Pixel, Point, Race, Racer, Theme } from "../../types" */
/** @import { Axes } from "../page/plotly_private.js" */

const LENGTH = 0.5;
const BARB = 3;
// Pixels of the longer one of two pulls.
const PULL = 42;
// Pixels between two dots.
const APART = 7;
const NAMES = ["λ₁", "λ₂"];

/**
 * All that a race asks for.
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Axes, "toPixel">} axes
 * @param {Race} race
 * @param {Theme} theme
 */
export function drawNotes(context, axes, race, theme) {
  const { arrows, hessian, route } = race.overlays;
  if (arrows) drawField(context, axes, arrows, theme);
  if (hessian) drawCross(context, axes, hessian, theme);
  if (route.length) drawRoute(context, axes, route, theme);
}

/**
 * The same, with nothing on it.
 * @param {CanvasRenderingContext2D} context
 */
export function wipe(context) {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  return context;
}

/**
 * The way of the minimum as the penalty grows from nothing, a dot for each strength that moves it visibly.
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Axes, "toPixel">} axes
 * @param {Point[]} route
 * @param {Theme} theme
 */
function drawRoute(context, axes, route, theme) {
  const places = route.map(([x, y]) => axes.toPixel(x, y));
  cased(context, theme, path(context, places), []);
  Object.assign(context, { fillStyle: theme.text, strokeStyle: theme.ground, lineWidth: 1 });
  context.setLineDash([]);
  /** @type {Pixel | null} */
  let last = null;
  for (const [px, py] of places) {
    if (last && Math.hypot(px - last[0], py - last[1]) < APART) continue;
    last = [px, py];
    context.beginPath();
    context.arc(px, py, 2.6, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Axes, "toPixel">} axes
 * @param {Arrows} arrows
 * @param {Theme} theme
 */
function drawField(context, axes, { places, angles, gap }, theme) {
  Object.assign(context, { strokeStyle: theme.text, lineWidth: 1, globalAlpha: 0.4 });
  context.setLineDash([]);
  const [[left, top], [right, bottom]] = [axes.toPixel(0, 0), axes.toPixel(gap, gap)];
  const length = LENGTH * Math.min(right - left, top - bottom);
  places.forEach(([x, y], i) => {
    // An angle of the surface, as it looks on axes that may have different scales.
    const turn = Math.atan2(Math.sin(angles[i]) * (bottom - top), Math.cos(angles[i]) * (right - left));
    arrow(context, axes.toPixel(x, y), turn, length);
  });
  context.globalAlpha = 1;
}

/**
 * Where the present step of each racer begins: which way all examples pull, and dashed those that the step sees, as long as they
 * are to one another.
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Axes, "toPixel">} axes
 * @param {{ racer: Pick<Racer, "pulls" | "last">, at(time: number): Pixel }[]} tracks
 * @param {number} step
 * @param {Theme} theme
 */
export function drawPulls(context, axes, tracks, step, theme) {
  for (const track of tracks) {
    const begin = Math.max(0, Math.min(step, track.racer.last) - 1);
    const [whole, seen] = pullsAt(axes, track.racer.pulls ?? [], begin);
    const scale = (PULL * theme.thick) / Math.max(Math.hypot(...whole), Math.hypot(...seen));
    if (!(scale > 0 && scale < Infinity)) continue;
    cased(context, theme, pull(context, track.at(begin), whole, scale), []);
    cased(context, theme, pull(context, track.at(begin), seen, scale), [4, 2], theme.accent);
  }
}

/**
 * Two pulls in pixels, but for their scale.
 * @param {Pick<Axes, "toPixel">} axes
 * @param {ArrayLike<number>[]} pulls
 * @param {number} begin
 * @returns {[Pixel, Pixel]}
 */
function pullsAt(axes, pulls, begin) {
  const [[left, top], [right, bottom]] = [axes.toPixel(0, 0), axes.toPixel(1, 1)];
  const [ax, ay, bx, by] = pulls.map((one) => one[begin]);
  return [
    [ax * (right - left), ay * (bottom - top)],
    [bx * (right - left), by * (bottom - top)],
  ];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} from
 * @param {Pixel} along
 * @param {number} scale
 */
function pull(context, [px, py], [dx, dy], scale) {
  const line = outline(context);
  const [tx, ty] = [px + scale * dx, py + scale * dy];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [(2 * BARB * dx) / length, (2 * BARB * dy) / length];
  line.moveTo(px, py);
  line.lineTo(tx, ty);
  line.moveTo(tx - ux + 0.7 * uy, ty - uy - 0.7 * ux);
  line.lineTo(tx, ty);
  line.lineTo(tx - ux - 0.7 * uy, ty - uy + 0.7 * ux);
  return line;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} middle
 * @param {number} turn
 * @param {number} length
 */
function arrow(context, [px, py], turn, length) {
  const [dx, dy] = [Math.cos(turn), Math.sin(turn)];
  /** @type {Pixel} */
  const tip = [px + (dx * length) / 2, py + (dy * length) / 2];
  context.beginPath();
  context.moveTo(px - (dx * length) / 2, py - (dy * length) / 2);
  context.lineTo(...tip);
  for (const side of [1, -1]) {
    context.moveTo(...tip);
    context.lineTo(tip[0] - BARB * (dx + side * dy * 0.7), tip[1] - BARB * (dy - side * dx * 0.7));
  }
  context.stroke();
}

/**
 * Solid where the surface curves upward and dashed where it curves downward; the ellipse is a level line of the model.
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Axes, "toPixel">} axes
 * @param {Hessian} hessian
 * @param {Theme} theme
 */
function drawCross(context, axes, { point, arms, signs }, theme) {
  /**
   * @param {number} a
   * @param {number} b
   */
  const at = (a, b) =>
    axes.toPixel(point[0] + a * arms[0][0] + b * arms[1][0], point[1] + a * arms[0][1] + b * arms[1][1]);
  const lines = [
    [at(-1, 0), at(1, 0)],
    [at(0, -1), at(0, 1)],
  ];
  lines.forEach((ends, i) => cased(context, theme, path(context, ends), signs[i] > 0 ? [] : [3, 3]));
  if (signs.every((sign) => sign > 0)) {
    const round = Array.from({ length: 65 }, (_, i) => at(Math.cos((i * Math.PI) / 32), Math.sin((i * Math.PI) / 32)));
    cased(context, theme, path(context, round), []);
  }
  lines.forEach(([from, to], i) => name(context, theme, NAMES[i], from, to));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel[]} points
 */
function path(context, points) {
  const line = outline(context);
  points.forEach((point) => line.lineTo(...point));
  return line;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {Path2D} line
 * @param {number[]} dash
 */
function cased(context, theme, line, dash, strokeStyle = theme.text) {
  context.setLineDash([]);
  Object.assign(context, { strokeStyle: theme.ground, lineWidth: 3.5 });
  context.stroke(line);
  context.setLineDash(dash);
  Object.assign(context, { strokeStyle, lineWidth: 1.5 });
  context.stroke(line);
}

/**
 * Beyond the end of an axis that is further to the right.
 * @param {CanvasRenderingContext2D} context
 * @param {Theme} theme
 * @param {string} text
 * @param {Pixel} from
 * @param {Pixel} to
 */
function name(context, theme, text, from, to) {
  const [a, b] = to[0] >= from[0] ? [from, to] : [to, from];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const [px, py] = b.map((c, i) => c + (9 * (c - a[i])) / length);
  Object.assign(context, { font: `12px ${theme.font}`, textAlign: "center", textBaseline: "middle", lineWidth: 3 });
  Object.assign(context, { strokeStyle: theme.ground, fillStyle: theme.text });
  context.setLineDash([]);
  context.strokeText(text, px, py);
  context.fillText(text, px, py);
}
