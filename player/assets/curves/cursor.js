// Where the clock is in the loss plot: a line, and a dot on each curve.

import { ink } from "../page/theme.js";

/** @import { Frame, Pixel, Racer, Theme } from "../../types" */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} px
 * @param {Frame} frame
 * @param {Theme} theme
 */
export function drawCursor(context, px, { top, height }, theme) {
  Object.assign(context, { strokeStyle: theme.text, lineWidth: 1, globalAlpha: 0.45 });
  context.beginPath();
  context.moveTo(px, top);
  context.lineTo(px, top + height);
  context.stroke();
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Racer} racer
 * @param {number} time
 * @param {(step: number, above: number) => Pixel} place
 * @param {Frame} frame
 * @param {Theme} theme
 */
export function drawDot(context, racer, time, place, { top, height }, theme) {
  if (time > racer.last) return;
  const i = Math.floor(time);
  const j = Math.min(i + 1, racer.last);
  const [x0, y0] = place(i, racer.above[i]);
  const [x1, y1] = place(j, racer.above[j]);
  const py = y0 + (time - i) * (y1 - y0);
  if (py < top - 4 || py > top + height + 4) return;
  Object.assign(context, { fillStyle: ink(racer, theme), strokeStyle: theme.ground, lineWidth: 1.5 });
  context.beginPath();
  context.arc(x0 + (time - i) * (x1 - x0), py, 3.8, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}
