// The line to the server: what it may not have heard, because the line was down or another report overtook this one, is said again.

import { connection } from "./streamlit.js";

/** @import { Report, Tell } from "../../types" */

/** Whether there is a connection, and a call whenever it comes back, until the function that it returns is called. */
/** @typedef {{ readonly isOpen: boolean, whenBack(heard: () => void): () => void }} Connection */

/** Passes reports on. Of two that wait for the server at once Streamlit drops the first, so each has with it what is unheard. */
export class Line {
  /** @param {Connection} to */
  constructor(to = connection) {
    this.to = to;
    /** @type {Tell} */ this.send = () => {};
    /** @type {Report} the latest of each matter that may not have been heard */ this.unheard = {};
    /** The number of the last report: no player before this one has sent it. */
    this.count = Date.now();
    this.destroy = to.whenBack(() => this.say());
  }

  /** @type {Tell} */
  tell(what) {
    this.unheard = { ...this.unheard, ...what };
    if (this.to.isOpen) this.say();
  }

  /** Something is said in any case: a server that has started anew listens to nobody before it has shown them its page. */
  say() {
    this.count += 1;
    this.send({ ...this.unheard, count: this.count });
  }

  /**
   * The server has heard the report of this number.
   * @param {number | null} count
   */
  heard(count) {
    if (count === this.count) this.unheard = {};
  }
}
