// What stands over a plot for each optimizer on it.

import { hasHappened } from "../controls/now.js";
import { make } from "../page/dom.js";
import { steady } from "../page/format.js";
import { outcomeIn } from "../page/outcome.js";
import { say } from "../page/words.js";
import { swatch } from "./marker.js";

/** @import { OutcomeWords, Racer } from "../../types" */

/** Swatch, name, the loss now, and the outcome once there is one. */
export class Label {
  /**
   * @param {Racer} racer
   * @param {string} colour
   * @param {string} casing
   * @param {OutcomeWords[]} words
   * @param {HTMLElement[]} more what stands beside the name
   */
  constructor(racer, colour, casing, words, ...more) {
    this.words = words;
    this.loss = make("output", { className: "loss" });
    this.outcome = make("span", { className: "outcome" });
    this.who = make("span", { className: "who" });
    const what = make("small", { textContent: say("loss") });
    const parts = [swatch(racer, colour, casing), this.who, ...more, what, this.loss, this.outcome];
    this.element = make("div", { className: "label" }, ...parts);
    for (const part of [this.element, this.outcome]) part.style.setProperty("--ink", colour);
    this.racer = racer;
    this.short = this.sentence = "";
    this.follow(racer);
  }

  /**
   * The same optimizer on another path, or with another number in its name.
   * @param {Racer} racer
   */
  follow(racer) {
    const { short, sentence } = outcomeIn(this.words, racer.outcome);
    this.racer = racer;
    this.short = short;
    this.sentence = sentence;
    setText(this.who, racer.name);
  }

  /**
   * @param {number} step
   * @param {number} best
   * @param {Racer | null} leader
   */
  update(step, best, leader) {
    const { above, last } = this.racer;
    const isOver = hasHappened(this.racer, step);
    setText(this.loss, steady(above[Math.min(step, last)] + best));
    setText(this.outcome, isOver ? this.short : "");
    const title = isOver ? this.sentence : "";
    if (this.who.title !== title) this.who.title = title;
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
