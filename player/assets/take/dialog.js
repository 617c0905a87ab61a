// The dialog of all that can be taken from a race.

import { FilmSection } from "../film/film.js";
import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { AddressSection } from "./address.js";
import { Asked } from "./asked.js";
import { filesOf } from "./files.js";
import { action, tick } from "./parts.js";
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
    this.table = tick(say("Pages and code may hold my own table"));
    this.table.element.hidden = true;
    this.asked = new Asked(
      (wish) => player.report({ take: wish }),
      () => this.table.box.checked,
    );
    this.address = new AddressSection();
    /** What asks where the page is, until it closes. */ this.going = new AbortController();
    this.list = make("div", { className: "parts" });
    const title = make("h2", { id: "take-along", textContent: say("Take along") });
    const close = action("✕", () => this.close());
    Object.assign(close, { title: say("Close"), ariaLabel: say("Close"), className: "close" });
    const attributes = { "aria-labelledby": title.id };
    const sheet = make("div", { className: "inner" }, make("header", {}, title, this.table.element, close), this.list);
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
    void this.look();
  }

  build() {
    const [seen, given] = [
      [new PictureSection(this.player), new FilmSection(this.player)],
      [...filesOf(this.asked), this.address],
    ];
    this.sections = [...seen, ...given];
    const columns = [seen, given].map((all) => make("div", {}, ...all.map(({ element }) => element)));
    this.list.replaceChildren(...columns);
  }

  /** Where the page is found, and whether a table might travel: without an answer the address stays as the browser has it. */
  async look() {
    this.going = new AbortController();
    const place = await this.asked.place(this.going.signal).catch(() => null);
    if (!place) return;
    this.table.element.hidden = !place.table;
    this.address.locate(place);
  }

  close() {
    this.dialog.close();
  }

  closed() {
    this.going.abort();
    for (const section of this.sections) section.close();
    this.dialog.remove();
    this.opener?.focus({ preventScroll: true });
  }
}
