// What SVG is written with: elements as text, and paths.

/** Text is as wide in each of these, one of which every program has that opens SVG. */
export const EVERYWHERE = "Arial, Helvetica, 'Liberation Sans', sans-serif";

const XML = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
// What XML has no place for: control characters, and halves of a pair.
const NO_XML =
  // oxlint-disable-next-line no-control-regex -- it is what is looked for
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Text from anywhere, between tags or in quotes.
 * @param {string} text
 */
export const escaped = (text) =>
  text.replace(NO_XML, "").replace(/[&<>"']/g, (sign) => XML[/** @type {keyof typeof XML} */ (sign)]);

/**
 * To hundredths of a pixel.
 * @param {number} value
 */
export const short = (value) => String(Math.round(value * 100) / 100);

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
export const opened = (tag, attributes) =>
  `<${tag}${Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? short(value) : escaped(value)}"`)
    .join("")}>`;

/**
 * An element around what is text of SVG already.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
export const element = (tag, attributes, inside = "") => `${opened(tag, attributes)}${inside}</${tag}>`;

/** A path as SVG writes it. */
export class Outline {
  constructor() {
    this.d = "";
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.d += `M${short(x)} ${short(y)}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.d += `${this.d ? "L" : "M"}${short(x)} ${short(y)}`;
  }

  closePath() {
    this.d += "Z";
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.d += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
  }

  /** A whole circle. @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    const half = `a${short(r)} ${short(r)} 0 1 1 `;
    this.d += `M${short(x - r)} ${short(y)}${half}${short(2 * r)} 0${half}${short(-2 * r)} 0Z`;
  }
}
