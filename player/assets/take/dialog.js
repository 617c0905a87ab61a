// The dialog of all that can be taken from a race.

import { FilmSection } from "../film/film.js";
import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { action } from "./parts.js";
import { PictureSection } from "./picture.js";

/** @import { Player } from "../player.js" */
/** @import { Section } from "./parts.js" */

/** The browser keeps the focus within it, and closes it by Escape. */
export class TakeAlong {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    /** @type {Section[]} none before somebody opens it */ this.sections = [];
    /** @type {HTMLElement | null} what has opened it */ this.opener = null;
    this.list = make("div", { className: "parts" });
    const title = make("h2", { id: "take-along", textContent: say("Take along") });
    const close = action("✕", () => this.close());
    Object.assign(close, { title: say("Close"), ariaLabel: say("Close"), className: "close" });
    const attributes = { "aria-labelledby": title.id };
    const sheet = make("div", { className: "inner" }, make("header", {}, title, close), this.list);
    this.dialog = make("dialog", { className: "take", attributes }, sheet);
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation());
    this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.close());
    this.dialog.addEventListener("close", () => this.closed());
  }

  /** @param {HTMLElement} opener */
  open(opener) {
    const { player, dialog } = this;
    this.opener = opener;
    player.clock.pause();
    if (!this.sections.length) this.build();
    player.root.append(dialog);
    dialog.showModal();
    for (const section of this.sections) section.open();
  }

  build() {
    this.sections = [new PictureSection(this.player), new FilmSection(this.player)];
    this.list.replaceChildren(...this.sections.map(({ element }) => element));
  }

  close() {
    this.dialog.close();
  }

  closed() {
    for (const section of this.sections) section.close();
    this.dialog.remove();
    this.opener?.focus({ preventScroll: true });
  }
}
