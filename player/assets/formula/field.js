// A text field that tells what is typed while it is typed, and marks the place that cannot be read.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";

/** @import { FormulaHeader } from "../../types" */

// Milliseconds after the last key: until a formula is asked for, and until nobody types any more.
const PAUSE = 90;
const REST = 600;

let count = 0;

/** The field, and the mark behind its text. */
export class Field {
  /** @param {(text: string, typing: boolean) => void} tell is told what stands in the field, and whether somebody is typing */
  constructor(tell) {
    this.tell = tell;
    /** What was told last, as text. */
    this.told = "";
    /** @type {ReturnType<typeof setTimeout>[]} */ this.timers = [];
    this.marks = make("div", { className: "marks", attributes: { "aria-hidden": "true" } });
    this.area = make("textarea", { id: `ravine-formula-${(count += 1)}`, rows: 1, spellcheck: false });
    const attributes = { autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "soft" };
    for (const [name, value] of Object.entries(attributes)) this.area.setAttribute(name, value);
    this.area.title = say("A formula in x and y; other letters become sliders");
    this.element = make("div", { className: "box" }, this.marks, this.area);
    this.area.addEventListener("input", () => this.type());
    this.area.addEventListener("blur", () => this.rest());
    this.area.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    // The clock listens to keys, too.
    event.stopPropagation();
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.rest();
  }

  type() {
    const { area } = this;
    if (area.value.includes("\n")) area.value = area.value.replaceAll(/\s*\n\s*/g, " ");
    this.mark(0, 0);
    this.stop();
    this.timers = [setTimeout(() => this.say(true), PAUSE), setTimeout(() => this.rest(), REST)];
  }

  /** Nobody types any more: critical points and all that takes longer are worth their time. */
  rest() {
    this.stop();
    this.say(false);
  }

  stop() {
    this.timers.forEach(clearTimeout);
    this.timers = [];
  }

  /** @param {boolean} typing */
  say(typing) {
    const now = JSON.stringify([this.area.value, typing]);
    const before = JSON.stringify([this.area.value, !typing]);
    if (now === this.told || (typing && before === this.told)) return;
    this.told = now;
    this.tell(this.area.value, typing);
  }

  /**
   * What the server has: it is put into the field unless more has been typed since. Whether it is about what stands there.
   * @param {FormulaHeader} header
   */
  show({ text, problem, start, stop }) {
    if (this.timers.length && text !== this.area.value) return false;
    if (text !== this.area.value) this.area.value = text;
    this.told = JSON.stringify([text, false]);
    if (this.timers.length) this.told = JSON.stringify([text, true]);
    this.area.toggleAttribute("aria-invalid", Boolean(problem));
    if (problem) this.mark(start, stop);
    else this.mark(0, 0);
    return true;
  }

  /**
   * Underline a part of the text, which is behind the field letter by letter. Places count characters, as Python does.
   * @param {number} start
   * @param {number} stop
   */
  mark(start, stop) {
    const letters = [...this.area.value];
    const part = (/** @type {number} */ from, /** @type {number} */ to) => letters.slice(from, to).join("");
    // At the end of the text something is missing: a space stands for it.
    const marked = make("mark", { textContent: part(start, stop) || "\u00a0" });
    const parts =
      stop > start || start
        ? [part(0, start), marked, part(Math.max(start, stop), letters.length)]
        : [part(0, letters.length)];
    this.marks.replaceChildren(...parts, "\u200b");
  }

  destroy() {
    this.stop();
  }
}
