// What is drawn on a map: minima with their letters, starts, and paths.

import { fit, inSight, make } from "../../page/dom.js";
import { KIND } from "../../page/outcome.js";
import { tile } from "./looks.js";
import { letter } from "./tally.js";

/** @import { Pixel, Size, Theme } from "../../../types" */

// Radius of a mark without and with a letter.
const DOT = 4;
const BADGE = 9;
// Of minima without letters.
const MOST_MARKS = 40;

/**
 * A minimum, with its letter if it has one.
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} at
 * @param {string} name
 * @param {Theme} theme
 */
function mark(context, [px, py], name, { font, ground, text }) {
  Object.assign(context, { fillStyle: ground, strokeStyle: text, lineWidth: 1.5 });
  context.beginPath();
  context.arc(px, py, name ? BADGE : DOT, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  Object.assign(context, { font: `600 13px ${font}`, textAlign: "center", textBaseline: "middle", fillStyle: text });
  context.fillText(name, px, py + 0.5);
}

/**
 * All minima that are shown, with their letters; without letters, so many are none.
 * @param {CanvasRenderingContext2D} context
 * @param {(Pixel | null)[]} places null for one that is not shown
 * @param {boolean} isFew whether they have letters
 * @param {Theme} theme
 */
export function markMinima(context, places, isFew, theme) {
  if (!isFew && places.length > MOST_MARKS) return;
  places.forEach((at, i) => at && mark(context, at, isFew ? letter(i) : "", theme));
}

/**
 * A start.
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} at
 * @param {number} radius
 * @param {Theme} theme
 */
export function ring(context, [px, py], radius, { ground, text }) {
  const strokes = /** @type {[string, number][]} */ ([
    [ground, 4.5],
    [text, 2],
  ]);
  for (const [strokeStyle, lineWidth] of strokes) {
    Object.assign(context, { strokeStyle, lineWidth });
    context.beginPath();
    context.arc(px, py, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}

/**
 * A window that is being drawn.
 * @param {CanvasRenderingContext2D} context
 * @param {Pixel} from
 * @param {Pixel} to
 * @param {Theme} theme
 */
export function outline(context, [x0, y0], [x1, y1], { accent, ground }) {
  const strokes = /** @type {[string, number][]} */ ([
    [ground, 4],
    [accent, 2],
  ]);
  for (const [strokeStyle, lineWidth] of strokes) {
    Object.assign(context, { strokeStyle, lineWidth });
    context.strokeRect(x0, y0, x1 - x0, y1 - y0);
  }
}

/**
 * A path x₀, y₀, x₁, y₁ …, as far as it has points, in a colour with a casing under it; and where it ends.
 * @param {CanvasRenderingContext2D} context
 * @param {Float64Array} path
 * @param {(x: number, y: number) => Pixel} toPixel
 * @param {string} colour
 * @param {string} casing
 * @returns {Pixel | null}
 */
export function line(context, path, toPixel, colour, casing) {
  /** @type {Pixel | null} */ let at = null;
  context.beginPath();
  for (let t = 0; t < path.length && path[t] === path[t]; t += 2) {
    at = inSight(toPixel(path[t], path[t + 1]));
    context.lineTo(...at);
  }
  Object.assign(context, { strokeStyle: casing, lineWidth: 5 });
  context.stroke();
  Object.assign(context, { strokeStyle: colour, lineWidth: 2.2 });
  context.stroke();
  return at;
}

/**
 * The pattern of a kind of outcome, where `mask` has pixels.
 * @param {CanvasRenderingContext2D} context
 * @param {number} kind
 * @param {HTMLCanvasElement} mask
 * @param {[px: number, py: number, width: number, height: number]} place of the mask
 * @param {Size} size of the plot
 * @param {Theme} theme
 */
export function hatch(context, kind, mask, place, size, theme) {
  const layer = make("canvas");
  const over = fit(layer, ...size);
  over.imageSmoothingEnabled = false;
  over.drawImage(mask, ...place);
  over.globalCompositeOperation = "source-in";
  const stroke = kind === KIND.DIVERGED ? theme.ground : theme.text;
  over.fillStyle = /** @type {CanvasPattern} */ (over.createPattern(tile(kind, stroke), "repeat"));
  over.fillRect(0, 0, ...size);
  context.drawImage(layer, 0, 0, ...size);
}
