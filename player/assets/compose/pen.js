// Writes a drawing down as SVG: as much of a canvas's context as pictures are drawn with.

import { make, pen } from "../page/dom.js";
import { element, escaped, opened, Outline, short } from "./svg.js";

/** @import { Size } from "../../types" */

/** How a canvas aligns text → how SVG does. @type {Record<string, string>} */
const ANCHORS = { left: "start", start: "start", center: "middle", right: "end", end: "end" };
/** How far the baseline of a text lies below its place, as a share of its size. @type {Record<string, number>} */
const BASELINES = { alphabetic: 0, top: 0.8, middle: 0.33, bottom: -0.2 };
/** What is saved and restored. */
const STATE = /** @type {const} */ ([
  "fillStyle",
  "strokeStyle",
  "lineWidth",
  "lineCap",
  "lineJoin",
  "lineDashOffset",
  "globalAlpha",
  "globalCompositeOperation",
  "font",
  "textAlign",
  "textBaseline",
  "dash",
]);

/** @typedef {{ open: string, parts: string[] }} Group */

/** A context whose drawing is text. What is clipped, moved or turned is a group, up to `restore`. */
export class SvgPen {
  /** @param {(text: string, font: string) => number} widthOf a text, in pixels */
  constructor(widthOf = measured) {
    this.widthOf = widthOf;
    this.fillStyle = this.strokeStyle = "#000000";
    this.lineWidth = this.globalAlpha = 1;
    this.lineCap = "butt";
    this.lineJoin = "round";
    this.lineDashOffset = 0;
    this.globalCompositeOperation = "source-over";
    this.font = "10px sans-serif";
    this.textAlign = "start";
    this.textBaseline = "alphabetic";
    /** @type {number[]} */ this.dash = [];
    this.line = new Outline();
    /** @type {Group[]} those that are open, the innermost last */ this.groups = [{ open: "", parts: [] }];
    /** @type {{ depth: number, state: unknown[] }[]} */ this.saved = [];
    /** @type {string[]} what is drawn in several places */ this.known = [];
    this.clips = 0;
  }

  save() {
    this.saved.push({ depth: this.groups.length, state: STATE.map((key) => this[key]) });
  }

  restore() {
    const { depth, state } = this.saved.pop() ?? { depth: this.groups.length, state: [] };
    while (this.groups.length > depth) this.close();
    state.forEach((value, i) => Reflect.set(this, STATE[i], value));
  }

  /** @param {Record<string, string>} attributes */
  group(attributes) {
    this.groups.push({ open: opened("g", attributes), parts: [] });
  }

  close() {
    const { open, parts } = /** @type {Group} */ (this.groups.pop());
    if (parts.length) this.add(`${open}${parts.join("")}</g>`, false);
  }

  /** @param {string} part */
  add(part, under = this.globalCompositeOperation === "destination-over") {
    const { parts } = this.groups[this.groups.length - 1];
    if (under) parts.unshift(part);
    else parts.push(part);
  }

  /** @param {number} x @param {number} y */
  translate(x, y) {
    this.group({ transform: `translate(${short(x)} ${short(y)})` });
  }

  /** @param {number} x */
  scale(x, y = x) {
    this.group({ transform: `scale(${x} ${y})` });
  }

  /** @param {number} angle */
  rotate(angle) {
    this.group({ transform: `rotate(${short((angle * 180) / Math.PI)})` });
  }

  clip() {
    const id = `clip-${++this.clips}`;
    this.add(element("clipPath", { id }, element("path", { d: this.line.d })), false);
    this.group({ "clip-path": `url(#${id})` });
  }

  outline() {
    return new Outline();
  }

  beginPath() {
    this.line = new Outline();
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.line.moveTo(x, y);
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.line.lineTo(x, y);
  }

  closePath() {
    this.line.closePath();
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.line.rect(x, y, width, height);
  }

  /** @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    this.line.arc(x, y, r);
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = [...dash];
  }

  /** What all that is drawn has. @returns {Record<string, number>} */
  get faint() {
    return this.globalAlpha < 1 ? { opacity: this.globalAlpha } : {};
  }

  /** @returns {Record<string, string | number>} */
  get stroked() {
    const { strokeStyle: stroke, lineWidth, lineCap, lineJoin, dash, lineDashOffset } = this;
    const dashed = { "stroke-dasharray": dash.map(short).join(" "), "stroke-dashoffset": lineDashOffset };
    const drawn = { stroke, "stroke-width": lineWidth, "stroke-linecap": lineCap, "stroke-linejoin": lineJoin };
    return { fill: "none", ...drawn, ...(dash.length ? dashed : {}), ...this.faint };
  }

  stroke(line = this.line) {
    if (line.d) this.add(element("path", { d: line.d, ...this.stroked }));
  }

  fill(line = this.line) {
    if (line.d) this.add(element("path", { d: line.d, fill: this.fillStyle, ...this.faint }));
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    this.add(element("rect", { x, y, width, height, fill: this.fillStyle, ...this.faint }));
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    this.write(text, x, y, { fill: this.fillStyle, ...this.faint });
  }

  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.write(text, x, y, this.stroked);
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {Record<string, string | number>} drawn
   */
  write(text, x, y, drawn) {
    const [, style = "normal", weight = "400", size, family] =
      this.font.match(/^(?:(normal|italic) )?(?:(\d+|bold) )?([\d.]+)px (.*)$/) ?? [];
    /** @type {Record<string, string>} */ const slant = style === "normal" ? {} : { "font-style": style };
    const type = { "font-family": family, "font-size": Number(size), "font-weight": weight, ...slant };
    const place = { x, y: y + BASELINES[this.textBaseline] * Number(size), "text-anchor": ANCHORS[this.textAlign] };
    this.add(element("text", { ...place, ...type, ...drawn, "xml:space": "preserve" }, escaped(text)));
  }

  /** @param {string} text */
  measureText(text) {
    return { width: this.widthOf(text, this.font) };
  }

  /**
   * What is SVG already, of a size, at another one; it is written down once, however often it is drawn.
   * @param {{ svg: string, size: Size }} picture
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  picture({ svg, size }, x, y, width, height) {
    if (!this.known.includes(svg)) this.known.push(svg);
    const use = element("use", { "xlink:href": `#ground-${this.known.indexOf(svg)}` });
    this.add(element("svg", { x, y, width, height, viewBox: `0 0 ${size.join(" ")}`, ...this.faint }, use));
  }

  /**
   * The file.
   * @param {Size} size
   * @param {string} title
   */
  file([width, height], title) {
    while (this.groups.length > 1) this.close();
    const spaces = { xmlns: "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink" };
    const defs = this.known.map((svg, i) => element("g", { id: `ground-${i}` }, svg)).join("");
    const inside = `${element("title", {}, escaped(title))}${element("defs", {}, defs)}${this.groups[0].parts.join("")}`;
    return element("svg", { ...spaces, width, height, viewBox: `0 0 ${width} ${height}` }, inside);
  }
}

/** @type {CanvasRenderingContext2D | undefined} */
let measuring;

/** @param {string} text @param {string} font */
function measured(text, font) {
  measuring ??= pen(make("canvas"));
  measuring.font = font;
  return measuring.measureText(text).width;
}
