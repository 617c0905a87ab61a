// The marker of an optimizer and the swatch that stands for it: line with dash, and marker on top.

/** @import { Style, Pixel, Shape } from "../../types" */

const SVG = "http://www.w3.org/2000/svg";
const RADIUS = 5.5;

/**
 * The corners of a regular polygon.
 * @param {number} count
 * @param {number} turn
 * @param {number} size
 * @returns {Pixel[]}
 */
const around = (count, turn, size) =>
  Array.from({ length: count }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / count;
    return [size * RADIUS * Math.cos(angle), size * RADIUS * Math.sin(angle)];
  });

// prettier-ignore
const CROSS = [[-1, -3], [1, -3], [1, -1], [3, -1], [3, 1], [1, 1], [1, 3], [-1, 3], [-1, 1], [-3, 1], [-3, -1], [-1, -1]];

/** @type {Record<Shape, number[][]>} */
const SHAPES = {
  circle: around(24, 0, 0.95),
  square: around(4, Math.PI / 4, 1.15),
  triangle: around(3, -Math.PI / 2, 1.25),
  diamond: around(4, 0, 1.2),
  cross: CROSS.map(([x, y]) => [x * 1.9, y * 1.9]),
  pentagon: around(5, -Math.PI / 2, 1.1),
};

/**
 * An element of a drawing.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Node} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * @param {Style} racer
 * @param {string} colour
 * @param {string} casing
 */
const shape = (racer, colour, casing) =>
  svg("polygon", {
    points: SHAPES[racer.marker].map((p) => p.map((c) => c.toFixed(2)).join()).join(" "),
    fill: racer.rival ? casing : colour,
    stroke: racer.rival ? colour : casing,
    "stroke-width": racer.rival ? 2 : 1.5,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
  });

/**
 * What runs along a path.
 * @param {Style} racer
 * @param {string} colour
 * @param {string} casing
 */
export const head = (racer, colour, casing) =>
  svg(
    "svg",
    { class: "head", viewBox: "-9 -9 18 18", width: 18, height: 18, "aria-hidden": "true" },
    shape(racer, colour, casing),
  );

/**
 * The same on a canvas, at a pixel.
 * @param {CanvasRenderingContext2D} context
 * @param {Style} racer
 * @param {Pixel} at
 * @param {string} colour
 * @param {string} casing
 */
export function drawHead(context, racer, [px, py], colour, casing) {
  context.beginPath();
  for (const [dx, dy] of SHAPES[racer.marker]) context.lineTo(px + dx, py + dy);
  context.closePath();
  context.setLineDash([]);
  const [fillStyle, strokeStyle] = racer.rival ? [casing, colour] : [colour, casing];
  Object.assign(context, { fillStyle, strokeStyle, lineWidth: racer.rival ? 2 : 1.5 });
  context.stroke();
  context.fill();
}

/**
 * What stands beside a name.
 * @param {Style} racer
 * @param {string} colour
 * @param {string} casing
 */
export function swatch(racer, colour, casing) {
  const dash = racer.dash.join(" ");
  return svg(
    "svg",
    { class: "swatch", viewBox: "-17 -9 34 18", width: 34, height: 18, "aria-hidden": "true" },
    svg("line", { x1: -17, x2: 17, y1: 0, y2: 0, stroke: colour, "stroke-width": 2.2, "stroke-dasharray": dash }),
    shape(racer, colour, casing),
  );
}
