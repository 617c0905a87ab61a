// The formula and its derivatives as a book prints them.

import { make } from "../page/dom.js";
import { mathOf } from "../inspector/equations.js";
import { say } from "../page/words.js";

/** @import { FormulaHeader } from "../../types" */

/** One line, and the Hessian below it once it is asked for. */
export class Printed {
  constructor() {
    this.key = "";
    this.first = make("div", {
      className: "equations",
      tabIndex: 0,
      attributes: { role: "group", "aria-label": say("The formula and its gradient") },
    });
    this.second = make("div", {
      className: "equations",
      tabIndex: 0,
      hidden: true,
      attributes: { role: "group", "aria-label": say("Its Hessian") },
    });
    this.button = make("button", {
      type: "button",
      textContent: "∇²f",
      title: say("The Hessian, derived from the formula"),
      attributes: { "aria-expanded": "false" },
    });
    this.button.addEventListener("click", () => this.toggle());
    this.element = make(
      "div",
      { className: "printed" },
      make("div", { className: "row" }, this.first, this.button),
      this.second,
    );
  }

  toggle() {
    this.second.hidden = !this.second.hidden;
    this.button.setAttribute("aria-expanded", String(!this.second.hidden));
  }

  /** @param {FormulaHeader["math"]} math */
  show({ f, gradient, hessian }) {
    const key = JSON.stringify([f, gradient, hessian]);
    if (key === this.key) return;
    this.key = key;
    this.first.replaceChildren(mathOf(f), printed(gradient));
    this.second.replaceChildren(printed(hessian));
  }
}

/** @param {string} math */
const printed = (math) => (math ? mathOf(math) : say("Too long to be printed: the PyTorch script under Code has it."));
