// A method whose rate is swept: which rates are tried, and what is known of each.

import { number } from "../page/format.js";
import { say } from "../page/words.js";
import { bestOf, columnsOf } from "./spread.js";
import { nearest, ownNumbers, rangeOf, rateOf, rates, varied, withValues } from "./values.js";

/** @import { MapJob, MapPacket, MapResult, MethodField, Racer } from "../../types" */
/** @import { Pool } from "../maps/pool.js" */
/** @import { Column } from "./spread.js" */

/** Racer `k` with other rates. */
export class Tried {
  /**
   * @param {MapPacket} packet
   * @param {number} k
   * @param {MethodField} field its rate
   */
  constructor(packet, k, field) {
    this.packet = packet;
    this.k = k;
    this.field = field;
    this.values = rates(rangeOf(field));
    /** @type {(Column | null)[]} */ this.columns = [];
  }

  /** @returns {Racer} */
  get style() {
    return this.packet.racers[this.k];
  }

  /**
   * @param {Float64Array} numbers
   * @param {Float64Array} points
   * @returns {MapJob}
   */
  job(numbers, points) {
    const { packet, k, field, values } = this;
    return { k, numbers: ownNumbers(packet, k, numbers), starts: { points }, fields: [varied(field, values)] };
  }

  /** @param {MapResult | null} result */
  learn(result) {
    if (result) this.columns = columnsOf(result, this.packet.best);
  }

  /** The rate that it has among these numbers. @param {Float64Array} numbers */
  own(numbers) {
    return numbers[this.field.numbers[0]];
  }

  /** @param {Float64Array} numbers @param {number} value */
  with(numbers, value) {
    return withValues(numbers, [this.field], [value]);
  }

  /**
   * Its path with a rate from the start of the race.
   * @param {Pool} pool
   * @param {Float64Array} numbers
   * @param {number} value
   */
  path(pool, numbers, value) {
    const { k, style, packet } = this;
    return { style, points: pool.path({ k, numbers: this.with(numbers, value), start: packet.scene.start }) };
  }

  /** The place of the best rate; −1 while nothing is known. */
  get best() {
    return bestOf(this.columns);
  }

  /**
   * What is known of it at a rate: that of the nearest that is known.
   * @param {number} wanted
   */
  at(wanted) {
    const { field, style, values } = this;
    const column = this.known(wanted);
    const value = Math.min(values[values.length - 1], Math.max(values[0], wanted));
    const told = { rate: number(value), ...toldOf(column) };
    return {
      key: field.key,
      style,
      name: style.name,
      values,
      value,
      loss: column ? column.loss[1] : Infinity,
      cells: [told.rate, told.loss, told.steps, this.best < 0 ? "…" : number(values[this.best])],
      text: say("{title} {rate}, final loss {loss}, steps to arrive {steps}", { title: field.title, ...told }),
    };
  }

  /** @param {number} wanted */
  known(wanted) {
    const places = [...this.columns.keys()].filter((i) => this.columns[i]);
    const rates = places.map((i) => this.values[i]);
    return places.length ? this.columns[places[nearest(rates, wanted, true)]] : null;
  }

  /** Where it is at its best, as a sentence; empty while nothing is known. */
  get sentence() {
    const column = this.columns[this.best];
    if (!column) return "";
    const told = { name: this.style.name, rate: number(this.values[this.best]), ...toldOf(column) };
    return Number.isFinite(column.steps[1])
      ? say("{name} is best at {rate}: it arrives after {steps} steps.", told)
      : say("{name} is best at {rate}: it ends at a loss of {loss}.", told);
  }
}

/**
 * The racers of a race that have a rate.
 * @param {MapPacket} packet
 */
export const triedOf = (packet) =>
  packet.racers.flatMap(({ panel }, k) => {
    const field = rateOf(packet.methods[panel]);
    return field ? [new Tried(packet, k, field)] : [];
  });

/**
 * The medians of a column in words.
 * @param {Column | null} column
 */
export function toldOf(column) {
  if (!column) return { loss: "…", steps: "…" };
  const steps = column.steps[1];
  return { loss: number(column.loss[1]), steps: Number.isFinite(steps) ? number(steps) : say("never") };
}
