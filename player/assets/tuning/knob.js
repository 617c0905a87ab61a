// A number that is dragged, typed, or changed by arrow keys.

import { make } from "../page/dom.js";
import { number } from "../page/format.js";
import { PAUSE } from "../page/later.js";
import { say } from "../page/words.js";
import { moved, typed, valueOf, valuesOf } from "./scale.js";

/** @import { Field, MethodField, Race } from "../../types" */

// Pixels: less is a click; what leads through a whole scale, but no more than `PLACE` from one value to the next.
const CLICK = 3;
const SCALE = 400;
const PLACE = 8;
const PAGE = 10;
/** @type {Record<string, number>} */
const WAYS = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -PAGE,
  PageUp: PAGE,
  Home: -Infinity,
  End: Infinity,
};

/** One number under the hand. */
export class Knob {
  /** @param {(field: Field, value: number, moves: boolean) => void} onMove is told that it moves, or has moved */
  constructor(onMove) {
    this.onMove = onMove;
    /** @type {Field | null} */ this.field = null;
    this.value = 0;
    /** @type {number[]} that it takes one after another */ this.values = [];
    /** @type {{ x: number, value: number } | null} where a finger was put down */ this.from = null;
    this.moving = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
    this.symbol = make("i");
    this.told = make("output", { attributes: { "aria-live": "off" } });
    const title = say("Drag it, press the arrow keys, or click to type");
    const parts = [this.symbol, this.told];
    this.dial = make("span", { className: "dial", tabIndex: 0, title, attributes: { role: "spinbutton" } }, ...parts);
    this.input = make("input", { type: "text", inputMode: "decimal", hidden: true, autocomplete: "off" });
    this.element = make("span", { className: "knob" }, this.dial, this.input);
    this.listen();
  }

  listen() {
    const { dial, input } = this;
    dial.addEventListener("pointerdown", (event) => this.grab(event));
    dial.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      dial.addEventListener(end, (event) => this.drop(event));
    }
    dial.addEventListener("keydown", (event) => this.press(event));
    dial.addEventListener("blur", () => this.rest());
    input.addEventListener("keydown", (event) => this.type(event));
    input.addEventListener("blur", () => this.leave(typed(this.range, input.value)));
  }

  get range() {
    return /** @type {Field} */ (this.field);
  }

  /**
   * A field as it is in a race; while the hand moves it its value is the hand's, whatever the server has answered before.
   * @param {Pick<Race, "live" | "series">} race
   * @param {MethodField} field
   * @param {string} symbol what stands before the number
   * @param {string} name
   */
  show(race, field, symbol, name) {
    if (field.key !== this.field?.key) this.values = valuesOf(field, race.series);
    this.field = field;
    this.symbol.textContent = symbol;
    for (const one of [this.dial, this.input]) one.setAttribute("aria-label", name);
    this.dial.setAttribute("aria-valuemin", String(field.low));
    this.dial.setAttribute("aria-valuemax", String(field.high));
    if (!this.moving) this.put(Number(valueOf(race, field)));
  }

  /** @param {number} value */
  put(value) {
    const text = number(value);
    this.value = value;
    if (this.told.textContent === text) return;
    this.told.textContent = text;
    this.dial.setAttribute("aria-valuenow", String(value));
    this.dial.setAttribute("aria-valuetext", text);
  }

  /** @param {number} value */
  move(value) {
    if (value === this.value) return;
    this.moving = true;
    this.put(value);
    this.onMove(this.range, value, true);
  }

  /** The hand has let go. */
  rest() {
    clearTimeout(this.timer);
    if (!this.moving) return;
    this.moving = false;
    this.onMove(this.range, this.value, false);
  }

  /** @param {PointerEvent} event */
  grab({ button, pointerId, clientX }) {
    if (button) return;
    this.rest();
    this.dial.setPointerCapture(pointerId);
    this.from = { x: clientX, value: this.value };
  }

  /** @param {PointerEvent} event */
  drag({ clientX }) {
    if (!this.from) return;
    const far = clientX - this.from.x;
    if (!this.moving && Math.abs(far) < CLICK) return;
    const place = Math.min(PLACE, SCALE / this.values.length);
    this.move(moved(this.values, this.from.value, Math.round(far / place)));
  }

  /**
   * A press that doesn't move is a click; a finger that scrolls the page after all is none.
   * @param {PointerEvent} event
   */
  drop({ type, clientX }) {
    const { from } = this;
    this.from = null;
    if (this.moving) this.rest();
    else if (from && type === "pointerup" && Math.abs(clientX - from.x) < CLICK) this.edit(String(this.value));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key];
    const isTyped = /^[\d.,-]$/.test(event.key);
    if (!way && !isTyped && event.key !== "Enter") return;
    // The clock listens to arrows, too.
    event.stopPropagation();
    event.preventDefault();
    if (!way) return this.edit(isTyped ? event.key : String(this.value), !isTyped);
    clearTimeout(this.timer);
    this.move(moved(this.values, this.value, event.shiftKey ? PAGE * way : way));
    this.timer = setTimeout(() => this.rest(), PAUSE);
  }

  /**
   * @param {string} text
   * @param {boolean} all whether the next key replaces it
   */
  edit(text, all = true) {
    const { dial, input } = this;
    this.rest();
    input.style.width = `${Math.max(dial.offsetWidth, 48)}px`;
    Object.assign(input, { value: text, hidden: false });
    input.removeAttribute("aria-invalid");
    dial.hidden = true;
    input.focus();
    if (all) input.select();
  }

  /** @param {KeyboardEvent} event */
  type(event) {
    event.stopPropagation();
    const value = typed(this.range, this.input.value);
    this.input.removeAttribute("aria-invalid");
    if (event.key === "Enter" && Number.isNaN(value)) this.refuse();
    else if (event.key === "Enter" || event.key === "Escape") {
      this.leave(event.key === "Enter" ? value : NaN);
      this.dial.focus();
    }
  }

  refuse() {
    const { low, high } = this.range;
    this.input.setAttribute("aria-invalid", "true");
    this.input.title = say("From {low} to {high}", { low: number(low), high: number(high) });
  }

  /** @param {number} value NaN if it is to stay as it was */
  leave(value) {
    if (this.input.hidden) return;
    this.input.hidden = true;
    this.dial.hidden = false;
    if (Number.isNaN(value) || value === this.value) return;
    this.move(value);
    this.rest();
  }

  destroy() {
    clearTimeout(this.timer);
  }
}
