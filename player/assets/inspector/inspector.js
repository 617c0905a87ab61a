// The step inspector: what each method computes in the step under the clock, as cards under the plots and as arrows on them.

import { make, pen } from "../page/dom.js";
import { LATER } from "../page/later.js";
import { isNarrow } from "../page/layout.js";
import { arrowInks, ink } from "../page/theme.js";
import { say } from "../page/words.js";
import { wipe } from "../plots/notes.js";
import { groupsOf } from "../race.js";
import { arrowsAt, drawArrows, unitOf } from "./arrows.js";
import { Card } from "./card.js";
import { change } from "./equations.js";
import { Reader, stepAt } from "./notes.js";

/** @import { Pixel, Point, Race, Racer, Size, Theme } from "../../types" */
/** @import { Clock } from "../controls/clock.js" */
/** @import { Engine } from "../live/engine.js" */
/** @import { Notes } from "./notes.js" */

// Milliseconds that notes may take of a frame, and between two readings of numbers that run.
const BUDGET = 12;
const READABLE = 150;

/** A contour plot, and the canvas on it for arrows. @typedef {{ steps: HTMLCanvasElement, size: Size, toPixel(x: number, y: number): Pixel }} Plot */

/** A card for each racer, of which one may be chosen, and arrows on the plots. */
export class Inspector {
  /**
   * @param {Clock} clock
   * @param {() => void} onChoice is called when the cards take another room
   */
  constructor(clock, onChoice) {
    this.clock = clock;
    this.onChoice = onChoice;
    /** @type {() => Engine | null} what runs the race here, once it does */ this.engine = () => null;
    /** @type {Engine | null} what the notes are of */ this.source = null;
    /** @type {Reader | null} */ this.reader = null;
    /** @type {Race} what is shown */ this.race = LATER;
    /** @type {Racer[] | null} whom the notes are of */ this.racers = null;
    /** @type {Notes[] | null} */ this.notes = null;
    /** @type {Card[]} */ this.cards = [];
    /** The key of the racer that is chosen, empty if none is. */
    this.chosen = "";
    /** @type {Theme} */ this.theme = LATER;
    /** What the cards are, as text. */
    this.key = "";
    /** From when on notes may be taken again, and numbers written while the clock runs. */
    this.due = this.readable = 0;
    /** @type {unknown[]} what the cards tell */ this.told = [];
    /** @type {WeakMap<Plot, unknown[]>} what is drawn on each plot */ this.drawn = new WeakMap();
    this.when = make("b");
    this.picker = make("select", { attributes: { "aria-label": say("Method") } });
    this.picker.addEventListener("change", () => this.choose(this.picker.value));
    this.list = make("div", { className: "cards" });
    const attributes = { "aria-label": say("The step under the clock") };
    const head = make("div", { className: "when" }, this.when, this.picker);
    this.element = make("section", { className: "inspector", hidden: true, attributes }, head, this.list);
  }

  /**
   * The cards of a race, if they are asked for.
   * @param {Race} race
   * @param {Theme} theme
   */
  show(race, theme) {
    this.race = race;
    this.theme = theme;
    this.told = [];
    this.element.hidden = !race.scene.look.inspect || !race.racers.length;
    if (this.element.hidden) return;
    const faces = race.racers.map((racer) => [racer.key, racer.marker, racer.dash, ink(racer, theme)]);
    const key = JSON.stringify([race.anatomy, faces, theme.ground]);
    if (key !== this.key) this.build();
    this.key = key;
    this.arrange();
  }

  build() {
    const { race, theme } = this;
    const { racers, anatomy } = race;
    this.cards = (anatomy ?? []).map((one, k) => {
      const colour = ink(racers[k], theme);
      return new Card(racers[k], one, colour, theme.ground, () => this.toggle(racers[k].key));
    });
    const none = make("p", {
      textContent: say("This race runs on the server alone, which does not tell what a step computes."),
    });
    this.list.replaceChildren(...(anatomy ? this.cards.map(({ element }) => element) : [none]));
    const options = racers.map(({ key, name }) => make("option", { value: key, textContent: name }));
    this.picker.replaceChildren(...options);
  }

  /** Whoever is shown alone: on a phone there is always one. */
  get alone() {
    const keys = this.race.racers.map(({ key }) => key);
    return keys.includes(this.chosen) ? this.chosen : isNarrow() ? keys[0] : "";
  }

  arrange() {
    const { alone } = this;
    this.picker.value = alone;
    for (const card of this.cards) {
      card.choose(card.key === alone);
      card.element.hidden = Boolean(alone) && card.key !== alone;
      if (!card.element.hidden) card.fit();
    }
  }

