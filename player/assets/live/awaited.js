// What was sent to the server and is not answered yet: an answer may be older than what the hand has done since.

// Milliseconds after which an answer that does not know what was sent is the truth: the session may have begun anew.
const PATIENCE = 3000;

/** Runs, as texts of `runOf`, in the order in which they were sent. */
export class Awaited {
  constructor() {
    /** @type {string[]} */ this.runs = [];
    /** Until when answers may not know of them, in milliseconds. */
    this.patience = 0;
  }

  get isEmpty() {
    return !this.runs.length;
  }

  /** @param {string} run */
  add(run) {
    this.runs.push(run);
    this.patience = performance.now() + PATIENCE;
  }

  /**
   * What was sent before the run that is answered is of no interest any more; nothing is, where none that was sent is answered,
   * unless something else was answered meanwhile, with the race as it was `before`.
   * @param {string} run
   * @param {string} before
   */
  answer(run, before) {
    const at = this.runs.indexOf(run);
    if (at < 0 && run === before && performance.now() < this.patience) return;
    this.runs.splice(0, 1 + at || this.runs.length);
  }
}
