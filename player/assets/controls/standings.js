// The table under the plots: who got how far, and at what cost. The best comes first.

import { make } from "../page/dom.js";
import { number } from "../page/format.js";
import { outcomeIn } from "../page/outcome.js";
import { ink } from "../page/theme.js";
import { marked, say } from "../page/words.js";
import { swatch } from "../plots/marker.js";

/** @import { Race, Racer, Standing, Theme } from "../../types" */

/** @typedef {[key: keyof Standing | "outcome", text: string, title: string]} Column */

/**
 * How a number of the standings is told; the others to three digits.
 * @type {Partial<Record<keyof Standing, (value: number) => string>>}
 */
const TOLD = {
  loss: (value) => number(value, 4),
  reached: (value) => (value < 0 ? "–" : String(value)),
  evaluations: String,
  test: (value) => number(value, 4),
  gap: (value) => number(value, 2),
  gradients: String,
};

/**
 * @param {Race} race
 * @returns {Column[]}
 */
const columnsOf = (race) => [
  ["loss", marked("Final loss"), marked("The loss where the path ends")],
  ["distance", marked("To a minimum"), marked("Distance from there to the nearest known minimum")],
  [
    "reached",
    marked("Steps"),
    say("Steps until the path first comes within {radius} of a known minimum", { radius: race.tolerance }),
  ],
  ["length", marked("Path"), marked("Length of the path")],
  ...(race.examples ? LEARNED : COUNTED),
  ["outcome", marked("Outcome"), marked("How the run ended")],
];

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
    /** @type {Map<string, { row: HTMLElement, cells: HTMLElement[] }>} by the names of the racers */ this.rows =
      new Map();
    /** @type {HTMLElement} */ this.body = make("tbody");
    /** @type {string[]} the names as they stand */ this.order = [];
  }

  /**
   * @param {Race} race
   * @param {Theme} theme
   */
  show(race, theme) {
    const columns = columnsOf(race);
    const heads = columns.map(([key, text, title]) =>
      make("th", { textContent: say(text), title: say(title), className: key, scope: "col" }),
    );
    const first = make("th", { textContent: say("Optimizer"), scope: "col" });
    const rows = race.racers.map((racer) => row(racer, columns, theme));
    this.rows = new Map(rows.map((one, i) => [race.racers[i].name, one]));
    this.body = make("tbody");
    this.order = [];
    const head = make("thead", {}, make("tr", {}, first, ...heads));
    this.element.replaceChildren(make("table", {}, head, this.body));
    this.follow(race);
  }

  /**
   * The same racers with other numbers: what is told the same stays untouched.
   * @param {Race} race
   */
  follow(race) {
    const columns = columnsOf(race);
    for (const racer of race.racers) {
      const { cells } = /** @type {{ cells: HTMLElement[] }} */ (this.rows.get(racer.name));
      columns.forEach(([key], i) => {
        const text = told(race, racer, key);
        if (cells[i].textContent !== text) cells[i].textContent = text;
      });
    }
    const order = [...race.racers].sort((a, b) => rank(a) - rank(b)).map(({ name }) => name);
    if (String(order) === String(this.order)) return;
    this.order = order;
    this.body.replaceChildren(...order.map((name) => this.rows.get(name)?.row ?? ""));
  }
}

/** @param {Racer} racer */
const rank = ({ standing: { loss } }) => (Number.isFinite(loss) ? loss : Infinity);

/**
 * @param {Racer} racer
 * @param {Column[]} columns
 * @param {Theme} theme
 */
function row(racer, columns, theme) {
  const name = make("th", { scope: "row" }, swatch(racer, ink(racer, theme), theme.ground), racer.name);
  const cells = columns.map(([key, text]) => make("td", { className: key, dataset: { name: say(text) } }));
  return { row: make("tr", {}, name, ...cells), cells };
}

/**
 * @param {Race} race
 * @param {Racer} racer
 * @param {keyof Standing | "outcome"} key
 */
function told(race, racer, key) {
  if (key === "outcome") return outcomeIn(race.words, racer.outcome).sentence;
  return (TOLD[key] ?? number)(racer.standing[key]);
}
