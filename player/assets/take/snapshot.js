// A picture of what the maps show, as pixels or as SVG.

import { drawElement, FINE, sizeOf } from "../atlas/elements.js";
import { SvgPen } from "../compose/pen.js";
import { EVERYWHERE } from "../compose/svg.js";
import { make, pen } from "../page/dom.js";
import { dressApart, LIGHT } from "../page/theme.js";
import { say } from "../page/words.js";
import { action, section, Status, tick } from "./parts.js";
import { named, save } from "./save.js";

/** @import { Frame } from "../atlas/frame.js" */
/** @import { Dress } from "../page/theme.js" */

/** The picture of a map. */
export class SnapshotSection {
  /** @param {Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.status = new Status();
    /** @type {Promise<unknown>} the last picture: one after the other, since each has the page drawn anew */
    this.last = Promise.resolve();
    this.light = tick(say("Light background"), () => this.preview());
    this.canvas = make("canvas", { className: "preview", attributes: { "aria-hidden": "true" } });
    const files = [action("PNG", () => this.take("png")), action("SVG", () => this.take("svg"))];
    const row = make("div", { className: "row" }, this.light.element, ...files);
    const about = say("What is seen now, twice as fine as on the page.");
    this.element = section(say("Picture"), about, this.canvas, row, this.status.element);
  }

  open() {
    this.light.element.hidden = !this.frame.theme.dark;
    void this.preview();
  }

  async preview() {
    const drawn = await this.pixels();
    Object.assign(this.canvas, { width: drawn.width, height: drawn.height });
    pen(this.canvas).drawImage(drawn, 0, 0);
  }

  pixels() {
    const { stage } = this.frame;
    return this.finely(async () => {
      const [width, height] = sizeOf(stage);
      const canvas = make("canvas", { width: width * FINE, height: height * FINE });
      const context = pen(canvas);
      context.scale(FINE, FINE);
      await drawElement(context, stage, this.frame.theme.ground);
      return canvas;
    });
  }

  lines() {
    const { stage, packet } = this.frame;
    return this.finely(
      async () => {
        const svg = new SvgPen();
        await drawElement(svg, stage, this.frame.theme.ground);
        return svg.file(sizeOf(stage), packet.scene.surface);
      },
      { font: EVERYWHERE },
    );
  }

  /**
   * @template Result
   * @param {() => Promise<Result>} work
   * @param {Dress} font
   * @returns {Promise<Result>}
   */
  finely(work, font = {}) {
    const own = { ...(this.light.box.checked && LIGHT), ...font };
    const drawn = this.last.then(() => finely(this.frame, /** @type {Dress} */ (own), work));
    this.last = drawn.catch(() => {});
    return drawn;
  }

  /** @param {"png" | "svg"} kind */
  take(kind) {
    return this.status.follow(say("Drawing …"), async () => {
      const { packet, shown } = this.frame;
      const blob = await (kind === "png" ? this.bitmap() : this.drawing());
      const name = named([packet.scene.surface, shown], kind);
      save(name, blob);
      return say("Saved as {name}.", { name });
    });
  }

  async bitmap() {
    const drawn = await this.pixels();
    /** @type {Blob | null} */ const blob = await new Promise((done) => drawn.toBlob(done));
    if (!blob) throw new Error(say("This browser makes no PNG of this size."));
    return blob;
  }

  async drawing() {
    return new Blob([await this.lines()], { type: "image/svg+xml" });
  }

  close() {
    this.status.close();
  }
}

/**
 * Has the maps drawn as on a screen of twice the pixels, with colours and a font of their own, for as long as `work` needs them so.
 * @template Result
 * @param {Frame} frame
 * @param {Dress} own
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
async function finely(frame, own, work) {
  const ratio = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(window, "devicePixelRatio"));
  Object.defineProperty(window, "devicePixelRatio", { configurable: true, value: FINE });
  dressApart(frame.stage, own);
  try {
    frame.build();
    return await work();
  } finally {
    Object.defineProperty(window, "devicePixelRatio", ratio);
    dressApart(frame.stage, {});
    frame.build();
  }
}
