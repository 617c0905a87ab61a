// The table under the plots: who got how far, and at what cost. The best comes first.

import { make } from "./dom.js";
import { swatch } from "./marker.js";
import { ink } from "./theme.js";

/** @import { Race, Racer, Standing, Theme } from "../types" */

/** @typedef {[key: Exclude<keyof Standing, "order">, text: string, title: string]} Column */

/**
 * @param {Race} race
 * @returns {Column[]}
 */
const columnsOf = (race) => [
  ["loss", "Final loss", "The loss where the path ends"],
  ["distance", "To a minimum", "Distance from there to the nearest known minimum"],
  ["reached", "Steps", `Steps until the path first comes within ${race.tolerance} of a known minimum`],
  ["length", "Path", "Length of the path"],
  ...(race.examples ? LEARNED : COUNTED),
  ["outcome", "Outcome", "How the run ended"],
];

/** @type {Column[]} where the loss is a formula */
const COUNTED = [["evaluations", "Evaluations", "Gradients, losses and Hessians that were computed"]];

/** @type {Column[]} where it is made of data */
const LEARNED = [
  ["test", "Test loss", "The loss on examples that were not learned from, without penalty"],
  ["gap", "Gap", "Test loss less training loss, both without penalty: large where a model is overfitted"],
  ["epochs", "Epochs", "How often each example was seen"],
  ["gradients", "Gradients", "Gradients of single examples that were computed"],
];

/** A row for each racer. */
export class Standings {
  constructor() {
    this.element = make("section", { className: "standings", attributes: { "aria-label": "Standings" } });
  }

  /**
   * @param {Race} race
   * @param {Theme} theme
   */
  show(race, theme) {
    const columns = columnsOf(race);
    const heads = columns.map(([key, textContent, title]) =>
      make("th", { textContent, title, className: key, scope: "col" }),
    );
    const first = make("th", { textContent: "Optimizer", scope: "col" });
    /** @param {Racer} racer */
    const rank = (racer) => racer.standing.order ?? Infinity;
    const rows = [...race.racers].sort((a, b) => rank(a) - rank(b)).map((racer) => row(racer, columns, theme));
    const head = make("thead", {}, make("tr", {}, first, ...heads));
    this.element.replaceChildren(make("table", {}, head, make("tbody", {}, ...rows)));
  }
}

/**
 * @param {Racer} racer
 * @param {Column[]} columns
 * @param {Theme} theme
 */
function row(racer, columns, theme) {
  const name = make("th", { scope: "row" }, swatch(racer, ink(racer, theme), theme.ground), racer.name);
  const data = columns.map(([key, text]) =>
    make("td", { textContent: racer.standing[key], className: key, dataset: { name: text } }),
  );
  return make("tr", {}, name, ...data);
}
