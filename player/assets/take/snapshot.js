// A picture of what a part of the page shows: canvases, drawings, colours and text, each as it stands there.

import { make, pen } from "../page/dom.js";
import { say } from "../page/words.js";
import { action, section, Status } from "./parts.js";
import { named, save } from "./save.js";

/** @import { Size } from "../../types" */
/** @import { Frame } from "../atlas/frame.js" */

/** How many pixels of the file a pixel of the page has. */
const FINE = 2;
// Around the picture, in pixels of the page.
const AIR = 16;

/** The picture of a map. */
export class SnapshotSection {
  /** @param {Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.status = new Status();
    this.canvas = make("canvas", { className: "preview", attributes: { "aria-hidden": "true" } });
    const row = make(
      "div",
      { className: "row" },
      action("PNG", () => this.take()),
    );
    const about = say("What is seen now, twice as fine as on the page.");
    this.element = section(say("Picture"), about, this.canvas, row, this.status.element);
  }

  open() {
    void this.preview();
  }

  async preview() {
    const drawn = await this.draw();
    Object.assign(this.canvas, { width: drawn.width, height: drawn.height });
    pen(this.canvas).drawImage(drawn, 0, 0);
  }

  draw() {
    const { frame } = this;
    return finely(
      () => frame.build(),
      () => snapshot(frame.stage, frame.theme.ground),
    );
  }

  take() {
    return this.status.follow(say("Drawing …"), async () => {
      const { packet, shown } = this.frame;
      const drawn = await this.draw();
      const name = named([packet.scene.surface, shown], "png");
      const blob = await new Promise((done) => drawn.toBlob(done));
      if (!blob) throw new Error(say("This browser makes no PNG of this size."));
      save(name, /** @type {Blob} */ (blob));
      return say("Saved as {name}.", { name });
    });
  }

  close() {
    this.status.close();
  }
}

/**
 * Has canvases drawn as on a screen of twice the pixels, for as long as `work` needs them so.
 * @template Result
 * @param {() => void} build
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
async function finely(build, work) {
  const own = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(window, "devicePixelRatio"));
  Object.defineProperty(window, "devicePixelRatio", { configurable: true, value: FINE });
  try {
    build();
    return await work();
  } finally {
    Object.defineProperty(window, "devicePixelRatio", own);
    build();
  }
}

/**
 * @param {HTMLElement} root
 * @param {string} ground
 */
export async function snapshot(root, ground) {
  const { left, top } = root.getBoundingClientRect();
  /** @type {Size} */ const size = [root.scrollWidth + 2 * AIR, root.scrollHeight + 2 * AIR];
  const canvas = make("canvas", { width: size[0] * FINE, height: size[1] * FINE });
  const context = pen(canvas);
  context.scale(FINE, FINE);
  context.fillStyle = ground;
  context.fillRect(0, 0, ...size);
  context.translate(AIR - left, AIR - top);
  const images = await Promise.all([...root.querySelectorAll("svg")].map(async (one) => [one, await imageOf(one)]));
  draw(context, root, new Map(/** @type {[Element, HTMLImageElement][]} */ (images)));
  return canvas;
}

/** @param {SVGSVGElement} drawing */
async function imageOf(drawing) {
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  const { width, height } = drawing.getBoundingClientRect();
  for (const [name, value] of Object.entries({ width, height, color: getComputedStyle(drawing).color }))
    copy.setAttribute(name, String(value));
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Element} element
 * @param {Map<Element, HTMLImageElement>} images
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
  const image = element instanceof HTMLCanvasElement ? element : images.get(element);
  if (image && width && height) context.drawImage(image, left, top, width, height);
  else for (const child of element.childNodes) drawChild(context, child, style, images);
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ChildNode} child
 * @param {CSSStyleDeclaration} style of its parent
 * @param {Map<Element, HTMLImageElement>} images
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
  const ramp = context.createLinearGradient(left, 0, left + width, 0);
  colours.forEach((colour, i) => ramp.addColorStop(i / (colours.length - 1 || 1), colour));
  context.fillStyle = colours.length ? ramp : style.backgroundColor;
  context.fillRect(left, top, width, height);
  const line = parseFloat(style.borderBottomWidth) || 0;
  context.fillStyle = style.borderBottomColor;
  if (style.borderBottomStyle === "solid") context.fillRect(left, top + height - line, width, line);
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
    context.fillText(word, left, top + context.measureText(word).fontBoundingBoxAscent);
  }
}
