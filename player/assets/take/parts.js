// What the sections of the dialog are put together from.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";

/** What stands in the dialog: shown each time it opens, and told when it closes. @typedef {{ element: HTMLElement, open(): void, close(): void }} Section */

/**
 * A section with its heading and a sentence of what it is for.
 * @param {string} title
 * @param {string} about
 * @param {...HTMLElement} parts
 */
export function section(title, about, ...parts) {
  const heading = make("h3", { textContent: title });
  return make("section", { className: "part" }, heading, make("p", { textContent: about }), ...parts);
}

/**
 * @param {string} text
 * @param {() => void} onClick
 * @param {string} [title]
 */
export function action(text, onClick, title = "") {
  const button = make("button", { type: "button", textContent: text, title });
  button.addEventListener("click", onClick);
  return button;
}

/**
 * A box to tick, and what it means.
 * @param {string} text
 * @param {(is: boolean) => void} onChange
 */
export function tick(text, onChange = () => {}) {
  const box = make("input", { type: "checkbox" });
  box.addEventListener("change", () => onChange(box.checked));
  return { box, element: make("label", { className: "tick" }, box, make("span", { textContent: text })) };
}

/**
 * @param {string} name
 * @param {() => void} onChange
 */
export function choice(name, onChange) {
  const element = make("select", { attributes: { "aria-label": name } });
  element.addEventListener("change", onChange);
  return element;
}

/** What goes on: a word, and a way to stop it. */
export class Status {
  constructor() {
    this.said = make("output", { className: "said" });
    this.stop = action(say("Cancel"), () => this.going?.abort());
    this.element = make("div", { className: "status" }, this.said, this.stop);
    /** @type {AbortController | null} */ this.going = null;
    this.put("");
  }

  /** @param {string} text */
  put(text) {
    this.said.textContent = text;
    this.stop.hidden = !this.going;
  }

  /**
   * Says `doing` while `work` goes on, and then what came of it: nothing more of what somebody has stopped.
   * @param {string} doing
   * @param {(signal: AbortSignal) => Promise<string>} work
   */
  async follow(doing, work) {
    this.going?.abort();
    const going = (this.going = new AbortController());
    this.put(doing);
    const came = await work(going.signal).catch((problem) => String(problem.message ?? problem));
    if (this.going !== going) return;
    this.going = null;
    this.put(going.signal.aborted ? say("Stopped.") : came);
  }

  close() {
    this.going?.abort();
    this.going = null;
    this.put("");
  }
}
