// How far a map is: what is known of it, and which lanes are next.

import { emptyResult, levelsOf, put, STRIDES } from "./grid.js";
import { shapeOf } from "./lanes.js";

/** @import { MapJob, MapResult, MapRows } from "../../types" */

// Milliseconds that lanes sent at once should take, so that what is not wanted any more is soon done, and at least, to be worth a message.
const [TURN, WORTH] = [12, 1];
// Lanes in the first parcel of a job, and at most.
const [FEW, MANY] = [16, 8192];

/**
 * What a worker says: a row for each of the lanes of a level, and how many milliseconds it took.
 * @typedef {{ id: number, level: number, lanes: Int32Array, rows: MapRows, took: number }} Answer
 * @typedef {(result: MapResult, share: number) => void} Heard
 */

/** A job on its way. */
export class Progress {
  /**
   * @param {number} id
   * @param {MapJob} job
   * @param {Heard} heard
   */
  constructor(id, job, heard) {
    this.id = id;
    this.job = job;
    this.heard = heard;
    this.n = shapeOf(job);
    this.levels = levelsOf(this.n);
    /** @type {MapResult | null} */ this.known = null;
    /** The level whose lanes are sent now, and how many of them were. Others may still be with workers. */
    this.level = 0;
    this.sent = 0;
    /** How many of each level have come back, of all levels, and how many levels are complete, and all before them. */
    this.got = STRIDES.map(() => 0);
    this.all = 0;
    this.complete = 0;
    /** Milliseconds that they took, as far as a clock tells: browsers round it to tenths. */
    this.took = 0;
    /** @type {(result: MapResult | null) => void} */ this.settle = () => {};
    /** @type {(why: Error) => void} */ this.fail = () => {};
    /** @type {Promise<MapResult | null>} */ this.done = new Promise((settle, fail) => {
      this.settle = settle;
      this.fail = fail;
    });
    this.rise();
  }

  /** Milliseconds a lane; as long as no time has passed, what makes each parcel as large as all before it. */
  get price() {
    return this.all ? (this.took || TURN) / this.all : TURN / FEW;
  }

  /** It is made when it is asked for, while the first lanes are with the workers. */
  get result() {
    return (this.known ??= emptyResult(this.n));
  }

  get share() {
    return this.all / (this.n[0] * this.n[1]);
  }

  /** Whether all is with workers. */
  get isSent() {
    return this.level === STRIDES.length;
  }

  get isDone() {
    return this.complete === STRIDES.length;
  }

  /** From its beginning, because who had its lanes is gone. */
  restart() {
    this.known = null;
    this.got.fill(0);
    this.level = this.sent = this.all = this.complete = this.took = 0;
    this.rise();
  }

  /**
   * Some lanes for one of `many` workers: few enough to take a turn, and for each of them to have some that are worth a message.
   * @param {number} many
   */
  take(many) {
    const { level } = this;
    const lanes = this.levels[level];
    const fair = Math.max(FEW, WORTH / this.price, (lanes.length - this.sent) / many);
    const count = Math.ceil(Math.min(TURN / this.price, MANY, fair));
    const some = lanes.slice(this.sent, this.sent + count);
    this.sent += some.length;
    this.rise();
    return { level, lanes: some };
  }

  /** To the next level that has lanes to be sent. */
  rise() {
    while (!this.isSent && this.sent === this.levels[this.level].length) {
      this.level++;
      this.sent = 0;
    }
  }

  /**
   * Whether a level is complete that was not before, and all before it.
   * @param {Omit<Answer, "id">} answer
   */
  receive({ level, lanes, rows, took }) {
    put(this.result, lanes, rows);
    this.took += took;
    this.got[level] += lanes.length;
    this.all += lanes.length;
    const before = this.complete;
    while (!this.isDone && this.got[this.complete] === this.levels[this.complete].length)
      this.result.stride = STRIDES[this.complete++];
    return this.complete > before;
  }
}
