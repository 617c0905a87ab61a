// What is asked for a film, how far it is, and the file.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { action, choice, section, tick } from "../take/parts.js";
import { named, save } from "../take/save.js";
import { recordable } from "./recording.js";
import { filmed } from "./studio.js";
import { canEncode } from "./video.js";

/** @import { Player } from "../player.js" */
/** @import { Order } from "./studio.js" */

/** Choices, a button, and a bar. */
export class FilmSection {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.kind = chosen(say("Kind of film"), { mp4: say("Video (MP4)"), gif: say("Animated GIF") });
    this.length = chosen(say("Length"), { normal: say("About 12 seconds"), short: say("About 6 seconds") });
    this.light = tick(say("Light background"));
    this.make = action(say("Make the film"), () => this.start());
    this.cancel = action(say("Cancel"), () => this.close());
    this.bar = make("progress", { max: 1, attributes: { "aria-label": say("How far the film is") } });
    this.said = make("output", { className: "said" });
    const row = make("div", { className: "row" }, this.kind, this.length, this.light.element, this.make);
    const status = make("div", { className: "status" }, this.bar, this.cancel, this.said);
    const about = say("The race from its first step to its last, 1280 × 720 pixels.");
    this.element = section(say("Film"), about, row, status);
    this.element.classList.add("film");
    /** @type {AbortController | null} while a film is being made */ this.work = null;
  }

  open() {
    this.light.element.hidden = !this.player.root.classList.contains("dark");
    this.show(notice());
  }

  async start() {
    this.work = new AbortController();
    this.show("");
    const came = await this.result(this.work.signal);
    this.work = null;
    this.show(came);
  }

  /**
   * What has come of it, in words.
   * @param {AbortSignal} signal
   */
  async result(signal) {
    try {
      return await this.take(signal);
    } catch (error) {
      if (signal.aborted) return say("Cancelled.");
      return say("There is no film: {reason}", { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  /** @param {AbortSignal} signal */
  async take(signal) {
    const order = { kind: this.kind.value, length: this.length.value, light: this.light.box.checked };
    const progress = (/** @type {number} */ share) => (this.bar.value = share);
    const { blob, ending, what } = await filmed(this.player, /** @type {Order} */ (order), { progress, signal });
    const name = named([this.player.race.scene.surface], ending);
    save(name, blob);
    return say("Saved as {name}: {what}, {size} MB.", { name, what: say(what), size: (blob.size / 1e6).toFixed(1) });
  }

  /**
   * What is said, and what can be done now.
   * @param {string} text
   */
  show(text) {
    const busy = this.work !== null;
    this.said.textContent = text;
    this.bar.value = 0;
    this.bar.hidden = this.cancel.hidden = !busy;
    this.make.disabled = busy;
  }

  /** Whatever is being made is left. */
  close() {
    this.work?.abort();
  }
}

/** What is to be known before. */
function notice() {
  if (canEncode()) return "";
  if (!recordable()) return say("This browser makes no videos, but it makes a GIF.");
  return say("This page may only record a video while it plays: it takes as long, and this tab must stay in view.");
}

/**
 * A choice of values.
 * @param {string} name
 * @param {Record<string, string>} options
 */
function chosen(name, options) {
  const element = choice(name, () => {});
  element.append(...Object.entries(options).map(([value, textContent]) => make("option", { value, textContent })));
  return element;
}
