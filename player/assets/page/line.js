// The line to the server: what could not be said while it was down is said once it is back.

import { connection } from "./streamlit.js";

/** @import { Report, Tell } from "../../types" */

/** Whether there is a connection, and a call whenever it comes back, until the function that it returns is called. */
/** @typedef {{ readonly isOpen: boolean, whenBack(heard: () => void): () => void }} Connection */

/** Passes reports on. */
export class Line {
  /** @param {Connection} to */
  constructor(to = connection) {
    this.to = to;
    /** @type {Tell} */ this.send = () => {};
    /** @type {Report} the latest of what was not said */ this.kept = {};
    this.destroy = to.whenBack(() => this.resume());
  }

  /** @type {Tell} */
  tell(what) {
    if (this.to.isOpen) this.send(what);
    else this.kept = { ...this.kept, ...what };
  }

  /** Something is said in any case: a server that has started anew listens to nobody before it has shown them its page. */
  resume() {
    this.send(this.kept);
    this.kept = {};
  }
}
