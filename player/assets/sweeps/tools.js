// Controls that the views of hyperparameters have beside their names.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";

/** @import { MapHeader, Tell } from "../../types" */

/** How many starts there may be in a set. */
export const SETS = [1, 4, 16, 64];
// How many seeds there are.
const SEEDS = 1000;

/** @param {number} seed */
export const nextSeed = (seed) => (seed + 1) % SEEDS;

/**
 * A choice: a value and what it is called.
 * @typedef {[value: string, title: string]} Option
 */

/**
 * A select with its name before it.
 * @param {string} title
 * @param {(value: string) => void} chosen
 */
export function selector(title, chosen) {
  const select = make("select");
  const element = make("label", { className: "choice" }, make("span", { textContent: title }), select);
  select.addEventListener("change", () => chosen(select.value));
  /**
   * @param {Option[]} options
   * @param {string} value
   */
  const show = (options, value) => {
    const key = JSON.stringify(options);
    if (select.dataset.key !== key) select.replaceChildren(...options.map(([name, text]) => new Option(text, name)));
    select.dataset.key = key;
    select.value = value;
  };
  return { element, select, show };
}

/**
 * A button that is pressed or not.
 * @param {string} title
 * @param {string} help
 * @param {(isOn: boolean) => void} chosen
 */
export function toggle(title, help, chosen) {
  const button = make("button", { type: "button", textContent: title, title: help });
  button.addEventListener("click", () => chosen(button.getAttribute("aria-pressed") !== "true"));
  return button;
}

/**
 * @param {string} textContent
 * @param {string} title
 * @param {() => void} pressed
 */
export function button(textContent, title, pressed) {
  const made = make("button", { type: "button", textContent, title });
  made.addEventListener("click", pressed);
  return made;
}

/** From how many starts a rate is tried, which they are, and whether their spread is shown. */
export class SetOfStarts {
  /** @param {Tell} tell */
  constructor(tell) {
    this.count = selector(say("Starts"), (value) => tell({ starts: Number(value) }));
    this.seed = 0;
    this.spread = toggle(say("Spread"), say("The middle half of the starts as a band"), (spread) => tell({ spread }));
    this.others = button(say("Other starts"), say("Another set of starts"), () => tell({ seed: nextSeed(this.seed) }));
    this.element = make("div", {}, this.count.element, this.spread, this.others);
  }

  /** @param {Pick<MapHeader, "starts" | "spread" | "seed">} settings */
  show({ starts, spread, seed }) {
    const counts = [...new Set([...SETS, starts])].sort((a, b) => a - b);
    this.count.show(
      counts.map((n) => [String(n), n === 1 ? say("the race's own") : say("{n}, median", { n })]),
      String(starts),
    );
    this.seed = seed;
    this.spread.setAttribute("aria-pressed", String(spread));
    this.spread.hidden = this.others.hidden = starts < 2;
  }
}

/** Why nothing is mapped where there can be no workers. */
export const idle = () => say("This browser lets no worker run, and these maps are computed by workers.");

/**
 * Whether there is nothing to map, of which `note` then tells; all else in the view is hidden.
 * @param {HTMLElement} view
 * @param {HTMLElement} note
 * @param {boolean} is
 * @param {string | null} [why] unless it is that nobody here can run the race
 */
export function unable(view, note, is, why) {
  view.classList.toggle("unable", is);
  if (is)
    note.textContent =
      why || say("A method of this race runs on the server alone, so nothing of it can be mapped here.");
  return is;
}
