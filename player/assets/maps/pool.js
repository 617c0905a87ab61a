// Maps are computed by workers beside the page, one fewer than there are cores but at least one, some lanes at a time.

import { Here } from "./here.js";
import { workerText } from "./lanes.js";
import { Progress } from "./progress.js";

/** @import { MapJob, MapResult, Machine, Point, Program } from "../../types" */
/** @import { Answer, Heard } from "./progress.js" */

// So many parcels are with a worker, so that it need not wait for the page.
const AHEAD = 2;

/**
 * @typedef {Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror">} Other
 * @typedef {{ done: Promise<MapResult | null>, cancel: () => void, readonly share: number }} Handle share: of the lanes that are done
 */

/** Workers for the maps of one program. */
export class Pool {
  /**
   * @param {string} source of the compiled module
   * @param {Float64Array[]} tables
   * @param {number} steps
   * @param {Program | null} [program] the module, where this page may import it
   * @param {number} [count] of workers
   * @param {(source: string) => Other} [hire] makes a worker
   */
  constructor(source, tables, steps, program = null, count = helpers(), hire = worker) {
    this.source = source;
    this.program = program;
    this.tables = tables;
    this.steps = steps;
    this.count = count;
    this.hire = hire;
    /** @type {{ other: Other, busy: number, knows: number }[]} */ this.workers = [];
    /** @type {Progress[]} in the order in which they were asked for */ this.jobs = [];
    this.last = 0;
    /** @type {{ machine: Machine, numbers: Float64Array } | null} what runs a single path */ this.here = null;
    /** Whether no worker runs, and the page does their work. */ this.isAlone = false;
  }

  /**
   * `heard` gets the result, which grows, after each level and the share of the lanes that are done. `done` is settled with it, with null if the
   * job was stopped; it is rejected where neither a worker nor this page can run it.
   * @param {MapJob} job
   * @param {Heard} [heard]
   * @returns {Handle}
   */
  map(job, heard = () => {}) {
    const going = new Progress(++this.last, job, heard);
    for (const old of this.jobs.filter((one) => job.key && one.job.key === job.key)) this.stop(old);
    this.jobs.push(going);
    this.employ();
    this.send();
    return {
      done: going.done,
      cancel: () => this.stop(going),
      get share() {
        return going.share;
      },
    };
  }

  /**
   * The path of one run, x₀, y₀, x₁, y₁ …, at once; NaN after it has ended. Its start alone where this page may import no module.
   * @param {{ k: number, numbers: Float64Array, start: Point }} run
   */
  path({ k, numbers, start: [x, y] }) {
    if (!this.program) return Float64Array.of(x, y);
    this.here ??= this.settleHere(this.program, numbers);
    this.here.numbers.set(numbers);
    const points = new Float64Array(2 * this.steps + 2);
    const last = this.here.machine.paths[k](x, y, points, new Float64Array(3));
    return points.fill(NaN, 2 * last + 2);
  }

  /** @param {Program} program @param {Float64Array} given */
  settleHere({ make }, given) {
    const numbers = Float64Array.from(given);
    return { numbers, machine: make(this.steps, numbers, this.tables) };
  }

  destroy() {
    for (const job of this.jobs) this.stop(job);
    this.dismiss();
  }

  dismiss() {
    for (const { other } of this.workers) other.terminate();
    this.workers = [];
  }

  /** Workers, if there are none yet. */
  employ() {
    try {
      while (this.workers.length < this.count) this.settle(this.hire(this.source));
    } catch (why) {
      this.giveUp(/** @type {Error} */ (why));
    }
  }

  /** @param {Other} other a new worker */
  settle(other) {
    const one = { other, busy: 0, knows: 0 };
    other.onmessage = ({ data }) => this.receive(one, data);
    other.onerror = () => this.giveUp(new Error("a worker failed"));
    other.postMessage({ steps: this.steps, tables: this.tables });
    this.workers.push(one);
  }

  /** Whoever has time gets lanes: of the job that is the farthest behind. */
  send() {
    for (let turn = 0; turn < AHEAD; turn++)
      for (const one of this.workers) {
        const [job] = this.jobs.filter(({ isSent }) => !isSent).sort((a, b) => a.level - b.level || a.share - b.share);
        if (!job) return;
        if (one.busy > turn) continue;
        this.hand(one, job);
      }
  }

  /**
   * @param {Pool["workers"][number]} one
   * @param {Progress} going
   */
  hand(one, going) {
    const { id, job } = going;
    const { level, lanes } = going.take(this.count);
    const { k, numbers, starts, fields } = job;
    const news = one.knows === id ? {} : { job: { k, numbers, starts, fields } };
    one.knows = id;
    one.busy++;
    one.other.postMessage({ id, level, lanes, ...news }, [lanes.buffer]);
  }

  /**
   * @param {Pool["workers"][number]} one
   * @param {Answer} answer
   */
  receive(one, answer) {
    one.busy--;
    const job = this.jobs.find(({ id }) => id === answer.id);
    const isLevel = job?.receive(answer);
    if (job?.isDone) this.jobs = this.jobs.filter((other) => other !== job);
    this.send();
    if (job && isLevel) job.heard(job.result, job.share);
    if (job?.isDone) job.settle(job.result);
  }

  /** @param {Progress} job */
  stop(job) {
    if (!this.jobs.includes(job)) return;
    this.jobs = this.jobs.filter((other) => other !== job);
    job.settle(null);
  }

  /**
   * No worker runs: the page does all of it, if it may.
   * @param {Error} why
   */
  giveUp(why) {
    const { jobs, program } = this;
    this.dismiss();
    if (!program || this.isAlone) {
      this.jobs = [];
      return jobs.forEach((job) => job.fail(why));
    }
    this.isAlone = true;
    this.count = 1;
    this.hire = () => new Here(program);
    for (const job of jobs) job.restart();
    this.employ();
    this.send();
  }
}

const helpers = () => Math.max(1, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1);

/**
 * @param {string} source
 * @returns {Other}
 */
function worker(source) {
  const address = URL.createObjectURL(new Blob([workerText(source)], { type: "text/javascript" }));
  try {
    return new Worker(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}