  /** @param {string} key */
  toggle(key) {
    this.choose(this.chosen === key ? "" : key);
  }

  /** @param {string} key */
  choose(key) {
    this.chosen = key;
    this.onChoice();
  }

  /**
   * What the clock changes, or a hand.
   * @param {Race} race
   * @param {number} time
   * @param {Plot[]} plots those of the groups of the race, none in space
   */
  follow(race, time, plots) {
    if (this.element.hidden || !race.anatomy) return plots.forEach((plot) => this.clear(plot));
    this.race = race;
    const notes = this.read(race);
    const step = stepAt(time);
    /** @type {Map<Racer, number>} */ const factors = new Map();
    plots.forEach((plot, i) => this.draw(plot, groupsOf(race)[i] ?? [], step, factors));
    change(this.when, time > 0 ? say("Step {step}", { step }) : say("Step {step}, about to be taken", { step }));
    if (this.clock.playing && performance.now() < this.readable) return;
    this.readable = performance.now() + READABLE;
    this.tell(notes, step, factors);
  }

  /**
   * The notes of a race: those from before as long as it takes too long to take them in each frame.
   * @param {Race} race
   */
  read(race) {
    const engine = this.engine();
    if (engine !== this.source) {
      this.source = engine;
      this.reader = engine && new Reader((numbers) => engine.beside(numbers));
      this.racers = this.notes = null;
      this.due = 0;
    }
    if (race.racers === this.racers) return this.notes;
    const begin = performance.now();
    if (begin < this.due) {
      this.clock.request();
      return this.notes;
    }
    this.racers = race.racers;
    this.notes = this.reader?.read(race) ?? null;
    const took = performance.now() - begin;
    this.due = took > BUDGET ? begin + 2 * took : 0;
    return this.notes;
  }

  /**
   * The arrows on a plot, if others are there.
   * @param {Plot} plot
   * @param {Racer[]} racers
   * @param {number} step
   * @param {Map<Racer, number>} factors
   */
  draw(plot, racers, step, factors) {
    const { notes, alone, race, theme } = this;
    const all = this.arrowsOf(racers, step, unitOf(plot.toPixel), Math.min(...plot.size), factors);
    const now = [notes, step, plot.toPixel, alone, theme];
    if (now.every((one, i) => one === this.drawn.get(plot)?.[i])) return;
    this.drawn.set(plot, now);
    const context = wipe(pen(plot.steps));
    const colours = arrowInks(race.arrows, theme);
    for (const { begin, arrows } of all) drawArrows(context, plot.toPixel, begin, arrows, theme, colours);
  }

  /**
   * The arrows of a step on a plot of this size, and where they begin; none of whom the chosen card leaves out.
   * @param {Racer[]} racers
   * @param {number} step
   * @param {Pixel} unit what a unit of x and of y is in pixels
   * @param {number} size in pixels
   * @param {Map<Racer, number>} [factors] is told how many times as long as they are the arrows of each racer are
   */
  arrowsOf(racers, step, unit, size, factors) {
    const { notes, alone, race } = this;
    const { anatomy } = race;
    return racers.flatMap((racer) => {
      if (!notes || !anatomy || step > racer.last) return [];
      const k = race.racers.indexOf(racer);
      const { factor, arrows } = arrowsAt(anatomy[k], notes[k], step, unit, size);
      factors?.set(racer, factor);
      if (alone && alone !== racer.key) return [];
      const begin = notes[k].at("w before", step) ?? /** @type {Point} */ ([racer.x[step - 1], racer.y[step - 1]]);
      return [{ begin, arrows }];
    });
  }

  /** @param {Plot} plot */
  clear(plot) {
    if (!this.drawn.delete(plot)) return;
    wipe(pen(plot.steps));
  }

  /**
   * @param {Notes[] | null} notes
   * @param {number} step
   * @param {Map<Racer, number>} factors
   */
  tell(notes, step, factors) {
    const { race, source } = this;
    const { time } = this.clock;
    const now = [notes, step, race.racers, time > 0, ...factors.values()];
    if (now.length === this.told.length && now.every((one, i) => one === this.told[i])) return;
    this.told = now;
    /** @param {number} x @param {number} y */
    const slope = (x, y) => this.reader?.machine?.gradient(x, y) ?? /** @type {Point} */ ([NaN, NaN]);
    this.cards.forEach((card, k) => {
      const racer = race.racers[k];
      if (card.element.hidden || !racer) return;
      const factor = factors.get(racer) ?? 1;
      card.tell(racer, source && notes ? notes[k] : null, step, { time, factor, numbers: race.live?.numbers, slope });
    });
  }
}
