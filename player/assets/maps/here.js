// Where no worker can run, its work is done on the page's own thread: a parcel at a time, so that the page answers in between.

import { laneRunner, serve } from "./lanes.js";

/** @import { Program } from "../../types" */
/** @import { Other } from "./pool.js" */

/**
 * What looks like a worker.
 * @implements {Other}
 */
export class Here {
  /** @param {Program} program */
  constructor(program) {
    /** @type {Other["onmessage"]} */ this.onmessage = null;
    /** @type {Other["onerror"]} */ this.onerror = null;
    /** @type {(event: { data: any }) => void} */ this.hear = () => {};
    /** @type {object[]} what has been said to it */ this.waiting = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
    serve(program.make, laneRunner, {
      addEventListener: (_, hear) => (this.hear = hear),
      postMessage: (data) => this.onmessage?.call(/** @type {any} */ (this), /** @type {MessageEvent} */ ({ data })),
    });
  }

  /** @param {object} data */
  postMessage(data) {
    this.waiting.push(data);
    this.timer ??= setTimeout(() => this.turn());
  }

  /** One parcel, and the next once the page has had its turn. */
  turn() {
    this.timer = undefined;
    const data = this.waiting.shift();
    try {
      if (data) this.hear({ data });
    } catch (why) {
      this.onerror?.call(/** @type {any} */ (this), /** @type {ErrorEvent} */ ({ error: why }));
    }
    if (this.waiting.length) this.timer ??= setTimeout(() => this.turn());
  }

  terminate() {
    clearTimeout(this.timer);
    this.waiting = [];
  }
}
