// When a lesson's race runs: each screen begins at its first step, and an answer, or a task that is done, sets it off.

import { LOW } from "../page/layout.js";

const VERDICT = ".st-key-lesson-verdict";
/** @type {ScrollIntoViewOptions} */
const SMOOTHLY = { behavior: "smooth" };

/** @import { Race } from "../../types" */
/** @import { Clock } from "../controls/clock.js" */

/** Conducts a clock; the root says whether it runs, and which of the runs that were asked for, so that a verdict can wait. */
export class Cue {
  /**
   * @param {Pick<Clock, "play" | "pause" | "seek" | "playing">} clock
   * @param {Pick<HTMLElement, "classList" | "dataset" | "getBoundingClientRect" | "scrollIntoView">} root
   */
  constructor(clock, root) {
    this.clock = clock;
    this.root = root;
    /** @type {string | undefined} */ this.place = undefined;
    /** @type {number | undefined} */ this.run = undefined;
    this.done = false;
    /** Whether a verdict waits for the end of the run. */
    this.awaited = false;
  }

  /** @param {Pick<Race, "lesson">} race */
  take({ lesson }) {
    const { place, run, done = false } = lesson ?? {};
    // A task that has just been done is shown, too, from its first step.
    const [isElsewhere, isAsked] = [place !== this.place, run !== this.run || (done && !this.done)];
    this.place = place;
    this.run = run;
    this.done = done;
    if (isElsewhere) this.clock.pause();
    if (isElsewhere || isAsked) this.clock.seek(0);
    if (isAsked && !isElsewhere) this.begin();
    this.draw();
    if (run !== undefined) this.root.dataset.run = String(run);
  }

  begin() {
    this.clock.play();
    this.awaited = true;
    if (this.root.getBoundingClientRect().top > LOW * window.innerHeight) this.root.scrollIntoView(SMOOTHLY);
  }

  draw() {
    this.root.classList.toggle("playing", this.clock.playing);
    if (!this.awaited || this.clock.playing) return;
    this.awaited = false;
    document.querySelector(VERDICT)?.scrollIntoView({ ...SMOOTHLY, block: "nearest" });
  }
}
