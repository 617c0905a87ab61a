// The address of the page as it is, to be passed on.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";

// Milliseconds for which a word stays.
const STAYS = 2500;

/** A button, and the word that says what came of it. */
export class Share {
  constructor() {
    this.button = make("button", { type: "button", textContent: say("Copy link") });
    this.button.title = say("Copy the address of this page as it is now: surface, methods, start and all settings");
    this.button.addEventListener("click", () => this.copy());
    this.said = make("output");
    this.element = make("span", { className: "share" }, this.button, this.said);
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
  }

  async copy() {
    const done = await copied(window.location.href);
    this.show(done ? say("Copied") : say("Not allowed here: copy it from the address bar"));
  }

  /** @param {string} text */
  show(text) {
    clearTimeout(this.timer);
    this.said.textContent = text;
    if (text) this.timer = setTimeout(() => this.show(""), STAYS);
  }
}

/**
 * Whether a text is on the clipboard now. Over plain http there is none but that of a selection.
 * @param {string} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

/** @param {string} text */
function copiedBySelection(text) {
  const before = document.activeElement;
  const field = make("textarea", { value: text, readOnly: true });
  Object.assign(field.style, { position: "fixed", opacity: "0" });
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return done;
}
