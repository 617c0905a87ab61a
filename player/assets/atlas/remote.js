// Where neither a worker nor the page itself may run a program, the page's server maps: it is told what of whom, and its next packet
// has the answer.

import { emptyResult } from "../maps/grid.js";
import { shapeOf } from "../maps/lanes.js";

/** @import { MapAnswer, MapJob, MapPacket, MapQuestion, MapResult, VariedNumber } from "../../types" */
/** @import { Handle } from "../maps/pool.js" */
/** @import { Heard } from "../maps/progress.js" */

/** Values along each side of a map, at most: player/atlas/given.py. */
export const MOST_THERE = 128;

/** @typedef {{ question: MapQuestion, n: [nx: number, ny: number], heard: Heard, settle: (result: MapResult | null) => void, fail: (why: Error) => void }} Asked */

/** What asks the server, in the way in which a pool is asked. */
export class Remote {
  /**
   * @param {() => MapPacket} packet
   * @param {(wanted: MapQuestion[]) => void} tell
   */
  constructor(packet, tell) {
    this.packet = packet;
    this.tell = tell;
    /** @type {Map<string, Asked>} */ this.asked = new Map();
    /** No other page asks by these names. */
    this.session = Date.now().toString(36);
    this.last = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.timer = undefined;
  }

  /**
   * As `Pool.map`.
   * @param {MapJob} job
   * @param {Heard} [heard]
   * @returns {Handle}
   */
  map(job, heard = () => {}) {
    const id = `${this.session} ${++this.last}`;
    const question = questionOf(this.packet(), job, id);
    /** @type {Promise<MapResult | null>} */
    const done = new Promise((settle, fail) => {
      this.asked.set(id, { question, n: shapeOf(job), heard, settle, fail });
    });
    this.later();
    return { done, cancel: () => this.stop(id), share: 0 };
  }

  /**
   * A path is not worth a question: its start alone.
   * @param {{ start: import("../../types").Point }} run
   */
  path({ start }) {
    return Float64Array.from(start);
  }

  /** @param {string} id */
  stop(id) {
    this.asked.get(id)?.settle(null);
    if (this.asked.delete(id)) this.later();
  }

  /** All questions that are open, together. */
  later() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tell([...this.asked.values()].map(({ question }) => question));
    });
  }

  /** @param {MapAnswer[]} answers */
  hear(answers) {
    for (const { id, result } of answers) {
      const one = this.asked.get(id);
      this.asked.delete(id);
      if (!one) continue;
      if (String(result.n) !== String(one.n)) one.fail(new Error("the server cannot map this"));
      else {
        one.heard(result, 1);
        one.settle(result);
      }
    }
  }

  destroy() {
    clearTimeout(this.timer);
    for (const { settle } of this.asked.values()) settle(null);
    this.asked.clear();
  }
}

/**
 * A job with fields by their names in place of numbers by their places: player/atlas/asked.py.
 * @param {MapPacket} packet
 * @param {MapJob} job
 * @param {string} id
 * @returns {MapQuestion}
 */
export function questionOf({ live, methods, racers }, { k, numbers, starts, fields }, id) {
  const own = methods[racers[k].panel].fields.filter((field) => field.numbers.length);
  /** @param {VariedNumber} one @returns {[key: string, values: number[]][]} */
  const named = ({ places, values }) => {
    const field = own.find((other) => other.numbers[0] === places[0]);
    return field ? [[field.key, [...values]]] : [];
  };
  const axes = fields.map(({ beside = [], ...first }) => Object.fromEntries([first, ...beside].flatMap(named)));
  const varied = new Set(axes.flatMap(Object.keys));
  const fixed = own.filter(({ key, numbers: [at] }) => !varied.has(key) && numbers[at] !== live?.numbers[at]);
  return {
    id,
    k,
    fixed: Object.fromEntries(fixed.map(({ key, numbers: [at] }) => [key, numbers[at]])),
    fields: axes,
    points: "points" in starts ? [...starts.points] : [],
  };
}

/**
 * A map as the server packs it: player/atlas/given.py.
 * @param {[nx: number, ny: number]} n
 * @param {ArrayLike<number> & { subarray(from: number, to: number): ArrayLike<number> }} numbers
 * @returns {MapResult}
 */
export function resultOf(n, numbers) {
  const count = n[0] * n[1];
  /** @param {number} row */
  const rows = (row, many = 1) => numbers.subarray(row * count, (row + many) * count);
  const result = { ...emptyResult(n), stride: 1 };
  result.kind.set(rows(0));
  result.minimum.set(rows(1));
  result.step.set(rows(2));
  result.end.set(rows(3, 2));
  result.loss.set(rows(5));
  return result;
}
