// The switches of what is drawn: each reports a setting of the scene and waits for the page to answer.

import { make } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { say } from "../page/words.js";
import { isElsewhere } from "./transport.js";

/** @import { Race, Report, Switch, Tell } from "../../types" */

/** A button for each switch of a scene. */
export class Views {
  /** @param {Tell} tell */
  constructor(tell) {
    this.tell = tell;
    /** @type {Race} */ this.race = LATER;
    /** @type {HTMLButtonElement[]} */ this.buttons = [];
    const attributes = { role: "group", "aria-label": say("What is drawn") };
    this.element = make("div", { className: "views", attributes });
    this.onKey = this.onKey.bind(this);
    document.addEventListener("keydown", this.onKey);
  }

  /** @param {Race} race */
  show(race) {
    this.race = race;
    const { look, switches } = race.scene;
    if (this.buttons.length !== switches.length) this.build(switches);
    switches.forEach(({ key, on, offered }, i) => {
      this.buttons[i].setAttribute("aria-pressed", String(on.includes(look[key])));
      this.buttons[i].hidden = !offered;
    });
  }

  /** @param {Switch[]} switches */
  build(switches) {
    this.buttons = switches.map(({ key, title, help }, i) => {
      const button = make("button", { type: "button", textContent: title, title: help, dataset: { key } });
      button.addEventListener("click", () => this.press(i));
      return button;
    });
    this.element.replaceChildren(...this.buttons);
  }

  /** @param {number} i */
  press(i) {
    const { look, switches } = this.race.scene;
    const { key, on, off } = switches[i];
    this.tell(/** @type {Report} */ ({ [key]: on.includes(look[key]) ? off : on[0] }));
  }

  /** @param {KeyboardEvent} event */
  onKey({ key, target, ctrlKey, metaKey, altKey }) {
    if (!this.race || ctrlKey || metaKey || altKey) return;
    const { present } = this.race.scene.look;
    if (key === "Escape" && present) this.tell({ present: false });
    if (key.toLowerCase() === "p" && !isElsewhere(target)) this.tell({ present: !present });
  }

  destroy() {
    document.removeEventListener("keydown", this.onKey);
  }
}
