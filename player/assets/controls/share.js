// "Take along": the button, and the dialog that is loaded once somebody wants it.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";

/** @import { TakeAlong } from "../take/dialog.js" */

/** Opens what can be taken from a race, or from maps. */
export class Share {
  /**
   * @param {() => Promise<TakeAlong>} load
   * @param {string} title what there is
   */
  constructor(load, title) {
    this.load = load;
    /** @type {Promise<TakeAlong> | undefined} */ this.dialog = undefined;
    const attributes = { "aria-haspopup": "dialog" };
    this.button = make("button", { type: "button", textContent: say("Take along"), title, attributes });
    this.button.addEventListener("click", () => this.open());
    this.element = make("span", { className: "share" }, this.button);
  }

  async open() {
    this.dialog ??= this.load();
    const dialog = await this.dialog;
    dialog.open(this.button);
  }

  destroy() {
    void this.dialog?.then((dialog) => dialog.close());
  }
}
