// The table under the plots: who got how far, and at what cost. The best comes first.

import { About } from "./about.js";
import { outcomeAt, ranked, standingAt, stayedFrom } from "./now.js";
import { make } from "../page/dom.js";
import { number } from "../page/format.js";
import { outcomeIn } from "../page/outcome.js";
import { ink } from "../page/theme.js";
import { marked, say } from "../page/words.js";
import { swatch } from "../plots/marker.js";

/** @import { Race, Racer, Standing, Theme } from "../../types" */

/** @typedef {keyof Standing | "stayed" | "outcome"} Key */
/** @typedef {[key: Key, text: string, title: string]} Column */
/** @typedef {{ row: HTMLElement, name: HTMLElement, cells: HTMLElement[] }} Row */

/**
 * How a number of the standings is told; the others to three digits.
 * @type {Partial<Record<keyof Standing, (value: number) => string>>}
 */
const TOLD = {
  loss: (value) => number(value, 4),
  reached: (value) => since(value),
  evaluations: (value) => about(value),
  test: (value) => number(value, 4),
  gap: (value) => number(value, 2),
  gradients: (value) => about(value),
};

/**
 * A step, if there is one.
 * @param {number} step
 */
const since = (step) => (step < 0 ? "–" : String(step));

/**
 * A count, which may be known in the mean only.
 * @param {number} count
 */
const about = (count) => (Number.isInteger(count) ? String(count) : `≈\u00a0${Math.round(count)}`);

/**
 * @param {Race} race
 * @returns {Column[]}
 */
const columnsOf = (race) => [
  ...(race.scene.look.future ? FINAL : CURRENT),
  ["distance", marked("To a minimum"), marked("Distance from there to the nearest known minimum")],
  [
    "reached",
    marked("First there"),
    say("The first step at which the path is within {radius} of a known minimum", { radius: race.tolerance }),
  ],
  ["stayed", marked("Stayed from"), marked("The step from which the path stays at one place")],
  ["length", marked("Path"), marked("Length of the path")],
  ...(race.examples ? LEARNED : COUNTED),
  ["outcome", marked("Outcome"), marked("What has become of the run")],
];

/** @type {Column[]} */
const FINAL = [["loss", marked("Final loss"), marked("The loss where the path ends")]];

/** @type {Column[]} */
const CURRENT = [["loss", marked("Loss now"), marked("The loss at the step that the clock shows")]];

/** @type {Column[]} where the loss is a formula */
const COUNTED = [["evaluations", marked("Evaluations"), marked("Gradients, losses and Hessians that were computed")]];

/** @type {Column[]} where it is made of data */
const LEARNED = [
  ["test", marked("Test loss"), marked("The loss on examples that were not learned from, without penalty")],
  [
    "gap",
    marked("Gap"),
    marked("Test loss less training loss, both without penalty: large where a model is overfitted"),
  ],
  ["epochs", marked("Epochs"), marked("How often each example was seen")],
  ["gradients", marked("Gradients"), marked("Gradients of single examples that were computed")],
];

/** A row for each racer. */
export class Standings {
  constructor() {
    this.element = make("section", { className: "standings", attributes: { "aria-label": say("Standings") } });
    /** @type {Map<string, Row>} by the keys of the racers */ this.rows = new Map();
    /** @type {HTMLElement} */ this.body = make("tbody");
    /** @type {string[]} the keys as they stand */ this.order = [];
    /** @type {[Race, number] | []} what is told, and of which step */ this.told = [];
    this.about = new About();
  }

  /**
   * @param {Race} race
   * @param {Theme} theme
   */
  show(race, theme) {
    const columns = columnsOf(race);
    const heads = columns.map(([key, text, title]) =>
      make("th", { className: key, scope: "col" }, this.about.word(say(text), say(title))),
    );
    const first = make("th", { textContent: say("Optimizer"), scope: "col" });
    const rows = race.racers.map((racer) => row(racer, columns, theme));
    this.rows = new Map(rows.map((one, i) => [race.racers[i].key, one]));
    this.body = make("tbody");
    this.order = [];
    this.told = [];
    const head = make("thead", {}, make("tr", {}, first, ...heads));
    const wide = make("div", { className: "wide" }, make("table", {}, head, this.body));
    this.element.replaceChildren(wide, this.about.element);
  }

  /**
   * The same racers with the numbers that they have at a step, or at the end: what is told the same stays untouched.
   * @param {Race} race
   * @param {number} now the step of the clock
   */
  follow(race, now) {
    const { look, steps } = race.scene;
    const step = look.future ? steps : now;
    if (race === this.told[0] && step === this.told[1]) return;
    this.told = [race, step];
    const columns = columnsOf(race);
    for (const racer of race.racers) {
      const { name, cells } = /** @type {Row} */ (this.rows.get(racer.key));
      if (name.textContent !== racer.name) name.textContent = racer.name;
      const standing = standingAt(race, racer, step);
      columns.forEach(([key], i) => {
        const text = told(race, racer, standing, step, key);
        if (cells[i].textContent !== text) cells[i].textContent = text;
      });
    }
    const order = ranked(race.racers, step).map(({ key }) => key);
    if (String(order) === String(this.order)) return;
    this.order = order;
    this.body.replaceChildren(...order.map((key) => this.rows.get(key)?.row ?? ""));
  }
}

/**
 * @param {Racer} racer
 * @param {Column[]} columns
 * @param {Theme} theme
 * @returns {Row}
 */
function row(racer, columns, theme) {
  const name = make("span", { textContent: racer.name });
  const head = make("th", { scope: "row" }, swatch(racer, ink(racer, theme), theme.ground), name);
  const cells = columns.map(([key, text]) => make("td", { className: key, dataset: { name: say(text) } }));
  return { row: make("tr", {}, head, ...cells), name, cells };
}

/**
 * @param {Race} race
 * @param {Racer} racer
 * @param {Standing} standing
 * @param {number} step
 * @param {Key} key
 */
function told(race, racer, standing, step, key) {
  if (key === "outcome") return outcomeIn(race.words, outcomeAt(racer, step)).sentence;
  if (key === "stayed") return since(stayedFrom(racer, step));
  return (TOLD[key] ?? number)(standing[key]);
}
