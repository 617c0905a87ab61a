// "Take along": the button, and the dialog that is loaded once somebody wants it.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";

/** @import { Player } from "../player.js" */
/** @import { TakeAlong } from "../take/dialog.js" */

/** Opens what can be taken from the race of a player. */
export class Share {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    /** @type {Promise<TakeAlong> | undefined} */ this.dialog = undefined;
    const title = say("A picture, a film, a page that stays alive, data, code, or the address");
    const attributes = { "aria-haspopup": "dialog" };
    this.button = make("button", { type: "button", textContent: say("Take along"), title, attributes });
    this.button.addEventListener("click", () => this.open());
    this.element = make("span", { className: "share" }, this.button);
  }

  async open() {
    this.dialog ??= import("../take/dialog.js").then(({ TakeAlong }) => new TakeAlong(this.player));
    const dialog = await this.dialog;
    dialog.open(this.button);
  }

  destroy() {
    void this.dialog?.then((dialog) => dialog.close());
  }
}
