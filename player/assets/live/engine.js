// Computes a race from wherever the hand is: at once if that fits into a frame, else in a worker, where the latest start wins.

import { hiring } from "./hiring.js";
import { runAll, runOne } from "./runner.js";

/** @import { Machine, Point, Program, Race, Run } from "../../types" */
/** @import { Other } from "./hiring.js" */
/** @import { Plan } from "./runner.js" */

/** Milliseconds that a computation may take of a frame. */
export const BUDGET = 12;
// How often in a row it has to take longer: once may be the compiler or the garbage collector.
const TWICE = 2;

/** The program of a race, ready to run. */
export class Engine {
  /**
   * @param {Program} program
   * @param {string} source
   * @param {Float64Array[]} tables
   * @param {Race} race one with `live`
   * @param {() => Other} hire makes a worker
   */
  constructor(program, source, tables, race, hire = hiring.hire) {
    const { standings, outcomes } = race.columns;
    this.program = program;
    this.source = source;
    this.tables = tables;
    this.hire = hire;
    /** What the machine reads. */
    this.numbers = Float64Array.from(race.live?.numbers ?? []);
    /** @type {Plan} */
    this.plan = {
      racers: race.racers.length,
      steps: race.scene.steps,
      tested: race.tested,
      columns: standings.length + outcomes.length,
    };
    /** @type {Machine} */ this.machine = program.make(race.scene.steps, this.numbers, tables);
    /** How often in a row a computation was too long for a frame. */
    this.long = 0;
    /** @type {Other | null} */ this.other = null;
    /** Whether there can be no worker. */
    this.alone = false;
    this.busy = false;
    /** @type {{ start: Point, done: (runs: Run[]) => void } | null} what the worker does next */ this.next = null;
    /** @type {(runs: Run[]) => void} */ this.done = () => {};
  }

  /**
   * Another machine of the same program, that reads other numbers.
   * @param {Float64Array} numbers
   */
  beside(numbers) {
    return this.program.make(this.plan.steps, numbers, this.tables);
  }

  get isSlow() {
    return this.other !== null;
  }

  /**
   * A few runs before anybody waits for one, so that the browser has compiled them; no longer than a blink.
   * @param {Point} start
   */
  warm(start) {
    const begin = performance.now();
    for (let round = 0; round < TWICE; round++) {
      const since = performance.now();
      for (let k = 0; k < this.plan.racers; k++) {
        runOne(this.machine, this.plan, k, start);
        if (performance.now() - begin > 4 * BUDGET) return this.judge(performance.now() - since);
      }
      this.judge(performance.now() - since);
    }
  }

  /**
   * `done` gets the runs from `start` with the present numbers: at once, or later; never, if a later start comes before.
   * @param {Point} start
   * @param {(runs: Run[]) => void} done
   */
  ask(start, done) {
    if (this.isSlow) return this.pass({ start, done });
    const begin = performance.now();
    const runs = runAll(this.machine, this.plan, start);
    this.judge(performance.now() - begin);
    done(runs);
  }

  /** @param {number} took in milliseconds */
  judge(took) {
    this.long = took > BUDGET ? this.long + 1 : 0;
    if (this.long >= TWICE && !this.alone) this.employ();
  }

  employ() {
    const { source, plan, tables } = this;
    const other = this.hire();
    other.onmessage = ({ data }) => this.answer(data);
    other.onerror = () => this.dismiss();
    other.postMessage({ source, plan, tables });
    this.other = other;
  }

  /** @param {NonNullable<Engine["next"]>} next */
  pass(next) {
    this.next = next;
    if (!this.busy) this.send();
  }

  send() {
    const { next } = this;
    if (!next) return;
    this.next = null;
    this.busy = true;
    this.done = next.done;
    this.other?.postMessage({ start: next.start, numbers: this.numbers });
  }

  /** @param {Run[]} runs */
  answer(runs) {
    this.busy = false;
    this.done(runs);
    this.send();
  }

  /** A worker that fails is not asked again: better late than never. */
  dismiss() {
    this.other?.terminate();
    this.other = null;
    this.alone = true;
    this.busy = false;
    const { next } = this;
    this.next = null;
    if (next) this.ask(next.start, next.done);
  }

  destroy() {
    this.next = null;
    this.done = () => {};
    this.other?.terminate();
  }
}
