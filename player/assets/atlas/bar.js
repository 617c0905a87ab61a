// How far a map is, and a button that stops it: only of what takes its time, so that nothing flickers.

import { make } from "../page/dom.js";
import { say } from "../page/words.js";

// Milliseconds before it is said that something goes on.
const PATIENCE = 500;
// And between two looks at how far it is.
const OFTEN = 100;

/** A bar whose place is kept while there is nothing to tell. */
export class Bar {
  constructor() {
    this.bar = make("progress", { max: 1, value: 0, attributes: { "aria-label": say("Computing the map") } });
    this.stop = make("button", { type: "button", textContent: say("Cancel") });
    this.element = make("div", { className: "bar" }, this.bar, this.stop);
    this.cancel = () => {};
    this.now = () => 0;
    /** @type {ReturnType<typeof setInterval> | undefined} while something goes on */ this.timer = undefined;
    /** Since when something goes on, 0 if nothing does. */
    this.since = 0;
    this.stop.addEventListener("click", () => this.cancel());
    this.element.style.visibility = "hidden";
  }

  /**
   * @param {number | null} share
   * @param {() => void} [cancel]
   * @param {() => number} [now] how far it is whenever that is asked
   */
  show(share, cancel = () => {}, now = () => share ?? 0) {
    this.cancel = cancel;
    this.now = now;
    if (share === null) this.since = 0;
    else this.since ||= performance.now();
    clearInterval(this.timer);
    if (this.since) this.timer = setInterval(() => this.draw(), OFTEN);
    this.draw();
  }

  draw() {
    const isLong = this.since > 0 && performance.now() - this.since > PATIENCE;
    this.bar.value = this.now();
    this.element.style.visibility = isLong ? "" : "hidden";
  }

  destroy() {
    clearInterval(this.timer);
  }
}
