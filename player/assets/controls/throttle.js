// Keeps the page from drowning in reports while somebody drags.

const REST = 60;
const PATIENCE = 500;

/**
 * Sends the latest of many values, each with what those before it said of other matters: not more often than every `REST` milliseconds, and not before the last one was answered.
 * @template {object} Value
 */
export class Throttle {
  /** @param {(value: Value) => void} send */
  constructor(send) {
    this.send = send;
    /** @type {Value | null} */
    this.waiting = null;
    /** Since when an answer is awaited, 0 if none is. */
    this.busy = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {Value} value */
  push(value) {
    this.waiting = { ...this.waiting, ...value };
    if (!this.busy) this.flush();
  }

  answered() {
    if (!this.busy) return;
    const rest = REST - (performance.now() - this.busy);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), Math.max(0, rest));
  }

  flush() {
    this.busy = 0;
    if (this.waiting === null) return;
    this.send(this.waiting);
    this.waiting = null;
    this.busy = performance.now();
    this.timer = setTimeout(() => this.flush(), PATIENCE);
  }

  destroy() {
    clearTimeout(this.timer);
  }
}
