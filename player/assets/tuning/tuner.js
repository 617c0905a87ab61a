// What of a method is set where its name stands: its learning rate, or else its first field; and the way to the others.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";
import { svg } from "../plots/marker.js";
import { Knob } from "./knob.js";

/** @import { Field, Method, Race, Value } from "../../types" */

/**
 * Who is told of fields that move or have moved, and opens the other fields of the method of a panel.
 * @typedef {{ tune(changes: [Field, Value][], moves: boolean): void, open(panel: number, opener: HTMLElement): void }} Tuning
 */

/** One number, and a button for the rest. */
export class Tuner {
  /**
   * @param {Tuning} tuning
   * @param {number} panel
   */
  constructor(tuning, panel) {
    this.knob = new Knob((field, value, moves) => tuning.tune([[field, value]], moves));
    const attributes = { "aria-haspopup": "dialog", "aria-expanded": "false" };
    this.more = make("button", { type: "button", className: "more", attributes });
    this.more.append(svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: "M2 5l6 6 6-6" })));
    this.more.addEventListener("click", () => tuning.open(panel, this.more));
    this.element = make("span", { className: "tuner" }, this.knob.element, this.more);
  }

  /**
   * @param {Pick<Race, "live" | "series">} race
   * @param {Method} method
   */
  show(race, { name, fields: [field] }) {
    const title = say("All fields of {name}", { name });
    this.knob.show(race, field, `${field.symbol || field.title} = `, `${name}: ${field.title}`);
    Object.assign(this.more, { title, ariaLabel: title });
  }

  destroy() {
    this.knob.destroy();
  }
}
