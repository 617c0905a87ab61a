// The title of an axis from text that anybody may have written.

import { make, pen } from "../page/dom.js";

/** @import { Theme } from "../../types" */

/** @type {CanvasRenderingContext2D | undefined} */
let measuring;

/**
 * `text` as a Plotly title: cut to `room` pixels, and with the signs escaped that Plotly reads as tags.
 * @param {string} text
 * @param {number} room
 * @param {Theme} theme
 */
export function title(text, room, theme) {
  return cut(text, room, theme).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/**
 * @param {string} text
 * @param {number} room
 * @param {Theme} theme
 */
function cut(text, room, theme) {
  const context = (measuring ??= pen(make("canvas")));
  context.font = `${theme.tick + 1}px ${theme.font}`;
  const signs = Array.from(text);
  if (context.measureText(text).width <= room) return text;
  while (signs.length && context.measureText(`${signs.join("")}…`).width > room) signs.pop();
  return `${signs.join("")}…`;
}
