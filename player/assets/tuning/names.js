// The head of a plot: for each racer on it its name and its numbers, which stay while the race changes under the hand.

import { make } from "../page/dom.js";
import { isTight, isWorded } from "../page/layout.js";
import { ink } from "../page/theme.js";
import { Label } from "../plots/label.js";
import { Tuner } from "./tuner.js";

/** @import { Race, Racer, Theme } from "../../types" */
/** @import { Tuning } from "./tuner.js" */

/** Names over a plot. */
export class Names {
  /** @param {Tuning} tuning */
  constructor(tuning) {
    this.tuning = tuning;
    /** @type {Label[]} */ this.labels = [];
    /** @type {(Tuner | null)[]} a pair has one, with its first */ this.tuners = [];
    /** For whom they are written, as text. */
    this.key = "";
    this.element = make("header", { className: "names" });
  }

  /**
   * Those that are there stay; true if they had to be made.
   * @param {Race} race
   * @param {Racer[]} racers
   * @param {Theme} theme
   */
  show(race, racers, theme) {
    const key = JSON.stringify([theme, racers.map((racer) => [racer.key, racer.light, racer.dash, racer.marker])]);
    const isNew = key !== this.key;
    this.key = key;
    if (isNew) this.build(race, racers, theme);
    this.follow(race, racers);
    return isNew;
  }

  /**
   * @param {Race} race
   * @param {Racer[]} racers
   * @param {Theme} theme
   */
  build(race, racers, theme) {
    this.destroy();
    this.tuners = racers.map(({ rival, panel }) => (rival ? null : new Tuner(this.tuning, panel)));
    this.labels = racers.map((racer, i) => {
      const { element } = this.tuners[i] ?? {};
      return new Label(racer, ink(racer, theme), theme.ground, race.words, ...(element ? [element] : []));
    });
    this.element.replaceChildren(...this.labels.map(({ element }) => element));
  }

  /**
   * The same racers with other paths, and maybe other names and numbers.
   * @param {Race} race
   * @param {Racer[]} racers
   */
  follow(race, racers) {
    racers.forEach((racer, i) => {
      this.labels[i].follow(racer);
      this.tuners[i]?.show(race, race.methods[racer.panel]);
    });
  }

  /**
   * @param {number} step
   * @param {number} best
   * @param {Racer | null} leader
   */
  update(step, best, leader) {
    for (const label of this.labels) label.update(step, best, leader);
  }

  /**
   * How they stand over a plot `width` wide, as classes of what holds both.
   * @param {HTMLElement} panel
   * @param {number} width
   * @param {Theme} theme
   */
  fit({ classList }, width, theme) {
    const { length } = this.labels;
    classList.toggle("tight", isTight(width, theme.name, length));
    classList.toggle("worded", isWorded(width, theme.name, length));
    classList.toggle("many", length > 2);
  }

  destroy() {
    for (const tuner of this.tuners) tuner?.destroy();
  }
}
