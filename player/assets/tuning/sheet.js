// The other fields of one method, in place: opened beside its name, closed by Escape or by whoever goes elsewhere.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { Knob } from "./knob.js";
import { valueOf } from "./scale.js";

/** @import { Field, Method, MethodField, Race, Value } from "../../types" */
/** @import { Tuning } from "./tuner.js" */

// Pixels around it.
const AIR = 6;

/** @typedef {{ field: MethodField, row: HTMLElement, put(race: Race, field: MethodField, method: Method): void }} Row */

/** At most one is open. */
export class Sheet {
  /** @param {Tuning["tune"]} tune */
  constructor(tune) {
    this.tune = tune;
    /** @type {Race | null} */ this.race = null;
    /** @type {HTMLElement | null} the button that has opened it */ this.opener = null;
    /** Whose fields: the key of a method. */
    this.key = "";
    /** @type {Row[]} */ this.rows = [];
    this.list = make("div", { className: "fields" });
    this.curve = make("img", { alt: say("Learning rate over the run") });
    this.reset = make("button", { type: "button", className: "reset", textContent: say("Reset") });
    this.reset.title = say("All fields as they are by default on this surface");
    this.reset.addEventListener("click", () => this.changed.length && this.tune(this.changed, false));
    const parts = [this.list, this.curve, this.reset];
    this.element = make("div", { className: "sheet", hidden: true, attributes: { role: "dialog" } }, ...parts);
    this.element.addEventListener("keydown", (event) => this.press(event));
    this.elsewhere = this.elsewhere.bind(this);
    for (const kind of ["pointerdown", "focusin"]) document.addEventListener(kind, this.elsewhere, true);
  }

  /** @returns {Method | undefined} */
  get method() {
    return this.race?.methods.find(({ key }) => key === this.key);
  }

  /**
   * What leads back to the defaults; nothing does for the fields of a schedule, which goes as a whole.
   * @returns {[Field, Value][]}
   */
  get changed() {
    const { race, method } = this;
    const fields = (race && method?.fields.filter((field) => isOff(race, field))) ?? [];
    return fields.map((field) => [field, /** @type {Value} */ (field.usual)]);
  }

  /**
   * The fields of the method of a panel, unless they are open already.
   * @param {Race} race
   * @param {number} panel
   * @param {HTMLElement} opener
   */
  open(race, panel, opener) {
    const isOpen = this.opener === opener;
    this.close();
    if (isOpen) return;
    this.key = race.methods[panel].key;
    this.opener = opener;
    opener.setAttribute("aria-expanded", "true");
    this.element.hidden = false;
    this.show(race);
    this.place(opener);
    /** @type {HTMLElement | null} */ (this.element.querySelector("[tabindex], select, input, button"))?.focus();
  }

  /**
   * A race may have other values, and other fields where another schedule was chosen.
   * @param {Race} race
   */
  show(race) {
    this.race = race;
    const { method } = this;
    if (!this.opener) return;
    if (!method || !this.opener.isConnected) return this.close();
    const [, ...fields] = method.fields;
    if (String(fields.map(({ key }) => key)) !== String(this.rows.map(({ field }) => field.key))) this.build(fields);
    this.element.setAttribute("aria-label", say("Fields of {name}", { name: method.name }));
    fields.forEach((field, i) => this.rows[i].put(race, field, method));
    this.curve.hidden = !method.curve;
    if (method.curve) this.curve.src = `data:image/svg+xml,${encodeURIComponent(method.curve)}`;
    // It keeps the focus once it has done its work.
    this.reset.setAttribute("aria-disabled", String(!this.changed.length));
  }

  /** @param {MethodField[]} fields */
  build(fields) {
    const focused = this.rows.find(({ row }) => row.contains(document.activeElement))?.field.key;
    this.rows = fields.map((field) => this.row(field));
    this.list.replaceChildren(...this.rows.map(({ row }) => row));
    const again = this.rows.find(({ field }) => field.key === focused)?.row;
    /** @type {HTMLElement | null | undefined} */ (again?.querySelector("[tabindex], select, input"))?.focus();
  }

  /**
   * @param {MethodField} field
   * @returns {Row}
   */
  row(field) {
    const { element, put } = this.control(field);
    const { symbol, title, help } = field;
    const about = [make("i", { textContent: symbol }), make("span", { textContent: title })];
    return { field, put, row: make("label", { title: help || title }, ...about, element) };
  }

  /**
   * @param {MethodField} field
   * @returns {{ element: HTMLElement, put: Row["put"] }}
   */
  control(field) {
    if (Object.keys(field.options).length) return this.choice(field);
    if (typeof field.value === "boolean") return this.box(field);
    const knob = new Knob((moved, value, moves) => this.tune([[moved, value]], moves));
    return {
      element: knob.element,
      put: (race, now, { name }) => knob.show(race, now, "", `${name}: ${now.title}`),
    };
  }

  /** @param {MethodField} field */
  choice(field) {
    const options = Object.entries(field.options).map(([value, textContent]) => make("option", { value, textContent }));
    const element = make("select", {}, ...options);
    element.addEventListener("change", () => this.tune([[field, element.value]], false));
    /** @type {Row["put"]} */
    const put = (_race, { value }) => void (element.value = String(value));
    return { element, put };
  }

  /** @param {MethodField} field */
  box(field) {
    const element = make("input", { type: "checkbox" });
    element.addEventListener("change", () => this.tune([[field, element.checked]], false));
    /** @type {Row["put"]} */
    const put = (_race, { value }) => void (element.checked = value === true);
    return { element, put };
  }

  /**
   * Beside the plot, which shows what a field does; over it where there is no room.
   * @param {HTMLElement} opener
   */
  place(opener) {
    const { offsetWidth: wide, parentElement } = this.element;
    const [at, panel, around] = [opener, opener.closest(".panel"), parentElement].map((one) =>
      /** @type {HTMLElement} */ (one).getBoundingClientRect(),
    );
    const [right, left] = [panel.right - around.left + AIR, panel.left - around.left - wide - AIR];
    const over = Math.max(0, Math.min(at.left - around.left, around.width - wide));
    const x = [right, left].find((one) => one >= 0 && one + wide <= around.width) ?? over;
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(at.bottom - around.top + AIR)}px)`;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    // To present, the same key would lead back.
    event.stopPropagation();
    const { opener } = this;
    if (event.key !== "Escape") return;
    this.close();
    opener?.focus();
  }

  /** @param {Event} event */
  elsewhere({ target }) {
    if (!this.opener || !(target instanceof Node)) return;
    if (!this.element.contains(target) && !this.opener.contains(target)) this.close();
  }

  close() {
    this.opener?.setAttribute("aria-expanded", "false");
    this.opener = null;
    this.element.hidden = true;
  }

  destroy() {
    for (const kind of ["pointerdown", "focusin"]) document.removeEventListener(kind, this.elsewhere, true);
  }
}

/**
 * @param {Race} race
 * @param {MethodField} field
 */
const isOff = (race, field) => field.usual !== null && valueOf(race, field) !== field.usual;
