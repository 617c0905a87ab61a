// The arrows of a step, in pixels: the parts of a sum head to tail, and the step itself, which is the strongest.

import { inReach, outline } from "../page/dom.js";

/** @import { Anatomy, ArrowKind, Pixel, Point, Theme } from "../../types" */
/** @import { Notes } from "./notes.js" */

/**
 * An arrow in pixels from where the step begins. `scaled`: a direction alone.
 * @typedef {{ kind: ArrowKind, scaled: boolean, from: Pixel, to: Pixel }} Arrow
 */

// Pixels that a step is long at least, and of the longest direction.
const LEAST = 40;
const DIRECTION = 60;
// The share of a plot beyond which nothing is magnified, nor a direction is long.
const REACH = 0.4;
// A step that would have to be magnified more than so many times is none that could be drawn.
const FAINT = 1e6;
/** @type {Record<ArrowKind, number>} */
const WIDTH = { gradient: 2.4, memory: 2.4, decay: 2.4, step: 7 };
const CASING = 2;
const DASH = [5, 3];

/**
 * The arrows of a step, and how many times as long as it they are. Those of a sum stand head to tail, so that they end where the step
 * does; others begin where it begins.
 * @param {Pick<Anatomy, "arrows" | "adds">} anatomy
 * @param {Notes} notes
 * @param {number} step
 * @param {Pixel} unit what a unit of x and of y is in pixels
 * @param {number} size of the plot in pixels
 * @returns {{ factor: number, arrows: Arrow[] }}
 */
export function arrowsAt({ arrows, adds }, notes, step, [kx, ky], size) {
  const drawn = arrows.map(({ kind, scaled, terms }) => {
    const [x, y] = notes.along({ terms }, step) ?? [0, 0];
    return { kind, scaled, along: /** @type {Pixel} */ ([kx * x, ky * y]) };
  });
  const factor = magnified(
    longest(drawn.filter(({ kind }) => kind === "step")),
    longest(drawn.filter(({ scaled }) => !scaled)),
    REACH * size,
  );
  const direction = Math.min(DIRECTION, REACH * size) / longest(drawn.filter(({ scaled }) => scaled));
  /** @type {Pixel} */ let tip = [0, 0];
  const placed = drawn.map(({ kind, scaled, along }) => {
    const from = adds && kind !== "step" ? tip : /** @type {Pixel} */ ([0, 0]);
    const to = after(from, along, scaled ? direction : factor);
    if (kind !== "step") tip = to;
    return { kind, scaled, from, to };
  });
  if (factor > FAINT) return { factor: 1, arrows: [] };
  return { factor, arrows: placed.filter((one) => lengthOf(one) >= 1) };
}

/**
 * @param {{ along: Pixel }[]} arrows
 */
const longest = (arrows) => Math.max(0, ...arrows.map(({ along }) => Math.hypot(...along)));

/**
 * @param {Pixel} from
 * @param {Pixel} along
 * @param {number} times
 * @returns {Pixel}
 */
const after = (from, along, times) => [from[0] + times * along[0], from[1] + times * along[1]];

/** @param {Pick<Arrow, "from" | "to">} arrow */
const lengthOf = ({ from, to }) => Math.hypot(to[0] - from[0], to[1] - from[1]);

/**
 * A round number by which a short step is magnified, so that it is seen and its parts stay on the plot.
 * @param {number} step its length in pixels
 * @param {number} part that of its longest arrow
 * @param {number} most how long that may become
 */
export function magnified(step, part, most) {
  if (!(step > 0) || step >= LEAST) return 1;
  return Math.max(1, Math.min(round(LEAST / step, Math.ceil), round(most / part, Math.floor)));
}

/**
 * To a neighbour of 1, 2, 5, 10, 20 …
 * @param {number} value
 * @param {(value: number) => number} toward `Math.ceil` or `Math.floor`
 */
function round(value, toward) {
  const decade = 10 ** Math.floor(Math.log10(value) + 1e-12);
  const series = [1, 2, 5, 10].map((one) => one * decade);
  const [below, above] = [
    series.filter((one) => one <= value * (1 + 1e-9)),
    series.filter((one) => one >= value * (1 - 1e-9)),
  ];
  return Math.round(toward === Math.ceil ? above[0] : below[below.length - 1]) || 1;
}

/**
 * What a unit of the surface is in pixels: upward is less.
 * @param {(x: number, y: number) => Pixel} toPixel
 * @returns {Pixel}
 */
export function unitOf(toPixel) {
  const [[left, bottom], [right, top]] = [toPixel(0, 0), toPixel(1, 1)];
  return [right - left, top - bottom];
}

/**
 * The arrows of a step that begins at a point; the step lies under its parts.
 * @param {CanvasRenderingContext2D} context
 * @param {(x: number, y: number) => Pixel} toPixel
 * @param {Point} begin
 * @param {Arrow[]} arrows
 * @param {Theme} theme
 * @param {Record<ArrowKind, string>} colours
 */
export function drawArrows(context, toPixel, begin, arrows, theme, colours) {
  const [px, py] = inReach(toPixel(...begin));
  // Of two that lie on one another the shorter one is seen.
  const ordered = [...arrows].sort((a, b) => WIDTH[b.kind] - WIDTH[a.kind] || lengthOf(b) - lengthOf(a));
  for (const { kind, scaled, from, to } of ordered) {
    /** @type {[number, number, number, number]} */
    const ends = inReach([px + from[0], py + from[1], px + to[0], py + to[1]]);
    draw(context, ends, theme, WIDTH[kind] * theme.thick ** 0.5, colours[kind], scaled ? DASH : []);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[x0: number, y0: number, x1: number, y1: number]} ends
 * @param {Theme} theme
 * @param {number} width
 * @param {string} colour
 * @param {number[]} dash
 */
function draw(context, [x0, y0, x1, y1], theme, width, colour, dash) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
  const long = Math.min(0.7 * length, 5 + 2 * width);
  const half = 0.5 * long;
  const [bx, by] = [x1 - long * dx, y1 - long * dy];
  const [shaft, head] = [outline(context), outline(context)];
  shaft.moveTo(x0, y0);
  shaft.lineTo(bx + dx, by + dy);
  head.moveTo(x1, y1);
  head.lineTo(bx - half * dy, by + half * dx);
  head.lineTo(bx + half * dy, by - half * dx);
  head.closePath();
  context.setLineDash([]);
  Object.assign(context, { strokeStyle: theme.ground, lineWidth: width + CASING });
  context.stroke(shaft);
  context.lineWidth = CASING;
  context.stroke(head);
  context.setLineDash(dash);
  Object.assign(context, { strokeStyle: colour, fillStyle: colour, lineWidth: width });
  context.stroke(shaft);
  context.fill(head);
}
