// Elements without innerHTML: text from anywhere stays text.

/** @import { Frame, Pixel } from "../../types" */

/**
 * What an element is given: its properties, and its `data-` and other attributes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @typedef {Partial<Omit<HTMLElementTagNameMap[Tag], "dataset" | "attributes">> &
 *   { dataset?: Record<string, string>, attributes?: Record<string, string> }} Properties
 */

/**
 * An element with properties and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Properties<Tag>} properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const { dataset = {}, attributes = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, dataset);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * The context of a canvas that covers a plot of width × height CSS pixels, sharp on any screen.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function fit(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  const context = pen(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(context, { lineJoin: "round", lineCap: "butt" });
  return context;
}

/**
 * What draws on a canvas: there always is one, unless it was asked for another kind before.
 * @param {HTMLCanvasElement} canvas
 */
export function pen(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/**
 * An empty path for a context: what writes a drawing down (compose/pen.js) has paths of its own.
 * @param {CanvasRenderingContext2D} context
 * @returns {Path2D}
 */
export const outline = (context) => ("outline" in context ? /** @type {any} */ (context).outline() : new Path2D());

/**
 * Draw nothing outside a plot's drawing area, but for `air` pixels above and below it.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 */
export function clip(context, { left, top, width, height }, air = 0) {
  context.beginPath();
  context.rect(left, top - air, width, height + 2 * air);
  context.clip();
  return context;
}

/**
 * The same pixels, within reach: canvases draw what is a few million pixels away in the wrong place.
 * @template {number[]} Pixels
 * @param {Pixels} pixels
 */
export function inReach(pixels) {
  return /** @type {Pixels} */ (pixels.map((pixel) => Math.min(1e5, Math.max(-1e5, pixel))));
}

/**
 * The same of a place on a path, in the direction in which it lies.
 * @param {Pixel} place
 * @returns {Pixel}
 */
export function inSight([px, py]) {
  const far = Math.max(1, Math.abs(px) / 1e5, Math.abs(py) / 1e5);
  return [px / far, py / far];
}

/**
 * In pixels, of elements that stand below one another.
 * @param {...HTMLElement} parts
 */
export const heightOf = (...parts) => parts.reduce((height, part) => height + part.offsetHeight, 0);
