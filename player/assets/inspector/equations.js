// Update equations in MathML, as Python wrote them: in symbols, and with the numbers of a step in their places.

import { make } from "../page/dom.js";
import { number, rigid } from "../page/format.js";

/** @import { Notes } from "./notes.js" */

const FIGURE = "\u2007";
/** A number and its sign take so much room at least. */
export const ROOM = 7;

/** @typedef {{ element: Element, room: number }} Cell */

/**
 * A formula from its source. Read as XML, MathML is nothing but MathML, whatever stands in it.
 * @param {string} text
 */
export const mathOf = (text) =>
  document.importNode(new DOMParser().parseFromString(text, "application/xml").documentElement, true);

/** Equations whose numbers change. */
export class Equations {
  /** @param {string} text */
  constructor(text) {
    this.element = make("div", { className: "numbers" });
    this.element.append(mathOf(text));
    this.slots = [...this.element.querySelectorAll("[data-slot]")].map((slot) => ({
      name: slot.getAttribute("data-slot") ?? "",
      cells: cellsIn(slot),
    }));
    this.parameters = [...this.element.querySelectorAll("[data-number]")];
    this.fill(null, 1, undefined);
  }

  /**
   * The numbers that a step noted, and the hyperparameters; dashes where the path has ended.
   * @param {Notes | null} notes
   * @param {number} step
   * @param {Float64Array | undefined} numbers of the program
   * @returns {boolean} whether they take more room now
   */
  fill(notes, step, numbers) {
    const grown = this.slots.flatMap(({ name, cells }) => {
      const values = notes?.at(name, step);
      return cells.map((cell, k) => write(cell, told(values?.[k] ?? NaN, cells.length)));
    });
    for (const element of this.parameters) {
      const value = numbers?.[Number(element.getAttribute("data-number"))];
      if (value !== undefined) change(element, number(value));
    }
    return grown.includes(true);
  }
}

/**
 * A number alone may be a count.
 * @param {number} value
 * @param {number} many
 */
const told = (value, many) => (many === 1 && Number.isInteger(value) ? number(value) : rigid(value));

/**
 * The numbers in a slot: two of a vector, of one width with all others, or one alone.
 * @param {Element} slot
 * @returns {Cell[]}
 */
function cellsIn(slot) {
  const numbers = [...slot.querySelectorAll("mn")];
  return numbers.map((element) => ({ element, room: numbers.length > 1 ? ROOM : 1 }));
}

/**
 * A number in as much room as its widest has had, so that nothing moves.
 * @param {Cell} cell
 * @param {string} text
 * @returns {boolean} whether it takes more room now
 */
export function write(cell, text) {
  const grows = text.length > cell.room;
  cell.room = Math.max(cell.room, text.length);
  change(cell.element, text.padStart(cell.room, FIGURE));
  return grows;
}

/**
 * @param {Element} element
 * @param {string} text
 */
export function change(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
