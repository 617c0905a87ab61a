// Which fields a fair race tunes, how many settings it tries, and from how many starts; and the way into the race.

import { make } from "../../page/dom.js";
import { say } from "../../page/words.js";
import { button, nextSeed, selector, SETS } from "../../sweeps/tools.js";

/** @import { MapHeader, Report, Tell } from "../../../types" */

const TRIALS = [10, 30, 100, 200];

/** The controls of the fair race. */
export class FairTools {
  /**
   * @param {Tell} tell
   * @param {() => void} open
   */
  constructor(tell, open) {
    this.seed = 0;
    this.trials = selector(say("Trials"), (trials) => tell({ trials: Number(trials) }));
    this.tuned = selector(say("Tuned"), (tuned) => tell(/** @type {Report} */ ({ tuned })));
    this.starts = selector(say("Starts"), (starts) => tell({ fairstarts: Number(starts) }));
    this.others = button(say("Other starts"), say("Another set of starts"), () => tell({ seed: nextSeed(this.seed) }));
    this.race = button(say("Race with these settings"), say("Open the race, each method at its best"), open);
    this.race.classList.add("away");
    this.element = make(
      "div",
      {},
      this.tuned.element,
      this.trials.element,
      this.starts.element,
      this.others,
      this.race,
    );
  }

  /** @param {Pick<MapHeader, "choices" | "tuned" | "trials" | "fairstarts" | "seed">} settings */
  show({ choices, tuned, trials, fairstarts, seed }) {
    this.seed = seed;
    this.tuned.show(
      choices.tuned.map(({ key, title }) => [key, title]),
      tuned,
    );
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
