// A part of the page, drawn as it stands there: canvases, drawings, colours and text, on a canvas or written down as SVG.

import { paperOf } from "../curves/paper.js";
import { put } from "../compose/ground.js";
import { clip, make, pen } from "../page/dom.js";

/** @import { Size } from "../../types" */
/** @import { Ground } from "../compose/ground.js" */
/** @import { SvgPen } from "../compose/pen.js" */

/** What is drawn on. @typedef {CanvasRenderingContext2D | SvgPen} Context */
/** @typedef {Map<Element, Ground>} Images */

/** How many pixels of a file a pixel of the page has. */
export const FINE = 2;
/** No ground at all. */
const CLEAR = ["rgba(0, 0, 0, 0)", "transparent"];
// Around the picture, in pixels of the page.
const AIR = 16;
// How far a plot reaches beyond its frame: its numbers begin there.
const BEYOND = 3;

/** @param {HTMLElement} root @returns {Size} */
export const sizeOf = ({ scrollWidth, scrollHeight }) => [scrollWidth + 2 * AIR, scrollHeight + 2 * AIR];

/**
 * @param {Context} context
 * @param {HTMLElement} root
 * @param {string} ground
 */
export async function drawElement(context, root, ground) {
  const { left, top } = root.getBoundingClientRect();
  context.fillStyle = ground;
  context.fillRect(0, 0, ...sizeOf(root));
  context.translate(AIR - left, AIR - top);
  const found = [...root.querySelectorAll("svg, canvas")].filter(hasRoom);
  /** @type {[Element, Ground][]} */
  const images = await Promise.all(found.map(async (one) => [one, await imageOf(one, "picture" in context)]));
  draw(/** @type {any} */ (context), root, new Map(images));
}

/** @param {Element} element */
function hasRoom(element) {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
}

/**
 * @param {Element} element
 * @param {boolean} isWritten whether it is needed as SVG
 * @returns {Promise<Ground>}
 */
async function imageOf(element, isWritten) {
  const { width, height } = element.getBoundingClientRect();
  if (!(element instanceof HTMLCanvasElement))
    return drawingOf(/** @type {SVGSVGElement} */ (element), [width, height]);
  const svg = isWritten ? `<image width="${width}" height="${height}" xlink:href="${element.toDataURL()}"/>` : "";
  return { svg, size: [width, height], image: element };
}

/**
 * @param {SVGSVGElement} drawing
 * @param {Size} size
 * @returns {Promise<Ground>}
 */
async function drawingOf(drawing, [width, height]) {
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  for (const [name, value] of Object.entries({ width, height, color: getComputedStyle(drawing).color }))
    copy.setAttribute(name, String(value));
  const svg = new XMLSerializer().serializeToString(copy);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  return { svg, size: [width, height], image };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Element} element
 * @param {Images} images
 */
function draw(context, element, images) {
  const style = getComputedStyle(element);
  const { left, top, width, height } = element.getBoundingClientRect();
  if (style.display === "none" || style.visibility === "hidden" || style.position === "fixed") return;
  context.save();
  context.globalAlpha *= Number(style.opacity);
  paint(context, style, left, top, width, height);
  if (style.overflow === "hidden") {
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
  }
  const image = images.get(element);
  if (image) paste(context, element, image, left, top);
  else for (const child of element.childNodes) drawChild(context, child, style, images);
  context.restore();
}

/**
 * Pixels; written down, the numbers and titles around a plot are text.
 * @param {CanvasRenderingContext2D} context
 * @param {Element} element
 * @param {Ground} image
 * @param {number} left
 * @param {number} top
 */
function paste(context, element, image, left, top) {
  const paper = "picture" in context ? paperOf(element) : undefined;
  if (!paper) return put(context, image, left, top);
  context.translate(left, top);
  context.save();
  clip(context, { ...paper.frame, left: paper.frame.left - BEYOND, width: paper.frame.width + 2 * BEYOND }, BEYOND);
  put(context, image, 0, 0);
  context.restore();
  paper.write(context);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ChildNode} child
 * @param {CSSStyleDeclaration} style of its parent
 * @param {Images} images
 */
function drawChild(context, child, style, images) {
  if (child instanceof Element) draw(context, child, images);
  else if (child instanceof Text) write(context, child, style);
}

/**
 * The ground of an element, and the line under it.
 * @param {CanvasRenderingContext2D} context
 * @param {CSSStyleDeclaration} style
 * @param {number} left
 * @param {number} top
 * @param {number} width
 * @param {number} height
 */
function paint(context, style, left, top, width, height) {
  const colours = style.backgroundImage.match(/(rgba?|color|oklab)\([^)]*\)/g) ?? [];
  context.fillStyle = style.backgroundColor;
  if (colours.length && width && height) put(context, rampOf(colours, [width, height]), left, top);
  else if (!CLEAR.includes(style.backgroundColor)) context.fillRect(left, top, width, height);
  const line = parseFloat(style.borderBottomWidth) || 0;
  context.fillStyle = style.borderBottomColor;
  if (line && style.borderBottomStyle === "solid") context.fillRect(left, top + height - line, width, line);
}

/**
 * Colours from left to right.
 * @param {string[]} colours
 * @param {Size} size
 * @returns {Ground}
 */
function rampOf(colours, [width, height]) {
  const image = make("canvas", { width: Math.round(width * FINE), height: Math.round(height * FINE) });
  const context = pen(image);
  const ramp = context.createLinearGradient(0, 0, image.width, 0);
  colours.forEach((colour, i) => ramp.addColorStop(i / (colours.length - 1 || 1), colour));
  context.fillStyle = ramp;
  context.fillRect(0, 0, image.width, image.height);
  const svg = `<image width="${width}" height="${height}" xlink:href="${image.toDataURL()}"/>`;
  return { svg, size: [width, height], image };
}

/**
 * A text, word for word where it stands.
 * @param {CanvasRenderingContext2D} context
 * @param {Text} text
 * @param {CSSStyleDeclaration} style
 */
function write(context, text, style) {
  const range = document.createRange();
  const { fontStyle, fontWeight, fontSize, fontFamily, color } = style;
  Object.assign(context, { font: `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`, fillStyle: color });
  Object.assign(context, { textAlign: "left", textBaseline: "alphabetic" });
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const { left, top } = range.getBoundingClientRect();
    context.fillText(word, left, top + ascentOf(context.font));
  }
}

/** @type {CanvasRenderingContext2D | undefined} */
let measuring;

/** @param {string} font */
function ascentOf(font) {
  measuring ??= pen(make("canvas"));
  measuring.font = font;
  return measuring.measureText("x").fontBoundingBoxAscent;
}
