// Words that explain themselves: by mouse, by touch and by keyboard.

import { make } from "../page/dom.js";

// Two explanations are never open at once, so that one name does for all.
const ID = "ravine-about";

/** One explanation at a time, under the word that it is asked of. */
export class About {
  constructor() {
    this.element = make("div", { className: "about", id: ID, hidden: true, attributes: { role: "tooltip" } });
  }

  /**
   * A word, and what it says to who asks.
   * @param {string} word
   * @param {string} meaning
   */
  word(word, meaning) {
    const button = make("button", { type: "button", textContent: word, attributes: { "aria-describedby": ID } });
    const show = () => this.show(button, meaning);
    for (const kind of ["pointerenter", "focus", "click"]) button.addEventListener(kind, show);
    for (const kind of ["pointerleave", "blur"]) button.addEventListener(kind, () => this.hide());
    button.addEventListener("keydown", ({ key }) => key === "Escape" && this.hide());
    return button;
  }

  /**
   * @param {HTMLElement} button
   * @param {string} meaning
   */
  show(button, meaning) {
    const { element } = this;
    Object.assign(element, { textContent: meaning, hidden: false });
    const [at, around] = [button, /** @type {HTMLElement} */ (element.parentElement)].map((one) =>
      one.getBoundingClientRect(),
    );
    const left = Math.max(0, Math.min(at.left - around.left, around.width - element.offsetWidth));
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(at.bottom - around.top + 4)}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}
