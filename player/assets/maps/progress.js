// How far a map is: what is known of it, and which lanes are next.

import { emptyResult, levelsOf, put, STRIDES } from "./grid.js";
import { shapeOf } from "./lanes.js";

/** @import { MapJob, MapResult, MapRows } from "../../types" */

// Milliseconds that lanes sent at once should take, so that what is not wanted any more is soon done.
const TURN = 12;
// Lanes in the first parcel of a job, and at most.
const [FEW, MANY] = [16, 8192];

/**
 * What a worker says: a row for each of the lanes, and how many milliseconds it took.
 * @typedef {{ id: number, lanes: Int32Array, rows: MapRows, took: number }} Answer
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
    this.result = emptyResult(this.n);
    this.level = 0;
    /** Of the lanes of this level: how many are with workers, and how many have come back. */
    this.sent = 0;
    this.got = 0;
    this.all = 0;
    /** Milliseconds that they took, as far as a clock tells: browsers round it to tenths. */
    this.took = 0;
    /** @type {(result: MapResult | null) => void} */ this.settle = () => {};
    /** @type {(why: Error) => void} */ this.fail = () => {};
    /** @type {Promise<MapResult | null>} */ this.done = new Promise((settle, fail) => {
      this.settle = settle;
      this.fail = fail;
    });
  }

  /** Milliseconds a lane; as long as no time has passed, what makes each parcel as large as all before it. */
  get price() {
    return this.all ? (this.took || TURN) / this.all : TURN / FEW;
  }

  get share() {
    return this.all / (this.n[0] * this.n[1]);
  }

  get isIdle() {
    return this.sent >= this.levels[this.level].length;
  }

  /** From its beginning, because who had its lanes is gone. */
  restart() {
    this.result = emptyResult(this.n);
    this.level = this.sent = this.got = this.all = this.took = 0;
  }

  /**
   * Some lanes for one of `many` workers: few enough to take a turn, and for each of them to have some.
   * @param {number} many
   */
  take(many) {
    const lanes = this.levels[this.level];
    const fair = Math.ceil((lanes.length - this.sent) / many);
    const count = Math.min(Math.ceil(TURN / this.price), MANY, fair);
    const some = lanes.slice(this.sent, this.sent + count);
    this.sent += some.length;
    return some;
  }

  /**
   * Whether that was the last of a level.
   * @param {Pick<Answer, "lanes" | "rows" | "took">} answer
   */
  receive({ lanes, rows, took }) {
    put(this.result, lanes, rows);
    this.took += took;
    this.got += lanes.length;
    this.all += lanes.length;
    return this.got === this.levels[this.level].length;
  }

  /** The next level that has lanes; whether there is one. */
  rise() {
    this.result.stride = STRIDES[this.level];
    this.level++;
    while (this.level < STRIDES.length && !this.levels[this.level].length) this.result.stride = STRIDES[this.level++];
    this.sent = this.got = 0;
    return this.level < STRIDES.length;
  }
}
