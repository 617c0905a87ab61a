// The picture of what is seen now, as pixels or as SVG.

import { composeAs, SLIDE } from "../compose/frame.js";
import { SvgPen } from "../compose/pen.js";
import { EVERYWHERE } from "../compose/svg.js";
import { titleOf } from "../compose/words.js";
import { make, pen } from "../page/dom.js";
import { say } from "../page/words.js";
import { groupsOf } from "../race.js";
import { action, choice, section, Status, tick } from "./parts.js";
import { named, save } from "./save.js";

/** @import { Size } from "../../types" */
/** @import { Composition } from "../compose/frame.js" */
/** @import { Player } from "../player.js" */

/** How many pixels of a file a pixel of the picture has. */
const FINE = 2;
/** Of one plot alone. @type {Size} */
const ALONE = [800, 800];

/** A preview, and its files. */
export class PictureSection {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.status = new Status();
    this.which = choice(say("Which plots"), () => this.preview());
    this.light = tick(say("Light background"), () => this.preview());
    this.canvas = make("canvas", { className: "preview", attributes: { "aria-hidden": "true" } });
    const files = [action("PNG", () => this.take("png")), action("SVG", () => this.take("svg"))];
    const about = say("What is seen at this step, for a slide or a handout.");
    const row = make("div", { className: "row" }, this.which, this.light.element, ...files);
    this.element = section(say("Picture"), about, this.canvas, row, this.status.element);
  }

  open() {
    const names = groupsOf(this.player.picture.race).map((racers) => racers.map(({ name }) => name).join(", "));
    const options = [say("Everything"), ...names.filter(() => names.length > 1)];
    this.which.replaceChildren(
      ...options.map((textContent, i) => make("option", { value: String(i - 1), textContent })),
    );
    this.which.hidden = options.length === 1;
    this.light.element.hidden = !this.player.root.classList.contains("dark");
    void this.preview();
  }

  /** @returns {Promise<Composition>} */
  compose(font = "") {
    const only = Number(this.which.value);
    const alone = only >= 0 ? { only, size: ALONE } : { size: SLIDE };
    return composeAs(this.player, { ...alone, font, turned: true, light: this.light.box.checked });
  }

  async preview() {
    const composed = await this.compose();
    paint(this.canvas, composed, this.player.clock.time, window.devicePixelRatio);
  }

  /** @param {"png" | "svg"} kind */
  take(kind) {
    return this.status.follow(say("Drawing …"), async () => {
      const composed = await this.compose(kind === "svg" ? EVERYWHERE : "");
      const { time, step } = this.player.clock;
      const { surface } = composed.race.scene;
      const blob = await (kind === "png" ? pixels(composed, time) : lines(composed, time));
      const name = named([surface, say("step {step}", { step })], kind);
      save(name, blob);
      return say("Saved as {name}.", { name });
    });
  }

  close() {
    this.status.close();
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Composition} composed
 * @param {number} time
 * @param {number} scale
 */
function paint(canvas, composed, time, scale) {
  const [width, height] = composed.size;
  Object.assign(canvas, { width: width * scale, height: height * scale });
  const context = pen(canvas);
  context.scale(scale, scale);
  composed.draw(context, time);
}

/**
 * @param {Composition} composed
 * @param {number} time
 * @returns {Promise<Blob>}
 */
function pixels(composed, time) {
  const canvas = make("canvas");
  paint(canvas, composed, time, FINE);
  const fails = new Error(say("This browser makes no PNG of this size."));
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(fails))));
}

/**
 * @param {Composition} composed
 * @param {number} time
 */
async function lines(composed, time) {
  const svg = new SvgPen();
  composed.draw(/** @type {any} */ (svg), time);
  return new Blob([svg.file(composed.size, titleOf(composed.race.scene))], { type: "image/svg+xml" });
}
