// What one method does in a step: its equations in symbols and in numbers, the arrows that make up the step, and a sentence.

import { make } from "../page/dom.js";
import { number, rigid } from "../page/format.js";
import { say } from "../page/words.js";
import { swatch } from "../plots/marker.js";
import { change, Equations, mathOf, ROOM, write } from "./equations.js";
import { sentenceOf } from "./sentence.js";

/** @import { Anatomy, Point, Racer, StepArrow } from "../../types" */
/** @import { Cell } from "./equations.js" */
/** @import { Notes } from "./notes.js" */

// Pixels that no formula is smaller than, and the air that it has in its card.
const LEAST = 9;
const AIR = 0.97;

/** The card of a racer. */
export class Card {
  /**
   * @param {Racer} racer
   * @param {Anatomy} anatomy
   * @param {string} colour
   * @param {string} casing
   * @param {() => void} choose
   */
  constructor(racer, anatomy, colour, casing, choose) {
    this.anatomy = anatomy;
    this.key = racer.key;
    this.who = make("b", { textContent: racer.name });
    this.button = make("button", { type: "button" }, swatch(racer, colour, casing), this.who);
    this.times = make("small");
    this.symbols = make("div", { className: "symbols" });
    this.symbols.append(mathOf(anatomy.symbols));
    this.equations = new Equations(anatomy.numbers);
    this.arrows = anatomy.arrows.map((arrow) => ({ arrow, ...item(arrow) }));
    this.sum = make("div", { className: "sum" }, ...this.signed());
    this.said = make("p");
    const head = make("div", { className: "who" }, this.button, this.times);
    const formulas = make("div", { className: "formulas" }, this.symbols, this.equations.element);
    this.element = make("article", { className: "card" }, head, formulas, this.sum, this.said);
    this.element.addEventListener("click", choose);
  }

  /** The arrows, with signs between those that add up. */
  signed() {
    const { adds, arrows } = this.anatomy;
    const many = arrows.length > 1;
    return this.arrows.flatMap(({ element, arrow }, i) => {
      const sign = arrow.kind === "step" ? "=" : "+";
      return adds && many && i ? [make("span", { textContent: sign }), element] : [element];
    });
  }

  /** @param {boolean} is whether it is shown alone */
  choose(is) {
    this.button.setAttribute("aria-pressed", String(is));
    this.element.classList.toggle("alone", is);
  }

  /** Formulas as large as the card is wide, all of one size. */
  fit() {
    const formulas = [this.symbols, this.equations.element];
    for (const formula of formulas) formula.style.fontSize = "";
    const size = parseFloat(getComputedStyle(this.symbols).fontSize);
    const share = Math.min(...formulas.map((one) => (AIR * one.clientWidth) / (widthOf(one) || 1)));
    for (const one of formulas) if (share < 1) one.style.fontSize = `${Math.max(LEAST, share * size)}px`;
  }

  /**
   * What is told of a step.
   * @param {Racer} racer
   * @param {Notes | null} notes
   * @param {number} step
   * @param {{ time: number, factor: number, numbers: Float64Array | undefined, slope: (x: number, y: number) => Point }} with how
   * many times as long as they are its arrows are drawn
   */
  tell(racer, notes, step, { time, factor, numbers, slope }) {
    const isOver = step > racer.last;
    change(this.who, racer.name);
    const coming = time > 0 ? [] : [say("next step")];
    const longer = factor > 1 && !isOver ? [say("arrows {factor} times as long", { factor: number(factor) })] : [];
    change(this.times, [...coming, ...longer].join(", "));
    this.element.classList.toggle("over", isOver);
    if (this.equations.fill(isOver ? null : notes, step, numbers)) this.fit();
    for (const { arrow, cells } of this.arrows) {
      const along = isOver ? null : notes?.along(arrow, step);
      cells.forEach((cell, k) => write(cell, rigid(along?.[k] ?? NaN)));
    }
    change(this.said, isOver ? ended(racer) : notes ? sentenceOf(this.anatomy, notes, step, slope) : "");
  }
}

/**
 * Of the formula in an element.
 * @param {HTMLElement} element
 */
const widthOf = (element) => element.querySelector("math > *")?.getBoundingClientRect().width ?? 0;

/** @param {Racer} racer */
const ended = ({ last }) => say("Its run has ended at step {step}: there is no step to show.", { step: last });

/**
 * An arrow in words: its sign in its colour, its label, and its two numbers.
 * @param {StepArrow} arrow
 * @returns {{ element: HTMLElement, cells: Cell[] }}
 */
function item({ label, kind, scaled }) {
  const sign = make("b", { textContent: scaled ? "⇢" : "→", attributes: { "aria-hidden": "true" } });
  const numbers = [0, 1].map(() => make("output", { attributes: { "aria-live": "off" } }));
  const name = make("span");
  name.append(kind === "step" ? say("step") : mathOf(label));
  const element = make("span", { dataset: { kind } }, sign, name, make("span", { className: "pair" }, ...numbers));
  const cells = numbers.map((one) => ({ element: one, room: ROOM }));
  for (const cell of cells) write(cell, rigid(NaN));
  return { element, cells };
}
