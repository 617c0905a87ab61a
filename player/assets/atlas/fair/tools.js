// How many rates a fair race tries, and from how many starts; and the way into the race.

import { make } from "../../page/dom.js";
import { say } from "../../page/words.js";
import { selector, SETS } from "../../sweeps/tools.js";

/** @import { MapHeader, Tell } from "../../../types" */

const TRIALS = [10, 30, 100, 200];
const SEEDS = 1000;

/** The controls of the fair race. */
export class FairTools {
  /**
   * @param {Tell} tell
   * @param {() => void} open
   */
  constructor(tell, open) {
    this.seed = 0;
    this.trials = selector(say("Trials"), (trials) => tell({ trials: Number(trials) }));
    this.starts = selector(say("Starts"), (starts) => tell({ fairstarts: Number(starts) }));
    this.others = make("button", { type: "button", textContent: say("Other starts") });
    this.race = make("button", { type: "button", textContent: say("Race with these settings") });
    this.others.addEventListener("click", () => tell({ seed: (this.seed + 1) % SEEDS }));
    this.race.addEventListener("click", open);
    this.element = make("div", {}, this.trials.element, this.starts.element, this.others, this.race);
  }

  /** @param {Pick<MapHeader, "trials" | "fairstarts" | "seed">} settings */
  show({ trials, fairstarts, seed }) {
    this.seed = seed;
    this.trials.show(numbered(TRIALS, trials), String(trials));
    this.starts.show(numbered(SETS.slice(1), fairstarts), String(fairstarts));
  }

  /** Whether there are settings to race with. @param {boolean} is */
  ready(is) {
    this.race.disabled = !is;
  }
}

/**
 * Some numbers and the one that is chosen, as options.
 * @param {number[]} numbers
 * @param {number} chosen
 */
const numbered = (numbers, chosen) =>
  [...new Set([...numbers, chosen])]
    .sort((a, b) => a - b)
    .map((n) => /** @type {[string, string]} */ ([String(n), String(n)]));
