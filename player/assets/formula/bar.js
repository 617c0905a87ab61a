// A formula that is typed: the field, what is said of it, the formulas as they are printed, and others to try.

import { Throttle } from "../controls/throttle.js";
import { make } from "../page/dom.js";
import { Line } from "../page/line.js";
import { say } from "../page/words.js";
import { Field } from "./field.js";
import { Printed } from "./printed.js";
import { Tries } from "./tries.js";

/** @import { FormulaHeader, Report } from "../../types" */

/**
 * A sentence, in which what stands between backticks is what somebody types.
 * @param {string} text
 */
const worded = (text) => text.split("`").map((part, i) => (i % 2 ? make("code", { textContent: part }) : part));

/** Above the plots. */
export class Bar {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.line = new Line();
    this.height = 0;
    // One after the other: an answer that is interrupted shows nothing.
    /** @type {Throttle<Report>} */ this.throttle = new Throttle((what) => this.line.tell(what));
    this.field = new Field((text, typing) => this.throttle.push({ text, typing }));
    this.tries = new Tries((chosen) => this.line.tell({ chosen }));
    this.said = make("p", { className: "said", attributes: { role: "status" } });
    this.printed = new Printed();
    const label = make("label", { textContent: "f(x, y) =", htmlFor: this.field.area.id });
    const line = make("div", { className: "line" }, label, this.field.element, this.tries.element);
    this.element = make("div", { className: "formula" }, line, this.said, this.printed.element);
    parent.append(this.element);
    this.watch = new ResizeObserver(() => this.tell(this.element.offsetHeight));
    this.watch.observe(this.element);
  }

  /**
   * What stands below the bar has more room, or less.
   * @param {number} height
   */
  tell(height) {
    if (height === this.height) return;
    this.height = height;
    window.dispatchEvent(new Event("resize"));
  }

  /** @param {FormulaHeader} header */
  show(header) {
    this.throttle.answered();
    this.line.heard(header.heard);
    const isAwaited = this.throttle.waiting || "text" in this.line.unheard;
    const isLatest = !isAwaited && this.field.show(header);
    if (isLatest) this.say(header);
    this.printed.show(header.math);
    this.tries.show(header.examples);
  }

  /** @param {FormulaHeader} header */
  say({ problem, facts }) {
    const text = problem ? say("{problem} The plots show the last formula that worked.", { problem }) : facts;
    if (this.said.textContent !== text.replaceAll("`", "")) this.said.replaceChildren(...worded(text));
    this.said.classList.toggle("wrong", Boolean(problem));
  }

  destroy() {
    this.watch.disconnect();
    this.line.destroy();
    this.throttle.destroy();
    this.field.destroy();
    this.element.remove();
  }
}
