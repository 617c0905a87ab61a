// The dialog of all that can be taken along.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { AddressSection } from "./address.js";
import { Asked } from "./asked.js";
import { action, tick } from "./parts.js";

/** @import { Wish } from "../../types" */
/** @import { Section } from "./parts.js" */

/**
 * Where it opens: in which element, over which line the server is asked, what is done before, and what can be taken: on its left, and
 * before the address on its right.
 * @typedef {{
 *   root: HTMLElement, ask(wish: Wish): void, halt(): void, seen(): Section[], given(asked: Asked): Section[],
 * }} Host
 */

/** The browser keeps the focus within it, and closes it by Escape. */
export class TakeAlong {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    /** @type {Section[]} none before somebody opens it */ this.sections = [];
    /** @type {HTMLElement | null} what has opened it */ this.opener = null;
    this.table = tick(say("Pages and code may hold my own table"));
    this.table.element.hidden = true;
    this.asked = new Asked(
      (wish) => host.ask(wish),
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
    const { host, dialog } = this;
    this.opener = opener;
    host.halt();
    if (!this.sections.length) this.build();
    host.root.append(dialog);
    dialog.showModal();
    for (const section of this.sections) section.open();
    void this.look();
  }

  build() {
    const [seen, given] = [this.host.seen(), [...this.host.given(this.asked), this.address]];
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
