// What stands still under the curves of the loss plot: a grid, numbers and titles.

import { pen } from "../page/dom.js";

/** @import { Frame, Size, Theme } from "../../types" */
/** @import { Axis, Tick } from "./axis.js" */

// What a number takes along its axis, as so many times its height.
const ROOM = { across: 7, upward: 2.4 };

/** What stands around the plot on a canvas, to be written down once more. @typedef {{ frame: Frame, write(context: CanvasRenderingContext2D): void }} Paper */

/** @type {WeakMap<Element, Paper>} */
const papers = new WeakMap();

/** @param {Element} canvas */
export const paperOf = (canvas) => papers.get(canvas);

/**
 * @param {HTMLCanvasElement} canvas of `size`, and empty
 * @param {Frame} frame
 * @param {{ step: Axis, loss: Axis }} axes
 * @param {[across: string, upward: string]} titles
 * @param {Theme} theme
 * @param {Size} size
 */
export function drawAxes(canvas, frame, axes, titles, theme, size) {
  papers.set(canvas, { frame, write: (context) => name(context, frame, axes, titles, theme, size) });
  rule(pen(canvas), frame, axes, titles, theme, size);
}

/**
 * The same with a context.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {{ step: Axis, loss: Axis }} axes
 * @param {[across: string, upward: string]} titles
 * @param {Theme} theme
 * @param {Size} size
 */
export function rule(context, frame, axes, titles, theme, size) {
  const { left, top, width, height } = frame;
  const [right, bottom] = [left + width, top + height];
  const { steps, losses } = ticksOf(frame, axes, theme);
  const strokeStyle = theme.dark ? "rgba(255,255,255,0.07)" : "rgba(20,40,70,0.07)";
  Object.assign(context, { strokeStyle, lineWidth: 1 });
  context.beginPath();
  for (const { value } of steps) line(context, [axes.step.toPixel(value), top], [axes.step.toPixel(value), bottom]);
  for (const { value } of losses) line(context, [left, axes.loss.toPixel(value)], [right, axes.loss.toPixel(value)]);
  context.stroke();
  name(context, frame, axes, titles, theme, size);
}

/**
 * As many numbers as there is room for.
 * @param {Frame} frame
 * @param {{ step: Axis, loss: Axis }} axes
 * @param {Theme} theme
 */
const ticksOf = ({ width, height }, { step, loss }, { tick }) => ({
  steps: step.ticks(width / (ROOM.across * tick)),
  losses: loss.ticks(height / (ROOM.upward * tick)),
});

/**
 * Numbers and titles.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {{ step: Axis, loss: Axis }} axes
 * @param {[across: string, upward: string]} titles
 * @param {Theme} theme
 * @param {Size} size
 */
function name(context, frame, axes, [across, upward], theme, [, height]) {
  const { left, top } = frame;
  const [right, bottom] = [left + frame.width, top + frame.height];
  const { steps, losses } = ticksOf(frame, axes, theme);
  Object.assign(context, { fillStyle: theme.text, textAlign: "center", textBaseline: "top" });
  for (const tick of steps)
    writeTick(context, tick, axes.step.toPixel(tick.value), bottom + (tick.power ? 7 : 3), theme);
  Object.assign(context, { textAlign: "right", textBaseline: "middle" });
  for (const tick of losses) writeTick(context, tick, left - 4, axes.loss.toPixel(tick.value), theme);
  Object.assign(context, { font: `${theme.tick + 1}px ${theme.font}`, textAlign: "center", textBaseline: "bottom" });
  context.fillText(across, (left + right) / 2, height - 1);
  context.save();
  context.translate(2, (top + bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.textBaseline = "top";
  context.fillText(upward, 0, 0);
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number]} from
 * @param {[number, number]} to
 */
function line(context, from, to) {
  context.moveTo(...from);
  context.lineTo(...to);
}

/**
 * A number, where the alignment of the context puts it.
 * @param {CanvasRenderingContext2D} context
 * @param {Tick} tick
 * @param {number} px
 * @param {number} py
 * @param {Theme} theme
 */
export function writeTick(context, { text, power }, px, py, theme) {
  const [small, large] = [theme.tick - 2, theme.tick].map((size) => `${size}px ${theme.font}`);
  const raised = power === undefined ? 0 : widthOf(context, power, small);
  const isCentred = power !== undefined && context.textAlign === "center";
  const [left, right] = isCentred ? [raised / 2, widthOf(context, text, large) / 2] : [raised, 0];
  context.font = small;
  if (power !== undefined) context.fillText(power, px + right, py - 4);
  context.font = large;
  context.fillText(text, px - left, py);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {string} font
 */
function widthOf(context, text, font) {
  context.font = font;
  return context.measureText(text).width;
}
