// When a lesson's race runs: each screen begins at its first step, and an answer sets it off.

/** @import { Race } from "../../types" */
/** @import { Clock } from "../controls/clock.js" */

/** Conducts a clock; the root says whether it runs, and which of the runs that were asked for, so that a verdict can wait. */
export class Cue {
  /**
   * @param {Pick<Clock, "play" | "pause" | "seek" | "playing">} clock
   * @param {Pick<HTMLElement, "classList" | "dataset">} root
   */
  constructor(clock, root) {
    this.clock = clock;
    this.root = root;
    /** @type {string | undefined} */ this.place = undefined;
    /** @type {number | undefined} */ this.run = undefined;
  }

  /** @param {Pick<Race, "lesson">} race */
  take({ lesson }) {
    const { place, run } = lesson ?? {};
    const [isElsewhere, isAsked] = [place !== this.place, run !== this.run];
    Object.assign(this, { place, run });
    if (isElsewhere) this.clock.pause();
    if (isElsewhere || isAsked) this.clock.seek(0);
    if (isAsked && !isElsewhere) this.clock.play();
    this.draw();
    if (run !== undefined) this.root.dataset.run = String(run);
  }

  draw() {
    this.root.classList.toggle("playing", this.clock.playing);
  }
}
