// A picture that changes in every frame, drawn on one canvas: moving elements costs more than all the rest.

import { inSight } from "../page/dom.js";
import { ink } from "../page/theme.js";
import { drawHead } from "./marker.js";

/** @import { Pixel, Point, Racer, Size, Theme } from "../../types" */

/** @typedef {(x: number, y: number) => Pixel} ToPixel */

// What is nearer to the point before than this many pixels is left out.
const APART = 0.6;
/** The width of a line that changes in every frame. Without a graphics card, one that is any wider takes three times as long. */
export const HAIR = 1;

/**
 * All paths, where they are at `time`, and where they begin.
 * @param {CanvasRenderingContext2D} context
 * @param {ToPixel} toPixel
 * @param {Racer[]} racers
 * @param {Point} start
 * @param {number} time
 * @param {Theme} theme
 * @param {Size} size
 */
export function drawPreview(context, toPixel, racers, start, time, theme, size) {
  context.clearRect(0, 0, ...size);
  context.setLineDash([]);
  context.lineWidth = HAIR;
  for (const racer of racers) {
    context.strokeStyle = ink(racer, theme);
    drawPath(context, toPixel, racer);
  }
  for (const racer of racers) {
    drawHead(context, racer, placeAt(toPixel, racer, time), ink(racer, theme), theme.ground);
  }
  drawStart(context, inSight(toPixel(...start)), theme);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ToPixel} toPixel
 * @param {Pick<Racer, "x" | "y" | "last">} racer
 */
export function drawPath(context, toPixel, { x, y, last }) {
  let [px, py] = inSight(toPixel(x[0], y[0]));
  context.beginPath();
  context.moveTo(px, py);
  for (let t = 1; t <= last; t++) {
    const [qx, qy] = toPixel(x[t], y[t]);
    if (t < last && Math.abs(qx - px) < APART && Math.abs(qy - py) < APART) continue;
    [px, py] = inSight([qx, qy]);
    context.lineTo(px, py);
  }
  context.stroke();
}

/**
 * As `Trail.at`.
 * @param {ToPixel} toPixel
 * @param {Pick<Racer, "x" | "y" | "last">} racer
 * @param {number} time
 * @returns {Pixel}
 */
export function placeAt(toPixel, { x, y, last }, time) {
  const t = Math.min(time, last);
  const i = Math.min(Math.floor(t), Math.max(0, last - 1));
  const j = Math.min(i + 1, last);
  const [ax, ay] = inSight(toPixel(x[i], y[i]));
  const [bx, by] = inSight(toPixel(x[j], y[j]));
  return [ax + (t - i) * (bx - ax), ay + (t - i) * (by - ay)];
}

/**
 * As the button for it looks under the hand: player.css.
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} at
 * @param {Theme} theme
 */
export function drawStart(context, [px, py], theme) {
  for (const [strokeStyle, lineWidth] of /** @type {[string, number][]} */ ([
    [theme.ground, 5],
    [theme.text, 2],
  ])) {
    Object.assign(context, { strokeStyle, lineWidth });
    context.beginPath();
    context.arc(px, py, 6, 0, 2 * Math.PI);
    context.stroke();
  }
}
