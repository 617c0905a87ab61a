// What stands over a plot for each optimizer on it.

import { make } from "../page/dom.js";
import { steady } from "../page/format.js";
import { outcomeIn } from "../page/outcome.js";
import { swatch } from "./marker.js";

/** @import { OutcomeWords, Racer } from "../../types" */

/** Swatch, name, the loss now, and the outcome once there is one. */
export class Label {
  /**
   * @param {Racer} racer
   * @param {string} colour
   * @param {string} casing
   * @param {OutcomeWords[]} words
   */
  constructor(racer, colour, casing, words) {
    this.racer = racer;
    const outcome = outcomeIn(words, racer.outcome);
    this.short = outcome.short;
    this.loss = make("output", { className: "loss" });
    this.outcome = make("span", { className: "outcome" });
    const who = make("span", { className: "who", textContent: racer.name, title: outcome.sentence });
    this.element = make("div", { className: "label" }, swatch(racer, colour, casing), who, this.loss, this.outcome);
    for (const part of [this.element, this.outcome]) part.style.setProperty("--ink", colour);
  }

  /**
   * @param {number} step
   * @param {number} best
   * @param {Racer | null} leader
   */
  update(step, best, leader) {
    const { above, last, outcome } = this.racer;
    setText(this.loss, steady(above[Math.min(step, last)] + best));
    setText(this.outcome, outcome.step >= 0 && step >= outcome.step ? this.short : "");
    this.element.classList.toggle("leads", this.racer === leader);
  }
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
