// Text on a picture: in one line, cut where there is no more room.

/** @import { Theme } from "../../types" */

/**
 * @param {Theme} theme
 * @param {number} weight
 * @param {number} size
 */
export const fontOf = (theme, weight, size) => `${weight} ${Math.round(size * 10) / 10}px ${theme.font}`;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} room in pixels
 */
export function cut(context, text, room) {
  if (context.measureText(text).width <= room) return text;
  const signs = Array.from(text);
  while (signs.length && context.measureText(`${signs.join("")}…`).width > room) signs.pop();
  return signs.length ? `${signs.join("").trimEnd()}…` : "";
}

/**
 * Texts one after the other, each with a look of its own; where the last one ends.
 * @param {CanvasRenderingContext2D} context
 * @param {{ text: string, font: string, fillStyle: string, globalAlpha?: number, gap?: number }[]} words
 * @param {number} x
 * @param {number} y
 * @param {number} room in pixels
 */
export function write(context, words, x, y, room) {
  let at = x;
  Object.assign(context, { textAlign: "left" });
  for (const { text, gap = 0, ...look } of words.filter(({ text }) => text)) {
    Object.assign(context, { globalAlpha: 1, ...look });
    const shown = cut(context, text, x + room - at);
    context.fillText(shown, at, y);
    at += context.measureText(shown).width + gap;
  }
  context.globalAlpha = 1;
  return at;
}
