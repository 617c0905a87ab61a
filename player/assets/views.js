// The switches of what is drawn: each reports a setting of the scene and waits for the page to answer.

import { make } from "./dom.js";
import { LATER } from "./later.js";

/** @import { Race, Report, Settings, Tell } from "../types" */

/**
 * A switch. `is`: whether it is on; `turn`: what changes; `offered`: whether there is such a thing in this race.
 * @typedef {{
 *   text: string, title: string,
 *   is(race: Race): boolean, turn(race: Race): Report, offered(race: Race): boolean,
 * }} Switch
 */

/** @type {(race: Race) => boolean} */
const always = () => true;

/**
 * What is on or off.
 * @param {"overlay" | "strengths" | "field" | "code" | "relief" | "logheight"} key
 * @returns {Pick<Switch, "is" | "turn">}
 */
const flag = (key) => ({ is: (race) => Boolean(race[key]), turn: (race) => ({ [key]: !race[key] }) });

/**
 * What has one of several values, or is off.
 * @param {"lines"} key
 * @param {Settings["lines"]} on
 * @returns {Pick<Switch, "is" | "turn">}
 */
const word = (key, on) => ({
  is: (race) => race[key] === on,
  turn: (race) => ({ [key]: race[key] === on ? "off" : on }),
});

/** @type {Switch[]} */
const SWITCHES = [
  {
    text: "One plot",
    title: "All paths on one plot, or side by side",
    ...flag("overlay"),
    offered: (race) => !race.relief && race.racers.length > 1,
  },
  {
    text: "Test loss",
    title: "The loss on examples that are not learned from: its contours, its minimum, its curve",
    ...word("lines", "test"),
    offered: (race) => race.offers.test,
  },
  {
    text: "Penalty",
    title: "Contours of the loss without penalty and of the penalty, whose sum is minimized",
    ...word("lines", "parts"),
    offered: (race) => race.offers.parts,
  },
  {
    text: "λ curve",
    title: "Training loss, test loss and the minimum against the strength of the penalty",
    ...flag("strengths"),
    offered: (race) => race.offers.strengths,
  },
  {
    text: "Field",
    title: "Arrows that point downhill",
    ...flag("field"),
    offered: (race) => !race.relief,
  },
  {
    text: "Theory",
    title: "What the Hessian promises, and whether it comes true",
    is: (race) => race.theory !== "off",
    turn: (race) => ({ theory: race.theory === "off" ? "minimum" : "off" }),
    offered: always,
  },
  {
    text: "Code",
    title: "Equation, source and PyTorch script of each optimizer",
    ...flag("code"),
    offered: always,
  },
  {
    text: "3-D",
    title: "The surface in three dimensions",
    ...flag("relief"),
    offered: always,
  },
  {
    text: "Log height",
    title: "Logarithmic heights, so that the floor of a deep valley shows",
    ...flag("logheight"),
    offered: (race) => race.relief,
  },
];

/** A button for each switch. */
export class Views {
  /** @param {Tell} tell */
  constructor(tell) {
    /** @type {Race} */ this.race = LATER;
    this.buttons = SWITCHES.map(({ text, title, turn }) => {
      const button = make("button", { type: "button", textContent: text, title });
      button.addEventListener("click", () => tell(turn(this.race)));
      return button;
    });
    const attributes = { role: "group", "aria-label": "What is drawn" };
    this.element = make("div", { className: "views", attributes }, ...this.buttons);
  }

  /** @param {Race} race */
  show(race) {
    this.race = race;
    SWITCHES.forEach(({ is, offered }, i) => {
      this.buttons[i].setAttribute("aria-pressed", String(is(race)));
      this.buttons[i].hidden = !offered(race);
    });
  }
}
